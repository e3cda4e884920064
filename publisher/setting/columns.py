"""An article in lines, and the columns that it fills, block after block.

Nothing here chooses; `placing` does. Heights are whole lines, since everything on a page is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

FAR = 1000  # lines: a quote whose sentence is not in its part
OWN_LINES = 3  # of text at least between a quote and its sentence
ORPHANS = 2  # lines that stay together at a foot and at a head, as the style sheets have it


class Block(NamedTuple):
    """One block of a part, in lines; `gap` blank ones follow it inside a column.

    `holds` blocks do not part from the next one, `whole` blocks cannot be cut; the one that the
    part's quote is lifted out of has its `own` lines before the sentence and after it. `bears` are
    the changes of its number of lines that nobody would see (-1, 1), `air` the blank lines more
    that may follow it. `pieces` are the lines of each item of a list: it is cut between any two.
    """

    lines: int
    gap: int = 0
    whole: bool = False
    holds: bool = False
    own: tuple[int, int] | None = None
    bears: Sequence[int] = ()
    air: int = 0
    pieces: tuple[int, ...] = ()

    def settled(self, pen: Pen, change: int, needs: int, columns: Columns) -> Pen:
        """After its lines, some more or less of them."""
        for piece in self.pieces:
            pen = settled(pen, piece, False, 0, columns)
        return pen if self.pieces else settled(pen, self.lines + change, self.whole, needs, columns)


class Part(NamedTuple):
    """A part: lines of its head (0 without), its blocks, lines of its quote (0 without).

    `air` are the blank lines more that may stand above the quote, and below it.
    """

    head: int
    blocks: tuple[Block, ...]
    quote: int
    air: int = 0

    def ordered(self, order: Sequence[int]) -> Part:
        """With its blocks in another order: blank lines above and below a picture go with it."""
        if tuple(order) == tuple(range(len(self.blocks))):
            return self
        blocks = [self.blocks[at] for at in order]
        gaps = [block.gap for block in self.blocks]
        for place, block in enumerate(blocks[:-1]):
            own, following = order[place], order[place + 1]
            if following != own + 1:
                above = gaps[following - 1] if following else gaps[following]
                below = gaps[own] if block.whole else 0
                blocks[place] = block._replace(gap=above if blocks[place + 1].whole else below)
        return self._replace(blocks=tuple(blocks))

    def cut_to(self, rows: int) -> Part:
        """With nothing that is higher than any column of so many lines: nobody could place it.

        Blocks are cut then, and of heads and quotes half a column is counted.
        """
        blocks = (each._replace(whole=each.whole and each.lines <= rows) for each in self.blocks)
        head, quote = (min(each, rows // 2) for each in (self.head, self.quote))
        return self._replace(head=head, blocks=tuple(blocks), quote=quote)

    def seen(self) -> tuple[int, ...]:
        """The places of its blocks without those that stand elsewhere, which have no lines."""
        return tuple(place for place, block in enumerate(self.blocks) if block.lines)

    def apart(self, cut: int) -> int:
        """The lines of text between a quote before a block and its own sentence."""
        place = next((place for place, block in enumerate(self.blocks) if block.own), None)
        if place is None:
            return FAR
        before, after = self.blocks[place].own or (0, 0)
        if place < cut:
            return after + sum(block.lines for block in self.blocks[place + 1 : cut])
        return before + sum(block.lines for block in self.blocks[cut:place])


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an article: how many a page has, and their lines on each of its pages.

    Pages beyond those named are like the last one named; `opens` says that the first has an opening
    above its columns. `last` is the first column of the last page, where that is known; `before`
    are pages with columns of another number: areas of a newspaper that come before the last one.
    """

    count: int
    pages: tuple[int, ...]
    last: int = 1_000_000
    before: tuple[int, ...] = ()
    opens: bool = True
    _known: list[tuple[int, int]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    def lines(self, column: int) -> int:
        """The lines of a column, counted from the article's first."""
        try:
            return self._known[column][1]
        except IndexError:
            return self._read_on(column)[1]

    def taller_ahead(self, column: int) -> bool:
        """Whether a later page has longer columns: below an opening there may be little room."""
        page = self.page(column)
        return any(lines > self.lines(column) for lines in self.pages[page + 1 :])

    def page(self, column: int) -> int:
        """The page of a column, from 0."""
        try:
            return self._known[column][0]
        except IndexError:
            return self._read_on(column)[0]

    def _read_on(self, column: int) -> tuple[int, int]:
        """Page and lines of the columns up to this one, which are asked for very often."""
        for number in range(len(self._known), column + 1):
            page = self._page(number)
            self._known.append((page, self.pages[min(page, len(self.pages) - 1)]))
        return self._known[column]

    def _page(self, column: int) -> int:
        for page, count in enumerate(self.before):
            if column < count:
                return page
            column -= count
        return len(self.before) + column // self.count

    def first(self, page: int) -> int:
        """The first column of a page."""
        beyond = max(page - len(self.before), 0)
        return sum(self.before[:page]) + beyond * self.count


class Pen(NamedTuple):
    """Where the next line goes: its column, the lines above it, the last `blank` of them empty.

    So far `short` columns ended before their foot, by `lacking` lines together; `over` says that
    something was higher than a whole column.
    """

    column: int = 0
    line: int = 0
    blank: int = 0
    short: int = 0
    lacking: int = 0
    over: bool = False

    def turned(self, columns: Columns) -> Pen:
        """At the head of the next column. Blank lines at a foot are part of the hole there."""
        column, line, blank, short, lacking, over = self
        hole = columns.lines(column) - line + blank
        return Pen(column + 1, 0, 0, short + (hole > 0), lacking + max(hole, 0), over)

    def beneath(self, blank: int, columns: Columns) -> Pen | None:
        """After so many blank lines; None where the column has no room for them."""
        column, line, _, short, lacking, over = self
        if line + blank > columns.lines(column):
            return None
        return Pen(column, line + blank, blank, short, lacking, over)

    def at_foot(self, columns: Columns) -> Pen:
        """Nothing more goes into this column."""
        full = columns.lines(self.column)
        return Pen(self.column, full, full - self.line, *self[3:])


def settled(pen: Pen, lines: int, whole: bool, needs: int, columns: Columns) -> Pen:
    """After a block of some lines, which is cut where its column ends unless it is `whole`.

    So many lines as it `needs` stand below a whole one in the same column; blank lines that follow
    are not set yet.
    """
    if whole:
        while columns.lines(pen.column) - pen.line < lines + needs and _may_turn(pen, columns):
            pen = pen.turned(columns)
        over = pen.over or lines + needs > columns.lines(pen.column)
        return Pen(pen.column, pen.line + lines, 0, pen.short, pen.lacking, over)
    while lines > (room := columns.lines(pen.column) - pen.line):
        here = min(room, lines - ORPHANS)
        if here >= ORPHANS:
            lines -= here
            pen = pen._replace(line=pen.line + here, blank=0)
        elif not _may_turn(pen, columns):
            pen = pen._replace(over=True)
            break
        pen = pen.turned(columns)
    return Pen(pen.column, pen.line + lines, 0, pen.short, pen.lacking, pen.over)


def _may_turn(pen: Pen, columns: Columns) -> bool:
    """What does not fit at the top of a column fits no better in the next, if that is alike."""
    return pen.line > 0 or columns.taller_ahead(pen.column)


def lead(blocks: Sequence[Block]) -> int:
    """The lines of what follows a block that must stand in its column if the two do not part."""
    held = 0
    for block in blocks:
        if not block.holds:
            lines = block.pieces[0] if block.pieces else block.lines
            return held + (lines if block.whole or lines < 2 * ORPHANS else ORPHANS)
        held += block.lines + block.gap
    return held


def with_air(parts: Sequence[Part], most: int) -> Iterator[Part]:
    """The parts with more blank lines above heads and beside quotes, two more above headings."""
    for part, following in zip_longest(parts, parts[1:]):
        blocks = list(part.blocks)
        seen = part.seen()
        for place, below in zip_longest(seen, seen[1:]):
            if below is not None:
                air = 2 if blocks[below].holds and blocks[place].gap > 0 else 0
            else:
                air = most if following is not None and following.head else 0
            blocks[place] = blocks[place]._replace(air=air)
        yield part._replace(blocks=tuple(blocks), air=most)
