"""Where pull quotes stand: inside a column, away from their own sentence, no foot left short.

A pull quote cannot be cut. Where it does not fit it goes to the next column and leaves a hole; at a
column's top or foot it looks like a heading or an ornament. So an article is set once as a galley,
its blocks are measured in lines, and the columns are filled in thought with every place that a
quote could have; lines of a paragraph do not change with its place. The same thought finds the
height at which the columns of the last page are even.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

ORPHANS = 2  # lines that stay together at a foot and at a head, as the style sheets have it
ENOUGH = 3  # a last page holds at least one line in so many
MOST_AIR = 9  # blank lines that an opening bears
LEAST_OPENING = 10  # lines of columns below it
SLACK = 3  # lines that another order of quotes may save
WIDTH = 12  # ways of filling that are followed at once

HOLE = 1.0  # cost of a line that a quote leaves empty
AT_EDGE = 6.0  # a quote is the first or the last thing of a column
BESIDE_OWN = 8.0  # its own sentence is next to it
BESIDE_QUOTE = 5.0  # another quote stands beside it on the page
OFF_MIDDLE = 4.0  # a whole part's length away from the middle of its part
TORN = 50.0  # a heading and its text, a question and its answer


class Block(NamedTuple):
    """One block of a part, in lines; `gap` blank ones follow it inside a column.

    `holds` blocks do not part from the next one, `whole` blocks cannot be cut; `own` is the one
    that the part's quote is lifted out of.
    """

    lines: int
    gap: int = 0
    whole: bool = False
    holds: bool = False
    own: bool = False


class Part(NamedTuple):
    """A part: lines of its head (0 without), its blocks, lines of its quote (0 without)."""

    head: int
    blocks: tuple[Block, ...]
    quote: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an article: how many a page has, and their lines on each of its pages.

    Pages beyond those named are like the last one named.
    """

    count: int
    pages: tuple[int, ...]

    def lines(self, column: int) -> int:
        """The lines of a column, counted from the article's first."""
        return self.pages[min(column // self.count, len(self.pages) - 1)]


@dataclass(frozen=True, slots=True)
class _Filling:
    """One way of filling: where it is, what it cost, where quotes stand and were put.

    It is `over` where something is higher than a whole column.
    """

    column: int = 0
    line: int = 0
    cost: float = 0.0
    over: bool = False
    cuts: tuple[int, ...] = ()
    quotes: tuple[tuple[int, int, int], ...] = ()


class Plan(NamedTuple):
    """For each part, the number of its blocks before its quote; pages, and lines of the last."""

    cuts: tuple[int, ...]
    pages: int
    rows: int


def plan(parts: Sequence[Part], columns: Columns) -> Plan:
    """Place the quotes, and make the columns of the last page as low as they can be."""
    best = _best(parts, columns)
    pages = best.column // columns.count + 1
    full = [columns.lines(page * columns.count) for page in range(pages)]
    used = best.column % columns.count * full[-1] + best.line
    for rows in range(max(used // columns.count - SLACK, 1), full[-1]):
        low = _best(parts, Columns(columns.count, (*full[:-1], rows)))
        if low.column < pages * columns.count and not low.over:
            return Plan(low.cuts, pages, rows)
    return Plan(best.cuts, pages, full[-1])


def airy(parts: Sequence[Part], columns: Columns) -> tuple[int, Plan]:
    """Blank lines that the opening can give, and the plan with them.

    A last page with a few lines looks like an oversight; with a third of its lines it is a page.
    """
    plain = plan(parts, columns)
    first, full = columns.pages[0], columns.pages[-1]
    if plain.pages == 1 or plain.rows * ENOUGH >= full:
        return 0, plain
    for air in range(1, min(MOST_AIR, first - LEAST_OPENING) + 1):
        made = plan(parts, Columns(columns.count, (first - air, *columns.pages[1:])))
        if made.pages == plain.pages and made.rows * ENOUGH >= full:
            return air, made
    return 0, plain


def _best(parts: Sequence[Part], columns: Columns) -> _Filling:
    fillings = [_Filling()]
    for part in parts:
        grown = [filling for before in fillings for filling in _ways(before, part, columns)]
        fillings = sorted(grown, key=lambda each: (each.over, each.cost, each.cuts))[:WIDTH]
    return fillings[0]


def _ways(before: _Filling, part: Part, columns: Columns) -> list[_Filling]:
    count = len(part.blocks)
    cuts = range(1, count) if part.quote and count > 1 else (count,)
    return [_filled(before, part, columns, cut) for cut in cuts]


def _filled(before: _Filling, part: Part, columns: Columns, cut: int) -> _Filling:
    pen = _Pen(columns, before.column, before.line)
    cost, quotes = before.cost + _taste(part, cut), before.quotes
    if part.head:
        pen.block(Block(part.head, whole=True, holds=True), part.blocks[:1])
    for number, block in enumerate(part.blocks):
        asked = bool(part.quote) and number + 1 == cut
        pen.block(block._replace(gap=1) if asked else block, part.blocks[number + 1 : number + 2])
        if asked:
            hole = pen.block(Block(part.quote, 1, whole=True), ())
            spot = (pen.column, pen.line - part.quote - 1, pen.line)
            foot = pen.room() < ORPHANS
            cost += HOLE * hole + AT_EDGE * (foot + (spot[1] <= 0))
            cost += _neighbours(spot, quotes, columns)
            quotes = (*quotes, spot)
    over = before.over or pen.over
    return _Filling(pen.column, pen.line, cost, over, (*before.cuts, cut), quotes)


def _taste(part: Part, cut: int) -> float:
    """What a place costs whatever the columns are."""
    if not part.quote or cut >= len(part.blocks):
        return 0.0
    total = max(sum(block.lines for block in part.blocks), 1)
    before = sum(block.lines for block in part.blocks[:cut])
    beside = part.blocks[cut - 1].own or part.blocks[cut].own
    torn = part.blocks[cut - 1].holds
    return OFF_MIDDLE * abs(before / total - 0.5) + BESIDE_OWN * beside + TORN * torn


def _neighbours(
    spot: tuple[int, int, int], quotes: Sequence[tuple[int, int, int]], columns: Columns
) -> float:
    """Whether another quote stands at the same height on the same page."""
    column, top, foot = spot
    page = column // columns.count
    beside = [
        other
        for other in quotes
        if other[0] // columns.count == page and other[0] != column
        if other[1] < foot + 2 and top < other[2] + 2
    ]
    return BESIDE_QUOTE * len(beside)


class _Pen:
    """Goes down the columns line by line."""

    def __init__(self, columns: Columns, column: int, line: int) -> None:
        self.columns, self.column, self.line = columns, column, line
        self.over = False

    def room(self) -> int:
        """Lines that are left in the column."""
        return self.columns.lines(self.column) - self.line

    def block(self, block: Block, following: Sequence[Block]) -> int:
        """Set a block, cut where its column ends and it can be cut; the lines left empty.

        The blank lines after it must fit as well, as the engine has it.
        """
        if not block.whole:
            self._cut(block.lines, block.gap)
            return 0
        after = min(following[0].lines, ORPHANS) if block.holds and following else 0
        left = 0
        if self.line and self.room() < block.lines + max(block.gap, after):
            left = self.room()
            self._turn()
        self.over = self.over or block.lines > self.room()
        self.line += block.lines + block.gap
        return left

    def _cut(self, rest: int, gap: int) -> None:
        while rest + gap > self.room():
            here = min(self.room(), rest - ORPHANS)
            if here >= ORPHANS:
                rest -= here
            elif not self.line:
                self.over = True
                break
            self._turn()
        self.line += rest + gap

    def _turn(self) -> None:
        self.column, self.line = self.column + 1, 0
