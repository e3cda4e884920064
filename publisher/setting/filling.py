"""Columns filled in thought: the ways that blocks and pull quotes can go, and the cheapest of them.

A beam search. A step is the head of a part or one of its blocks; after each, of the ways that stand
at one place the cheapest is followed, and of the places those with the cheapest ways. What a step
can do from a place is thought out once for all ways that stand there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from publisher.markup.frames import LEFT_OUT
from publisher.setting.columns import ORPHANS, Block, Columns, Part, lead

QUOTE_GAP = 1  # blank line above a quote and below it
SLACK = 3  # lines that another order of quotes may save
MORE, FEW_MORE = 12, 4  # heights of the last page that are compared: least ones, and decent ones
# places that are followed at once, with the part's quote and without it
WIDTH, LEAST_WIDTH, MOST_WIDTH = 48, 8, 96
STEPS = 80  # in an article of more steps than this, fewer
ENOUGH = 3  # a last page holds at least one line in so many

SHORT = 100.0  # cost of a column that ends early
SHORT_AT_LAST = 25.0  # and of one on the last page, whose foot nobody expects
HOLE = 3.0  # and of each line that it lacks
GAPING = 12.0  # and of each beyond half of the column, where the page has no other
LEFT = 600.0  # a quote has no place; looked for first
RATHER = 300.0  # the same, where its place would cost columns more
POOR = 60.0  # a last page with a few lines
NOWHERE = math.inf
OVER = 1e6  # something is higher than a whole column
HOPELESS = 700.0  # dearer than the cheapest: not followed
CHANGED = 2.0  # a paragraph is one line longer or shorter than is best
CHANGED_SHORT = 12.0  # shared by its lines: in a long one it is seen less
AIR = 2.0  # a blank line more, and times four for two; each of an opening
UNEVEN, MOST_UNEVEN = 6.0, 70.0  # each line that the last column of all lacks, beyond the first

Spot = tuple[int, int]  # part and block, from 0; the block of a quote is QUOTE, of a head HEAD
QUOTE, HEAD = -1, -2

_Pen = tuple[int, int, int, int, bool]
"""Column, lines above, how many of them are blank, air above the first page's columns, over."""
_Stands = tuple[int, int, int]  # a quote: its column, the lines of its top and foot
_Trail = tuple[Spot, int, int | None, int, "_Trail | None"]
"""What was decided last: spot, its `done`, blank lines below it if others, its column, and before.

`done` is the change of its lines, for a quote the blocks before it.
"""


class Way(NamedTuple):
    """One way of filling: its cost, where it is, its quotes, how many are left out, its trail.

    `placed` says that the quote of the part in hand stands, `air` what the opening gave.
    """

    cost: float
    pen: _Pen
    placed: bool
    quotes: tuple[_Stands, ...]
    left: int
    air: int
    trail: _Trail | None


class Plan(NamedTuple):
    """For each part, the blocks before its quote, or LEFT_OUT; pages, and lines of the last.

    `changes` are lines more or less of paragraphs, `blanks` the blank lines after a block or quote
    that are not those of the style sheet; `ends` are the columns, from 0, in which blocks end. The
    opening gives `air`, lines above the first page's columns.
    """

    cuts: tuple[int, ...]
    pages: int
    rows: int
    changes: Mapping[Spot, int] = {}
    blanks: Mapping[Spot, int] = {}
    cost: float = 0.0
    ends: Mapping[Spot, int] = {}
    air: int = 0


def filled(
    parts: Sequence[Part],
    tastes: Sequence[Sequence[float]],
    columns: Columns,
    airs: Sequence[int] = (0,),
    most: int | None = None,
    ways: int = WIDTH,
    good: float = 0.0,
    left: float = LEFT,
) -> Plan:
    """Fill the columns as cheaply as can be, those of the last page evenly.

    `tastes` are what a quote costs below the head and below each block of a part, `left` what it
    costs to leave one out. On at most so many pages, where any way followed ends on them: a page
    more is often cheaper. About so many `ways` are followed at once; for what costs less than is
    `good` no others are looked for.
    """
    steps = [
        _Step(number, part, place, taste, _follows(parts, number, place))
        for number, part in enumerate(parts)
        for place, taste in enumerate(tastes[number], -1)
    ]
    width = max(LEAST_WIDTH, min(ways, ways * STEPS // max(len(steps), 1)))
    room = _Room(columns, left)
    history = [[Way(0.0, (0, air, 0, air, False), False, (), 0, air, None) for air in airs]]
    for step in steps:
        history.append(step.taken(history[-1], room, width))
    best = _best(history[-1], columns, most)
    pages = columns.page(best.pen[0]) + 1
    full = [columns.lines(columns.first(page)) for page in range(pages)]
    made = None
    if not best.pen[4]:  # nothing is higher than a whole column, however low the last ones are
        made = _on_last_page(steps, room, history, full, width, best, good)
    rows, way, cost = made or (full[-1] - best.pen[3], best, best.cost)
    return _plan(parts, way, pages, rows, cost)


def _follows(parts: Sequence[Part], number: int, place: int) -> float:
    """The lines that must stand in a column if anything below a block does; the end needs more."""
    if rest := parts[number].blocks[place + 1 :]:
        return max(lead(rest), ORPHANS)
    following = next((part for part in parts[number + 1 :] if part.head or part.blocks), None)
    return following.head + lead(following.blocks) if following else math.inf


def _best(ways: Sequence[Way], columns: Columns, most: int | None) -> Way:
    """The cheapest on so many pages; an opening gives no air for a page more."""
    if most:
        return next((way for way in ways if columns.page(way.pen[0]) < most), ways[0])
    plain = next((way for way in ways if not way.air), ways[0])
    page = columns.page(plain.pen[0])
    return next(way for way in ways if columns.page(way.pen[0]) == page)


def _on_last_page(
    steps: Sequence[_Step],
    whole: _Room,
    history: Sequence[list[Way]],
    full: Sequence[int],
    width: int,
    best: Way,
    good: float,
) -> tuple[int, Way, float] | None:
    """(lines of the last page, the cheapest way that ends there, its cost).

    No more quotes are left out for it than in the `best` way.
    """
    pages, columns = len(full), whole.columns
    start = columns.first(pages - 1)
    count = columns.first(pages) - start
    known = max(n for n, ways in enumerate(history) if n == 0 or _furthest(ways) < start)
    begun = [way for way in history[known] if pages > 1 or not way.air]
    used = (best.pen[0] - start) * full[-1] + best.pen[1]
    third = math.ceil(full[-1] / ENOUGH)
    made: tuple[int, Way, float] | None = None
    first = 0
    for rows in range(max(used // count - SLACK, 1), full[-1]):
        if made and made[2] < good and rows > first + SLACK:
            break
        if first and rows >= first + MORE:
            if rows >= third + FEW_MORE or pages == 1:
                break
            if rows < third:
                continue
        poor = POOR if pages > 1 and rows < third else 0.0
        room = _Room(replace(columns, pages=(*full[:-1], rows), last=start), whole.left)
        ways, bound = begun, made[2] - poor if made else math.inf
        for step in steps[known:]:
            ways = step.taken(ways, room, width, start + count, bound)
        ends = [way for way in ways if not way.pen[4]]
        if not ends or ends[0].left > best.left:
            continue
        first = first or rows
        for way in ends:
            column, line, blank, _, _ = way.pen
            lacks = (start + count - 1 - column) * rows + max(rows - line + blank - 1, 0)
            cost = way.cost + poor + (min(UNEVEN * lacks, MOST_UNEVEN) if count > 1 else 0.0)
            if made is None or cost < made[2]:
                made = rows, way, cost
    return made


def _furthest(ways: Sequence[Way]) -> int:
    return max(way.pen[0] for way in ways)


def _plan(parts: Sequence[Part], way: Way, pages: int, rows: int, cost: float) -> Plan:
    cuts = [len(part.blocks) for part in parts]
    changes: dict[Spot, int] = {}
    blanks: dict[Spot, int] = {}
    ends: dict[Spot, int] = {}
    at = way.trail
    while at is not None:
        (number, place), done, blank, column, at_before = at
        if place == QUOTE:
            cuts[number] = done
        else:
            ends[number, place] = column
            if done:
                changes[number, place] = done
        if blank is not None:
            blanks[number, place] = blank
        at = at_before
    air = way.air if pages > 1 else 0
    return Plan(tuple(cuts), pages, rows, changes, blanks, cost, ends, air)


# ── columns ──────────────────────────────────────────────────────────────────────────────────────


class _Room:
    """Columns, and pens that move in them; what it costs to leave out a quote."""

    def __init__(self, columns: Columns, left: float) -> None:
        self.columns, self.left = columns, left
        self.lines, self.page = columns.lines, columns.page
        self._alone = columns.count == 1

    def may_turn(self, pen: _Pen) -> bool:
        """What does not fit at a column's top fits no better in the next, if that is alike."""
        column, line, _, air, _ = pen
        return line > air or self.columns.taller_ahead(column)

    def turned(self, pen: _Pen) -> tuple[_Pen, float]:
        """At the head of the next column; blank lines at a foot are part of the hole there."""
        column, line, blank, air, over = pen
        hole = self.lines(column) - line + blank
        cost = 0.0
        if hole > 0:
            cost = (SHORT if column < self.columns.last else SHORT_AT_LAST) + HOLE * hole
            if self._alone:
                cost += GAPING * max(hole - self.lines(column) // 2, 0)
        if air and self.page(column + 1):
            cost, air = cost + AIR * air, 0
        return (column + 1, air, 0, air, over), cost

    def settled(self, pen: _Pen, lines: int, whole: bool, needs: int) -> tuple[_Pen, float]:
        """After a block of some lines, which is cut where its column ends unless it is `whole`.

        So many lines as it `needs` stand below a whole one in the same column.
        """
        cost, more = 0.0, 0.0
        if whole:
            needs += lines
            while self.lines(pen[0]) - pen[1] < needs and self.may_turn(pen):
                pen, more = self.turned(pen)
                cost += more
            column, line, _, air, over = pen
            if not over and needs > self.lines(column) - air:
                over, cost = True, cost + OVER
            return (column, line + lines, 0, air, over), cost
        while lines > (room := self.lines(pen[0]) - pen[1]):
            here = min(room, lines - ORPHANS)
            if here >= ORPHANS:
                lines -= here
                pen = (pen[0], pen[1] + here, 0, *pen[3:])
            elif not self.may_turn(pen):
                cost += 0.0 if pen[4] else OVER
                pen = (*pen[:4], True)
                break
            pen, more = self.turned(pen)
            cost += more
        column, line, _, air, over = pen
        return (column, line + lines, 0, air, over), cost

    def block(self, pen: _Pen, block: Block, change: int, needs: int) -> tuple[_Pen, float]:
        """After a block with so many lines more or less; a list is cut between its items."""
        if not block.pieces:
            return self.settled(pen, block.lines + change, block.whole, needs)
        cost = 0.0
        for piece in block.pieces:
            pen, more = self.settled(pen, piece, False, 0)
            cost += more
        return pen, cost

    def blanks(self, pen: _Pen, least: int, air: int) -> list[tuple[_Pen, float, int]]:
        """(pen, cost, blank lines) of so many blank lines and up to `air` more; none at a foot."""
        column, line, _, top, over = pen
        lines, first = self.lines(column), line + least
        if first > lines:
            return [((column, lines, lines - line, top, over), 0.0, 0)]
        if not air:
            return [((column, first, least, top, over), 0.0, least)]
        return [
            ((column, first + more, least + more, top, over), AIR * more * more, least + more)
            for more in range(min(air, lines - first) + 1)
        ]


# ── one step ─────────────────────────────────────────────────────────────────────────────────────


_Done = tuple[_Pen, float, _Stands | None, tuple[tuple[Spot, int, int | None, int], ...]]
"""What a step can do from a place: where it leads, its cost, a quote that it set, its trail.

The trail is of (spot, done, blank, column), the first thing first.
"""
_Bucket = list[tuple[float, Way, _Done, bool]]


class _Step(NamedTuple):
    """The head of a part (`place` is -1) or one of its blocks; a quote below costs its `taste`.

    What `follows` needs so many lines, or goes to the next column.
    """

    number: int
    part: Part
    place: int
    taste: float
    follows: float

    def taken(
        self,
        ways: Sequence[Way],
        room: _Room,
        width: int,
        end: float = math.inf,
        bound: float = math.inf,
    ) -> list[Way]:
        """The ways after it, the cheapest first; none that reaches the column `end` or the cost."""
        head = self.place < 0
        must = not head and bool(self.part.quote) and self.place + 1 == len(self.part.blocks)
        plain: dict[_Pen, list[_Done]] = {}
        with_quote: dict[_Pen, list[_Done]] = {}
        places: dict[tuple[bool, _Pen], _Bucket] = {}
        for way in ways:
            cost, pen, placed, quotes, _, _, _ = way
            if pen not in plain:
                plain[pen] = self._plainly(pen, room)
            placed = placed and not head
            leaves = must and not placed
            more = room.left if leaves else 0.0
            last = quotes[-1] if quotes else None
            for done in plain[pen]:
                below, price, _, _ = done
                total = cost + price + more
                if total < bound and below[0] < end:
                    _keep(places, (placed or must, below), (total, way, done, leaves), last)
            if placed or self.taste == NOWHERE:
                continue
            if pen not in with_quote:
                with_quote[pen] = list(self._quoting(pen, room))
            for done in with_quote[pen]:
                below, price, quote, _ = done
                total = cost + price
                if total < bound and below[0] < end and _alone(quote, quotes, room):
                    _keep(places, (True, below), (total, way, done, False), quote)
        return self._followed(places, width)

    def _followed(self, places: Mapping[tuple[bool, _Pen], _Bucket], width: int) -> list[Way]:
        """The best of those that go on alike; not too many with the quote, and without."""
        found: list[Way] = []
        for placed in (False, True):
            best = sorted(
                (bucket for key, bucket in places.items() if key[0] is placed),
                key=lambda bucket: bucket[0][0],
            )
            most = best[0][0][0] + HOPELESS if best else 0.0
            found += (
                self._way(each, placed)
                for bucket in best[:width]
                for each in bucket
                if each[0] < most
            )
        found.sort(key=lambda way: way.cost)
        return found

    def _way(self, each: tuple[float, Way, _Done, bool], placed: bool) -> Way:
        cost, before, (pen, _, quote, decided), leaves = each
        _, _, _, quotes, left, air, trail = before
        for spot, what, blank, column in decided:
            trail = (spot, what, blank, column, trail)
        if leaves:
            trail = ((self.number, QUOTE), LEFT_OUT, None, pen[0], trail)
        quotes = (*quotes, quote) if quote else quotes
        return Way(cost, pen, placed, quotes, left + leaves, air, trail)

    def _plainly(self, pen: _Pen, room: _Room) -> list[_Done]:
        """The head, or the block in each number of lines that it bears, and what stands blank."""
        if self.place < 0:
            return [self._opened(pen, lead(self.part.blocks), room)]
        block = self.part.blocks[self.place]
        gap, air, spot = block.gap, block.air, (self.number, self.place)
        return [
            (below, cost + more, None, ((spot, change, None if blank == gap else blank, own[0]),))
            for own, cost, change in self._set(pen, room)
            for below, more, blank in room.blanks(own, gap, air)
        ]

    def _quoting(self, pen: _Pen, room: _Room) -> Iterator[_Done]:
        """The same, and the part's quote below it."""
        if self.place < 0:
            if self.part.blocks:
                own, cost, _, trail = self._opened(pen, QUOTE_GAP + self.part.quote, room)
                head = trail[0] if trail else ((self.number, HEAD), 0, None, own[0])
                yield from self._quoted(own, cost, head, room)
            return
        spot = self.number, self.place
        for own, cost, change in self._set(pen, room):
            yield from self._quoted(own, cost, (spot, change, None, own[0]), room)

    def _opened(self, pen: _Pen, needs: int, room: _Room) -> _Done:
        """The head of the part, with so many lines below it in its column."""
        if not self.part.head:
            return pen, 0.0, None, ()
        own, cost = room.settled(pen, self.part.head, True, needs)
        return own, cost, None, (((self.number, HEAD), 0, None, own[0]),)

    def _set(self, pen: _Pen, room: _Room) -> list[tuple[_Pen, float, int]]:
        """The block, in each number of lines that it bears: (pen, cost, change)."""
        block = self.part.blocks[self.place]
        needs = block.gap + lead(self.part.blocks[self.place + 1 :]) if block.holds else 0
        found = [(*room.block(pen, block, 0, needs), 0)]
        for change in block.bears:
            own, cost = room.block(pen, block, change, needs)
            cost += CHANGED + CHANGED_SHORT / (block.lines + change)
            found.append((own, cost, change))
        return found

    def _quoted(
        self, own: _Pen, cost: float, done: tuple[Spot, int, int | None, int], room: _Room
    ) -> Iterator[_Done]:
        """The part's quote after what is in hand, with blank lines above and below.

        Never the first thing of a column, nor the last.
        """
        part, cut = self.part, self.place + 1
        gap = part.blocks[-1].gap if cut == len(part.blocks) else QUOTE_GAP
        spot, what, _, at = done
        for above, air, blank in room.blanks(own, QUOTE_GAP, part.air):
            pen, early = room.settled(above, part.quote, True, 0)
            if not cut and pen[0] != own[0]:
                continue  # a head does not part from what follows it
            column, foot, _, top, _ = pen
            if (
                foot - part.quote <= top
                or room.lines(column) - foot - max(gap, QUOTE_GAP) < self.follows
            ):
                continue
            price = cost + air + early + self.taste
            stands = column, foot - part.quote, foot
            for below, more, under in room.blanks(pen, max(gap, QUOTE_GAP), part.air):
                trail = (
                    (spot, what, blank, at),
                    ((self.number, QUOTE), cut, under, column),
                )
                yield below, price + more, stands, trail


def _keep(
    places: dict[tuple[bool, _Pen], _Bucket],
    place: tuple[bool, _Pen],
    each: tuple[float, Way, _Done, bool],
    last: _Stands | None,
) -> None:
    """The cheapest of those at one place, and the next whose last quote stands elsewhere."""
    bucket = places.get(place)
    if bucket is None:
        places[place] = [each]
        return
    same = _last(bucket[0]) == last
    if each[0] < bucket[0][0]:
        if same:
            bucket[0] = each
        else:
            bucket[:] = [each, bucket[0]]
    elif not same:
        if len(bucket) == 1:
            bucket.append(each)
        elif each[0] < bucket[1][0]:
            bucket[1] = each


def _last(each: tuple[float, Way, _Done, bool]) -> _Stands | None:
    _, way, (_, _, quote, _), _ = each
    return quote or (way.quotes[-1] if way.quotes else None)


def _alone(spot: _Stands | None, quotes: Sequence[_Stands], room: _Room) -> bool:
    """Whether no other quote stands beside one, at its height on its page."""
    if spot is None:
        return True
    column, top, foot = spot
    page = room.page(column)
    for other in reversed(quotes):
        if room.page(other[0]) != page:
            break
        if other[0] != column and other[1] < foot + 2 and top < other[2] + 2:
            return False
    return True
