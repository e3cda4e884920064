"""From a row to a strip: compression, and the space between Han and Western (clreq 3.1.6, 3.2)."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

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
    kinds = list(map(classify, row.text))
    if 0 in kinds:
        _wide_signs(row, kinds)
    for i in row.upright:
        kinds[i] = HAN
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
        row.resort,
    )
    set_marks(strip, row, western)
    _neighbours(strip, row.raised)
    _beside_upright(strip, row.upright)
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
    # most characters are Han after Han, which have nothing to give each other
    for i in [i for i, (a, b) in enumerate(pairwise(kinds), 1) if a != HAN or b != HAN]:
        a, b = kinds[i - 1], kinds[i]
        if a & MARK and b & MARK:
            _compress(strip, i - 1, i)
        elif (a & HAN and b & WESTERN) or (a & WESTERN and b & HAN):
            if i not in raised and i - 1 not in raised:
                glue[i - 1] = MIXED * em[i if b & HAN else i - 1]
        elif a & SPACE and i > 1:
            _space(strip, i - 1)


def _beside_upright(strip: Strip, upright: Collection[int]) -> None:
    """A space typed between Han and a number that stands upright is none."""
    for i in upright:
        for beside, beyond in ((i - 1, i - 2), (i + 1, i + 2)):
            near = 0 <= beyond < len(strip) and strip.kinds[beyond] & (HAN | MARK)
            if near and strip.kinds[beside] & SPACE:
                strip.width[beside] = 0.0


def _compress(strip: Strip, a: int, b: int) -> None:
    """Two marks that meet give up half an em, of the blank that lies between them first."""
    left = HALF * min(strip.em[a], strip.em[b])
    taken = min(left, strip.after[a])
    strip.after[a] -= taken
    strip.width[a] -= taken
    taken = min(left - taken, strip.before[b])
    strip.before[b] -= taken
    strip.width[b] -= taken
    strip.shift[b] -= taken


def _space(strip: Strip, i: int) -> None:
    """A typed space beside Han is the gap to the Western word; beside a mark's blank it is none."""
    a, b = strip.kinds[i - 1], strip.kinds[i + 1]
    if a & MARK and b & MARK:
        strip.width[i] = 0.0
        _compress(strip, i - 1, i + 1)
    elif (a & MARK and strip.after[i - 1]) or (b & MARK and strip.before[i + 1]):
        strip.width[i] = 0.0
    elif (a | b) & HAN:
        strip.width[i] = MIXED * strip.em[i]
