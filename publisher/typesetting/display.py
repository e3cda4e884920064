"""Lines of display type: headlines and pull quotes, broken by sense and into even lengths.

Running text is set by `breaking`; here a few large lines are chosen so that none is much shorter
than the others, and rather after a mark than inside a phrase.
"""

from __future__ import annotations

from publisher.typesetting.classes import MARK, PAUSE, SPACE, WIDE, classify
from publisher.typesetting.kinsoku import breaks

WESTERN_WIDTH = 0.56  # em of a letter or digit, on average of the faces
SPACE_WIDTH = 0.28
UNEVEN = 1.0  # cost of an em squared beside the even length
AFTER_MARK = -40.0  # a line that ends with a pause reads as a breath
AFTER_PARTICLE = -1.5  # 的, 与, 和: the phrase before it is whole
BEFORE_PARTICLE = 5.0  # and a line that begins with one is torn from it
PARTICLES = frozenset("的地得了着过之")
JOINERS = frozenset("和与及或")


def balanced(text: str, measure: float) -> tuple[str, ...]:
    """The fewest lines of at most `measure` em, as even as sense allows.

    A run without a place to break, longer than the measure, stays whole. The lines joined are the
    text, spaces at their ends apart.
    """
    if not text:
        return ("",)
    kinds = [classify(char) for char in text]
    allowed = breaks(text, kinds)
    stops = [0, *(i for i in range(1, len(text)) if allowed[i]), len(text)]
    widths = [_width(char, kind) for char, kind in zip(text, kinds, strict=True)]
    count = _fewest(stops, widths, kinds, measure)
    ends = _choose(text, stops, widths, kinds, measure, count)
    starts = [0, *ends[:-1]]
    return tuple(text[a:b].strip() for a, b in zip(starts, ends, strict=True))


def _width(char: str, kind: int) -> float:
    if kind & WIDE or char in "，。":
        return 1.0
    return SPACE_WIDTH if kind & SPACE else WESTERN_WIDTH


def _length(start: int, end: int, widths: list[float], kinds: list[int]) -> float:
    """The width of a line; a mark at its end gives up its blank half."""
    while end > start and kinds[end - 1] & SPACE:
        end -= 1
    trimmed = 0.5 if end > start and kinds[end - 1] & MARK else 0.0
    return sum(widths[start:end]) - trimmed


def _fewest(stops: list[int], widths: list[float], kinds: list[int], measure: float) -> int:
    """How many lines a greedy hand would need."""
    count, start = 1, 0
    for before, after in zip(stops[1:], stops[2:], strict=False):
        if _length(start, after, widths, kinds) > measure:
            count, start = count + 1, before
    return count


def _choose(
    text: str,
    stops: list[int],
    widths: list[float],
    kinds: list[int],
    measure: float,
    count: int,
) -> list[int]:
    """The ends of `count` lines of least cost, by going through all places to break in order."""
    even = sum(widths) / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line in range(count):
        last = line == count - 1
        reached: dict[int, tuple[float, list[int]]] = {}
        for start, (spent, ends) in best.items():
            for end in stops:
                if end <= start or (end == len(text)) != last:
                    continue
                length = _length(start, end, widths, kinds)
                over = max(0.0, length - measure) * 1000
                cost = spent + UNEVEN * (length - even) ** 2 + over + _sense(text, end, kinds)
                if end not in reached or cost < reached[end][0]:
                    reached[end] = (cost, [*ends, end])
        best = reached or best
    return best.get(len(text), (0.0, [len(text)]))[1]


def _sense(text: str, end: int, kinds: list[int]) -> float:
    if end == len(text):
        return 0.0
    if kinds[end - 1] & PAUSE:
        return AFTER_MARK
    if text[end] in PARTICLES:
        return BEFORE_PARTICLE
    joins = text[end - 1] in PARTICLES or text[end] in JOINERS
    return AFTER_PARTICLE if joins else 0.0
