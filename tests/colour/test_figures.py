"""Patches of the FOGRA39L data through our path; the data come with Debian's icc-profiles-free."""

from __future__ import annotations

import pytest

from benchmarks import colour

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not colour.DATA.is_file(), reason="needs icc-profiles-free"),
]


@pytest.mark.parametrize("path", ["profile", "colour", "grey"])
def test_inks_look_like_what_was_asked_for(path: str) -> None:
    found = colour.differences()[path]
    assert found.mean <= 1
    assert found.most <= 2
