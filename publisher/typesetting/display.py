"""Lines of display type: headlines and pull quotes, broken by sense and into even lengths.

Running text is set by `breaking`; here a few large lines are chosen so that none is much shorter
than the others, and rather after a mark than inside a phrase.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from publisher.typesetting.classes import MARK, PAUSE, SPACE, WIDE, classify
from publisher.typesetting.kinsoku import breaks

WESTERN_WIDTH = 0.56  # em of a small letter or digit, on average of the faces
CAPITAL_WIDTH = 0.7
SPACE_WIDTH = 0.28
GAP = 0.25  # between Han and Western characters (clreq 3.2.2)
DOUBT = 0.3  # em that widths of Western characters may be off by in a line
UNEVEN = 1.0  # cost of an em squared beside the even length
AFTER_MARK = -40.0  # a line that ends with a pause reads as a breath
AFTER_PARTICLE = 2.0  # 的: the phrase before it is whole, but not without what follows
BEFORE_JOINER = -2.0  # 与, 和: what it joins is whole
AFTER_LEANING = 8.0  # 在, 把, 被, 第: what it belongs to follows
BONDED = 6.0  # cost of a break between two words that are nearly one
SINGLE = 4.0  # a line ends with a word of one character
LONE = 15.0  # a line begins with one character and a mark
DATE = 40.0  # the day stands on another line than the month
BEFORE_PARTICLE = 5.0  # and a line that begins with one is torn from it
PARTICLES = frozenset("的地得了着过之")
JOINERS = frozenset("和与及或")
LEANING = frozenset("在把被对从向往让将给为于第每各这那该本不没未最更很太是有和与及或")
TORN_WORD = 40.0  # cost of a break between two characters that always stand together
MOST_LINES = 20  # of one text; what is longer is no display, and to even it costs its square
OVERFULL = 10_000.0  # cost of a line that is too long, and of each em: only where nothing fits


class Language(Protocol):
    """What is known of the language of a line."""

    def boundaries(self, text: str) -> Collection[int]:
        """The places between two words."""

    def bond(self, pair: str) -> float:
        """How much two neighbouring characters are used to each other, 0 to 1."""


class Cohesion:
    """How much two neighbouring characters belong together, learnt from a text.

    No dictionary: the share of their occurrences in which they are neighbours (Dice's measure). In
    the text itself, 积淀 stands together whenever either of them is there, and 度进 does not. The
    characters of `names` never part.
    """

    def __init__(self, text: str, names: Iterable[str] = ()) -> None:
        self._single = Counter(text)
        self._pairs = Counter(pairwise(text))
        self._named = {pair for name in names for pair in pairwise(name)}

    def between(self, before: str, after: str) -> float:
        """From 0 (strangers) to 1 (never apart)."""
        if (before, after) in self._named:
            return 1.0
        together = self._pairs[before, after]
        if not together:
            return 0.0
        return 2 * together / (self._single[before] + self._single[after])


def balanced(
    text: str, measure: float, cohesion: Cohesion | None = None, language: Language | None = None
) -> tuple[str, ...]:
    """The fewest lines of at most `measure` em, as even as sense allows.

    With `cohesion`, words that the text itself makes known are kept whole where that can be; with
    `language`, those of a dictionary, for which there may be one line more.

    A run without a place to break, longer than the measure, stays whole. A text of more than
    `MOST_LINES` lines is not evened. The lines joined are the text, spaces at their ends apart.
    """
    if not text:
        return ("",)
    kinds = [classify(char) for char in text]
    allowed = breaks(text, kinds)
    stops = [0, *(i for i in range(1, len(text)) if allowed[i]), len(text)]
    widths = _widths(text, kinds)
    if any(not kind & WIDE for kind in kinds):
        measure -= DOUBT
    full = _filled(stops, widths, kinds, measure)
    if len(full) > MOST_LINES:
        return _cut(text, full)
    between = language.boundaries(text) if language else range(len(text))
    torn = {stop: stop not in between or _strays(kinds, stop) for stop in stops[1:-1]}
    costs = {stop: _sense(text, stop, kinds, cohesion) for stop in stops}
    for stop in stops[1:-1]:
        costs[stop] += TORN_WORD * torn[stop]
        if language:
            costs[stop] += BONDED * language.bond(text[stop - 1 : stop + 1])
            costs[stop] += SINGLE * (stop - 1 in between and not kinds[stop - 1] & MARK)
    count = _lines_needed(len(full), stops, widths, kinds, measure, torn)
    return _cut(text, _choose(stops, widths, kinds, measure, count, costs))


def _cut(text: str, ends: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[a:b].strip() for a, b in zip((0, *ends), ends, strict=False))


def _strays(kinds: Sequence[int], stop: int) -> bool:
    """Whether a line would end with one character behind a pause: it belongs to what follows."""
    return stop > 1 and bool(kinds[stop - 2] & PAUSE and not kinds[stop - 1] & MARK)


def _widths(text: str, kinds: list[int]) -> list[float]:
    """The width of each character, with the gap after it where Han meets Western."""
    widths = [_width(char, kind) for char, kind in zip(text, kinds, strict=True)]
    for place, (one, other) in enumerate(pairwise(zip(text, kinds, strict=True))):
        if _is_western(*one) != _is_western(*other) and not (one[1] | other[1]) & (SPACE | MARK):
            widths[place] += GAP
    return widths


def _is_western(char: str, kind: int) -> bool:
    return not kind & (WIDE | SPACE | MARK)


def _width(char: str, kind: int) -> float:
    if kind & WIDE or char in "，。":
        return 1.0
    if kind & SPACE:
        return SPACE_WIDTH
    return CAPITAL_WIDTH if char.isupper() else WESTERN_WIDTH


def _length(start: int, end: int, widths: list[float], kinds: list[int]) -> float:
    """The width of a line; a mark at its end gives up its blank half."""
    while end > start and kinds[end - 1] & SPACE:
        end -= 1
    trimmed = 0.5 if end > start and kinds[end - 1] & MARK else 0.0
    return sum(widths[start:end]) - trimmed


def _filled(stops: list[int], widths: list[float], kinds: list[int], measure: float) -> list[int]:
    """The ends of the lines that a greedy hand would set: there are no fewer."""
    ends, start = list[int](), 0
    for before, after in pairwise(stops[1:]):
        if _length(start, after, widths, kinds) > measure:
            ends.append(before)
            start = before
    return [*ends, stops[-1]]


def _lines_needed(
    count: int,
    stops: list[int],
    widths: list[float],
    kinds: list[int],
    measure: float,
    torn: dict[int, bool],
) -> int:
    """The fewest lines, which are `count`, or one more where only that keeps every word whole.

    Cohesion has no say here, so that the number is the text's own wherever it stands.
    """
    if count == 1 or len(stops) < count + 2:
        return count
    costs = {stop: 2 * TORN_WORD * torn.get(stop, False) for stop in stops}  # less than overfull
    for more in (count, count + 1):
        ends = _choose(stops, widths, kinds, measure, more, costs)
        if len(ends) == more and not _tears(ends, torn):
            return more
    return count


def _tears(ends: Sequence[int], torn: dict[int, bool]) -> bool:
    return any(torn.get(end, False) for end in ends)


def _choose(
    stops: list[int],
    widths: list[float],
    kinds: list[int],
    measure: float,
    count: int,
    costs: dict[int, float],
) -> list[int]:
    """The ends of `count` lines of least cost, by going through all places to break in order."""
    even, whole = sum(widths) / count, stops[-1]
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line in range(count):
        last = line == count - 1
        reached: dict[int, tuple[float, list[int]]] = {}
        for start, (spent, ends) in best.items():
            ahead = [whole] if last else stops[bisect_right(stops, start) : -1]
            for number, end in enumerate(ahead):
                length = _length(start, end, widths, kinds)
                if length > measure and number:
                    break  # and all that follow are longer still
                over = OVERFULL * (1 + length - measure) if length > measure else 0.0
                cost = spent + UNEVEN * (length - even) ** 2 + over + costs[end]
                if end not in reached or cost < reached[end][0]:
                    reached[end] = (cost, [*ends, end])
        best = reached or best
    return best.get(whole, (0.0, [whole]))[1]


def _sense(text: str, end: int, kinds: list[int], cohesion: Cohesion | None) -> float:
    if end in (0, len(text)):
        return 0.0
    if kinds[end - 1] & PAUSE:
        return AFTER_MARK
    if text[end] in PARTICLES:
        return BEFORE_PARTICLE
    lone = LONE if end + 1 < len(text) and kinds[end + 1] & MARK else 0.0
    torn = TORN_WORD * cohesion.between(text[end - 1], text[end]) if cohesion else 0.0
    torn += lone
    if text[end - 1] in "年月" and text[end].isdigit():
        return torn + DATE
    if text[end - 1] in LEANING:
        return torn + AFTER_LEANING
    torn += AFTER_PARTICLE if text[end - 1] in PARTICLES else 0.0
    return torn + (BEFORE_JOINER if text[end] in JOINERS else 0.0)
