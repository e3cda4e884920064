"""The cases that an editor can write: tests/cases/kinsoku.txt, compression.txt, breaking.txt."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publisher.typesetting import Plan, Strength, measure, place
from tests.cases import Case, read
from tests.typesetting.rows import advance, row


@pytest.mark.parametrize("case", read("kinsoku"), ids=str)
def test_lines_may_end_where_the_case_says(case: Case) -> None:
    level = case.title.partition(":")[0]
    strength = Strength(level) if level in {"basic", "strict"} else Strength.GB
    allowed = measure(row(case.given, strength)).allowed
    assert _marked(case.given, allowed) == case.expected


def _marked(text: str, allowed: list[bool]) -> str:
    return "".join("|" * (allowed[i] and i > 0) + char for i, char in enumerate(text))


@pytest.mark.parametrize("case", read("compression"), ids=str)
def test_marks_have_the_width_the_case_says(case: Case) -> None:
    strip = measure(row(case.given))
    shown = ""
    for char, width in zip(case.given, strip.width, strict=True):
        halves = round(width * 2)
        usual = 1 if ord(char) < 0x80 else 2
        shown += char + (str(halves) if halves != usual else "")
    assert shown == case.expected


@pytest.mark.parametrize("case", read("breaking"), ids=str)
def test_paragraphs_break_as_the_case_says(case: Case) -> None:
    em = float(re.match(r"\d+", case.title)[0])  # type: ignore[index]  # a title without is wrong
    found = lines(case.given, em, hanging="hanging" in case.title)
    assert "\n".join(found) == case.expected


def lines(text: str, em: float, *, hanging: bool = False) -> list[str]:
    strip = measure(replace(row(text), hanging=hanging))
    plan = Plan(strip)
    found, start = [], plan.start_of(0)
    while start < len(text):
        end = plan.line_end(start, [em])
        line = place(strip, start, end, em, justify=end < len(text))
        found.append(text[line.start : line.end])
        start = plan.start_of(end)
    return found


def test_the_face_of_the_tests_is_what_the_cases_say() -> None:
    assert [advance(char) for char in "好，a·"] == [1, 1, 0.5, 1 / 3]
