"""Pull quotes stand inside columns, and columns stay full."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.setting.placing import Block, Columns, Part, place_quotes

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
    blocks = tuple(Block(count, own=number == own) for number, count in enumerate(lines))
    return Part(0, blocks, quote)


def test_in_the_middle_where_all_places_are_alike() -> None:
    assert place_quotes([_part([5, 5, 5, 5], 6)], Columns(1, (60,))) == (2,)


def test_away_from_its_own_sentence() -> None:
    (cut,) = place_quotes([_part([5, 5, 5, 5], 6, own=1)], Columns(1, (60,)))
    assert cut == 3


def test_not_where_it_would_leave_a_hole() -> None:
    # after 10 lines of 14, a quote of 6 would jump to the next column
    (cut,) = place_quotes([_part([5, 5, 5, 5], 6)], Columns(2, (14,)))
    assert cut != 2


def test_a_heading_is_never_torn_from_its_text() -> None:
    blocks = (Block(5), Block(2, whole=True, holds=True), Block(5), Block(5))
    (cut,) = place_quotes([Part(0, blocks, 4)], Columns(1, (60,)))
    assert cut != 2


def test_a_part_without_a_quote_and_one_of_one_block_keep_their_order() -> None:
    parts = [_part([5, 5], 0), _part([5], 6), Part(3, (), 4)]
    assert place_quotes(parts, Columns(3, (20,))) == (2, 1, 0)


@given(PARTS, COLUMNS)
def test_every_part_gets_a_place_inside_it(parts: list[Part], columns: Columns) -> None:
    cuts = place_quotes(parts, columns)
    assert len(cuts) == len(parts)
    for part, cut in zip(parts, cuts, strict=True):
        assert 0 <= cut <= len(part.blocks)
        if part.quote and len(part.blocks) > 1:
            assert 0 < cut < len(part.blocks)
