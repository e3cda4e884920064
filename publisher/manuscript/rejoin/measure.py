"""How this text shows its paragraphs: the measure of its lines, its indents, its blank lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.manuscript.characters import ems, ends_sentence
from publisher.manuscript.draft import Passage, Shape

_RUN = 5  # lines; fewer say nothing about a measure
_SHORTEST = 10  # ems; nobody sets columns narrower than this
_WINDOW = 3.0  # ems a full line may lack: a mark that may not begin a line, a Latin word
_PRESENTING = (Shape.ROLE, Shape.NAME, Shape.NAMED)
# what is never parted, with the marks that may not begin a line
_UNIT = re.compile("(?:[!-~]{1,120}|.)[，。、；：！？,.;:!?”’）》」』】…—]*")
# programs break lines at a width or at a number of characters
_SIZES: tuple[Callable[[str], float], ...] = (ems, len)


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a full line is, and whether indents or blank lines show paragraphs.

    `width` is None where lines were not broken at a fixed length; else it counts ems or
    characters, as `size` does.
    """

    width: float | None
    indented: bool
    blank: bool
    size: Callable[[str], float] = ems

    def room(self, line: Passage, after: Passage) -> float:
        """What is left of a line when the first word of the next line is put at its end.

        Below zero it had to be broken there. A whole measure is left where there is none.
        """
        if self.width is None:
            return _NO_ROOM
        unit = _UNIT.match(after.text)
        word = self.size(unit[0]) if unit else 0
        return self.width - line.indent - self.size(line.text) - word

    def is_full(self, line: Passage, after: Passage) -> bool:
        """Whether a line was broken because the next word had no room in it."""
        return self.room(line, after) < 1

    def is_short(self, line: Passage, after: Passage) -> bool:
        """Whether a line ended though the next word had room, as that of a paragraph does."""
        return self.width is not None and self.room(line, after) >= 1.5


_NO_ROOM = 1000.0
NO_MEASURE = Measure(None, indented=False, blank=False)


def measures(lines: Sequence[Passage]) -> list[Measure]:
    """For each line the measure that holds there.

    Lines that follow each other without a blank line may come from another page than the rest:
    where the whole text has no measure, enough of them together may have one.
    """
    whole = measured(lines)
    found: list[Measure] = []
    for run in _runs(lines):
        own = whole
        if whole.width is None and len(run) >= _RUN:
            own = measured(run)
        found += [whole if own.width is None else own] * len(run)
    return found


def unfilled(lines: Sequence[Passage], held: Sequence[Measure]) -> list[Passage]:
    """Lines whose shape is that of a headline because a program broke them are prose."""
    return [
        replace(line, shape=Shape.PROSE)
        if line.shape is Shape.TITLE and _broken(line, after, measure)
        else line
        for line, after, measure in zip(lines, (*lines[1:], None), held, strict=False)
    ]


def _broken(line: Passage, after: Passage | None, measure: Measure) -> bool:
    if after is None or after.gap or not measure.is_full(line, after):
        return False
    return not (measure.indented and after.indent >= 1.5)


def _runs(lines: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Lines without a blank line between."""
    run: list[Passage] = []
    for line in lines:
        if run and line.gap:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def measured(lines: Sequence[Passage]) -> Measure:
    """The measure of a text, from its own lines."""
    loose = [line for line in lines if not line.sure or line.shape is Shape.PROSE]
    runs = [_unpresenting(run) for run in _runs(loose)]
    broken = [line for run in runs if len(run) > 1 for line in run]
    # headlines of two lines are no wrapped text, however alike their lines are
    wrapped = any(len(run) > 2 for run in runs)
    width, size = _width(broken if wrapped else ())
    inner = [line for line in loose[1:] if line.shape is Shape.PROSE]
    indents = sum(line.indent >= 1.5 for line in inner)
    gaps = sum(line.gap > 0 for line in loose[1:])
    return Measure(
        width,
        indented=indents >= (1 if width else max(1, 0.08 * len(inner))) and indents < len(inner),
        blank=bool(loose[1:]) and gaps >= max(1, 0.15 * len(loose[1:])),
        size=size,
    )


def _unpresenting(run: Sequence[Passage]) -> list[Passage]:
    """Without roles and names: people break those."""
    return [line for line in run if line.shape not in _PRESENTING]


def _width(lines: Sequence[Passage]) -> tuple[float | None, Callable[[str], float]]:
    """The length that many lines share and hardly any passes, by the size that fits them best."""
    found = [(*_shared(lines, size), size) for size in _SIZES]
    best = max(found, key=lambda each: each[0])
    return best[1], best[2]


def _shared(lines: Sequence[Passage], size: Callable[[str], float]) -> tuple[float, float | None]:
    """How many lines have exactly the commonest full length, and that length; 0 and None if few.

    Most of the full lines must end inside a sentence: paragraphs of one length do not.
    """
    sized = [(round((size(line.text) + line.indent) * 2), line) for line in lines]
    long = Counter(length for length, _ in sized if length >= 2 * _SHORTEST)
    total = sum(long.values())
    if total < 3:
        return 0, None
    window = round(2 * _WINDOW)
    shares = {each: sum(long[each - n] for n in range(-1, window)) for each in long}
    width = max(long, key=lambda each: (shares[each], each))
    while long[width + 1] and width + 1 in shares:
        width += 1
    beyond = sum(count for each, count in long.items() if each > width + 3)
    full = [line for length, line in sized if width - window < length <= width + 1]
    inside = sum(not ends_sentence(line.text) for line in full)
    fits = shares[width] >= max(3, 0.35 * total) and beyond <= 0.05 * total
    if not fits or 2 * inside < len(full):
        return 0, None
    return max(long[width - n] + long[width - n - 1] for n in range(3)), width / 2
