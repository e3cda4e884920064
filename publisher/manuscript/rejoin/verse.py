"""Verse: runs of short lines that no program broke."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.manuscript.characters import ems, ends_sentence, is_longer
from publisher.manuscript.draft import Passage, Shape, together
from publisher.manuscript.rejoin.measure import Measure

_LONGEST = 20  # ems of a line of verse
_COUPLET = 12  # ems; two lines are verse only where both are brief
_PLAIN = (Shape.TITLE, Shape.PROSE)


def stanzas(lines: Sequence[Passage], measures: Sequence[Measure]) -> list[tuple[Passage, Measure]]:
    """Lines of one stanza become one passage with its line ends inside."""
    done: list[tuple[Passage, Measure]] = []
    number = 0
    for run in _runs(lines, measures):
        own = measures[number : number + len(run)]
        number += len(run)
        verse = _is_verse(run, bool(done))
        done += [(_stanza(run), own[0])] if verse else zip(run, own, strict=True)
    return done


def _runs(lines: Sequence[Passage], measures: Sequence[Measure]) -> Iterator[list[Passage]]:
    """Lines that could be of one stanza, together; others alone."""
    run: list[Passage] = []
    for line, after, measure in zip(lines, (*lines[1:], None), measures, strict=False):
        limit = min(_LONGEST, 0.7 * measure.width) if measure.width else _LONGEST
        short = not line.sure and line.shape in _PLAIN and not is_longer(line.text, limit)
        if short and after is not None and not after.gap and measure.is_full(line, after):
            short = False  # the long word that follows had no room
        if run and (line.gap or not short):
            yield run
            run = []
        if short:
            run.append(line)
        else:
            yield [line]
    if run:
        yield run


def _is_verse(run: Sequence[Passage], inside: bool) -> bool:
    """Three lines or more, most with a mark at their end or all of a length; or four and more."""
    if len(run) < 2 or not inside:
        return False
    widths = [ems(line.text) for line in run]
    even = max(widths) - min(widths) <= 1
    marked = sum(line.text[-1] in "，。！？；、,.!?;" for line in run) * 2 >= len(run)
    sentences = sum(ends_sentence(line.text) for line in run)
    if sentences == len(run) and not even:
        return False  # short paragraphs, each a sentence
    if len(run) == 2:
        pause = run[0].text[-1] in "，,、" and (even or max(widths) <= _COUPLET)
        return marked and pause
    return even or marked or len(run) >= 4


def _stanza(run: Sequence[Passage]) -> Passage:
    return replace(together(run, "\n"), shape=Shape.VERSE)
