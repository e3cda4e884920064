"""Blocks go down the columns as the engine sets them."""

from __future__ import annotations

from publisher.setting.columns import Block, Columns, Part, Pen, lead, settled, with_air

TEN = Columns(2, (10,))


def test_a_paragraph_is_cut_where_its_column_ends() -> None:
    assert settled(Pen(0, 7), 6, False, 0, TEN) == Pen(1, 3)


def test_no_line_stands_alone_at_a_foot_or_a_head() -> None:
    assert settled(Pen(0, 9), 6, False, 0, TEN) == Pen(1, 6, short=1, lacking=1)
    assert settled(Pen(0, 7), 4, False, 0, TEN) == Pen(1, 2, short=1, lacking=1)
    assert settled(Pen(0, 8), 3, False, 0, TEN) == Pen(1, 3, short=1, lacking=2)


def test_what_cannot_be_cut_goes_on_whole_and_a_heading_with_its_lines() -> None:
    assert settled(Pen(0, 7), 4, True, 0, TEN) == Pen(1, 4, short=1, lacking=3)
    assert settled(Pen(0, 7), 2, True, 2, TEN) == Pen(1, 2, short=1, lacking=3)
    assert settled(Pen(0, 6), 2, True, 2, TEN) == Pen(0, 8)
    assert settled(Pen(0, 0), 12, True, 0, TEN).over


def test_blank_lines_at_a_foot_are_none() -> None:
    assert Pen(0, 9).beneath(1, TEN) == Pen(0, 10, 1)
    assert Pen(0, 10).beneath(1, TEN) is None
    assert Pen(0, 10).at_foot(TEN).turned(TEN) == Pen(1)
    assert Pen(0, 10, 1).turned(TEN) == Pen(1, short=1, lacking=1)


def test_what_must_follow_a_heading() -> None:
    heading = Block(1, whole=True, holds=True)
    assert lead([Block(8)]) == 2
    assert lead([Block(3)]) == 3
    assert lead([heading, Block(8)]) == 3
    assert lead([]) == 0
    assert lead([heading._replace(gap=1)] * 3000) == 6000


def test_what_is_higher_than_any_column_is_cut_all_the_same() -> None:
    low, high = Block(10, whole=True), Block(11, whole=True)
    assert Part(4, (low, high), 11).cut_to(10) == Part(4, (low, high._replace(whole=False)), 5)


def test_air_is_given_above_heads_and_headings() -> None:
    heading = Block(1, whole=True, holds=True)
    one, two = with_air([Part(0, (Block(5, 1), heading, Block(5)), 0), Part(4, (Block(5),), 0)], 2)
    assert [block.air for block in one.blocks] == [2, 0, 2]
    assert [block.air for block in two.blocks] == [0]


def test_what_does_not_fit_below_an_opening_goes_to_the_next_page() -> None:
    opening = Columns(1, (5, 10))
    assert settled(Pen(), 4, True, 2, opening) == Pen(1, 4, short=1, lacking=5)
    assert settled(Pen(), 6, True, 0, Columns(2, (5, 10))) == Pen(2, 6, short=2, lacking=10)
    assert settled(Pen(), 12, True, 0, Columns(1, (5, 10))).over
