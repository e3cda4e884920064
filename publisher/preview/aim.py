"""From words on a page to the line of the manuscript that has them, and back: finer than blocks.

Boxes know blocks. A headline, a speaker's office, a cell of a table, a row of the contents have
none of their own; there the words themselves are looked for. Lines count from 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.document.pages import Box
from publisher.preview.lines import Line

NEAR = 4.0  # points; a click this far from a letter still means it
_KEY = re.compile(r"^\s*(?:- )?[\w-]+:\s")
_FIELDS = re.compile(r"[\[\]{}|\"'“”,，:：=]|(?<=[㐀-鿿])[ \u3000](?=[㐀-鿿])")
_PIECES = re.compile(r"[、，·\s]+")
_SURE = 6  # characters that hardly stand twice in a publication by chance
_AS_TALL = 0.7  # of the largest type that a line is set in on a page


def at(runs: Iterable[Line], x: float, y: float) -> Line | None:
    """The run at a point; where a loose one lies over another, the smaller."""
    near = [(far, run.width * run.height, run) for run in runs if (far := _far(run, x, y)) <= NEAR]
    return min(near)[2] if near else None


def line_of(words: str, rows: Sequence[str], among: range) -> int:
    """The line among some that has the words, or most of them; 0 where none has."""
    wanted, best = tight(words), (0, 0.0, 0)
    for number in among:
        size, share = _likeness(wanted, rows[number - 1])
        best = max(best, (size, share, -number))
    size, share, line = best
    # one character stands in many lines
    return -line if 3 * size >= len(wanted) and (size > 1 or share >= 0.5) else 0


class Found(NamedTuple):
    """Where words were found: how much of its line they are, file, line."""

    share: float
    file: str
    line: int


def anywhere(words: str, texts: Iterable[tuple[str, Sequence[str]]]) -> list[Found]:
    """The lines in all texts (name, rows) that have the words and little else, all as good."""
    texts = list(texts)
    for wanted in _readings(words):
        least = 0.5 if len(wanted) < _SURE else 0.01
        every = [
            Found(share, name, number)
            for name, rows in texts
            for number, row in enumerate(rows, 1)
            if (share := max(_share(wanted, row), _part(wanted, row))) >= least
        ]
        if every:
            best = max(found.share for found in every)
            return [found for found in every if found.share == best]
    return []


def mark(row: str, runs: Iterable[Line], box: Box) -> Box | None:
    """Where the words of a line stand on the page of a box; None where they cannot be told.

    `runs` are those among which they may be.
    """
    whole, fields = tight(_KEY.sub("", row)), {tight(field) for field in _FIELDS.split(row)}
    if not whole:
        return None
    found = [
        run
        for run in runs
        if (words := tight(run.text)) in fields
        or (len(words) > 1 and (words in whole or whole in words))
    ]
    # a running head repeats what the headline says, in small type
    sizes = {run: min(run.width, run.height) for run in found}
    tallest = max(sizes.values(), default=0.0)
    found = [run for run in found if sizes[run] > _AS_TALL * tallest]
    if not found:
        return None
    return Box(box.page, *_joined(found)[1:5], box.place)


def middle(run: Line) -> tuple[float, float]:
    """The middle of a run."""
    return run.x + run.width / 2, run.y + run.height / 2


def gap(one: Line, other: Line) -> float:
    """How far two runs stand apart, in points."""
    across = max(one.x - other.x - other.width, other.x - one.x - one.width, 0.0)
    down = max(one.y - other.y - other.height, other.y - one.y - one.height, 0.0)
    return across + down


def tight(text: str) -> str:
    """The letters and figures of a text, so that repaired marks and widths make no difference."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _readings(words: str) -> Iterator[str]:
    """What words may be told by: all of them, without a number at an end, each by itself."""
    whole = tight(words)
    pieces = map(tight, _PIECES.split(words.strip()))
    for each in dict.fromkeys((whole, whole.strip("0123456789"), *pieces)):
        if len(each) > 1 and not each.isdecimal():
            yield each


def _likeness(wanted: str, row: str) -> tuple[int, float]:
    """How many characters a row has of what is wanted in one stretch; how much of it they are."""
    if (share := _share(wanted, row)) > 0:
        return len(wanted), share
    whole = tight(row)
    for size in range(len(wanted) - 1, 0, -1):
        if any(wanted[at : at + size] in whole for at in range(len(wanted) - size + 1)):
            return size, size / len(whole)
    return 0, 0.0


def _share(wanted: str, row: str) -> float:
    """How much of a row, or of one of its fields, is what is wanted; 0 where it is not there."""
    parts = map(tight, _parts(row))
    return max((len(wanted) / len(part) for part in parts if wanted and wanted in part), default=0)


def _part(wanted: str, row: str) -> float:
    """How much of what is wanted a row is: one of a headline in two lines, or without a number."""
    parts = [part for part in map(tight, _parts(row)) if len(part) > 2 and part in wanted]
    return max((0.9 * len(part) / len(wanted) for part in parts), default=0)


def _parts(row: str) -> Iterator[str]:
    yield _KEY.sub("", row)
    yield from _FIELDS.split(row)


def _joined(runs: Sequence[Line]) -> Line:
    left, top = min(run.x for run in runs), min(run.y for run in runs)
    right, bottom = max(run.x + run.width for run in runs), max(run.y + run.height for run in runs)
    return Line("".join(run.text for run in runs), left, top, right - left, bottom - top)


def _far(run: Line, x: float, y: float) -> float:
    across = max(run.x - x, 0.0, x - run.x - run.width)
    return max(across, run.y - y, y - run.y - run.height)
