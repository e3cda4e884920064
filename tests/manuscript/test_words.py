"""Lists that are read piece by piece know what they would know if they were read whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.manuscript.words import Kind, build, words
from publisher.manuscript.words import phrases as table
from publisher.manuscript.words.phrases import BLOCK, Keys, Numbers, pack

WORD = st.text("一七三上下不", min_size=1, max_size=4)


@given(st.sets(WORD), WORD)
def test_a_kind_has_its_words(known: set[str], other: str) -> None:
    kind = Kind(build._lines(known).encode().split(b"\n") if known else [])
    assert all(word in kind for word in known)
    assert (other in kind) == (other in known)
    assert "" not in kind
    assert f"{other} " not in kind


def test_the_list_is_whole() -> None:
    known = words()
    assert ("教育" in known.verbs, "桥梁" in known.nouns, "一一列举" in known.others) == (True,) * 3
    assert "桥梁" in known
    assert "橋梁" in known
    assert "梁桥" not in known
    found = (line for kind in (known.nouns, known.verbs, known.others) for line in kind._lines)
    assert sum(1 for _ in found) > 5000


@given(st.sets(WORD), WORD)
def test_numbers_are_places_in_order(known: set[str], other: str) -> None:
    numbers = Numbers(build._lines(known).split("\n") if known else [])
    assert [numbers.get(word) for word in sorted(known)] == list(range(len(known)))
    assert other in known or numbers.get(other) is None


@given(st.sets(st.integers(0, 5000), max_size=3 * BLOCK), st.integers(-1, 5001))
def test_keys_are_found_in_their_blocks(known: set[int], other: int) -> None:
    ordered = sorted(known)
    gaps = [b - a for a, b in zip([0, *ordered], ordered, strict=False)]
    keys = Keys(ordered[::BLOCK], gaps)
    assert [keys.place(key) for key in ordered] == list(range(len(ordered)))
    assert other in known or keys.place(other) is None


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[int, int]:
    """A small table in the place of the large one."""
    names = {f"{a}{b}": (len(a + b), 7) for a in "一二三" for b in ("", "四", "五")}
    pairs = {(n * 977) % (1 << 16): n % 250 for n in range(3 * BLOCK)}
    file = tmp_path / "phrases.bin"
    file.write_bytes(pack(names, pairs))
    monkeypatch.setattr(table, "FILE", file)
    return pairs


def test_what_is_packed_is_read(packed: Mapping[int, int]) -> None:
    read = table.phrases.__wrapped__()
    places = {key: read.keys.place(key) for key in packed}
    assert {key: read.gains[place or 0] for key, place in places.items()} == packed
    assert read.word("二四") == pytest.approx(table.LOWEST + 2 * table.STEP)
    assert read.word("四") == table._UNKNOWN
