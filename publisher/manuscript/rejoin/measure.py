"""How this text shows its paragraphs: the measure of its lines, its indents, its blank lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.manuscript.characters import ems, ends_sentence
from publisher.manuscript.draft import Passage, Shape

SLACK = 2.0  # ems a full line may lack: a mark that may not begin a line, a Latin word
_RUN = 5  # lines; fewer say nothing about a measure
_SHORTEST = 10  # ems; nobody sets columns narrower than this


@dataclass(frozen=True, slots=True)
class Measure:
    """`width` is the ems of a full line where lines were broken at a fixed length, else None."""

    width: float | None
    indented: bool
    blank: bool

    def is_full(self, line: Passage) -> bool:
        """Whether a line was broken because it was full."""
        return self.width is not None and ems(line.text) + line.indent >= self.width - SLACK

    def is_short(self, line: Passage) -> bool:
        """Whether a line ended before the measure, as the last one of a paragraph does."""
        return self.width is not None and ems(line.text) + line.indent < self.width - 2 * SLACK


NO_MEASURE = Measure(None, indented=False, blank=False)


def measures(lines: Sequence[Passage]) -> list[Measure]:
    """For each line the measure that holds there.

    Lines that follow each other without a blank line may come from another page than the rest:
    where enough of them stand together they have a measure of their own.
    """
    whole = measured(lines)
    found: list[Measure] = []
    for run in _runs(lines):
        own = measured(run) if len(run) >= _RUN else whole
        found += [own if own.width is not None else whole] * len(run)
    return found


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
    width = _width([line for run in _runs(loose) if len(run) > 1 for line in run])
    inner = [line for line in loose[1:] if line.shape is Shape.PROSE]
    indents = sum(line.indent >= 1.5 for line in inner)
    gaps = sum(line.gap > 0 for line in loose[1:])
    return Measure(
        width,
        indented=indents >= 1 and 0.08 * len(inner) <= indents < len(inner),
        blank=bool(loose[1:]) and gaps >= max(1, 0.15 * len(loose[1:])),
    )


def _width(lines: Sequence[Passage]) -> float | None:
    """The length that many lines share and hardly any passes, most of them inside a sentence."""
    sized = [(round((ems(line.text) + line.indent) * 2), line) for line in lines]
    long = [size for size, _ in sized if size >= 2 * _SHORTEST]
    if len(long) < 3:
        return None
    counts = Counter(long)
    best, share = 0, 0
    for candidate in sorted(counts):
        near = sum(counts[each] for each in range(candidate - 4, candidate + 2))
        if near >= share:
            best, share = candidate, near
    beyond = sum(count for each, count in counts.items() if each > best + 3)
    full = [line for size, line in sized if best - 4 <= size <= best + 1]
    inside = sum(not ends_sentence(line.text) for line in full)
    fits = share >= max(3, 0.35 * len(long)) and beyond <= 0.05 * len(long)
    return best / 2 if fits and 2 * inside >= len(full) else None
