"""Made-up articles of every size through the layouts: nothing leaves its page or collides."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import pytest

from publisher.document.model import (
    Article,
    Block,
    BlockQuote,
    Figure,
    Heading,
    List,
    ListItem,
    Part,
    Print,
    Publication,
    PullQuote,
    Sidebar,
    Speaker,
    Table,
    Verse,
)
from publisher.engine import LaidBox, LaidPage
from publisher.findings import Place
from publisher.setting.flow import SetFlow
from tests.pages import made

LAYOUTS = ("feature", "book", "report")
APART = re.compile(r"a1-(front|b\d+|p\d+|p\d+-quote|notes)")
TOUCH = 1.0  # points that boxes may share: rounding, a rule


class Size(NamedTuple):
    """What an article is made of: paragraphs in all, speakers, characters of the headline."""

    paragraphs: int
    speakers: int = 0
    headline: int = 8
    name: int = 2
    pictures: int = 0


SIZES = (
    Size(1),
    Size(1, headline=200),
    Size(2, 2, 60, 40),
    Size(3, 12, 200, 40, 1),
    Size(12, 3, 20, 3, 2),
    Size(30, 12, 30, 4, 0),
    Size(40, 5, 12, 2, 30),
    Size(25, 0, 90, 2, 5),
    Size(300, 0, 14, 2, 0),
    Size(300, 12, 40, 8, 6),
    *(Size(5 + 7 * n, n % 6, 5 + 17 * n % 120, 1 + 5 * n % 40, n % 4) for n in range(8)),
)


def _article(size: Size, seed: int) -> Article:
    hat = random.Random(seed)
    parts = max(size.speakers, 1)
    shares = [hat.random() ** 3 for _ in range(parts)]
    counts = [round(size.paragraphs * share / sum(shares)) for share in shares]
    counts[hat.randrange(parts)] += size.paragraphs - sum(counts)
    pictures = [hat.randrange(parts) for _ in range(size.pictures)]
    made_of = tuple(
        _part(number, max(count, 0), pictures.count(number), size, hat)
        for number, count in enumerate(counts)
    )
    headline = made.text(size.headline, seed)[: size.headline]
    return Article((headline,), made_of, byline="本刊记者 林小满", kicker="特稿")


def _part(number: int, count: int, pictures: int, size: Size, hat: random.Random) -> Part:
    blocks: list[Block] = [
        made.paragraph(hat.choice((8, 40, 120, 400)), hat.randrange(10**6)) for _ in range(count)
    ]
    for _ in range(pictures):
        picture = Figure(made.PICTURE, "图", made.inlines(made.text(20, number)), "制图/程一")
        blocks.insert(hat.randint(0, len(blocks)), picture)
    if count > 4:
        for other in hat.sample(_others(hat), 3):
            blocks.insert(hat.randint(1, len(blocks) - 1), other)
    if not size.speakers:
        return Part((), (), tuple(blocks))
    name = made.text(size.name, number)[: size.name]
    speaker = Speaker(name, tuple(["桥梁养护中心主任兼河道志主编"] * (number % 4)))
    quote = PullQuote(made.text(hat.choice((12, 30, 60)), number)) if count > 2 else None
    headline = (made.text(16, number)[:16],) if number % 3 else ()
    # some speakers say nothing at all
    return Part((speaker,), headline, tuple(blocks), quote, Place("a.md", number))


def _others(hat: random.Random) -> list[Block]:
    rows = [(made.inlines(f"桥{n}"), made.inlines(str(n * 731))) for n in range(hat.randint(2, 9))]
    return [
        Heading(1, made.inlines("方案")),
        Heading(2, made.inlines(made.text(40, 5))),
        Table(tuple(rows), 1, made.inlines("每天过桥人次")),
        List(True, tuple(ListItem(f"{n}.", made.inlines(made.text(30, n))) for n in range(1, 5))),
        BlockQuote((made.paragraph(90, 6),)),
        Verse(tuple(made.inlines("先是一棵树，") for _ in range(4))),
        Sidebar(("相关",), (made.paragraph(60, 7),)),
    ]


def _set(size: Size, layout: str) -> tuple[SetFlow, tuple[LaidPage, ...]]:
    given: Publication = made.publication(_article(size, 1 + SIZES.index(size)))
    whole = made.made(replace(given, layout=layout, print=Print(None, 8.5, "")))
    place = next(n for n, flow in enumerate(whole.pages.flows) if flow.flow.article)
    return whole.pages.flows[place], whole.laid[place].pages


def _outside(page: LaidPage) -> Iterator[str]:
    for box in page.boxes:
        inside = box.x > -TOUCH and box.x + box.width < page.width + TOUCH
        if not (inside and box.y > -TOUCH and box.y + box.height < page.height + TOUCH):
            yield box.id


def _colliding(page: LaidPage) -> Iterator[tuple[str, str]]:
    boxes = [box for box in page.boxes if APART.fullmatch(box.id) and box.height > TOUCH]
    for one, other in combinations(boxes, 2):
        if one.id != other.id and _shared(one, other):
            if one.id.endswith("-front") and other.id.startswith("a1-b"):
                continue  # an introduction stands inside the opening
            yield one.id, other.id


def _shared(one: LaidBox, other: LaidBox) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > TOUCH and down > TOUCH


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "-".join(map(str, size)))
def test_nothing_leaves_its_page_and_nothing_collides(size: Size, layout: str) -> None:
    flow, pages = _set(size, layout)
    assert flow.page_count == len(pages)
    for number, page in enumerate(pages, 1):
        assert list(_outside(page)) == [], number
        assert list(_colliding(page)) == [], number
