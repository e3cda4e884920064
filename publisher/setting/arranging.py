"""A newspaper's page cut into rectangles: whole columns by whole lines, one for each article.

Modular (模块式): the page is cut across or from top to bottom, its pieces again, until each holds
one article. All such cuts are weighed, so that areas and articles fit: an article may have some
lines of air, or jump (转版), and then the rest of it waits for a later page. Headlines of one
weight clash side by side (撞题). Nothing here knows of text: an article is what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from publisher.markup.frames import Area

LEAST_ROOM = 38  # lines of a column that a page has for each article that begins on it
KEPT, FEW_KEPT = 40, 24  # heights of a group that are followed, on a page of few or many
MANY = 9  # articles on a page
LEAST_BODY = 5  # lines of columns below a headline in an area that jumps
LEAST_REST = 18  # lines that are worth a jump
AIRS, FEW_AIRS = 4, 2  # lines of air that an opening bears, and that of a brief
LAST_PAGE = 400  # no paper has so many

AIR = 2.0  # cost of a line of air, for each column of it
BLANK = 30.0  # more air than an opening bears
JUMP = 40.0
JUMP_AGAIN = 90.0  # what came from another page goes on to a third, if that is to be avoided
PAGE = 300.0  # a page more
POOR_JUMP = 200.0  # a brief, or a few lines
SHAPE = 5.0  # a column more or less than suits an article
NARROW = 60.0  # a lead over less than three fifths of the page; half of it for another page's top
RAGGED = 60.0  # so many columns only with a hole in one
STRIP = 15.0  # anything else over the whole page
OTHER_SPAN = 500.0  # a span that the editor did not ask for
FLAT_BODY, FLAT = 6, 10.0  # few lines of text below a headline, for each column more
CLASH = 30.0
ROOM = 0.5  # a line that stays empty at the foot of the last page, over all columns
HOLE = 15.0  # the same, where the paper goes on
COMPANY, MORE_COMPANY = 9.0, 40.0  # what one article more on a page is worth

WIDER = (24, 80, 200, 420)  # lines of text beyond which a column more suits an article
LEAD, MAJOR, MINOR, BRIEF = 3, 2, 1, 0


Size = tuple[int, int]  # columns and lines of an area


class Item(NamedTuple):
    """An article, or what is left of it, as the arrangement sees it.

    `needs` are its lines by the number of columns, the blank one above included; `heads` those of
    them above the text, and `least` the lines of text that stand below these at least before it
    jumps. `page` and `span` are the editor's, else 0. `begun` says that it is the rest of an
    article that jumped here, `tops` that it is the first thing of its page. In `ragged` numbers of
    columns one ends early, whatever is done; so it does in areas of `poor` sizes. To jump `again`
    costs so much.
    """

    article: int
    weight: int
    needs: Mapping[int, int]
    heads: Mapping[int, int]
    page: int = 0
    span: int = 0
    begun: bool = False
    least: int = LEAST_BODY
    tops: bool = False
    ragged: frozenset[int] = frozenset()
    poor: frozenset[Size] = frozenset()
    again: float = JUMP_AGAIN

    @property
    def airs(self) -> int:
        """The lines of air that it bears; the rest of an article has no opening to put them."""
        return 0 if self.begun else FEW_AIRS if self.weight == BRIEF else AIRS

    def area(self) -> int:
        """The lines times columns that it takes at least."""
        return min(span * lines for span, lines in self.needs.items())


class Placed(NamedTuple):
    """An item in its area; `jumps` says that it is longer than that."""

    item: Item
    area: Area
    jumps: bool = False


Rest = Callable[[Placed], Item]


class _Way(NamedTuple):
    """One way of cutting: its cost, the weights at both ends of its top, its areas.

    An area is (article, column, span, top, rows), counted from the corner of what is cut.
    """

    cost: float
    left: int
    right: int
    areas: tuple[tuple[int, int, int, int, int], ...]


Ways = dict[int, _Way]  # by height


def arrange(
    items: Sequence[Item],
    columns: int,
    first: int,
    others: int,
    rest: Rest,
    company: float = COMPANY,
) -> list[list[Placed]]:
    """The pages of a paper whose first page has `first` lines, and the others `others`.

    `rest` gives what is left of an article that jumps; one article more on a page is worth its
    `company`. Tops count from the first line below the
    masthead, as rows do.
    """
    waiting, pages = list(items), list[list[Placed]]()
    while waiting and len(pages) < LAST_PAGE:
        number, rows = len(pages) + 1, others if pages else first
        placed = _page(waiting, number, columns, rows, company)
        pages.append(placed)
        taken = {each.item.article for each in placed}
        left = [rest(each) for each in placed if each.jumps]
        waiting = [*left, *(item for item in waiting if item.article not in taken)]
    return pages


def _page(
    waiting: Sequence[Item], number: int, columns: int, rows: int, company: float
) -> list[Placed]:
    """What stands on a page: what must, and as many others as fill it best."""
    fixed = [item for item in waiting if item.begun or 0 < item.page <= number]
    free = [item for item in waiting if not item.page and not item.begun]
    later = any(item.page > number for item in waiting)
    most = columns * rows // LEAST_ROOM
    cutting = _Cutting(columns, rows, KEPT if most <= MANY else FEW_KEPT)
    best: tuple[float, list[Item], _Way] | None = None
    for count in _counts(fixed, free, columns * rows, max(most, MANY)):
        here = _ranked([*fixed, *free[:count]])
        ends = count == len(free)
        way = _cut(here, cutting, ends=ends)
        cost = way.cost - company * len(here) if way else 0.0
        if way and (best is None or cost < best[0] or (ends and not later and _whole(way, here))):
            best = cost, here, way
    if best is None:  # an opening that is higher than a page
        first = (fixed or free or waiting)[0]
        return [_placed(first, number, 0, columns, 0, rows)] if fixed or free else []
    by_article = {item.article: item for item in best[1]}
    return [_placed(by_article[area[0]], number, *area[1:]) for area in best[2].areas]


def _ranked(items: Sequence[Item]) -> list[Item]:
    """The heaviest first, what came from other pages last; the first of all tops the page."""
    ranked = sorted(items, key=lambda item: (item.begun, -item.weight))
    if ranked and not ranked[0].begun and ranked[0].weight > BRIEF:
        ranked[0] = ranked[0]._replace(tops=True)
    return ranked


def _whole(way: _Way, items: Sequence[Item]) -> bool:
    """Whether nothing jumps."""
    needs = {item.article: item.needs for item in items}
    return all(rows >= needs[article][span] for article, _, span, _, rows in way.areas)


def _counts(fixed: Sequence[Item], free: Sequence[Item], room: int, most: int) -> Iterator[int]:
    """How many of the free ones come into question, by what they need."""
    used = sum(item.area() for item in fixed)
    for count in range(len(free) + 1):
        last = count == len(free) or len(fixed) + count >= most
        if used > 0.6 * room or last:
            yield count
        if used > 1.5 * room or last:
            return
        used += free[count].area()


def _placed(item: Item, page: int, column: int, span: int, top: int, rows: int) -> Placed:
    return Placed(item, Area(page, column, span, top, rows), rows < item.needs[span])


# ── cutting ──────────────────────────────────────────────────────────────────────────────────────


def _cut(items: Sequence[Item], cutting: _Cutting, *, ends: bool) -> _Way | None:
    """The cheapest way to give each item an area: what comes first stands higher, or at the left.

    The foot may stay empty, at little cost where the paper `ends` with the page and nothing jumps.
    """
    ways = cutting.ways(tuple(items), cutting.columns) if items else {}
    return min(
        (
            way._replace(cost=way.cost + each * (cutting.rows - height))
            for height, way in ways.items()
            for each in [ROOM if ends and _whole(way, items) else HOLE * cutting.columns]
        ),
        key=lambda way: way.cost,
        default=None,
    )


class _Cutting:
    """The ways to cut a page, each group of neighbours and width once."""

    def __init__(self, columns: int, rows: int, kept: int) -> None:
        self.columns, self.rows = columns, rows
        self._kept = kept
        self._known: dict[tuple[tuple[tuple[int, bool], ...], int], Ways] = {}

    def ways(self, items: tuple[Item, ...], span: int) -> Ways:
        """By height, the cheapest way for some items."""
        key = tuple((item.article, item.tops) for item in items), span
        if key not in self._known:
            ways: Ways = {}
            if len(items) == 1:
                self._alone(items[0], span, ways)
            for middle in range(1, len(items)):
                self._across(items[:middle], items[middle:], span, ways)
                self._down(items[:middle], items[middle:], span, ways)
            self._known[key] = self._best(ways)
        return self._known[key]

    def _best(self, ways: Ways) -> Ways:
        """The full height, and the cheapest of the others."""
        cheap = sorted(ways.items(), key=lambda pair: (pair[0] != self.rows, pair[1].cost))
        return dict(cheap[: self._kept])

    def _alone(self, item: Item, span: int, ways: Ways) -> None:
        for rows in range(1, self.rows + 1):
            cost = cost_of(item, span, rows, self.columns)
            if cost is not None:
                ways[rows] = _Way(
                    cost, item.weight, item.weight, ((item.article, 0, span, 0, rows),)
                )

    def _across(
        self, first: tuple[Item, ...], others: tuple[Item, ...], span: int, ways: Ways
    ) -> None:
        """One group above the other."""
        above, below = self.ways(first, span), self.ways(others, span)
        for (top, one), (rows, other) in product(above.items(), below.items()):
            height, cost = top + rows, one.cost + other.cost
            if height <= self.rows and (height not in ways or cost < ways[height].cost):
                areas = (*one.areas, *((a, c, s, t + top, r) for a, c, s, t, r in other.areas))
                ways[height] = _Way(cost, one.left, one.right, areas)

    def _down(
        self, first: tuple[Item, ...], others: tuple[Item, ...], span: int, ways: Ways
    ) -> None:
        """One group beside the other."""
        for wide in range(1, span):
            one_side, other_side = self.ways(first, wide), self.ways(others, span - wide)
            for rows in one_side.keys() & other_side.keys():
                one, other = one_side[rows], other_side[rows]
                cost = one.cost + other.cost + CLASH * (one.right == other.left)
                if rows not in ways or cost < ways[rows].cost:
                    areas = (*one.areas, *((a, c + wide, s, t, r) for a, c, s, t, r in other.areas))
                    ways[rows] = _Way(cost, one.left, other.right, areas)


def cost_of(item: Item, span: int, rows: int, columns: int) -> float | None:
    """What it costs to give an item so many columns and lines; None where that cannot be."""
    need, head = item.needs[span], item.heads[span]
    leads, tops = item.weight == LEAD and not item.begun, item.tops
    cost = SHAPE * abs(span - suits(item, columns))
    cost += NARROW * (1.0 if leads else 0.5) * ((leads or tops) and span < _widest(columns))
    cost += STRIP * (span == columns > 2 and not leads)
    cost += OTHER_SPAN * (item.span not in (0, span))
    cost += FLAT * (span - 1) * (need - head < FLAT_BODY)
    cost += RAGGED * (span in item.ragged) + RAGGED * ((span, rows) in item.poor)
    if rows >= need:
        air = rows - need
        return cost + AIR * air * span + (BLANK + 2 * AIR * air * span) * (air > item.airs)
    left = (need - rows) * span
    if rows < head + item.least:
        return None
    poor = left < LEAST_REST or (item.weight == BRIEF and not item.begun)
    return cost + (item.again if item.begun else JUMP) + POOR_JUMP * poor


def suits(item: Item, columns: int) -> int:
    """The columns that suit an item: the lead more than half of the page, others by length."""
    lines = min((need - item.heads[span]) * span for span, need in item.needs.items())
    by_length = 1 + sum(lines > most for most in WIDER)
    wide = item.tops or (item.weight == LEAD and not item.begun)
    return max(1, min(max(by_length, _widest(columns) if wide else 1), columns))


def _widest(columns: int) -> int:
    """Three fifths of the page: what is wider than all others."""
    return -(-columns * 3 // 5)
