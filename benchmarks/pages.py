"""Whole pages as they are printed: their grid, column feet and lines, in one to three columns.

    python -m benchmarks.pages [MANUSCRIPT] [--layout NAME]

MANUSCRIPT is a file or a folder; without it manuscript/ is set. A layout is set in as many columns
as its token `columns` allows. Body lines are those of the size
that most characters have.
"""

from __future__ import annotations

import argparse
import statistics
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from benchmarks.meter import (
    HEADER,
    Report,
    Row,
    chars,
    edges,
    ending,
    justified,
    pairs,
    rows_of,
)
from publisher.document.model import Article, BlockQuote, List, Verse, plain
from publisher.markup.articles import text_of
from publisher.markup.layout import Layout
from publisher.pipeline import pdf
from publisher.pipeline.editions import in_layout
from publisher.pipeline.sources import Sources, layout_folders, load

WHOLE = 0.05  # em that a measure may miss a whole number by (clreq 2.3.5)
GRID = 0.75  # points that a baseline may lie beside the page's grid
TAIL = 6  # characters by which the end of a paragraph is known
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
    """What was counted on all pages; `lines` has what every line shows."""

    lines: Report = field(default_factory=Report)
    off_grid: int = 0
    columns: int = 0
    broken_measures: int = 0
    short: int = 0
    widows: int = 0
    where: str = ""


def measured(data: bytes, tails: Collection[str] = ()) -> Pages:
    """The pages of a PDF; `tails` are the last TAIL characters of paragraphs, without spaces."""
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
    _lines([column for page in columns for column in page], pitch, tails, found)
    return found


def _lines(columns: Sequence[Column], pitch: float, tails: Collection[str], found: Pages) -> None:
    """Every rule of a line; a paragraph's last one is told by its text, or by what follows it."""
    widths = Counter(round(_right(column) - column.left, 1) for column in columns)
    width = widths.most_common(1)[0][0] if widths else 0.0
    for number, column in enumerate(columns):
        measure = width / column.lines[0].em
        found.broken_measures += abs(measure - round(measure)) > WHOLE
        for at, row in enumerate(column.lines):
            found.lines.lines += 1
            edges(row, found.lines)
            pairs(row, found.lines)
            row.first = row.chars[0].x - column.left > row.em
            text = "".join(each.text for each in row.chars)[-TAIL:]
            if any(tail.endswith(text) for tail in tails) or _ends(columns, number, at, pitch):
                ending(row, found.lines)
            elif row.chars[0].x - column.left < 3 * row.em:
                justified(row, column.left + width, round(measure), found.lines)


def _ends(columns: Sequence[Column], number: int, at: int, pitch: float) -> bool:
    """Whether a paragraph ends with a line: the next is indented, or stands apart from it."""
    here = columns[number]
    if at + 1 < len(here.lines):
        below = here.lines[at + 1]
        apart = here.lines[at].chars[0].y - below.chars[0].y > pitch + GRID
        return apart or below.chars[0].x - here.left > 1.2 * below.em
    if number + 1 == len(columns):
        return True
    after = columns[number + 1]
    top = max(after.baselines)
    flush = after.lines[0].chars[0].x - after.left < 1.2 * after.lines[0].em
    return not (flush and top - after.lines[0].chars[0].y < GRID)


def _right(column: Column) -> float:
    """The right edge of the measure: where most lines that end with a Han character end."""
    rights = [row.chars[-1].x + row.em for row in column.lines if row.chars[-1].is_han]
    return statistics.mode(round(right, 1) for right in rights) if rights else column.left


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
        exact = statistics.mode(x for x in (row.chars[0].x for row in body) if abs(x - left) < 1)
        yield Column(exact, lines, [row.chars[0].y for row in every])


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
            phase = (ground - row.chars[0].y) % pitch
            found.off_grid += min(phase, pitch - phase) > GRID
        if len(column.lines) > 2:
            found.widows += _is_widow(column)


def _is_widow(column: Column) -> bool:
    """A short line at a column's top with an indented one below it."""
    first, second = column.lines[:2]
    em = first.em
    flush = first.chars[0].x - column.left < em
    widest = max(row.chars[-1].x for row in column.lines)
    ends = widest - first.chars[-1].x > 3 * em
    near = first.chars[0].y - second.chars[0].y < 2.5 * em  # a label of the page is further away
    return near and flush and ends and second.chars[0].x - column.left > 1.5 * em


def in_columns(sources: Sources, count: int) -> Sources:
    """The same publication with every article in so many columns; 0 where no token says so."""
    own = sources.publication
    tokens = tuple({**dict(own.tokens), **({"columns": count} if count else {})}.items())
    entries = tuple(replace(entry, tokens=()) for entry in own.entries)
    publication = replace(own, tokens=tokens, entries=entries)
    return replace(sources, publication=publication, profile="screen")


def counts(sources: Sources) -> Sequence[int]:
    """The numbers of columns that the publication's layout takes; 0 where it has no such token."""
    layout = Layout.load(sources.publication.layout, layout_folders(sources))
    token = next((each for each in layout.declared if each.name == "columns"), None)
    return range(int(token.low or 1), int(token.high or 1) + 1) if token else (0,)


def _texts(article: Article) -> Iterator[str]:
    """What ends with a line of its own: paragraphs, lines of verse, points of a list; no spaces."""
    for block in article.blocks():
        match block:
            case Verse(lines):
                found = [plain(line) for line in lines]
            case List(items=items):
                found = [plain(item.inlines) for item in items]
            case BlockQuote(paragraphs):
                found = [plain(each.inlines) for each in paragraphs]
            case _:
                found = [text_of(block)]
        yield from filter(None, ("".join(text.split()) for text in found))


def main() -> None:
    """Print a line for each number of columns."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages")
    parser.add_argument("manuscript", nargs="?", type=Path, default=Path("manuscript"))
    parser.add_argument("--layout")
    asked = parser.parse_args()
    sources = load(asked.manuscript)
    own = sources.publication
    sources = replace(sources, publication=in_layout(own, asked.layout or own.layout))
    tails = {text[-TAIL:] for entry in own.entries for text in _texts(entry.article)}
    for count in counts(sources):
        found = measured(pdf.build(in_columns(sources, count)).data, tails)
        print(
            f"{count or 1} columns: {found.lines.lines} lines, {found.off_grid} off the grid, "
            f"{found.widows} widows; {found.columns} columns, {found.broken_measures} not of whole "
            f"em, {found.short} short{' on pages' if found.where else ''}{found.where}"
        )
        print(" " * 10 + HEADER)
        print(" " * 10 + found.lines.row())


if __name__ == "__main__":
    main()
