"""A paragraph one line longer or shorter than is best."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.typesetting import Plan, measure, place
from publisher.typesetting.lengths import count_lines, lines_of
from tests.typesetting.rows import row

CHINESE = "的一是在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家"


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    st.text(CHINESE * 3 + "，。", min_size=40, max_size=240),
    st.integers(10, 28),
    st.sampled_from([-1, 1]),
)
def test_it_has_so_many_lines_or_stays(text: str, em: int, change: int) -> None:
    plan = Plan(measure(row(text)))
    measures = [float(em - 2), float(em)]
    count = count_lines(plan, measures) + change
    found = lines_of(plan, measures, count) if count > 0 else {}
    if found:
        assert len(found) == count
        assert _text(found, plan) == text
        assert max(_tracking(found, plan, em)) < 0.075


def _text(found: Mapping[int, int], plan: Plan) -> str:
    lines, start = [], plan.start_of(0)
    while start < plan.size:
        lines.append(plan.strip.text[start : found[start]])
        start = plan.start_of(found[start])
    return "".join(lines)


def _tracking(found: Mapping[int, int], plan: Plan, em: int) -> list[float]:
    """The widest character of each line but the last, in em beyond its own."""
    widest = [0.0]
    for start, end in found.items():
        if end < plan.size:
            line = place(plan.strip, start, end, em - 2.0 * (start == 0), justify=True)
            ahead = plan.strip.text[start + 1 : line.end]
            widest += (
                width - 1
                for width, one, two in zip(
                    line.widths, plan.strip.text[start : line.end], ahead, strict=False
                )
                if one in CHINESE and two in CHINESE
            )
    return widest


def test_a_loose_enough_paragraph_is_set_one_line_longer() -> None:
    plan = Plan(measure(row("天地玄黄宇宙洪荒日月盈昃辰宿列张" * 8)))  # 128 characters
    assert count_lines(plan, [16.0]) == 8
    assert len(lines_of(plan, [16.0], 9)) == 9
    assert lines_of(plan, [16.0], 7) == {}
