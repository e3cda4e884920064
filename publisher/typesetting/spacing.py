"""Widths of marks, compression, and the space between Han and Western (clreq 3.1.6, 3.2).

The widths are the setter's and not the face's: —— and …… take two em, · takes half an em, and two
marks that meet take an em and a half. What a mark's blank half, a word space or the gap beside a
Western word may give up or take on is kept for each character, for `breaking` and `lines`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from publisher.typesetting.classes import (
    CONNECTOR,
    DASH,
    ELLIPSIS,
    FORCED,
    FULLWIDTH,
    HAN,
    INTERPUNCT,
    MARK,
    OPENING,
    PAD,
    PAUSE,
    SOLIDUS,
    SPACE,
    STOP,
    WESTERN,
    WIDE,
    Strength,
    classify,
)
from publisher.typesetting.kinsoku import breaks
from publisher.typesetting.quotes import western_quotes

HALF = 0.5  # of an em: the blank of a mark, the width of ·
MIXED = 0.25  # Han beside Western (clreq 3.2.2)
MIXED_LEAST = 0.125
MIXED_MOST = 1 / 3
WORD_LEAST = 0.2
WORD_MOST = 0.5
MARK_EASE = 0.1  # what a mark with its blank half may take on before Han characters part
WESTERN_QUOTE_SIDE = 0.06
BLANK_ENOUGH = 0.45  # a mark whose ink leaves that much free on one side has its blank there
WIDE_ENOUGH = 0.9
LONG_WORD = 4  # letters


@dataclass(frozen=True, slots=True)
class Row:
    """The characters of a paragraph in one row, through all its inline boxes.

    `em` and `advance` (in one unit, any) are of each character as the face gives it. `ink` has, for
    marks, the blank before and after the ink. A break is barred before `stuck`; `raised` are marks
    of notes, without space around; `joined` belong to the glyph before.
    """

    text: str
    em: list[float]
    advance: list[float]
    ink: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    stuck: Collection[int] = ()
    raised: Collection[int] = ()
    joined: Collection[int] = ()
    strength: Strength = Strength.GB


@dataclass(slots=True)
class Strip:
    """A row in which every character has its Chinese width; what may give and take beside it.

    Lists are indexed by character. `width` is without `glue`, the gap to a Western neighbour after
    it; `shift` is where the glyph's origin lies in the width, `scale` stretches its ink.
    `before` and `after` are the blank that is left of a mark, `gap` is 1 where tracking may open.
    `first`, `second` are what it gives up in a tight line, `takes`, `eases` what it takes in a
    loose one. The `sum_` lists are running totals, one longer.
    """

    text: str
    em: list[float]
    kinds: list[int]
    width: list[float]
    allowed: list[bool]
    never: Collection[int]
    shift: list[float]
    glue: list[float]
    before: list[float]
    after: list[float]
    gap: list[int] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    takes: list[float] = field(default_factory=list)
    eases: list[float] = field(default_factory=list)
    sum_width: list[float] = field(default_factory=list)
    sum_gap: list[int] = field(default_factory=list)
    sum_first: list[float] = field(default_factory=list)
    sum_second: list[float] = field(default_factory=list)
    sum_takes: list[float] = field(default_factory=list)
    sum_eases: list[float] = field(default_factory=list)
    sum_units: list[int] = field(default_factory=list)
    solid: list[int] = field(default_factory=list)
    scale: dict[int, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text)


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
    )
    _marks(strip, row, western)
    _neighbours(strip, row.raised)
    _budgets(strip)
    _totals(strip)
    return strip


def _zeros(count: int) -> tuple[list[float], list[float], list[float], list[float]]:
    return [0.0] * count, [0.0] * count, [0.0] * count, [0.0] * count


def _wide_signs(row: Row, kinds: list[int]) -> None:
    """① × → and their like are full-width where the face draws them so."""
    for i, kind in enumerate(kinds):
        if not kind and row.advance[i] >= WIDE_ENOUGH * row.em[i]:
            kinds[i] = FULLWIDTH


# ── marks one by one ─────────────────────────────────────────────────────────────────────────────


def _marks(strip: Strip, row: Row, western: set[int]) -> None:
    special = MARK | DASH | ELLIPSIS | INTERPUNCT
    for i, kind in enumerate(strip.kinds):
        if kind & special and i not in row.joined:
            ink = row.ink.get(i, (0.0, 0.0))
            if kind & MARK:
                _blank(strip, i, ink)
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


# ── neighbours ───────────────────────────────────────────────────────────────────────────────────


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


# ── what may give and take ───────────────────────────────────────────────────────────────────────


def _budgets(strip: Strip) -> None:
    """Spent as clreq 3.5.3 (shrink) and 3.5.4 (grow) say; `lines` keeps the order."""
    count = len(strip)
    strip.first, strip.second = [0.0] * count, [0.0] * count
    strip.takes, strip.eases = [0.0] * count, [0.0] * count
    for i, kind in enumerate(strip.kinds):
        if kind & MARK:
            _mark_budget(strip, i, kind)
        elif kind & SPACE and strip.width[i]:
            _space_budget(strip, i)
        if strip.glue[i]:
            em = strip.glue[i] / MIXED
            strip.second[i] += (MIXED - MIXED_LEAST) * em
            strip.takes[i] += (MIXED_MOST - MIXED) * em
    strip.gap = _gaps(strip)


def _mark_budget(strip: Strip, i: int, kind: int) -> None:
    blank = strip.before[i] + strip.after[i]
    if blank:
        (strip.second if kind & STOP else strip.first)[i] = blank
        if kind & PAUSE:
            strip.eases[i] = MARK_EASE * strip.em[i]


def _space_budget(strip: Strip, i: int) -> None:
    em, width = strip.em[i], strip.width[i]
    beside_han = strip.kinds[i - 1 : i] + strip.kinds[i + 1 : i + 2]
    if any(kind & HAN for kind in beside_han):
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
    gaps = [0] * len(kinds)
    for i in range(len(kinds) - 1):
        a, b = kinds[i], kinds[i + 1]
        if a & b & HAN:
            gaps[i] = 1
        elif (a | b) & closed or a & b & (DASH | ELLIPSIS) or (a & MARK and b & MARK) or glue[i]:
            continue
        elif (a | b) & (WIDE | SPACE):
            gaps[i] = int(not ((a & SPACE and b & HAN) or (a & HAN and b & SPACE)))
    return gaps


def _totals(strip: Strip) -> None:
    both = map(float.__add__, strip.width, strip.glue)
    strip.sum_width = list(accumulate(both, initial=0.0))
    strip.sum_gap = list(accumulate(strip.gap, initial=0))
    strip.sum_first = list(accumulate(strip.first, initial=0.0))
    strip.sum_second = list(accumulate(strip.second, initial=0.0))
    strip.sum_takes = list(accumulate(strip.takes, initial=0.0))
    strip.sum_eases = list(accumulate(strip.eases, initial=0.0))
    strip.sum_units = list(accumulate(_units(strip.kinds), initial=0))
    solid, last = [0], 0
    for i, char in enumerate(strip.text, 1):
        if char not in " \n":
            last = i
        solid.append(last)
    strip.solid = solid


def _units(kinds: list[int]) -> list[int]:
    """What keeps a last line from being a lone character: at least two of these.

    A Han character or box counts one; a Western word one, and a long one two.
    """
    units, letters = [], 0
    for kind in kinds:
        if kind & WESTERN:
            letters += 1
        elif kind:
            letters = 0
        counts = kind & WIDE & ~MARK or (kind & WESTERN and letters in (1, LONG_WORD))
        units.append(1 if counts else 0)
    return units
