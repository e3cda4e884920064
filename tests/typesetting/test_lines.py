"""Lines of random paragraphs, and the marks whose blank is not where it usually is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.typesetting import Plan, Row, Strip, measure, place
from tests.typesetting.rows import row

CHINESE = "的一是在人有我他这中大来上国个到说们为子"
texts = st.text(CHINESE * 3 + "，。：“”（）《》—…·AI5% \n", min_size=1, max_size=200)


@settings(max_examples=150, derandomize=True)
@given(texts, st.integers(6, 24), st.integers(0, 4))
def test_lines_hold_every_character_and_are_flush_or_last(text: str, em: int, indent: int) -> None:
    strip = measure(row(text))
    plan = Plan(strip)
    seen, start, first = "", plan.start_of(0), True
    while start < len(text):
        measures = [float(em - indent), float(em)] if first else [float(em)]
        end = plan.line_end(start, measures)
        assert end > start
        last = end >= len(text) or plan.is_forced(end)
        line = place(strip, start, end, measures[0], justify=not last)
        assert line.width <= measures[0] + 1e-6 or not any(strip.gap[start:end])
        if not last and any(strip.gap[start : line.end - 1]):
            assert line.width == pytest.approx(measures[0])
        seen += text[start:end]
        start, first = plan.start_of(end), False
    assert seen.translate({32: None, 10: None}) == text.translate({32: None, 10: None})


@settings(max_examples=50, derandomize=True)
@given(texts, st.integers(8, 20))
def test_a_plan_agrees_with_itself_from_every_line_start(text: str, em: int) -> None:
    whole, again = Plan(measure(row(text))), Plan(measure(row(text)))
    start = whole.start_of(0)
    while start < len(text):
        end = whole.line_end(start, [float(em)])
        assert again.line_end(start, [float(em)] * 3) == end
        start = whole.start_of(end)


def centred(text: str) -> Strip:
    """Traditional marks: blank on both sides, a third of an em of ink in the middle."""
    marks = {i: (1 / 3, 1 / 3) for i, char in enumerate(text) if char in "，。！"}
    return measure(Row(text, [1.0] * len(text), [1.0] * len(text), marks))


def test_centred_marks_give_up_both_sides() -> None:
    strip = centred("好，好")
    assert (strip.before[1], strip.after[1]) == (0.25, 0.25)
    line = place(strip, 0, 2, 1.5, justify=True)
    assert line.width == pytest.approx(1.5)
    assert line.shifts[1] == pytest.approx(-0.25)
    assert centred("好。「好").width[1:3] == [0.75, 0.75]


def test_the_first_reserve_is_spent_before_the_second() -> None:
    strip = measure(row("一，二。三四"))
    line = place(strip, 0, 6, 5.5, justify=False)
    assert line.widths[1] == pytest.approx(0.5)
    assert line.widths[3] == pytest.approx(1.0)


def test_a_gap_beside_a_word_grows_to_a_third_and_then_han_characters_part() -> None:
    strip = measure(row("用AI写"))
    assert place(strip, 0, 4, 3.6, justify=True).widths[0] == pytest.approx(1.3)
    wide = place(measure(row("用AI写字")), 0, 5, 4.75, justify=True)
    assert wide.widths[0] == pytest.approx(1 + 1 / 3)
    assert wide.widths[3] == pytest.approx(1.0833, abs=1e-3)


def test_letters_and_marks_part_before_han_characters_gape() -> None:
    loose = place(measure(row("天地letters玄，黄")), 0, 11, 12.0, justify=True)
    solid = place(measure(row("天地玄黄")), 0, 4, 5.0, justify=True)
    assert loose.widths[3] == pytest.approx(0.56)
    assert solid.widths[0] == pytest.approx(4 / 3)


def test_a_divided_word_takes_the_width_of_its_hyphen() -> None:
    text = "天地international玄黄"
    strip = measure(replace(row(text), hyphens={4: 0.5, 7: 0.5}))
    line = place(strip, 0, 7, 6.0, justify=True)
    assert line.hyphen == 0.5
    assert sum(line.widths) == pytest.approx(5.5)
    assert place(strip, 0, 6, 6.0, justify=True).hyphen == 0.0
