"""A publication made by hand that holds one of everything, and the book of it."""

from __future__ import annotations

import datetime
import io
import zipfile
from functools import cache

from lxml import etree
from PIL import Image

from publisher import resources
from publisher.document.model import (
    Advertisement,
    Article,
    Block,
    BlockQuote,
    Contributor,
    Dialogue,
    Entry,
    Figure,
    Heading,
    Inlines,
    Issue,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Part,
    Print,
    Publication,
    PullQuote,
    Ruby,
    Sidebar,
    Span,
    Speaker,
    Table,
    Text,
    Verse,
)
from publisher.document.pages import PageStart, Pagination
from publisher.epub import building
from publisher.findings import Place
from publisher.markup.layout import Layout
from publisher.typefaces import Library

MOMENT = datetime.datetime(2026, 11, 7, tzinfo=datetime.UTC)
QUOTE = "我们相信，只有人才的普惠，才能支撑安全技术的普惠。"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def text(words: str) -> Inlines:
    return (Text(words),)


def paragraph(words: str) -> Paragraph:
    return Paragraph(text(words))


RICH = Paragraph(
    (
        Text("今天，这座古镇"),
        Span("strong", text("再次")),
        Span("emphasis", text("开放")),
        Text("，"),
        Ruby("乌镇", "wū zhèn"),
        Text('里 a<b & "c"'),
        NoteReference("1"),
        Text("，又"),
        NoteReference("1"),
        Link("https://example.org/a b", text("链接")),
        Link("javascript:alert(1)", text("坏链")),
        Span("title", text("书")),
        Span("name", text("名")),
        Span("superscript", text("2")),
    )
)
BLOCKS: tuple[Block, ...] = (
    RICH,
    Heading(1, text("一、小标题")),
    paragraph(QUOTE + "后面还有一句。"),
    List(ordered=True, items=(ListItem("1.", text("甲")), ListItem("2.", text("乙")))),
    List(ordered=False, items=(ListItem("·", text("丙")),)),
    Verse((text("枯藤老树昏鸦"), text("小桥流水人家"))),
    BlockQuote((paragraph("引文。"),)),
    Heading(3, text("更深一层")),
    Table(((text("年"), text("数")), (text("2025"), text("55%"))), 1, text("表一")),
    Figure("pictures/a.png", "一张图", text("图注"), "图/某某"),
    Sidebar(("链接", "相关"), (paragraph("旁栏。"),)),
    Advertisement((paragraph("广告文字"),)),
    Note("", (paragraph("（作者系某某）"),)),
    Note("1", (paragraph("脚注一。"), paragraph("第二段。"))),
    Dialogue("question", "记者", text("您怎么看？")),
    Dialogue("answer", "王某", text("我看很好。")),
    Dialogue("answer", "王某", text("再说一句。"), opens=False),
)
ARTICLE = Article(
    headline=("以AI赋能安全普惠", "共筑数字经济可信未来"),
    kicker="世界互联网大会",
    subheadline="副题",
    deck="提要一句。",
    byline="本报记者 某某",
    introduction=(paragraph("导语一段。"),),
    parts=(
        Part((Speaker("范某", ("某公司董事长", "某院院长")),), ("守护",), BLOCKS, PullQuote(QUOTE)),
        Part((Speaker("郑某", ("执行院长",)),), (), (paragraph("没有标题的一部分。"),)),
        Part((), (), (paragraph("尾声。"),)),
    ),
)
STARTS = (
    PageStart(0, "a1-b1", 0, "1"),
    PageStart(0, "a1-b2", 3, "2"),
    PageStart(0, "a1-b2", 9, "3"),
    PageStart(0, "a1-b11", 0, "4"),
    PageStart(1, "a2-b1", 2, "5"),
)
PAGES = Pagination("key", "urn:uuid:0b8a5f5e-0c0e-5b1e-8a5e-1f0b8a5f5e0c", STARTS)


def publication(*articles: Article) -> Publication:
    """A publication of these articles; without any, of one of everything."""
    plain = Article(("短讯",), (Part((), (), (paragraph("无讲述者的文章。"),)),))
    chosen = articles or (ARTICLE, plain)
    return Publication(
        title="数字之镇",
        subtitle="六人谈",
        entries=tuple(
            Entry(article, f"articles/{number}.txt", "观察" if number == 1 else None)
            for number, article in enumerate(chosen, 1)
        ),
        identifier="urn:isbn:9787000000001",
        print=Print((0, 0), 0, "coated-sheetfed"),
        layout="feature",
        publisher="某某出版社",
        date="2026-11-07",
        rights="© 2026 某某出版社",
        description="一段话",
        subjects=("人工智能", "治理"),
        series=("面孔", 12),
        issue=Issue(45, 1203),
        contributors=(Contributor("王编辑", "edt"), Contributor("某作者", "aut")),
    )


def one_part(*blocks: Block, quote: str = "") -> Article:
    """An article of one speaker who says these blocks."""
    lifted = PullQuote(quote) if quote else None
    return Article(("题",), (Part((Speaker("甲"),), ("小题",), blocks, lifted),))


@cache
def layout() -> Layout:
    return Layout.load("feature", [resources.folder("layouts")])


@cache
def library() -> Library:
    return Library.load(resources.folder("fonts"))


class Album:
    """Pictures that are made when they are asked for."""

    def read(self, source: str, place: Place) -> bytes:
        out = io.BytesIO()
        Image.linear_gradient("L").save(out, "PNG" if source.endswith("png") else "JPEG")
        return out.getvalue()


def build(of: Publication | None = None, pages: Pagination | None = PAGES) -> building.Built:
    """The book of a publication, with pictures out of the air."""
    return building.build(of or publication(), layout(), Album(), library(), MOMENT, pages)


@cache
def book() -> bytes:
    """The book of everything."""
    return build().data


def parts(data: bytes) -> dict[str, bytes]:
    """File name -> bytes of a book."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parsed(data: bytes) -> etree._Element:
    """A document of a book."""
    return etree.fromstring(data)
