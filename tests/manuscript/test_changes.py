"""What changed between a raw line and the repaired one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.manuscript.changes import changes

ALPHABET = '河边树,，.。"“”() a\u200b'


@given(st.text(ALPHABET), st.text(ALPHABET))
@example("河" * 3000, "河" * 2990 + "树" * 10)
@example("ab" * 900, "ba" * 900)
@example("", "河")
def test_the_stretches_give_both_texts(before: str, after: str) -> None:
    found = list(changes(before, after))
    assert "".join(each.old for each in found) == before
    assert "".join(each.new for each in found) == after
    assert all(each.old or each.new for each in found)


@given(st.text(ALPHABET, min_size=1))
def test_nothing_changed_is_one_stretch(text: str) -> None:
    assert [each.is_none for each in changes(text, text)] == [True]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("河边,树", "河边，树", [(",", "，")]),
        ("人(AI)都说.", "人（AI）都说。", [("(", "（"), (")", "）"), (".", "。")]),
        ("他说...", "他说……", [("...", "……")]),
        ("桥\u200b上\u200b的人", "桥上的人", [("\u200b", ""), ("\u200b", "")]),
        ("人" + " " * 40 + "们都在桥上走来走去", "人们都在桥上走来走去", [(" " * 40, "")]),
    ],
)
def test_the_changed_characters(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert [tuple(each) for each in changes(before, after) if not each.is_none] == expected


def test_a_long_line_of_nothing_but_changes_is_bounded() -> None:
    found = list(changes("ab" * 50_000, "河树边" * 30_000))
    assert "".join(each.new for each in found) == "河树边" * 30_000
