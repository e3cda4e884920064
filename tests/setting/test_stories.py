"""An article of a newspaper in thought: pictures that move, last columns that are filled."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from publisher import units
from publisher.document.model import Article, Part
from publisher.engine import LaidBox
from publisher.markup.frames import Area, Grid
from publisher.setting import columns
from publisher.setting.columns import Block
from publisher.setting.filling import SHORT_AT_LAST
from publisher.setting.stories import Story
from tests.pages import made, paper

GRID = Grid(13.5, 3, 40, 50.0, 30.0, 140.0, 12.0, 9.0, 7)
PARAGRAPH, PICTURE = Block(6, bears=(1,)), Block(9, whole=True)


def story(*blocks: Block) -> Story:
    """An article of one part, below an opening of four lines."""
    names = {(0, at): f"a1-b{at + 1}" for at in range(len(blocks))}
    movable = frozenset((0, at) for at, block in enumerate(blocks) if block.whole)
    article = Article(("桥",), (Part((), (), ()),))
    parts = (columns.Part(0, blocks, 0),)
    return Story(1, article, "minor", parts, (4, 4, 4), GRID, names, movable)


def area(span: int, rows: int) -> Area:
    """An area whose columns have so many lines."""
    return Area(1, 0, span, 0, rows + 5)


def test_a_picture_moves_where_it_would_leave_a_hole() -> None:
    given = story(PARAGRAPH, PARAGRAPH, PICTURE, PARAGRAPH, PARAGRAPH)
    found = given.planned((area(2, 17),))
    assert found.orders != ((0, 1, 2, 3, 4),)
    assert found.plan.cost < SHORT_AT_LAST


def test_a_picture_that_leaves_no_hole_stays() -> None:
    given = story(PARAGRAPH, PICTURE, PARAGRAPH, PARAGRAPH)
    assert given.planned((area(1, 40),)).orders == ((0, 1, 2, 3),)


def test_the_last_column_is_filled_by_paragraphs_that_bear_a_line_more() -> None:
    given = story(*[PARAGRAPH] * 5)
    areas = (area(2, 16),)
    thought = given.planned(areas)
    fuller = given.stretched(thought, areas, 2)
    assert sum(fuller.changes.values()) - sum(thought.changes.values()) == 2


def test_the_same_areas_are_thought_of_once() -> None:
    given = story(*[PARAGRAPH] * 3)
    assert given.planned((area(1, 20),)) is given.planned((area(1, 20)._replace(page=4),))


@pytest.mark.parametrize("trim", ["185x260mm", "280x400mm"])
def test_pull_quotes_stand_inside_columns_and_not_side_by_side(trim: str) -> None:
    given = paper.newspaper(1)
    entry = replace(given.entries[0], article=made.feature(paragraphs=8))
    print_ = replace(given.print, trim=units.size(trim))
    own = made.made(replace(given, entries=(entry,), print=print_, pages=()))
    quotes = 0
    for page in own.laid[1].pages:
        top = min(box.y for box in page.boxes if box.id.endswith("-columns"))
        found = [box for box in page.boxes if box.id.endswith("-quote")]
        quotes += len(found)
        assert all(box.y > top + 2 * GRID.line for box in found)
        assert not any(_beside(*pair) for pair in combinations(found, 2))
    assert quotes == 3


def _beside(one: LaidBox, other: LaidBox) -> bool:
    return one.x != other.x and one.y < other.y + other.height and other.y < one.y + one.height
