"""From a row to a strip: compression, and the space between Han and Western (clreq 3.1.6, 3.2)."""

from __future__ import annotations

from collections.abc import Collection

from publisher.typesetting.classes import (
    FULLWIDTH,
    HAN,
    MARK,
    SPACE,
    WESTERN,
    classify,
)
from publisher.typesetting.kinsoku import breaks
from publisher.typesetting.quotes import western_quotes
from publisher.typesetting.reserves import MIXED, set_reserves
from publisher.typesetting.strip import Row, Strip
from publisher.typesetting.widths import HALF, WIDE_ENOUGH, set_marks


def measure(row: Row) -> Strip:
    """Give every character its Chinese width, and find where lines may break."""
    kinds = [classify(char) for char in row.text]
    if 0 in kinds:
        _wide_signs(row, kinds)
    western = western_quotes(row.text, kinds)
    for i in western:
        kinds[i] = 0
    never = {*row.stuck, *row.joined, *row.raised}
    strip = Strip(
        row.text,
        row.em,
        kinds,
        list(row.advance),
        breaks(row.text, kinds, row.strength, never),
        never,
        *_zeros(len(kinds)),
        {i: width for i, width in row.hyphens.items() if i not in never},
    )
    set_marks(strip, row, western)
    _neighbours(strip, row.raised)
    set_reserves(strip, hanging=row.hanging)
    return strip


def _zeros(count: int) -> tuple[list[float], list[float], list[float], list[float]]:
    return [0.0] * count, [0.0] * count, [0.0] * count, [0.0] * count


def _wide_signs(row: Row, kinds: list[int]) -> None:
    """① × → and their like are full-width where the face draws them so."""
    for i, kind in enumerate(kinds):
        if not kind and row.advance[i] >= WIDE_ENOUGH * row.em[i]:
            kinds[i] = FULLWIDTH


def _neighbours(strip: Strip, raised: Collection[int]) -> None:
    """Compress marks that meet, and part Han from Western."""
    kinds, glue, em = strip.kinds, strip.glue, strip.em
    a = 0
    for i, b in enumerate(kinds):
        if a & MARK and b & MARK:
            _compress(strip, i)
        elif (a & HAN and b & WESTERN) or (a & WESTERN and b & HAN):
            if i not in raised and i - 1 not in raised:
                glue[i - 1] = MIXED * em[i if b & HAN else i - 1]
        elif a & SPACE and i > 1:
            _space(strip, i - 1)
        a = b


def _compress(strip: Strip, i: int) -> None:
    """Two marks that meet give up half an em, of the blank that lies between them first."""
    left = HALF * min(strip.em[i - 1], strip.em[i])
    taken = min(left, strip.after[i - 1])
    strip.after[i - 1] -= taken
    strip.width[i - 1] -= taken
    taken = min(left - taken, strip.before[i])
    strip.before[i] -= taken
    strip.width[i] -= taken
    strip.shift[i] -= taken


def _space(strip: Strip, i: int) -> None:
    """A typed space beside Han is the gap to the Western word; beside a mark's blank it is none."""
    a, b = strip.kinds[i - 1], strip.kinds[i + 1]
    if (a & MARK and strip.after[i - 1]) or (b & MARK and strip.before[i + 1]):
        strip.width[i] = 0.0
    elif (a | b) & HAN:
        strip.width[i] = MIXED * strip.em[i]
