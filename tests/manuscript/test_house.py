"""The house's own lists: what they find, where, and what is wrong in them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import Unusable
from publisher.manuscript import house_findings, read_house
from publisher.manuscript.loading import repair
from publisher.manuscript.readers.txt import draft
from tests import cases


@pytest.mark.parametrize("case", cases.read("house"), ids=str)
def test_lists(case: cases.Case) -> None:
    lists, _, text = case.given.partition("\n----\n")
    loaded = repair(draft(text, "a.txt"))
    found = []
    for each in house_findings(read_house(lists, "house.yaml"), loaded, "a.txt"):
        values = dict(each.values)
        keys = ("word", "right") if "word" in values else ("name", "found", "right")
        words = " ".join(str(values[key]) for key in keys).strip()
        found.append(f"{each.place.line if each.place else 0} {each.code} {words}")
    order = {line: number for number, line in enumerate(case.expected.split("\n"))}
    assert sorted(found, key=lambda line: order.get(line, 99)) == [
        line for line in case.expected.split("\n") if line
    ]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("nams: []", 1, "settings-unknown-key"),
        ("names:\n  - {nam: 方某}", 2, "settings-unknown-key"),
        ("names: 方某", 1, "house-shape"),
        ("terms:\n  - {use: 河, not: [[水]]}", 2, "house-shape"),
        ("avoid:\n  - ''", 2, "house-shape"),
        ("names: [", 1, "settings-yaml"),
        ("names: &a [*a]", 1, "settings-anchor"),
    ],
)
def test_mistakes(text: str, line: int, code: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_house(text, "house.yaml")
    found = caught.value.findings[0]
    assert (found.place.line if found.place else 0, found.code) == (line, code)


@given(st.text("names: -[]{}，河\n'\"&*!0", max_size=60))
def test_no_list_is_a_traceback(text: str) -> None:
    with contextlib.suppress(Unusable):
        read_house(text, "house.yaml")


@given(
    st.lists(st.text("河边树", min_size=1, max_size=3), max_size=8),
    st.text("河边树，", max_size=30),
)
def test_every_avoided_word_is_found_once(words: list[str], text: str) -> None:
    house = read_house("avoid: [" + ", ".join(words) + "]", "h")
    found = list(house.words.found(text))
    for place, word in found:
        assert text.startswith(word, place)
        assert not any(len(each) > len(word) and text.startswith(each, place) for each in words)
    covered = {at for place, word in found for at in range(place, place + len(word))}
    for word in words:
        at = text.find(word)
        assert at < 0 or covered & set(range(at, at + len(word)))
