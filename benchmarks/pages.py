"""Whole pages as they are printed: their grid, column feet and lines, in one to three columns.

    python -m benchmarks.pages [MANUSCRIPT]

MANUSCRIPT is a file or a folder; without it manuscript/ is set. Body lines are those of the size
that most characters have.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from benchmarks.meter import NEVER_FIRST, NEVER_LAST, Row, chars, rows_of
from publisher.pipeline import pdf
from publisher.pipeline.sources import Sources, load

GRID = 0.75  # points that a baseline may lie beside the page's grid
SAME = 6.0  # points within which lines of one column begin: an opening mark may stand half out


@dataclass(slots=True)
class Column:
    """The body lines of a column of a page from top to foot, and the baselines of all its lines."""

    left: float
    lines: list[Row]
    baselines: list[float]

    def lowest(self, bottom: float) -> float:
        """The lowest baseline of anything that stands above the bottom of the type area."""
        return min(y for y in self.baselines if y > bottom - GRID)


@dataclass(slots=True)
class Pages:
    """What was counted on all pages."""

    lines: int = 0
    off_grid: int = 0
    wrong_edges: int = 0
    too_loose: int = 0
    columns: int = 0
    short: int = 0
    widows: int = 0
    where: str = ""


def measured(data: bytes) -> Pages:
    """The pages of a PDF."""
    pages = [rows_of(page) for page in chars(data)]
    sizes = Counter(round(each.size, 1) for page in pages for row in page for each in row.chars)
    size = sizes.most_common(1)[0][0]
    found = Pages()
    columns = [list(_columns(page, size)) for page in pages]
    steps = [_pitch(column) for page in columns for column in page if len(column.lines) > 4]
    pitch = statistics.median(steps) if steps else 1.6 * size
    feet = [column.lines[-1].chars[0].y for page in columns for column in page]
    bottom = min(feet, default=0.0)
    for number, page in enumerate(columns, 1):
        _page(page, pitch, bottom, number, found)
    return found


def _columns(page: Sequence[Row], size: float) -> Iterator[Column]:
    """Body lines by where they begin, the indented ones with the others."""
    page = [row for row in page if any(each.is_han for each in row.chars)]  # no folios
    body = [row for row in page if abs(row.em - size) < 0.06]
    starts = Counter(round(row.chars[0].x) for row in body)
    lefts: list[float] = []
    for start, count in sorted(starts.items()):
        if count > 3 and not any(abs(start - left) < 3 * size for left in lefts):
            lefts.append(start)
    for left, right in zip(lefts, [*lefts, 1e9][1:], strict=True):
        lines = [row for row in body if left - SAME <= row.chars[0].x < right - SAME]
        every = [row for row in page if left - SAME <= row.chars[0].x < right - SAME]
        lines.sort(key=lambda row: -row.chars[0].y)
        yield Column(left, lines, [row.chars[0].y for row in every])


def _pitch(column: Column) -> float:
    ys = [row.chars[0].y for row in column.lines]
    return statistics.median(a - b for a, b in pairwise(ys))


def _page(page: Sequence[Column], pitch: float, bottom: float, number: int, found: Pages) -> None:
    if not page:
        return
    ground = page[0].lines[0].chars[0].y
    foot = min(column.lowest(bottom) for column in page)
    last = abs(foot - bottom) > GRID  # of its article: its last column may end anywhere
    for number_here, column in enumerate(page, 1):
        found.columns += 1
        early = column.lowest(bottom) - foot > pitch / 2
        if early and len(page) > 1 and not (last and number_here == len(page)):
            found.short += 1
            found.where += f" {number}"
        for row in column.lines:
            found.lines += 1
            phase = (ground - row.chars[0].y) % pitch
            found.off_grid += min(phase, pitch - phase) > GRID
            head, tail = row.chars[0].text, row.chars[-1].text
            found.wrong_edges += head in NEVER_FIRST or tail in NEVER_LAST
            found.too_loose += max(row.gaps() or [0.0]) > 0.127
        if len(column.lines) > 2:
            found.widows += _is_widow(column)


def _is_widow(column: Column) -> bool:
    """A short line at a column's top with an indented one below it."""
    first, second = column.lines[:2]
    em = first.em
    flush = first.chars[0].x - column.left < em
    widest = max(row.chars[-1].x for row in column.lines)
    ends = widest - first.chars[-1].x > 3 * em
    return flush and ends and second.chars[0].x - column.left > 1.5 * em


def in_columns(sources: Sources, count: int) -> Sources:
    """The same publication with every article in so many columns."""
    own = sources.publication
    tokens = tuple({**dict(own.tokens), "columns": count}.items())
    entries = tuple(replace(entry, tokens=()) for entry in own.entries)
    return replace(sources, publication=replace(own, tokens=tokens, entries=entries))


def main() -> None:
    """Print a line for each number of columns."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("manuscript")
    sources = load(source)
    print("          lines  off grid  edges  loose  columns  short  widows  (counts)")
    for count in (1, 2, 3):
        found = measured(pdf.build(in_columns(sources, count)).data)
        print(
            f"{count} columns {found.lines:6d} {found.off_grid:9d} {found.wrong_edges:6d} "
            f"{found.too_loose:6d} {found.columns:8d} {found.short:6d} {found.widows:7d}"
            f"  {'short on pages' + found.where if found.where else ''}"
        )


if __name__ == "__main__":
    main()
