"""Patches of the FOGRA39L data through our path; the data come with Debian's icc-profiles-free."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks import colour

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not colour.DATA.is_file(), reason="needs icc-profiles-free"),
]


differences = cache(colour.differences)


@pytest.mark.parametrize("path", ["profile", "colour", "grey", "picture"])
def test_inks_look_like_what_was_asked_for(path: str) -> None:
    found = differences()[path]
    assert found.mean <= 1
    assert found.most <= 2


@pytest.mark.parametrize("path", ["lab", "at random"])
def test_colours_that_no_table_was_made_for_are_right_as_well(path: str) -> None:
    found = differences()[path]
    assert found.mean <= 1
    assert found.most <= 2.5
