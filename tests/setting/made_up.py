"""Made-up articles of every size and shape; no two sentences of an article are alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from hypothesis import strategies as some

from publisher.document.model import (
    Article,
    Block,
    BlockQuote,
    Figure,
    Heading,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Part,
    Sidebar,
    Speaker,
    Table,
    Text,
    Verse,
    Width,
)
from publisher.findings import Place
from publisher.manuscript.pull_quotes import with_pull_quotes
from tests.pages import made

WHO = (
    "石匠 船工 测量员 守桥的老人 档案馆的姑娘 修表匠 她的父亲 第三代摆渡人 我们的编辑 水文站长"
).split()
WHEN = (
    "天亮以前 涨水那年 一九九八年夏天 每逢初一 雾散之后 第二次勘测时 退休前一天 秋收过后 "
    "灯亮起来的时候 今年3月"
).split()
DOES = (
    "把图纸重新描了一遍 在桥墩上画了一道红线 数清了对岸的灯 替旧船换上新的龙骨 记下每块石头的名字 "
    "向县里写了两封长信 教孩子们辨认风向 给AI模型念了一段河道志 用0.5毫米的笔标出裂缝 "
    "守着仪表等到半夜"
).split()
WHY = (
    "因为桥不只是石头 为的是让两岸的人重新见面 没有人催他 这才是手艺的根本 "
    "谁也说不清值不值得 不是怀旧，而是负责 只有走过的人才会相信 后来成了规矩 "
    "河水却比预报早到了3个小时 “慢一点”是她常说的话"
).split()
TITLES = "一条河与三座桥 给老桥做一次体检 渡口 数字之外的水位 石头记得的事 谁来守夜".split()
OFFICES = "桥梁养护中心主任 河道志主编 水文站高级工程师 长桥村党支部书记 档案馆研究员".split()
WIDTHS: tuple[Width, ...] = ("", "", "", "column", "columns-2", "full", "bleed")
FAMILY, GIVEN = "周沈罗陆程顾林桑", "砚知渡春一笛满晚苇闻"


class Shape(NamedTuple):
    """What an article is made of; lengths in characters, counts of things."""

    seed: int
    paragraphs: int
    speakers: int = 0
    headline: int = 8
    name: int = 2
    pictures: int = 0
    others: int = 0


def shapes() -> some.SearchStrategy[Shape]:
    """Most are as long as an article is; some are a line, or fill thirty pages."""
    long = some.one_of(some.integers(1, 6), some.integers(4, 40), some.integers(20, 90))
    return some.builds(
        Shape,
        seed=some.integers(0, 10**6),
        paragraphs=long,
        speakers=some.one_of(some.just(0), some.integers(1, 7), some.integers(8, 12)),
        headline=some.one_of(some.integers(1, 24), some.integers(25, 200)),
        name=some.one_of(some.integers(2, 4), some.integers(5, 40)),
        pictures=some.one_of(some.just(0), some.integers(1, 4), some.integers(5, 12)),
        others=some.integers(0, 8),
    )


EXTREMES = (
    Shape(1, 1),
    Shape(2, 1, headline=200),
    Shape(3, 2, 2, 60, 40),
    Shape(4, 3, 12, 200, 40, 1),
    Shape(5, 40, 5, 12, 2, 30),
    Shape(6, 300, 0, 14),
    Shape(7, 300, 12, 40, 8, 6, 8),
)


class _Pen:
    """Writes sentences, each of them once."""

    def __init__(self, seed: int) -> None:
        self.hat = random.Random(seed)
        self._written: set[str] = set()

    def sentence(self) -> str:
        hat = self.hat
        while True:
            pieces = [hat.choice(WHEN), hat.choice(WHO) + hat.choice(DOES)]
            if hat.random() < 0.7:
                pieces.append(hat.choice(WHY))
            if hat.random() < 0.3:
                pieces.insert(1, hat.choice(WHO) + "沿着堤岸走了" + str(hat.randint(2, 900)) + "步")
            text = "，".join(pieces) + hat.choice("。。。。。！？")
            if text not in self._written:
                self._written.add(text)
                return text

    def text(self, least: int) -> str:
        done = ""
        while len(done) < least:
            done += self.sentence()
        return done

    def line(self, length: int) -> str:
        """Words of just so many characters, without a stop."""
        return self.text(length + 20).replace("。", "，")[:length].strip("，！？“”") or "桥"

    def name(self, length: int) -> str:
        given = "".join(self.hat.choice(GIVEN) for _ in range(max(length - 1, 1)))
        return self.hat.choice(FAMILY) + given


def article(shape: Shape) -> Article:
    """An article of a shape, with the pull quotes that the program chooses."""
    pen = _Pen(shape.seed)
    hat = pen.hat
    parts = max(shape.speakers, 1)
    shares = [hat.random() ** 2 for _ in range(parts)]
    counts = [round(shape.paragraphs * share / sum(shares)) for share in shares]
    counts[hat.randrange(parts)] += max(shape.paragraphs - sum(counts), 0)
    pictures = [hat.randrange(parts) for _ in range(shape.pictures)]
    others = [hat.randrange(parts) for _ in range(shape.others)]
    made_of = tuple(
        _part(number, counts[number], pictures.count(number), others.count(number), shape, pen)
        for number in range(parts)
    )
    title = hat.choice(TITLES) if shape.headline < 9 else pen.line(shape.headline)
    intro = (_paragraph(pen, 80),) if hat.random() < 0.5 else ()
    bare = Article(
        (title,),
        made_of,
        intro,
        kicker="特稿" if hat.random() < 0.6 else None,
        subheadline=pen.line(14) if hat.random() < 0.4 else None,
        byline="本刊记者 林小满" if hat.random() < 0.8 else None,
        place=Place("a.md", 1),
    )
    return with_pull_quotes(bare)


def _part(number: int, count: int, pictures: int, others: int, shape: Shape, pen: _Pen) -> Part:
    hat = pen.hat
    lengths = [hat.choice((8, 40, 90, 120, 160, 400)) for _ in range(count)]
    blocks: list[Block] = [_paragraph(pen, length) for length in lengths]
    for _ in range(others if count else 0):
        other = hat.choice(list(_others(pen)))
        at = hat.randint(1, len(blocks))
        blocks[at:at] = [other] if not isinstance(other, Heading) else [other, _paragraph(pen, 60)]
    for _ in range(pictures):
        caption = made.inlines(pen.line(hat.randint(4, 40)))
        picture = Figure(made.PICTURE, "图", caption, "制图/程一", Place("a.md", 5))
        wide: Width = hat.choice(WIDTHS)
        blocks.insert(hat.randint(0, len(blocks)), replace(picture, width=wide))
    notes = [Note("1", (Paragraph(made.inlines(pen.sentence())),))] if hat.random() < 0.2 else []
    if notes and number == 0 and count:
        marked = Paragraph((Text(pen.sentence()), NoteReference("1"), Text(pen.sentence())))
        blocks += [marked, *notes]
    if not shape.speakers:
        return Part((), (), tuple(blocks))
    roles = tuple(hat.sample(OFFICES, hat.randint(0, 2)))
    name = pen.name(shape.name if number % 3 == 0 else min(shape.name, 4))
    headline = (pen.line(hat.randint(6, 34)),) if number % 3 else ()
    return Part((Speaker(name, roles),), headline, tuple(blocks), None, Place("a.md", number + 2))


def _paragraph(pen: _Pen, least: int) -> Paragraph:
    return Paragraph(made.inlines(pen.text(least)), Place("a.md", 3))


def _others(pen: _Pen) -> Iterator[Block]:
    hat = pen.hat
    rows = tuple(
        (made.inlines(pen.name(3)), made.inlines(str(hat.randint(1, 99999))))
        for _ in range(hat.randint(2, 9))
    )
    yield Heading(1, made.inlines(pen.line(6)))
    yield Heading(2, made.inlines(pen.line(28)))
    yield Table(rows, 1, made.inlines("每天过桥人次"))
    items = tuple(ListItem(f"{n}.", made.inlines(pen.sentence())) for n in range(1, 4))
    yield List(True, items)
    yield BlockQuote((_paragraph(pen, 60),))
    yield Verse(tuple(made.inlines(pen.hat.choice(DOES)) for _ in range(4)))
    yield Sidebar(("相关",), (_paragraph(pen, 50),))
