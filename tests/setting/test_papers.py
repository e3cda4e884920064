"""Made-up articles of every size on newspapers: whole, apart, inside their areas, pages filled."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import pikepdf
import pytest

from publisher import units
from publisher.checks import article_text, pdf_text
from publisher.document.model import (
    Article,
    Block,
    BlockQuote,
    Entry,
    Figure,
    Heading,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Part,
    Publication,
    PullQuote,
    Sidebar,
    Speaker,
    Table,
    Text,
    Verse,
)
from publisher.engine import LaidBox, LaidPage
from publisher.findings import Place
from tests.pages import made, paper

TRIMS = ("185x260mm", "280x400mm", "390x540mm")
APART = re.compile(r"a\d+-(front|columns|b\d+|p\d+|p\d+-quote|notes)")
TOUCH = 1.0  # points that boxes may share: rounding, a rule
ENOUGH = 3  # a page that others follow has one line in so many filled, at least


class Size(NamedTuple):
    """What an article is made of: paragraphs in all, speakers, characters of headline and name."""

    paragraphs: int
    speakers: int = 0
    headline: int = 8
    name: int = 2
    pictures: int = 0
    told: str = ""  # other things that stand between the paragraphs, by their initials


# one line to 300 paragraphs; each row is a paper
PAPERS: tuple[tuple[Size, ...], ...] = (
    (Size(1),),
    (Size(1, headline=200),),
    (Size(0, headline=1, pictures=1),),
    (Size(2, 2, 60, 40),),
    (Size(3, 12, 200, 40, 1),),
    (Size(12, 3, 20, 3, 2, "tvsl"),),
    (Size(30, 12, 30, 4, 0, "nnbh"),),
    (Size(40, 5, 12, 2, 30),),
    (Size(300, 0, 14, 2, 9, "ttttvsln"),),
    (Size(120, 12, 40, 8, 6, "hhhhnnnnbb"), Size(1), Size(4, headline=30, pictures=3)),
    (Size(1), Size(1), Size(1), Size(2), Size(1), Size(1), Size(1)),
    (Size(14, headline=12), Size(25, 0, 90, 2, 5), Size(3, headline=120, told="tt"), Size(9, 2)),
    tuple(
        Size(1 + 5 * n % 13, n % 3, 4 + 9 * n % 40, 2, n % 2, "tvslnbh"[n % 7]) for n in range(12)
    ),
    tuple(Size(1 + 7 * n % 9, 0, 6 + 5 * n % 25, 2, n % 3 == 0) for n in range(20)),
)


def _others(hat: random.Random, asked: str) -> Iterator[Block]:
    rows = [(made.inlines(f"桥{n}"), made.inlines(str(n * 731))) for n in range(hat.randint(2, 30))]
    kinds: dict[str, Block] = {
        "h": Heading(1, made.inlines(made.text(hat.choice((4, 40)), 5))),
        "t": Table(tuple(rows), 1, made.inlines("每天过桥人次")),
        "l": List(True, tuple(ListItem(f"{n}.", made.inlines(made.text(30, n))) for n in range(5))),
        "b": BlockQuote((made.paragraph(90, 6),)),
        "v": Verse(tuple(made.inlines("先是一棵树，") for _ in range(hat.randint(2, 20)))),
        "s": Sidebar(("相关",), (made.paragraph(hat.choice((30, 300)), 7),)),
    }
    yield from (kinds[kind] for kind in asked if kind in kinds)


def _article(number: int, size: Size, seed: int) -> Article:
    hat = random.Random(seed)
    count = max(size.speakers, 1)
    shares = [hat.random() ** 3 for _ in range(count)]
    counts = [round(size.paragraphs * share / sum(shares)) for share in shares]
    counts[hat.randrange(count)] += size.paragraphs - sum(counts)
    blocks: list[list[Block]] = [
        [made.paragraph(hat.choice((8, 40, 120, 400)), hat.randrange(10**6)) for _ in range(each)]
        for each in counts
    ]
    for _ in range(size.pictures):
        chosen = hat.choice(blocks)
        told = made.inlines(made.text(hat.choice((5, 60)), 3))
        chosen.insert(hat.randint(0, len(chosen)), Figure(made.PICTURE, "图", told, "制图/程一"))
    for other in _others(hat, size.told):
        chosen = hat.choice(blocks)
        chosen.insert(hat.randint(0, len(chosen)), other)
    for note in range(1, size.told.count("n") + 1):
        noted = Paragraph((Text(made.text(30, note)), NoteReference(str(note))))
        hat.choice(blocks).extend((noted, Note(str(note), (made.paragraph(40, note),))))
    parts = tuple(_part(place, tuple(own), size, hat) for place, own in enumerate(blocks))
    headline = made.text(size.headline, seed)[: size.headline]
    place = Place(f"{number}.md", 1)
    return Article(
        (headline,), parts, byline="本刊记者 林小满" if number % 2 else None, place=place
    )


def _part(place: int, blocks: tuple[Block, ...], size: Size, hat: random.Random) -> Part:
    if not size.speakers:
        return Part((), (), blocks)
    roles = tuple(["桥梁养护中心主任兼河道志主编"] * (place % 4))
    speaker = Speaker(made.text(size.name, place)[: size.name], roles)
    quote = PullQuote(made.text(hat.choice((12, 30, 60)), place)) if len(blocks) > 2 else None
    headline = (made.text(16, place)[:16],) if place % 3 else ()
    return Part((speaker,), headline, blocks, quote, Place("a.md", place + 1))


def _paper(sizes: Sequence[Size], trim: str) -> Publication:
    given = paper.newspaper(1)
    entries = (
        Entry(_article(n, size, 7 * n + len(sizes)), f"{n}.md", "要闻")
        for n, size in enumerate(sizes, 1)
    )
    own = replace(given.print, trim=units.size(trim))
    return replace(given, entries=tuple(entries), print=own, pages=())


def _shared(one: LaidBox, other: LaidBox) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > TOUCH and down > TOUCH


def _wrong(page: LaidPage) -> Iterator[str]:
    """What leaves its area, and what stands on something else."""
    for box in page.boxes:
        if box.x < -TOUCH or box.x + box.width > page.width + TOUCH:
            yield f"{box.id} leaves its area at a side"
        if box.y < -TOUCH or box.y + box.height > page.height + TOUCH:
            yield f"{box.id} leaves its area above or below"
    boxes = [box for box in page.boxes if APART.fullmatch(box.id) and box.height > TOUCH]
    for one, other in combinations(boxes, 2):
        holds = one.id.endswith(("-front", "-columns", "-notes"))
        inside = holds and not other.id.endswith("-columns")
        if one.id != other.id and not inside and _shared(one, other):
            yield f"{one.id} stands on {other.id}"


def _filled(own: made.Made) -> dict[int, float]:
    """Page -> the share of it that something stands on."""
    width, height = own.publication.print.trim or (1.0, 1.0)
    found: dict[int, float] = {}
    for flow, laid in zip(own.pages.flows[1:], own.laid[1:], strict=True):
        for spot, page in zip(flow.spots, laid.pages, strict=True):
            stands = (box for box in page.boxes if APART.fullmatch(box.id))
            area = sum(box.width * box.height for box in stands if not box.id.endswith("columns"))
            found[spot.page] = found.get(spot.page, 0.0) + area / (width * height)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("trim", TRIMS)
@pytest.mark.parametrize("number", range(len(PAPERS)))
def test_a_paper_of_any_articles(number: int, trim: str) -> None:
    own = made.made(_paper(PAPERS[number], trim))
    data = made.bound(own.pages.flows, own.publication)
    wanted = article_text.body([entry.article for entry in own.publication.entries])
    assert pdf_text.body(data).characters == wanted.characters
    for flow, laid in zip(own.pages.flows[1:], own.laid[1:], strict=True):
        for page in laid.pages:
            assert list(_wrong(page)) == [], flow.flow
    _areas_apart(own)
    filled = _filled(own)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == max(filled)
    poor = {page: share for page, share in filled.items() if share < 1 / ENOUGH}
    assert set(poor) <= {max(filled)}, poor


def _areas_apart(own: made.Made) -> None:
    """Nothing is printed where something else is."""
    areas: dict[int, list[LaidBox]] = {}
    for flow, laid in zip(own.pages.flows[1:], own.laid[1:], strict=True):
        for spot, page in zip(flow.spots, laid.pages, strict=True):
            box = LaidBox(f"a{flow.flow.article}", spot.x, spot.y, page.width, page.height)
            areas.setdefault(spot.page, []).append(box)
    width, height = own.publication.print.trim or (0.0, 0.0)
    for page, boxes in areas.items():
        for box in boxes:
            assert box.x + box.width < width, page
            assert box.y + box.height < height, page
        for one, other in combinations(boxes, 2):
            assert not _shared(one, other), (page, one.id, other.id)
