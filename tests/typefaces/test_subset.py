"""Subsets keep glyph ids and bytes."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import resources
from publisher.typefaces import Library
from publisher.typefaces.subset import program

SONG = Library.load(resources.folder("fonts")).face("song")


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(1, 9000), min_size=1, max_size=60))
def test_glyph_ids_are_retained(ids: set[int]) -> None:
    data = program(SONG, ids)
    assert data == program(SONG, sorted(ids, reverse=True))
    small, full = TTFont(io.BytesIO(data)), TTFont(SONG.file)
    for number in ids:
        own = small["glyf"][small.getGlyphName(number)]
        whole = full["glyf"][full.getGlyphName(number)]
        assert own.numberOfContours == whole.numberOfContours


def test_a_subset_is_small() -> None:
    assert len(program(SONG, range(300, 800))) < 200_000
