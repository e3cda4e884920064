"""A paragraph one line longer or shorter than is best, for the sake of a column's foot.

clreq 2.3 asks for columns that end on one line; a compositor gains or loses a line where nobody
sees it, in a paragraph whose lines all stay within what is borne.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publisher.typesetting.breaking import Plan

BORNE = 210.0  # the dearest line of such a paragraph: of sixteen characters one is taken out
Layer = dict[int, tuple[float, int]]  # where a line begins -> cost so far, where the one before did


def count_lines(plan: Plan, measures: Sequence[float]) -> int:
    """How many lines the best setting has, in lines of these measures and then the last one."""
    count, start, ahead = 0, plan.start_of(0), list(measures)
    while start < plan.size:
        start = plan.start_of(plan.line_end(start, ahead))
        ahead = ahead[1:] or ahead
        count += 1
    return count


def lines_of(plan: Plan, measures: Sequence[float], count: int) -> Mapping[int, int]:
    """Start -> end of the lines of the best setting in `count` lines; {} where none is borne.

    Kept with the plan: a preview asks again for every paragraph after each save of an article.
    """
    key = tuple(measures), count
    if key not in plan.lengths:
        plan.lengths[key] = _best_lines(plan, measures, count)
    return plan.lengths[key]


def _best_lines(plan: Plan, measures: Sequence[float], count: int) -> Mapping[int, int]:
    layers: list[Layer] = [{plan.start_of(0): (0.0, 0)}]
    for number in range(count):
        measure = measures[min(number, len(measures) - 1)]
        layers.append(_next_line(plan, layers[-1], measure, last=number == count - 1))
    if plan.size not in layers[-1]:
        return {}
    found, end = {}, plan.size
    for layer in reversed(layers[1:]):
        begin = layer[end][1]
        found[begin] = end
        end = begin
    return found


def _next_line(plan: Plan, before: Layer, measure: float, *, last: bool) -> Layer:
    """Where the next line can begin after one more, which is the paragraph's last one or not."""
    ahead: Layer = {}
    for begin, (cost, _) in before.items():
        for end, own in plan.candidates(begin, measure):
            if own > BORNE or (end == plan.size) is not last:
                continue
            after = end if last else plan.start_of(end)
            if after not in ahead or cost + own < ahead[after][0]:
                ahead[after] = cost + own, begin
    return ahead
