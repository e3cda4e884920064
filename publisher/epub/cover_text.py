"""Lines of a cover: few, even, and broken where the sense allows it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

_UNITS = re.compile(r"[0-9A-Za-zÀ-ɏ.,'’&+\-]+\s?|\s+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：？！）》」』”’…—·,.;:?!)")
_NOT_LAST = frozenset("（《「『“‘(")
_PAUSES = frozenset("，。、；：？！…—,.;:?! 　")
_PAUSE_WORTH = 0.35  # of a line's width: how uneven lines may be for a break at a pause
_MOST_UNITS = 80  # a longer text is filled line by line


def broken(text: str, width: float, length: Callable[[str], float]) -> list[str]:
    """The text in as few lines as the width allows, of nearly even length, parted at pauses.

    Latin words stay whole where they fit; marks stay with what they belong to.
    """
    units = _joined(_UNITS.findall(text.strip()))
    if not units:
        return []
    full = length("".join(units).rstrip())
    fewest = max(1, math.ceil(full / width))
    if len(units) <= _MOST_UNITS:
        for count in range(fewest, fewest + 3):
            if lines := _even(units, count, width, length):
                return lines
    return _filled(units, width, length)


def pauses(lines: Sequence[str]) -> float:
    """The share of the breaks that stand at a pause; 0 where there are none."""
    breaks = [line[-1] in _PAUSES for line in lines[:-1] if line]
    return sum(breaks) / len(breaks) if breaks else 0.0


def shortened(text: str, most: int) -> str:
    """At most so many characters; an ellipsis says that there were more."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _even(
    units: Sequence[str], count: int, width: float, length: Callable[[str], float]
) -> list[str]:
    """Exactly `count` lines with the least unevenness (by dynamic programming); else nothing."""
    goal = length("".join(units)) / count
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for _ in range(count):
        following: dict[int, tuple[float, list[str]]] = {}
        for start, (cost, lines) in best.items():
            for end in range(start + 1, len(units) + 1):
                line = "".join(units[start:end]).strip()
                wide = length(line)
                if wide > width:
                    break
                rank = cost + _uneven(wide, goal, units[end - 1], last=end == len(units))
                if end not in following or rank < following[end][0]:
                    following[end] = (rank, [*lines, line])
        best = following
    return best.get(len(units), (0.0, []))[1]


def _uneven(wide: float, goal: float, unit: str, *, last: bool) -> float:
    paused = last or unit[-1] in _PAUSES
    return ((wide - goal) / goal) ** 2 + (0.0 if paused else _PAUSE_WORTH**2)


def _filled(units: Sequence[str], width: float, length: Callable[[str], float]) -> list[str]:
    lines, line = [], ""
    for unit in units:
        if line and length((line + unit).rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += unit
    return [*lines, line.strip()] if line.strip() else lines


def _joined(units: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for unit in units:
        if joined and (unit[0] in _NOT_FIRST or joined[-1][-1] in _NOT_LAST):
            joined[-1] += unit
        else:
            joined.append(unit)
    return joined
