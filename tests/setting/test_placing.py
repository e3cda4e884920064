"""Pull quotes stand inside columns, and columns stay full."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.markup.frames import LEFT_OUT
from publisher.setting.columns import Block, Columns, Part, with_air
from publisher.setting.filling import SHORT
from publisher.setting.placing import airy, plan

PARAGRAPHS = st.lists(st.integers(1, 14), min_size=1, max_size=9)
PARTS = st.lists(
    st.builds(
        lambda head, lines, quote: Part(head, tuple(map(Block, lines)), quote),
        st.integers(0, 7),
        PARAGRAPHS,
        st.integers(0, 10),
    ),
    min_size=1,
    max_size=8,
)
COLUMNS = st.builds(
    Columns, st.integers(1, 3), st.lists(st.integers(12, 41), min_size=1, max_size=3).map(tuple)
)


def _part(lines: list[int], quote: int, own: int = -1) -> Part:
    blocks = tuple(
        Block(count, own=(1, count - 2) if number == own else None)
        for number, count in enumerate(lines)
    )
    return Part(0, blocks, quote)


def test_in_the_middle_where_all_places_are_alike() -> None:
    assert plan([_part([5, 5, 5, 5], 6)], Columns(1, (60,))).cuts == (2,)


def test_away_from_its_own_sentence() -> None:
    assert plan([_part([5, 4, 5, 5], 6, own=1)], Columns(1, (60,))).cuts == (3,)


def test_not_where_it_would_leave_a_hole() -> None:
    # after 10 lines of 15, a quote of 6 would jump to the next column
    assert plan([_part([5, 5, 5, 5, 5], 6)], Columns(2, (15,))).cuts != (2,)


def test_a_heading_is_never_torn_from_its_text() -> None:
    blocks = (Block(5), Block(2, whole=True, holds=True), Block(5), Block(5))
    assert plan([Part(0, blocks, 4)], Columns(1, (60,))).cuts != (2,)


def test_a_part_without_a_quote_and_one_of_one_block_keep_their_order() -> None:
    parts = [_part([5, 5], 0), _part([5], 6), Part(3, (), 4)]
    assert plan(parts, Columns(3, (20,))).cuts == (2, 1, 0)


def test_the_columns_of_the_last_page_are_even() -> None:
    done = plan([_part([5] * 12, 0)], Columns(3, (10, 40)))
    assert (done.pages, done.rows) == (2, 10)


def test_an_opening_gives_air_where_the_last_page_would_be_nearly_empty() -> None:
    parts = [_part([5] * 25, 0)]  # 90 lines on the first page, 35 on the last
    air, made = airy(parts, Columns(3, (30, 60)))
    assert 0 < air < 10
    assert made.rows >= 20
    air, made = airy(parts, Columns(3, (30, 36)))
    assert (air, made.pages, made.rows) == (0, 2, 12)
    assert airy([_part([5], 0)], Columns(3, (30, 60)))[0] == 0


def test_no_column_is_lower_than_a_quote() -> None:
    done = plan([_part([2, 2], 9)], Columns(3, (40,)))
    assert done.rows >= 9


def test_a_part_of_one_column_is_as_high_as_its_text() -> None:
    assert plan([_part([5, 5], 0)], Columns(1, (40,)))[1:3] == (1, 10)


@settings(deadline=None)
@given(PARTS, COLUMNS)
def test_every_quote_has_a_place_inside_its_part_or_none(
    parts: list[Part], columns: Columns
) -> None:
    cuts, pages, rows, *_ = plan(parts, columns)
    assert 1 <= rows <= columns.lines((pages - 1) * columns.count)
    assert len(cuts) == len(parts)
    for part, cut in zip(parts, cuts, strict=True):
        assert 0 <= cut <= len(part.blocks) or (cut == LEFT_OUT and part.quote)
        if part.quote and part.blocks:
            assert cut or part.head


# the first column has room for one line of a block that cannot be cut
LACKING = Part(0, (Block(6), Block(13), Block(9, whole=True), *[Block(9)] * 5), 0)


def _bearing(part: Part, place: int, change: int) -> Part:
    blocks = list(part.blocks)
    blocks[place] = blocks[place]._replace(bears=(change,))
    return part._replace(blocks=tuple(blocks))


def test_a_foot_is_filled_by_a_paragraph_that_bears_a_line_more() -> None:
    _, made = airy([_bearing(LACKING, 1, 1)], Columns(2, (20,)))
    assert made.changes == {(0, 1): 1}
    assert airy([LACKING], Columns(2, (20,)))[1].changes == {}


def test_or_by_more_air_above_a_head() -> None:
    first = Part(0, (Block(5), Block(4, 1)), 0)
    second = Part(3, (Block(4), Block(9, whole=True), *[Block(9)] * 3), 0)
    parts = tuple(with_air([first, second], 2))
    assert plan(parts, Columns(2, (18,))).blanks == {(0, 1): 2}


def test_nothing_is_changed_where_the_columns_are_full() -> None:
    part = _bearing(_part([10, 10, 10, 10], 0), 1, 1)
    assert airy([part], Columns(2, (20,)))[1].changes == {}


def test_blank_lines_are_dropped_at_a_foot() -> None:
    part = Part(0, (Block(20, 1), Block(9, whole=True), Block(9)), 0)
    done = plan([part], Columns(2, (20,)))
    assert done.blanks == {(0, 0): 0}


# ── the pages are nearly full ──

# parts of a feature: head, quote, lines of blocks, (place, lines before and after) of the quote's
# own sentence, and what paragraphs bear by their places
FULL = (
    (5, 5, (4, 7, 5, 4, 3), (3, (3, 0)), {1: -1, 2: 1}),
    (5, 5, (4, 6, 5, 4, 3), (0, (3, 0)), {}),
    (5, 4, (4, 3, 4, 4, 2), (1, (1, 1)), {}),
    (5, 5, (3, 5, 4, 3, 5, 3), (5, (2, 0)), {1: 1}),
    (5, 6, (4, 6, 5, 4, 5), (2, (2, 1)), {0: -1}),
    (5, 6, (4, 6, 4, 6, 3), (3, (4, 0)), {1: 1, 3: -1}),
    (7, 6, (4, 6, 5, 5, 3, 2), (3, (3, 0)), {}),
)


def test_feet_are_filled_on_the_pages_that_there_are() -> None:
    """A page more would be cheaper, and is not made: what fills the feet is found without it."""
    parts = []
    for head, quote, lines, (spoken, own), bears in FULL:
        blocks = [Block(count) for count in lines]
        blocks[-1] = blocks[-1]._replace(gap=int(len(parts) + 1 < len(FULL)))
        blocks[spoken] = blocks[spoken]._replace(own=own)
        for place, change in bears.items():
            blocks[place] = blocks[place]._replace(bears=(change,))
        parts.append(Part(head, tuple(blocks), quote))
    _, made = airy(parts, Columns(2, (12, 24)))
    assert made.pages == 6
    assert LEFT_OUT not in made.cuts
    assert made.cost < SHORT  # no column ends early


def test_a_block_ends_in_its_own_column_whatever_follows() -> None:
    # the head of the next part goes on to the next column; the block before it does not
    parts = [Part(0, (Block(6),), 0), Part(5, (Block(6),), 0)]
    assert plan(parts, Columns(3, (9,))).ends == {(0, 0): 0, (1, 0): 2}


def test_a_quote_with_no_place_away_from_its_sentence_is_left_out() -> None:
    near = Part(3, (Block(4, own=(1, 1)),), 6)
    assert plan([near], Columns(1, (40,))).cuts == (LEFT_OUT,)
    away = Part(3, (Block(4, own=(1, 1)), Block(5)), 6)
    assert plan([away, _part([5], 0)], Columns(1, (40,))).cuts == (2, 1)
    # the last thing of an article is the last of its column
    assert plan([away], Columns(1, (40,))).cuts == (LEFT_OUT,)


def test_a_quote_is_never_the_first_or_the_last_thing_of_a_column() -> None:
    # in a column of nine lines it has one line above it or below it, wherever it stands
    assert plan([_part([2, 2, 2, 2], 6)], Columns(2, (9,))).cuts == (LEFT_OUT,)
    assert plan([_part([2, 2, 2, 2], 3)], Columns(2, (9,))).cuts != (LEFT_OUT,)


def test_a_quote_that_would_leave_columns_empty_is_rather_left_out() -> None:
    # with its head it would be higher than the columns below the opening
    parts = [Part(3, (Block(5), Block(5, own=(0, 2)), Block(8)), 10)]
    assert plan(parts, Columns(3, (13, 24))).cuts == (0,)
    assert airy(parts, Columns(3, (13, 24)))[1].cuts == (LEFT_OUT,)


def test_a_hole_is_better_than_a_quote_beside_its_sentence() -> None:
    # below its head it goes to the next column with it; at the end it has its sentence above it
    parts = [_part([8], 0), Part(4, (Block(8, own=(6, 0)),), 6)]
    assert plan(parts, Columns(4, (14,))).cuts == (1, 0)
