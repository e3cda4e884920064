"""Newspaper pages cut into areas: every case is data."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from publisher.markup.frames import Area
from publisher.setting import arranging
from publisher.setting.arranging import BRIEF, LEAD, MAJOR, MINOR, Item, Placed, arrange

COLUMNS, FIRST, OTHERS = 5, 60, 70
HEADS = {LEAD: 7, MAJOR: 6, MINOR: 4, BRIEF: 3}


def item(article: int, lines: int, weight: int, page: int = 0, span: int = 0) -> Item:
    """An article of so many lines of text."""
    heads = dict.fromkeys(range(1, COLUMNS + 1), HEADS[weight])
    needs = {each: head + -(-lines // each) for each, head in heads.items()}
    return Item(article, weight, needs, heads, page, span)


def rest(placed: Placed) -> Item:
    """What is left of it, below a head of three lines, on the next page."""
    own, area = placed.item, placed.area
    left = (own.needs[area.span] - area.rows) * area.span
    heads = dict.fromkeys(range(1, COLUMNS + 1), 3)
    needs = {each: 3 + -(-left // each) for each in heads}
    return Item(own.article, own.weight, needs, heads, area.page + 1, begun=True)


def paper(*items: Item) -> list[list[Placed]]:
    """The pages of a paper of these."""
    return arrange(items, COLUMNS, FIRST, OTHERS, rest)


ISSUE = (
    item(1, 120, LEAD),
    item(2, 75, MAJOR),
    item(3, 60, MINOR),
    item(4, 24, BRIEF),
    item(5, 20, BRIEF),
    item(6, 130, MAJOR),
    item(7, 44, MINOR),
    item(8, 30, MINOR),
    item(9, 90, MAJOR),
)


def _overlap(one: Area, other: Area) -> bool:
    across = one.column < other.column + other.span and other.column < one.column + one.span
    return across and one.top < other.top + other.rows and other.top < one.top + one.rows


def _whole(pages: Sequence[Sequence[Placed]]) -> None:
    """Areas lie inside their page, none over another, and every article ends once."""
    for number, page in enumerate(pages, 1):
        rows = OTHERS if number > 1 else FIRST
        for area in (each.area for each in page):
            assert area.page == number
            assert area.column >= 0
            assert area.column + area.span <= COLUMNS
            assert area.top >= 0
            assert area.top + area.rows <= rows
        for one, other in combinations([each.area for each in page], 2):
            assert not _overlap(one, other)


def test_a_page_that_others_follow_is_filled() -> None:
    pages = paper(*ISSUE)
    _whole(pages)
    assert len(pages) > 1
    for number, page in enumerate(pages[:-1], 1):
        filled = sum(each.area.span * each.area.rows for each in page)
        assert filled == COLUMNS * (OTHERS if number > 1 else FIRST)


def test_every_article_is_whole_somewhere() -> None:
    pages = paper(*ISSUE)
    ends = [each.item.article for page in pages for each in page if not each.jumps]
    assert sorted(ends) == list(range(1, 10))


def test_the_lead_is_at_the_top_left_and_widest() -> None:
    lead, *others = sorted(paper(*ISSUE)[0], key=lambda each: each.item.article)
    assert (lead.area.column, lead.area.top) == (0, 0)
    assert lead.area.span >= 3
    assert all(lead.area.span >= each.area.span for each in others)


def test_headlines_of_one_weight_do_not_stand_side_by_side() -> None:
    (page,) = paper(item(1, 60, LEAD), item(2, 60, MINOR), item(3, 60, MINOR), item(4, 20, BRIEF))
    for one, other in combinations(page, 2):
        if one.area.top == other.area.top and one.item.weight == other.item.weight:
            apart = abs(one.area.column - other.area.column)
            assert apart > min(one.area.span, other.area.span)


def test_an_article_stands_on_the_page_and_in_the_columns_that_the_editor_asks_for() -> None:
    asked = item(2, 60, MAJOR, page=2, span=4)
    pages = paper(item(1, 120, LEAD), asked, item(3, 15, MINOR, page=2))
    found = {each.item.article: each.area for page in pages for each in page}
    assert (found[2].page, found[2].span) == (2, 4)


def test_a_page_that_nobody_stands_on_stays_empty() -> None:
    pages = paper(item(1, 30, LEAD), item(2, 30, MAJOR, page=3))
    assert [[each.item.article for each in page] for page in pages] == [[1], [], [2]]


def test_what_is_longer_than_a_page_jumps_until_it_ends() -> None:
    pages = paper(item(1, 900, LEAD))
    assert [page[0].jumps for page in pages] == [True, True, False]
    assert all(page[0].area.span == COLUMNS for page in pages[:2])


def test_an_opening_higher_than_a_page_has_it_to_itself() -> None:
    heads = dict.fromkeys(range(1, COLUMNS + 1), 90)
    high = Item(1, LEAD, {span: 90 + 40 // span for span in heads}, heads)
    pages = paper(high, item(2, 40, MINOR))
    assert [each.item.article for each in pages[0]] == [1]
    assert pages[0][0].jumps


@pytest.mark.parametrize(
    ("span", "rows", "cost"),
    [
        (2, 19, 0.0),
        (2, 20, 2 * arranging.AIR),
        (3, 14, arranging.SHAPE),
        (1, 12, arranging.SHAPE + arranging.JUMP),
        (1, 7, None),
        (2, 17, arranging.JUMP + arranging.POOR_JUMP),
    ],
)
def test_what_an_area_costs(span: int, rows: int, cost: float | None) -> None:
    assert arranging.cost_of(item(1, 30, MINOR), span, rows, COLUMNS) == cost


@settings(max_examples=12, deadline=None)
@given(
    some.lists(
        some.tuples(some.integers(3, 260), some.sampled_from((LEAD, MAJOR, MINOR, BRIEF))),
        min_size=1,
        max_size=6,
    )
)
def test_any_articles_find_their_areas(given_items: list[tuple[int, int]]) -> None:
    items = [item(number, *each) for number, each in enumerate(given_items, 1)]
    pages = paper(*items)
    _whole(pages)
    ends = [each.item.article for page in pages for each in page if not each.jumps]
    assert sorted(ends) == list(range(1, len(items) + 1))
