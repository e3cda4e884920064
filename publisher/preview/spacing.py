"""How lines of running text were spaced: what each opened or gave up, and which marks it squeezed.

Lengths are in em of the line. A Han character takes one em, and so does a mark with its blank half;
what stands nearer to its neighbour was squeezed (clreq 3.1.6), what stands further off was opened.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher.document.pages import Columns, Rectangle
from publisher.manuscript.characters import han_count
from publisher.preview.glyphs import Glyph

OPENS = frozenset("“‘（《〈「『【〔")
CLOSES = frozenset("”’）》〉」』】〕，。、；：！？")
MARKS = OPENS | CLOSES
SEEN = 0.04  # em: less is rounding
FULL = 0.2  # em that a justified line may lack at its end
_SIZE = 0.02  # of the size of running text
_SAME_LINE = 0.2  # em that baselines of one line may differ
_REACH = 0.6  # em beyond a measure where its line may still have a mark: half of one, or one hung
_LINE_ROUNDING = 0.004  # em between Han characters
_ASCENT = 0.88  # em of the box of a Han character above its baseline
_HALF_OFF = 0.35  # points that a baseline may be off the grid


class Squeezed(NamedTuple):
    """A mark that gave up some of its blank: where, how much, and for what.

    `why` is pair (another mark is its neighbour), edge (it begins or ends the line), line (the
    line was too long) or hangs (it stands beyond the line's end).
    """

    box: Rectangle
    mark: str
    em: float
    why: str


class Line(NamedTuple):
    """A line; `spread` is what its characters stand apart (below 0: what each gave up), in em.

    It is None for lines that fill no measure, such as a paragraph's last. `off` is how far its
    baseline lies below the grid, in points.
    """

    box: Rectangle
    column: int
    text: str
    spread: float | None
    squeezed: tuple[Squeezed, ...]
    baseline: float


def lines_of(glyphs: Sequence[Glyph], columns: Columns, room: Rectangle) -> tuple[Line, ...]:
    """The lines of running text in a room (lying, where the page is vertical), read in order."""
    rows: list[tuple[int, list[Glyph]]] = []
    for each in glyphs:
        column = _column(each, columns, room)
        if column is None or abs(each.size - columns.em) > _SIZE * columns.em:
            continue
        near = _SAME_LINE * columns.em
        if rows and rows[-1][0] == column and abs(rows[-1][1][-1].y - each.y) < near:
            rows[-1][1].append(each)
        else:
            rows.append((column, [each]))
    merged = _merged(rows, columns)
    return tuple(_line(row, column, columns, room) for column, row in merged)


def base_of(lines: Iterable[Line], columns: Columns, top: float) -> float:
    """How far below a line's top its baseline lies: where most baselines of the page do."""
    places = [round((line.baseline - top) % columns.line, 1) for line in lines]
    if not places:
        return (columns.line + columns.em) / 2 - (1 - _ASCENT) * columns.em
    return statistics.mode(places)


def off_grid(line: Line, columns: Columns, top: float, base: float) -> bool:
    """Whether a line's baseline is beside the grid."""
    beside = (line.baseline - top - base) % columns.line
    return min(beside, columns.line - beside) > _HALF_OFF


def _column(glyph: Glyph, columns: Columns, room: Rectangle) -> int | None:
    if not room.y - 1 <= glyph.y <= room.y + room.height + 1:
        return None
    step = columns.measure + columns.gap
    # before the measure lies the cut blank of a bracket, just behind it a mark that hangs
    reach = max(columns.gap / 2, _REACH * columns.em)
    if not -reach < glyph.x - room.x < step * columns.columns - columns.gap + reach:
        return None
    column = int((glyph.x - room.x + columns.gap / 2) // step)
    return min(max(column, 0), columns.columns - 1)


def _merged(
    rows: Iterable[tuple[int, list[Glyph]]], columns: Columns
) -> Iterator[tuple[int, list[Glyph]]]:
    """A raised mark of a note in the middle parts no line; each line from left to right."""
    done: list[tuple[int, list[Glyph]]] = []
    for column, row in rows:
        last = done[-1] if done else None
        if last and last[0] == column and abs(last[1][0].y - row[0].y) < _SAME_LINE * columns.em:
            last[1].extend(row)
        else:
            done.append((column, row))
    for column, row in done:
        yield column, sorted(row, key=lambda each: each.x)


def _line(row: list[Glyph], column: int, columns: Columns, room: Rectangle) -> Line:
    em, first, last = columns.em, row[0], row[-1]
    left = room.x + column * (columns.measure + columns.gap)
    end = left + columns.measure
    y = first.y - _ASCENT * em
    tail = last.x + em if _is_wide(last.text) else last.right
    box = Rectangle(first.x, y, max(min(tail, end) - first.x, 0.0), em)
    squeezed = tuple(_squeezed(row, left, end, em))
    spread = None
    if tail > end - FULL * em and len(row) > 1:
        spread = _spread(row, squeezed, em)
    return Line(box, column, "".join(each.text for each in row), spread, squeezed, first.y)


def _spread(row: Sequence[Glyph], squeezed: Iterable[Squeezed], em: float) -> float | None:
    gaps = [
        (b.x - a.x) / em - 1
        for a, b in pairwise(row)
        if _is_han(a.text) and _is_han(b.text) and b.x - a.x < 1.9 * em
    ]
    if not gaps:
        return None
    spread = statistics.median(gaps)
    if spread > _LINE_ROUNDING:
        return round(spread, 4)
    given = sum(each.em for each in squeezed if each.why == "line")
    return -round(given / len(row), 4) + 0.0


def _squeezed(row: Sequence[Glyph], left: float, end: float, em: float) -> Iterator[Squeezed]:
    def told(glyph: Glyph, amount: float, why: str) -> Squeezed:
        box = Rectangle(glyph.x, glyph.y - _ASCENT * em, em, em)
        return Squeezed(box, glyph.text, round(amount, 3), why)

    first, last = row[0], row[-1]
    if first.text in OPENS and (before := (left - first.x) / em) > SEEN:
        yield told(first, before, "edge")
    for a, b in pairwise(row):
        lacks = 1 - (b.x - a.x) / em
        if lacks <= SEEN or not (_is_wide(a.text) and _is_wide(b.text)):
            continue
        if a.text in CLOSES:
            yield told(a, lacks, "pair" if b.text in MARKS else "line")
        elif b.text in OPENS:
            yield told(b, lacks, "pair" if a.text in MARKS else "line")
    if last.text in CLOSES and (over := (last.x + em - end) / em) > SEEN:
        yield told(last, min(over, 1.0), "hangs" if over > 1 - SEEN else "edge")


def _is_han(text: str) -> bool:
    return han_count(text) == 1 and text not in MARKS


def _is_wide(text: str) -> bool:
    return text in MARKS or _is_han(text)
