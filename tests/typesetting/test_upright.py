"""Numbers that stand upright in vertical lines, and the quotes that are drawn as brackets."""

from __future__ import annotations

import pytest

from publisher.typesetting import Row, measure, upright
from publisher.typesetting.classes import HAN


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("第8排第10排", ["8", "10"]),
        ("11月7日", ["11", "7"]),
        ("2026年、214座", []),
        ("3.5公里，100%，1:3，5%", []),
        ("GPT-4和A4纸", []),
        ("Chapter 12 of it", []),
        ("在 12 月", ["12"]),
        ("15 kg", []),
    ],
)
def test_numbers_of_one_or_two_digits_stand(text: str, standing: list[str]) -> None:
    assert [text[start:end] for start, end in upright.places(text)] == standing


def test_what_is_drawn_is_as_long_as_what_is_read() -> None:
    text = "他说：“第12天，it’s ‘over’ now。”"
    drawn = upright.drawn(text)
    assert len(drawn) == len(text)
    assert drawn[3] == upright.quotes()["“"]
    assert drawn[5:7] == upright.numbers()["12"] + upright.JOINED
    assert "it’s ‘over’ now" in drawn


def test_upright_digits_are_spaced_as_han() -> None:
    text = "在 12 月，7天"
    advance = [10.0, 2.5, 10.0, 0.0, 2.5, 10.0, 10.0, 10.0, 10.0]
    row = Row(text, [10.0] * 9, advance, joined={3}, upright=(2, 3, 7))
    strip = measure(row)
    assert [strip.width[1], strip.width[4]] == [0.0, 0.0]
    assert strip.kinds[2] == strip.kinds[7] == HAN
    assert not any(strip.glue)
    assert not strip.allowed[3]
