"""What a line may give up or take on, character by character (clreq 3.5.3, 3.5.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import add

from publisher.typesetting.classes import (
    CLOSING,
    CONNECTOR,
    DASH,
    ELLIPSIS,
    FORCED,
    HAN,
    MARK,
    PAD,
    PAUSE,
    SOLIDUS,
    SPACE,
    STOP,
    WESTERN,
    WIDE,
)
from publisher.typesetting.kinsoku import addresses
from publisher.typesetting.strip import Strip

MIXED = (
    0.24  # Han beside Western, in em: a quarter at most (clreq 3.2.2), glyphs are placed in 1/1000
)
MIXED_LEAST = 0.125
MIXED_MOST = 1 / 3
WORD_LEAST = 0.2
WORD_MOST = 0.5
MARK_EASE = 0.1  # what a mark with its blank half may take on before Han characters part
LONG_WORD = 4  # letters
_SPACES = re.compile("[ \n\u3000]+")
HANGING = "、，。"  # clreq 3.1.7; never after another mark
# and before those would part too far:
LETTERS_FINAL = 0.06  # between two letters
ADDRESS_FINAL = 0.12  # in an address, which is read letter by letter and fills lines alone
MARK_FINAL = 0.25  # at a mark with its blank half, beyond its ease


def set_reserves(strip: Strip, *, hanging: bool = False) -> None:
    """Fill in what `breaking` and `lines` spend, once every character has its width."""
    glue = strip.glue
    # most characters are Han between Han: nothing but the gap is theirs
    others = [i for i, kind in enumerate(strip.kinds) if kind != HAN or glue[i]]
    _budgets(strip, others)
    strip.tails = [0.0] * len(strip)
    for i in others:
        strip.tails[i] = _tail(strip, i, hanging=hanging)
    strip.gap = _gaps(strip)
    strip.finals = _finals(strip, others)
    _totals(strip)


def _budgets(strip: Strip, others: Sequence[int]) -> None:
    """Spent as clreq 3.5.3 (shrink) and 3.5.4 (grow) say; `lines` keeps the order."""
    count = len(strip)
    strip.first, strip.second = [0.0] * count, [0.0] * count
    strip.takes, strip.eases = [0.0] * count, [0.0] * count
    for i in others:
        kind = strip.kinds[i]
        if kind & MARK:
            _mark_budget(strip, i, kind)
        elif kind & SPACE and strip.width[i]:
            _space_budget(strip, i)
        if strip.glue[i]:
            em = strip.glue[i] / MIXED
            strip.second[i] += (MIXED - MIXED_LEAST) * em
            strip.takes[i] += (MIXED_MOST - MIXED) * em


def _mark_budget(strip: Strip, i: int, kind: int) -> None:
    blank = strip.before[i] + strip.after[i]
    if blank:
        (strip.second if kind & STOP else strip.first)[i] = blank
        if kind & PAUSE:
            strip.eases[i] = MARK_EASE * strip.em[i]


def _space_budget(strip: Strip, i: int) -> None:
    em, width = strip.em[i], strip.width[i]
    if _is_mixed(strip.kinds, i):
        strip.second[i] = (MIXED - MIXED_LEAST) * em
        strip.takes[i] = (MIXED_MOST - MIXED) * em
    else:
        strip.first[i] = max(0.0, width - WORD_LEAST * em)
        strip.takes[i] = max(0.0, WORD_MOST * em - width)


def _gaps(strip: Strip) -> list[int]:
    """1 where tracking may open after a character: beside anything of an em, and at spaces.

    Never inside —— and ……, at a solidus, connector or padding, between two marks, or where a gap
    to a Western word is.
    """
    kinds, glue = strip.kinds, strip.glue
    closed = CONNECTOR | SOLIDUS | PAD | FORCED
    gaps = [1] * (len(kinds) - 1) + [0] * bool(kinds)
    for i in [i for i, (a, b) in enumerate(pairwise(kinds)) if a != HAN or b != HAN]:
        a, b, gaps[i] = kinds[i], kinds[i + 1], 0
        if a & b & HAN:
            gaps[i] = 1
        elif (a | b) & closed or a & b & (DASH | ELLIPSIS) or (a & MARK and b & MARK) or glue[i]:
            continue
        elif (a | b) & SPACE:
            gaps[i] = int(not _is_mixed(kinds, i if a & SPACE else i + 1))
        elif (a | b) & WIDE:
            gaps[i] = 1
    return gaps


def _is_mixed(kinds: list[int], i: int) -> bool:
    """Whether a typed space stands beside Han, as the gap to a Western word."""
    return any(kind & HAN for kind in kinds[max(0, i - 1) : i + 2])


def _tail(strip: Strip, i: int, *, hanging: bool) -> float:
    """What a mark gives up at a line's end: its blank, or its whole width where it hangs."""
    if not strip.kinds[i] & (CLOSING | PAUSE):
        return 0.0
    hangs = hanging and strip.text[i] in HANGING and not strip.before[i]
    if hangs and not (i and strip.kinds[i - 1] & MARK):
        return strip.width[i]
    return strip.after[i] + strip.before[i]


def _finals(strip: Strip, others: Sequence[int]) -> list[float]:
    finals, kinds = [0.0] * len(strip), [*strip.kinds, 0]
    for i in others:
        if kinds[i] & kinds[i + 1] & WESTERN:
            finals[i] = LETTERS_FINAL * strip.em[i]
        elif strip.eases[i]:
            finals[i] = MARK_FINAL * strip.em[i]
    for start, end in addresses(strip.text):
        for i in range(start, end - 1):
            finals[i] = ADDRESS_FINAL * strip.em[i]
    return finals


def _totals(strip: Strip) -> None:
    strip.sum_width = list(accumulate(map(add, strip.width, strip.glue), initial=0.0))
    strip.sums = list(
        zip(
            accumulate(strip.first, initial=0.0),
            accumulate(strip.second, initial=0.0),
            accumulate(strip.takes, initial=0.0),
            accumulate(strip.eases, initial=0.0),
            accumulate(strip.gap, initial=0),
            accumulate(strip.finals, initial=0.0),
            strict=True,
        )
    )
    strip.sum_units = list(accumulate(_units(strip.kinds), initial=0))
    strip.solid = list(range(len(strip) + 1))
    for space in _SPACES.finditer(strip.text):
        start, end = space.span()
        strip.solid[start + 1 : end + 1] = [start] * (end - start)


def _units(kinds: list[int]) -> list[int]:
    """What keeps a last line from being a lone character: at least two of these.

    A Han character or box counts one; a Western word one, and a long one two.
    """
    units, letters, before = [1] * len(kinds), 0, -1
    for i in [i for i, kind in enumerate(kinds) if kind != HAN]:
        kind = kinds[i]
        if i - before > 1:
            letters = 0
        before = i
        if kind & WESTERN:
            letters += 1
        elif kind:
            letters = 0
        counts = kind & WIDE & ~MARK or (kind & WESTERN and letters in (1, LONG_WORD))
        units[i] = 1 if counts else 0
    return units
