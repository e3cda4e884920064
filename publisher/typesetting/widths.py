"""Widths of marks (clreq 3.1.6), which are the setter's and not the face's.

—— and …… take two em, · takes half an em; a full-width mark has a blank half, which is found from
its ink; a quote between Western words is as wide as its ink.
"""

from __future__ import annotations

from collections.abc import Collection

from publisher.typesetting.classes import (
    DASH,
    ELLIPSIS,
    HAN,
    INTERPUNCT,
    MARK,
    OPENING,
    WESTERN,
    WIDE,
)
from publisher.typesetting.strip import Row, Strip

HALF = 0.5  # of an em: the blank of a mark, the width of ·
WESTERN_QUOTE_SIDE = 0.06
BLANK_ENOUGH = 0.45  # a mark whose ink leaves that much free on one side has its blank there
NO_BLANK = 0.35  # a mark with less white than this on both sides together has no blank half
WIDE_ENOUGH = 0.9


def set_marks(strip: Strip, row: Row, western: set[int]) -> None:
    """Give every mark its own width; `western` are quotes between Western words."""
    special = MARK | DASH | ELLIPSIS | INTERPUNCT
    for i in [i for i, kind in enumerate(strip.kinds) if kind & special]:
        kind = strip.kinds[i]
        if i not in row.joined:
            ink = row.ink.get(i, (0.0, 0.0))
            if kind & MARK and not (i in row.ink and sum(ink) < NO_BLANK * strip.em[i]):
                _blank(strip, i, ink)
            elif kind & MARK:
                continue  # ？ of a vertical line is as long as a character
            elif _is_chinese_here(strip, i):
                _own_width(strip, i, ink, row.joined)
            else:
                strip.kinds[i] = 0
    for i in western:
        _tight(strip, i, row.ink.get(i))


def _blank(strip: Strip, i: int, ink: tuple[float, float]) -> None:
    """Find the blank half of a full-width mark from its ink, else from its class."""
    em = strip.em[i]
    if strip.width[i] < WIDE_ENOUGH * em:
        return
    before, after = ink
    if before + after < HALF * em:
        before, after = (HALF * em, 0.0) if strip.kinds[i] & OPENING else (0.0, HALF * em)
    if after >= BLANK_ENOUGH * em and not strip.kinds[i] & OPENING:
        strip.after[i] = HALF * em
    elif before >= BLANK_ENOUGH * em:
        strip.before[i] = HALF * em
    else:
        strip.before[i] = strip.after[i] = HALF * em / 2


def _is_chinese_here(strip: Strip, i: int) -> bool:
    """Whether — … · stands beside something Chinese or its like, and not between Western words."""
    near = strip.kinds[max(0, i - 1) : i] + strip.kinds[i + 1 : i + 2]
    if strip.kinds[i] & INTERPUNCT:
        return any(kind & (HAN | MARK) for kind in near) and strip.text[i] != "・"
    return any(kind & WIDE for kind in near) or not any(kind & WESTERN for kind in near)


def _own_width(strip: Strip, i: int, ink: tuple[float, float], joined: Collection[int]) -> None:
    """—— and …… take an em a character, · half an em; the ink is centred, that of — stretched."""
    kind, em = strip.kinds[i], strip.em[i]
    count = 1
    while i + count in joined:
        count += 1
    width = HALF * em if kind & INTERPUNCT else count * em
    black = max(strip.width[i] - sum(ink), 0.0)
    strip.shift[i] = (width - black) / 2 - ink[0]
    if kind & DASH and black:
        left, right = _dash_sides(strip, i, i + count, em)
        strip.scale[i] = (width - left - right) / black
        strip.shift[i] = left - ink[0] * strip.scale[i]
    strip.width[i] = width


def _dash_sides(strip: Strip, start: int, end: int, em: float) -> tuple[float, float]:
    """The white beside a dash: a twentieth of an em, none towards another dash."""
    side = em / 20
    first = start == 0 or not strip.kinds[start - 1] & DASH
    last = end >= len(strip.kinds) or not strip.kinds[end] & DASH
    return side if first else 0.0, side if last else 0.0


def _tight(strip: Strip, i: int, ink: tuple[float, float] | None) -> None:
    """A full-width quote between Western words takes its ink's width and a little white."""
    if ink is not None and strip.width[i] >= WIDE_ENOUGH * strip.em[i]:
        side = WESTERN_QUOTE_SIDE * strip.em[i]
        strip.shift[i] = side - ink[0]
        strip.width[i] = strip.width[i] - sum(ink) + 2 * side
