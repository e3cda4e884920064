"""A publication for tests of pages: one of every block, text out of a seeded hat."""

from __future__ import annotations

import datetime
import functools
import io
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from publisher import binding, resources, setting, units
from publisher.document.model import (
    Article,
    BlockQuote,
    Contributor,
    Dialogue,
    Entry,
    Figure,
    Heading,
    Inlines,
    Issue,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Part,
    Print,
    Publication,
    PullQuote,
    Sidebar,
    Span,
    Speaker,
    Table,
    Text,
    Verse,
)
from publisher.engine import Assets, lay_out
from publisher.findings import Place
from publisher.markup.compose import Composed, Flow, Frame, compose, families
from publisher.markup.layout import Layout
from publisher.setting import SetFlow, SetPages, flow
from publisher.typefaces import Library

MOMENT = datetime.datetime(2026, 11, 7, tzinfo=datetime.UTC)
PHRASES = """
河水从城中穿过 桥在雾里只剩半截 我们沿着堤岸走了一整天
渡船每隔二十分钟来一次 老人记得每一块石头的名字 孩子们把风筝挂在栏杆上
修桥的图纸还在档案馆里 仪器每隔10分钟传回一次数据 没有人知道下一次涨水是什么时候
灯一盏一盏亮起来 她把AI模型装进了旧船的驾驶舱 测量员在桥墩上画了一道红线
石匠的手比秤还准
""".split()
QUOTES = (
    "桥要是会说话，第一句话一定不是抱怨，而是问一声水位。",
    "我们修的不是石头，是两岸的人重新见面的理由。",
    "仪器告诉我桥动了没有，脚底下告诉我桥还认不认得我。",
)
NAMES = ("周砚", "沈知", "罗渡")
PICTURE = "pictures/map.png"


def text(length: int, seed: int) -> str:
    """Sentences of at least so many characters, the same for the same seed."""
    hat, done = random.Random(seed), ""
    while len(done) < length:
        done += "，".join(hat.sample(PHRASES, hat.randint(2, 3))) + "。"
    return done


def inlines(words: str) -> Inlines:
    """Plain words."""
    return (Text(words),)


def paragraph(length: int, seed: int) -> Paragraph:
    """A paragraph of at least so many characters."""
    return Paragraph(inlines(text(length, seed)), Place("feature.txt", seed))


def feature(parts: int = 3, paragraphs: int = 5, headline: str = "一条河与三座桥") -> Article:
    """Speakers one after the other, each with a pull quote out of the third paragraph."""
    return Article(
        (headline,),
        tuple(_part(number, paragraphs) for number in range(parts)),
        (paragraph(80, 1),),
        kicker="特稿",
        subheadline="沿河走了九天",
        byline="本刊记者 林小满",
        place=Place("feature.txt", 1),
    )


def _part(number: int, paragraphs: int) -> Part:
    name, quote = NAMES[number % 3], QUOTES[number % 3]
    blocks = [paragraph(110, 100 * number + each) for each in range(paragraphs)]
    if paragraphs > 2:
        blocks[2] = Paragraph(inlines(blocks[2].inlines[0].text[:40] + "。" + quote))  # type: ignore[union-attr]
    speaker = Speaker(f"{name}{number // 3 or ''}", ("桥梁养护中心主任", "河道志主编"))
    place = Place("feature.txt", 100 * number + 99)
    return Part((speaker,), ("给老桥做一次体检",), tuple(blocks), PullQuote(quote), place)


def interview() -> Article:
    """Questions and answers, and a sidebar."""
    turns: list[Dialogue] = []
    for number in range(4):
        turns.append(Dialogue("question", "记者", inlines(text(20, 500 + number)[:-1] + "？")))
        turns.append(Dialogue("answer", "陆春", inlines(text(120, 600 + number))))
    side = Sidebar(("相关",), (paragraph(60, 700),))
    speaker = Speaker("陆春", ("档案馆研究员",))
    return Article(("档案里的桥",), (Part((speaker,), (), (*turns, side)),), byline="文/林小满")


def news() -> Article:
    """A picture, a table, a list, a heading, a quotation, a note."""
    told = Paragraph((Text(text(60, 800)), NoteReference("1"), Span("strong", inlines("定论"))))
    rows = ((inlines("桥"), inlines("人次")), (inlines("南门桥"), inlines("8214")))
    items = (ListItem("1.", inlines("先看水。")), ListItem("2.", inlines(text(40, 801))))
    blocks = (
        told,
        Figure(PICTURE, "河道图", inlines("七座桥的位置。"), "制图/程一", Place("news.md", 9)),
        Heading(1, inlines("方案")),
        paragraph(70, 802),
        Table(rows, 1, inlines("每天过桥人次")),
        List(True, items),
        BlockQuote((paragraph(40, 803),)),
        Note("1", (Paragraph(inlines("数据出自桥面振动。")),)),
    )
    return Article(("三座旧桥去留公示",), (Part((), (), blocks),))


def verse() -> Article:
    """Two stanzas."""
    stanzas = (("先是一棵树，", "然后是树下的人。"), ("人多了，", "就有了船。"))
    blocks = tuple(Verse(tuple(map(inlines, stanza))) for stanza in stanzas)
    return Article(("渡口",), (Part((), (), blocks),), byline="桑未晚")


def publication(
    *articles: Article, language: str = "zh-Hans", **tokens: str | int | float
) -> Publication:
    """A publication of these articles, each in a department of its own."""
    names = ("特稿", "访谈", "消息", "诗")
    entries = tuple(
        Entry(article, f"{number}.txt", names[number % 4])
        for number, article in enumerate(articles)
    )
    return Publication(
        "澜渡",
        entries,
        "urn:issn:1000-1239",
        Print(units.size("185x260mm"), units.points("3mm"), "coated-sheetfed"),
        "feature",
        language=language,
        subtitle="桥的一期",
        publisher="澜渡杂志社",
        date="2026-11-07",
        rights="© 2026",
        description="一条河，七座桥。",
        subjects=("桥梁",),
        issue=Issue(45, 203),
        contributors=(Contributor("顾闻", "red"), Contributor("林小满", "aut")),
        tokens=tuple(tokens.items()),
    )


class Made(NamedTuple):
    """What setting gave, and the engine's pages of each flow."""

    publication: Publication
    pages: SetPages
    laid: tuple[flow.Laid, ...]


def bound(flows: Sequence[SetFlow], publication: Publication, *, linked: bool = True) -> bytes:
    """One PDF of all flows."""
    with binding.Binder(linked=linked) as binder:
        return binding.saved(binder.bound(flows, publication, library(), MOMENT))


@functools.cache
def library() -> Library:
    """The faces of the program."""
    return Library.load(resources.folder("fonts"))


def layout(name: str = "feature") -> Layout:
    """A layout of the program."""
    return Layout.load(name, [resources.folder("layouts")])


@functools.cache
def whole() -> Made:
    """One of everything, set once for all tests."""
    return made(publication(feature(), interview(), news(), verse()))


def made(given: Publication) -> Made:
    """A publication, set in its layout."""
    laid: dict[bytes, flow.Laid] = {}
    last = flow.Laid.pdf

    def remember(self: flow.Laid, *_arguments: object, **_words: object) -> bytes:
        data = last(self)
        laid[data] = self
        return data

    flow.Laid.pdf = remember  # type: ignore[method-assign,assignment]
    try:
        with tempfile.TemporaryDirectory() as folder:
            pages = _set(given, Path(folder))
            return Made(given, pages, tuple(laid[each.pdf] for each in pages.flows))
    finally:
        flow.Laid.pdf = last  # type: ignore[method-assign]


def article(given: Publication, air: int = 0) -> tuple[Composed, flow.Laid]:
    """The first article's pages as composed and laid out, its opening with so much air."""
    with tempfile.TemporaryDirectory() as folder:
        frame, assets = _frame(), _assets(Path(folder))
        own = layout(given.layout)
        composed = compose(given, Flow("article", 1), own, replace(frame, air=air))
        return composed, lay_out(composed.document, library().faces, assets)


def columns_top(given: Publication, air: int) -> float:
    """Where the columns of the first article begin, in points, if its opening has so much air."""
    _, laid = article(given, air)
    return next(box.y for box in laid.pages[0].boxes if box.id == "a1-columns")


def _set(given: Publication, folder: Path) -> SetPages:
    return setting.set_pages(
        given, layout(given.layout), _frame(), library().faces, _assets(folder)
    )


def _frame() -> Frame:
    own = library()
    roles = {role: [own.face(role).family] for role in ("song", "hei", "kai")}
    return Frame(1, families(roles), {PICTURE: (800, 450)})


def _assets(folder: Path) -> Assets:
    (folder / "pictures").mkdir()
    (folder / PICTURE).write_bytes(picture())
    return Assets({"publication": folder, "layout": layout().folders[0]})


def picture() -> bytes:
    """The file of PICTURE."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((800, 450)).save(out, "PNG")
    return out.getvalue()
