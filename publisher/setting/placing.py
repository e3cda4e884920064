"""Where pull quotes stand and how column feet are filled: everything that an article can give.

A pull quote cannot be cut. Where it does not fit it goes to the next column and leaves a hole; at a
column's top or foot it looks like a heading or an ornament. A part's head needs its first lines, a
paragraph of three lines cannot be cut at all: such columns end early. So an article is set once as
a galley, its blocks are measured in lines, and the columns are filled in thought with every place
that a quote could have, with paragraphs one line longer or shorter where nobody would see it, and
with more air above the heads of parts. The cheapest way is taken. The same thought finds the height
at which the columns of the last page are even.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from publisher.markup.frames import LEFT_OUT
from publisher.setting.columns import (
    ORPHANS,
    OWN_LINES,
    Columns,
    Part,
    Pen,
    lead,
    settled,
    with_air,
)

ENOUGH = 3  # a last page holds at least one line in so many
AIRS = tuple(range(10))  # blank lines that an opening bears
FEW_AIRS = (0, 1, 2, 3, 4, 6, 9)  # those that are tried where everything else is, too
LEAST_OPENING = 10  # lines of columns below it
SLACK = 3  # lines that another order of quotes may save
MORE, MORE_ALONE = 6, 3  # heights of the last page that are compared, of many columns and of one
WIDTH, LEAST_WIDTH = 32, 8  # ways of filling that are followed at once
ALIKE = 2  # of those at one place, with different last quotes
STEPS = 2400  # in an article with more blocks than this allows, fewer ways
MORE_AIR = 2  # blank lines more that the head of a part bears above it, and a quote on both sides

QUOTE_GAP = 1  # blank line above a quote and below it

GOOD = 30.0  # beyond what cannot be helped: nothing better is looked for
SHORT = 100.0  # cost of a column that ends early
SHORT_AT_LAST = 25.0  # and of one on the last page, whose foot nobody expects
HOLE = 3.0  # and of each line that it lacks
AT_EDGE = 30.0  # a quote is the first or the last thing of a column
AT_EDGE_ALONE = 80.0  # of a page of one column, where a foot that ends early has no neighbour
NEAR_OWN = ((OWN_LINES, math.inf), (9, 4.0))  # its own sentence is fewer lines away
LEFT = 1500.0  # a quote has no place
BESIDE_QUOTE = 20.0  # another quote stands beside it on the page
AT_END = 10.0  # it ends its part
AT_HEAD = 16.0  # it stands right below the part's head
OFF_MIDDLE = 4.0  # a whole part's length away from the middle of its part
POOR = 60.0  # a last page with a few lines
NOWHERE = math.inf
HOPELESS = 250.0  # dearer than the cheapest: not followed
TORN = 100.0  # a heading and its text, a question and its answer
CHANGED = 2.0  # a paragraph is one line longer or shorter than is best
CHANGED_SHORT = 12.0  # shared by its lines: in a long one it is seen less
AIR = 2.0  # a blank line more, and times four for two
UNEVEN = 6.0  # a line that the last column of all lacks, beyond the first

Spot = tuple[int, int]  # part and block, from 0; the block of a quote is QUOTE, of a head HEAD
QUOTE, HEAD = -1, -2


class Plan(NamedTuple):
    """For each part, the blocks before its quote, or LEFT_OUT; pages, and lines of the last.

    `changes` are lines more or less of paragraphs, `blanks` the blank lines after a block or quote
    that are not those of the style sheet; `ends` are the columns, from 0, in which blocks end.
    """

    cuts: tuple[int, ...]
    pages: int
    rows: int
    changes: Mapping[Spot, int] = {}
    blanks: Mapping[Spot, int] = {}
    cost: float = 0.0
    ends: Mapping[Spot, int] = {}


class _Way(NamedTuple):
    """One way of filling: where it is, what it cost, where quotes stand, and how it came here.

    `quotes` are columns with the lines of a quote's top and foot; `placed` says that the quote of
    the part in hand stands. `spot` was decided last: `done` is the change of its lines (for a quote
    the blocks before it), `blank` the blank lines below it where the style sheet has others.
    """

    pen: Pen = Pen()
    cost: float = 0.0
    quotes: tuple[tuple[int, int, int], ...] = ()
    placed: bool = False
    spot: Spot | None = None
    done: int = 0
    blank: int | None = None
    before: _Way | None = None

    def on(self, pen: Pen, cost: float, blank: int | None, columns: Columns) -> _Way:
        """Further down; columns that ended early on the way are paid for."""
        return _Way(
            pen,
            self.cost + cost + _early(self.pen, pen, columns),
            self.quotes,
            self.placed,
            self.spot,
            self.done,
            blank,
            self.before,
        )


def _early(before: Pen, after: Pen, columns: Columns) -> float:
    each = SHORT if before.column < columns.last else SHORT_AT_LAST
    return each * (after.short - before.short) + HOLE * (after.lacking - before.lacking)


def _rank(way: _Way) -> tuple[bool, float]:
    return way.pen.over, way.cost


def airy(parts: Sequence[Part], columns: Columns) -> tuple[int, Plan]:
    """Blank lines that the opening can give, and the plan with them.

    A last page with a few lines looks like an oversight; with a third of its lines it is a page.
    """
    plain = [
        part._replace(blocks=tuple(block._replace(bears=()) for block in part.blocks))
        for part in parts
    ]
    good = GOOD + sum(map(_least, parts))
    cost, air, made = _with_airs(plain, columns, AIRS, good)
    if cost >= good:
        richer = _with_airs(tuple(with_air(parts, MORE_AIR)), columns, FEW_AIRS, good, made.pages)
        if richer[2].pages == made.pages and richer[0] < cost:
            _, air, made = richer
    return air, made


def _with_airs(
    parts: Sequence[Part],
    columns: Columns,
    airs: Sequence[int],
    good: float,
    most: int | None = None,
) -> tuple[float, int, Plan]:
    """(cost, air of the opening, plan) of a good one, or of the cheapest without a page more."""
    first, *others = columns.pages
    best: tuple[float, int, Plan] | None = None
    for air in airs:
        if air and (first - air < LEAST_OPENING or not columns.opens):
            break
        made = plan(parts, Columns(columns.count, (first - air, *others)), most)
        cost = made.cost + AIR * air
        if best is None or (made.pages == best[2].pages and cost < best[0]):
            best = cost, air, made
        if best[0] < good:
            break
    assert best is not None  # noqa: S101 - an opening can have no air at all
    return best


def plan(
    parts: Sequence[Part], columns: Columns, most: int | None = None, ways: int = WIDTH
) -> Plan:
    """Fill the columns as cheaply as can be, those of the last page evenly.

    On at most so many pages, where any way followed ends on them: a page more is often cheaper. At
    most so many `ways` are followed at once. What stands elsewhere, and has no lines here, is taken
    out before and put back where it was.
    """
    seen = [part.seen() for part in parts]
    there = [
        part._replace(blocks=tuple(part.blocks[place] for place in places))
        for part, places in zip(parts, seen, strict=True)
    ]
    return _put_back(_filled(there, columns, most, ways), parts, seen)


def _put_back(made: Plan, parts: Sequence[Part], seen: Sequence[Sequence[int]]) -> Plan:
    """A plan of the blocks that are `seen` in each part, in terms of all blocks."""
    cuts = list(made.cuts)
    for number, (part, places) in enumerate(zip(parts, seen, strict=True)):
        if cuts[number] == len(places):
            cuts[number] = len(part.blocks)
        elif cuts[number] > 0:
            cuts[number] = places[cuts[number] - 1] + 1

    def spots(values: Mapping[Spot, int]) -> dict[Spot, int]:
        return {
            (number, seen[number][place] if place >= 0 else place): value
            for (number, place), value in values.items()
        }

    known, ends, column = spots(made.ends), {}, 0
    for number, part in enumerate(parts):
        column = known.get((number, HEAD), column)
        for place in range(len(part.blocks)):
            column = known.get((number, place), column)
            ends[number, place] = column
    return made._replace(
        cuts=tuple(cuts), changes=spots(made.changes), blanks=spots(made.blanks), ends=ends
    )


def _filled(parts: Sequence[Part], columns: Columns, most: int | None, ways: int) -> Plan:
    steps = [
        _Step(number, part, place, taste)
        for number, part in enumerate(parts)
        for place, taste in enumerate(_tastes(part), -1)
    ]
    width = max(LEAST_WIDTH, min(ways, STEPS // max(len(steps), 1)))
    history = [[_Way()]]
    for step in steps:
        history.append(step.taken(history[-1], columns, width))
    within = (way for way in history[-1] if most and columns.page(way.pen.column) < most)
    best = next(within, history[-1][0])
    pages = columns.page(best.pen.column) + 1
    full = [columns.lines(columns.first(page)) for page in range(pages)]
    if best.pen.over:  # higher than a whole column, however low the last ones are
        return _plan(parts, best, pages, full[-1], best.cost)
    tried = [
        _plan(parts, way, pages, rows, cost + POOR * (pages > 1 and rows * ENOUGH < full[-1]))
        for rows, way, cost in _last_pages(steps, columns, history, full, width, best)
    ]
    if tried:
        return min(tried, key=lambda each: each.cost)
    return _plan(parts, best, pages, full[-1], best.cost)


def _last_pages(
    steps: Sequence[_Step],
    columns: Columns,
    history: Sequence[list[_Way]],
    full: Sequence[int],
    width: int,
    best: _Way,
) -> Iterator[tuple[int, _Way, float]]:
    """(lines of the last page, the cheapest way that ends there, its cost), the lowest first.

    No more quotes are left out for it than in the `best` way.
    """
    pages = len(full)
    start = columns.first(pages - 1)
    count = columns.first(pages) - start
    known = max(n for n, ways in enumerate(history) if n == 0 or _furthest(ways) < start)
    used = (best.pen.column - start) * full[-1] + best.pen.line
    found, least = 0, _left_out(best)
    for rows in range(max(used // count - SLACK, 1), full[-1]):
        low = replace(columns, pages=(*full[:-1], rows), last=start)
        ways = history[known]
        for step in steps[known:]:
            ways = step.taken(ways, low, width)
        ends = [way for way in ways if way.pen.column < start + count and not way.pen.over]
        if ends and _left_out(ends[0]) <= least:
            found += 1
            way = ends[0]
            lacks = (start + count - 1 - way.pen.column) * rows
            lacks += max(rows - way.pen.line + way.pen.blank - 1, 0)
            yield rows, way, way.cost + (UNEVEN * lacks if count > 1 else 0.0)
        if found >= (MORE if count > 1 else MORE_ALONE):
            return


def _left_out(way: _Way | None) -> int:
    """How many quotes have no place."""
    count = 0
    while way is not None:
        count += way.done == LEFT_OUT and way.spot is not None and way.spot[1] == QUOTE
        way = way.before
    return count


def _furthest(ways: Iterable[_Way]) -> int:
    return max(way.pen.column for way in ways)


def _plan(parts: Sequence[Part], way: _Way, pages: int, rows: int, cost: float) -> Plan:
    cuts = [len(part.blocks) for part in parts]
    changes: dict[Spot, int] = {}
    blanks: dict[Spot, int] = {}
    ends: dict[Spot, int] = {}
    at: _Way | None = way
    while at is not None:
        if at.spot is not None:
            number, place = at.spot
            if place == QUOTE:
                cuts[number] = at.done
            else:
                ends.setdefault(at.spot, at.pen.column)
                if at.done:
                    changes[at.spot] = at.done
            if at.blank is not None:
                blanks[at.spot] = at.blank
        at = at.before
    return Plan(tuple(cuts), pages, rows, changes, blanks, cost, ends)


# ── one step ─────────────────────────────────────────────────────────────────────────────────────


class _Step(NamedTuple):
    """The head of a part (`place` is -1) or one of its blocks; a quote below costs its `taste`."""

    number: int
    part: Part
    place: int
    taste: float

    def taken(self, ways: Sequence[_Way], columns: Columns, width: int) -> list[_Way]:
        """The ways after it, the cheapest first."""
        part, place = self.part, self.place
        grown: list[_Way] = []
        if place < 0:
            for way in ways:
                grown.append(self._opened(way, lead(part.blocks), columns))
                if part.blocks and self.taste < NOWHERE:
                    head = self._opened(way, QUOTE_GAP + part.quote, columns)
                    grown += self._quoted(head, columns)
            return _cheapest(grown, width)
        may, must = self.taste < NOWHERE, bool(part.quote) and place + 1 == len(part.blocks)
        for way in ways:
            for own in self._set(way, columns):
                if may and not way.placed:
                    grown += self._quoted(own, columns)
                for below in self._below(own, columns):
                    grown.append(below if way.placed or not must else self._without(below))
        return _cheapest(grown, width)

    def _opened(self, way: _Way, needs: int, columns: Columns) -> _Way:
        """The head of the part, with so many lines below it in its column."""
        if not self.part.head:
            return way._replace(placed=False)
        pen = settled(way.pen, self.part.head, True, needs, columns)
        cost = way.cost + _early(way.pen, pen, columns)
        return _Way(pen, cost, way.quotes, False, (self.number, HEAD), 0, None, way)

    def _set(self, way: _Way, columns: Columns) -> Iterator[_Way]:
        """The block, in each number of lines that it bears."""
        block = self.part.blocks[self.place]
        needs = block.gap + lead(self.part.blocks[self.place + 1 :]) if block.holds else 0
        for change in (0, *block.bears):
            pen = block.settled(way.pen, change, needs, columns)
            cost = way.cost + _early(way.pen, pen, columns)
            if change:
                cost += CHANGED + CHANGED_SHORT / (block.lines + change)
            spot = self.number, self.place
            yield _Way(pen, cost, way.quotes, way.placed, spot, change, None, way)

    def _below(self, way: _Way, columns: Columns) -> Iterator[_Way]:
        """The blank lines that follow a block, or more of them; none at a column's foot."""
        block = self.part.blocks[self.place]
        for more in range(block.air + 1):
            if pen := way.pen.beneath(block.gap + more, columns):
                yield way.on(pen, AIR * more * more, block.gap + more if more else None, columns)
            elif not more:
                yield way.on(way.pen.at_foot(columns), 0.0, 0, columns)

    def _without(self, way: _Way) -> _Way:
        """The quote is left out."""
        spot = self.number, QUOTE
        return _Way(way.pen, way.cost + LEFT, way.quotes, True, spot, LEFT_OUT, None, way)

    def _quoted(self, way: _Way, columns: Columns) -> Iterator[_Way]:
        """The part's quote after its head or block in hand, with blank lines above and below."""
        part, cut = self.part, self.place + 1
        below = part.blocks[-1].gap if cut == len(part.blocks) else QUOTE_GAP
        at_edge = AT_EDGE if columns.count > 1 else AT_EDGE_ALONE
        for above in _blanks(way, part.air, columns):
            pen = settled(above.pen, part.quote, True, 0, columns)
            if not cut and pen.column != way.pen.column:
                continue  # a head does not part from what follows it
            spot = pen.column, pen.line - part.quote, pen.line
            edges = (columns.lines(pen.column) - pen.line - 1 < ORPHANS) + (spot[1] <= 0)
            cost = above.cost + self.taste + at_edge * edges + _early(above.pen, pen, columns)
            cost += _neighbours(spot, way.quotes, columns)
            stands = (*way.quotes, spot)
            yield from _blanks(
                _Way(pen, cost, stands, True, (self.number, QUOTE), cut, None, above),
                part.air,
                columns,
                max(below, QUOTE_GAP),
            )


def _blanks(way: _Way, air: int, columns: Columns, least: int = QUOTE_GAP) -> Iterator[_Way]:
    """One blank line beside a quote, or some more; none at a column's foot."""
    for more in range(air + 1):
        if pen := way.pen.beneath(least + more, columns):
            yield way.on(pen, AIR * more * more, least + more, columns)
        elif not more:
            yield way.on(way.pen.at_foot(columns), 0.0, 0, columns)


def _cheapest(ways: Iterable[_Way], width: int) -> list[_Way]:
    """The best of those that go on alike; not too many with a quote that stands, and without.

    Ways that stand at one place are kept with different last quotes, which later ones may stand
    beside, but not many of them.
    """
    places: dict[tuple[bool, int, int, int], list[_Way]] = {}
    for way in ways:
        pen = way.pen
        places.setdefault((way.placed, pen.column, pen.line, pen.blank), []).append(way)
    best = [_differing(sorted(alike, key=_rank)) for alike in places.values()]
    best.sort(key=lambda alike: _rank(alike[0]))
    found = [alike for alike in best if not alike[0].placed][:width]
    found += [alike for alike in best if alike[0].placed][:width]
    every = sorted((way for alike in found for way in alike), key=_rank)
    least = {way.placed: way.cost for way in reversed(every)}
    return [way for way in every if way.cost < least[way.placed] + HOPELESS]


def _differing(alike: Sequence[_Way]) -> list[_Way]:
    """The first of some ways, and the next whose last quote stands elsewhere."""
    first, *others = alike
    other = (way for way in others if way.quotes[-1:] != first.quotes[-1:])
    return [first, *islice(other, ALIKE - 1)]


def _tastes(part: Part) -> list[float]:
    """What a quote costs below the head and below each block, NOWHERE where it is out of place.

    Where it has a place at all, the end of the part is one, however poor.
    """
    count = len(part.blocks)
    if not part.quote:
        return [NOWHERE] * (count + 1)
    costs = [_taste(part, cut) for cut in range(count + 1)]
    if not part.head:
        costs[0] = NOWHERE
    bound = min(costs) + TORN
    return [NOWHERE if cost >= bound else cost for cost in costs[:-1]] + costs[-1:]


def _taste(part: Part, cut: int) -> float:
    """What a place costs whatever the columns are."""
    count = len(part.blocks)
    total = max(sum(block.lines for block in part.blocks), 1)
    before = sum(block.lines for block in part.blocks[:cut])
    apart = part.apart(cut)
    near = next((cost for lines, cost in NEAR_OWN if apart < lines), 0.0)
    torn = 0 < cut < count and part.blocks[cut - 1].holds
    ends = AT_HEAD if cut == 0 else AT_END if cut == count > 1 else 0.0
    return OFF_MIDDLE * abs(before / total - 0.5) + near + TORN * torn + ends


def _least(part: Part) -> float:
    """What a part's quote costs wherever it stands."""
    return min(*_tastes(part), LEFT) if part.quote and part.blocks else 0.0


def _neighbours(
    spot: tuple[int, int, int], quotes: Sequence[tuple[int, int, int]], columns: Columns
) -> float:
    """Whether another quote stands at the same height on the same page."""
    column, top, foot = spot
    page, count = columns.page(column), 0
    for other in reversed(quotes):
        if columns.page(other[0]) != page:
            break
        count += other[0] != column and other[1] < foot + 2 and top < other[2] + 2
    return BESIDE_QUOTE * count
