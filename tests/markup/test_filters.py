"""Filters: strings of style sheets, lines of display type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.markup.filters import broken, css, line_count, lines, short
from publisher.typesetting.display import Cohesion, balanced
from tests.cases import Case, read


def test_a_string_of_css_cannot_end_early() -> None:
    assert css('a"; } * { color: red; } /*') == (
        '"a\\22 \\3b  \\7d  \\2a  \\7b  color\\3a  red\\3b  \\7d  \\2f \\2a "'
    )


@given(st.text())
def test_no_text_closes_the_string(text: str) -> None:
    assert not set('"\\\n').intersection(css(text)[1:-1].replace("\\", "")) & {'"', "\n"}


def test_markup_in_a_headline_is_escaped() -> None:
    assert broken("<b>", 9) == "&lt;b&gt;"
    assert lines(("甲", "乙"), 9) == "甲<br/>乙"
    assert line_count(("甲", "乙"), 9) == 2


def test_a_long_running_head_is_cut() -> None:
    assert short("一二三四", 4) == "一二三四"
    assert short("一二三四五", 4) == "一二……"


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("一条河，七个人的桥", 6, ("一条河，", "七个人的桥")),
        ("三座旧桥去留方案公示", 9, ("三座旧桥去", "留方案公示")),
        ("AI模型", 9, ("AI模型",)),
        ("", 9, ("",)),
    ],
)
def test_lines_are_even_and_break_after_marks(
    text: str, measure: float, expected: tuple[str, ...]
) -> None:
    assert balanced(text, measure) == expected


def test_words_that_the_text_makes_known_stay_whole() -> None:
    known = Cohesion("旧桥的去留，方案说了；去留由谁定，旧桥的去留还要再议。")
    assert balanced("三座旧桥去留方案公示", 9, known) == ("三座旧桥", "去留方案公示")


@given(st.text("桥河，。的AB12 （）", max_size=60), st.floats(3, 20))
def test_no_character_is_lost(text: str, measure: float) -> None:
    assert "".join(balanced(text, measure)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("case", read("headlines"), ids=str)
def test_headlines_are_broken_where_the_case_says(case: Case) -> None:
    measure, _, rest = case.title.partition(" em")
    cohesion = Cohesion("", rest.partition(" with ")[2].split())
    assert str(broken(case.given, float(measure), cohesion)).split("<br/>") == (
        case.expected.splitlines()
    )


def test_words_of_the_dictionary_are_kept_whole():
    assert broken("共筑数字经济可信未来", 9) == "共筑数字经济<br/>可信未来"
    assert line_count("共筑数字经济可信未来", 9) == 2
