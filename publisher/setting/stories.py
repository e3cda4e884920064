"""An article of a newspaper in lines: what it needs in so many columns, how areas are filled.

Pictures that stand in a column may stand some paragraphs further up or down, where a column would
end early otherwise; in the tags they stay where they were written.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from publisher.document.model import Article, Entry
from publisher.markup.frames import Area, Grid
from publisher.setting import arranging
from publisher.setting.arranging import Item
from publisher.setting.columns import Block, Columns, Part, lead, with_air
from publisher.setting.deferring import begins_column
from publisher.setting.filling import AIR, LEAST_WIDTH, SHORT_AT_LAST, WIDTH, Plan, Spot
from publisher.setting.flow import named
from publisher.setting.placing import MORE_AIR, plan

ABOVE = 1  # the blank line of an area, in which its rule stands
ABOVE_REST = 3  # and those that say where it comes from
WEIGHTS = ("brief", "minor", "major", "lead")
AIRS = (0, 1, 2, 3)  # lines of air that the opening of an article that jumps may have
SPARE = 12  # lines that may be lost in columns
MOVES = (1, -1, 2, -2, 3, -3)  # blocks that a picture moves down, or up
MOVED = 4.0  # cost of each
TRIES = 60  # fillings of an article that are thought out for it
FEW = 60  # blocks of an article whose every area is thought of, and places for its pictures


class Thought(NamedTuple):
    """How areas are filled: the plan, lines of air that the opening has for it, its values by id.

    `orders` are those of the blocks of each part.
    """

    plan: Plan
    air: int
    orders: tuple[tuple[int, ...], ...]
    changes: Mapping[str, int]
    blanks: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Story:
    """An article in lines: its parts, and its opening by the columns that it spans.

    `names` are the ids of its blocks; `movable` ones are pictures that stand in a column.
    """

    number: int
    article: Article
    weight: str
    parts: tuple[Part, ...]
    openings: tuple[int, ...]
    grid: Grid
    names: Mapping[Spot, str]
    movable: frozenset[Spot] = frozenset()
    known: dict[tuple[Area, ...], tuple[int, bool]] = field(default_factory=dict)
    thoughts: dict[tuple[Area, ...], Thought] = field(default_factory=dict)
    tries: list[tuple[tuple[int, ...], ...]] = field(default_factory=list)

    def item(self, entry: Entry, before: tuple[Area, ...], more: int) -> Item:
        """What the arrangement is told: the whole, or what the areas before leave of it.

        It needs so many lines `more` than is thought.
        """
        begun = bool(before)
        spans = range(1, self.grid.columns + 1)
        heads = {span: self.head(span, begun) for span in spans}
        rows = {span: self._needed((*before, _any(span))) for span in spans}
        asked = entry.span or int(dict(entry.tokens).get("columns", 0))
        return Item(
            self.number,
            WEIGHTS.index(self.weight),
            {span: heads[span] + rows[span][0] + more for span in spans},
            heads,
            before[-1].page + 1 if before else entry.page or 0,
            0 if begun else min(asked, self.grid.columns),
            begun,
            self._least(begun),
            ragged=frozenset(span for span in spans if rows[span][1]),
        )

    def _least(self, begun: bool) -> int:
        """The lines that the columns have at least: for the beginning, and for what cannot be cut.

        What is higher than half a page is not waited for.
        """
        first = next((part for part in self.parts if part.blocks), None)
        own = first.head + lead(first.blocks) if first and not begun else 0
        return max(own, min(self._tallest(), self.grid.rows // 2), arranging.LEAST_BODY)

    def _tallest(self) -> int:
        blocks = (block.lines for part in self.parts for block in part.blocks if block.whole)
        heads = (part.head + lead(part.blocks) for part in self.parts if part.head)
        return max((*blocks, *heads, *(part.quote for part in self.parts)), default=0)

    def head(self, span: int, begun: bool) -> int:
        """The lines of an area above the text."""
        return ABOVE_REST if begun else ABOVE + self.openings[span - 1]

    def characters(self, lines: int) -> int:
        """About how many characters lines of one column hold."""
        return round(lines * self.grid.measure / self.grid.em)

    def _needed(self, areas: tuple[Area, ...]) -> tuple[int, bool]:
        if areas not in self.known:
            self.known[areas] = self.needed(areas)
        return self.known[areas]

    def needed(self, areas: tuple[Area, ...]) -> tuple[int, bool]:
        """The lines of the last area below its head, and whether a column ends early.

        The last area may be as high as it needs to be.
        """
        parts, span = _plain(self.parts), areas[-1].span
        room = sum(
            (area.rows - self.head(area.span, n > 0)) * area.span
            for n, area in enumerate(areas[:-1])
        )
        left = max(sum(map(_lines, parts)) - room, 0)
        if len(areas) > 1 and sum(len(part.blocks) for part in parts) > FEW:
            return math.ceil(left / span) + 1, False  # what is wrong is mended once it is set
        most = math.ceil(left / span) + self._tallest() + SPARE
        head = self.head(span, len(areas) > 1)
        last = areas[-1]._replace(rows=most + head)
        made = plan(parts, self._columns((*areas[:-1], last)))
        if made.pages != len(areas):
            return (most, True) if made.pages > len(areas) else (0, False)
        if made.cost >= SHORT_AT_LAST and len(areas) == 1:
            made = self.planned((last,)).plan
        least = self._tallest() if len(areas) == 1 else 0
        return max(made.rows, least), span > 1 and made.cost >= SHORT_AT_LAST

    def _columns(self, areas: Sequence[Area], air: int = 0) -> Columns:
        rows = [area.rows - self.head(area.span, at > 0) for at, area in enumerate(areas)]
        rows[0] -= air
        *before, last = (area.span for area in areas)
        return Columns(last, tuple(max(each, 1) for each in rows), before=tuple(before))

    def planned(self, areas: tuple[Area, ...]) -> Thought:
        """How its areas are filled."""
        shape = tuple(area._replace(page=0, column=0, top=0) for area in areas)
        if shape not in self.thoughts:
            airs = AIRS if len(areas) > 1 else (0,)
            best = self._thought(shape, 0)
            for air in airs[1:] if best.plan.cost >= SHORT_AT_LAST else ():
                other = self._thought(shape, air)
                best = min(best, other, key=_cost)
            self.thoughts[shape] = best
        return self.thoughts[shape]

    def spare(self, areas: tuple[Area, ...]) -> int:
        """The lines that neither its text nor air fill, over all columns of the last area."""
        made, last = self.planned(areas).plan, areas[-1]
        if made.pages != len(areas):
            return 0
        left = last.rows - self.head(last.span, len(areas) > 1) - made.rows
        airs = arranging.AIRS if len(areas) == 1 else 0
        return max(left - airs, 0) * last.span

    def _thought(self, areas: tuple[Area, ...], air: int) -> Thought:
        columns, orders = self._columns(areas, air), _as_written(self.parts)
        made = _filled(self.parts, columns)
        if sum(len(part.blocks) for part in self.parts) <= FEW:
            for spot in sorted(self.movable):
                if made.cost < SHORT_AT_LAST and made.pages <= len(areas):
                    break
                if not begins_column(made, spot[0], orders[spot[0]].index(spot[1])):
                    continue
                made, orders = self._moved(spot, columns, made, orders)
        names = {
            (part, place): self.names[part, at]
            for part, order in enumerate(orders)
            for place, at in enumerate(order)
            if (part, at) in self.names
        }
        every = {**{spot: name for spot, name in self.names.items() if spot[1] < 0}, **names}
        return Thought(made, air, orders, named(made.changes, every), named(made.blanks, every))

    def stretched(self, thought: Thought, areas: Sequence[Area], lacking: int) -> Thought:
        """So many lines more in the last column of all, where nobody would see them.

        They stand blank where blank ones are, or are those of paragraphs that bear one more.
        """
        last = sum(area.span for area in areas) - 1
        changes, blanks = dict(thought.changes), dict(thought.blanks)
        ends = sorted(thought.plan.ends.items())
        spots = [
            spot for spot, at in ends if at == last and self._block(spot, thought)[0].lines > 0
        ]
        for spot, below in pairwise(spots):
            block, name = self._block(spot, thought)
            notes = below[0] >= len(self.article.parts)
            if lacking and name and (block.gap or notes):
                blanks[name] = blanks.get(name, block.gap) + 1
                lacking -= 1
        for spot in reversed(spots):
            block, name = self._block(spot, thought)
            if lacking and 1 in block.bears and name and name not in changes:
                changes[name] = 1
                lacking -= 1
        return thought._replace(changes=changes, blanks=blanks)

    def _block(self, spot: Spot, thought: Thought) -> tuple[Block, str]:
        """A block of the plan and its id; the notes have none."""
        part, place = spot
        block = self.parts[part].ordered(thought.orders[part]).blocks[place]
        return block, self.names.get((part, thought.orders[part][place]), "")

    def _moved(
        self, spot: Spot, columns: Columns, made: Plan, orders: tuple[tuple[int, ...], ...]
    ) -> tuple[Plan, tuple[tuple[int, ...], ...]]:
        """The cheapest plan with a picture some blocks further on, if it is cheaper."""
        best = made, orders
        part, own = spot
        place = orders[part].index(own)
        parts = tuple(each.ordered(order) for each, order in zip(self.parts, orders, strict=True))
        for steps in MOVES:
            if not _passes(parts[part].blocks, place, steps) or len(self.tries) >= TRIES:
                continue
            order = list(orders[part])
            order.insert(place + steps, order.pop(place))
            others = (*orders[:part], tuple(order), *orders[part + 1 :])
            found = _filled(
                tuple(each.ordered(it) for each, it in zip(self.parts, others, strict=True)),
                columns,
                LEAST_WIDTH,
            )
            self.tries.append(others)
            found = found._replace(cost=found.cost + MOVED * abs(steps))
            if (found.pages, found.cost) < (best[0].pages, best[0].cost):
                best = found, others
        return best


def _cost(thought: Thought) -> tuple[int, float]:
    return thought.plan.pages, thought.plan.cost + AIR * thought.air


def _filled(parts: Sequence[Part], columns: Columns, ways: int = WIDTH) -> Plan:
    """The plan of plain paragraphs, or where that leaves a hole, of longer and shorter ones too."""
    made = plan(_plain(parts), columns, ways=ways)
    if made.cost < SHORT_AT_LAST and made.pages <= len(columns.pages):
        return made
    richer = plan(tuple(with_air(parts, MORE_AIR)), columns, ways=ways)
    return min(made, richer, key=lambda each: (each.pages, each.cost))


def _plain(parts: Sequence[Part]) -> list[Part]:
    """Paragraphs as long as is best."""
    return [
        part._replace(blocks=tuple(block._replace(bears=()) for block in part.blocks))
        for part in parts
    ]


def _any(span: int) -> Area:
    return Area(0, 0, span, 0, 0)


def _lines(part: Part) -> int:
    """All lines of a part, one below the other."""
    return part.head + part.quote + sum(block.lines + block.gap for block in part.blocks) + 2


# ── pictures that move ───────────────────────────────────────────────────────────────────────────


def _as_written(parts: Sequence[Part]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(range(len(part.blocks))) for part in parts)


def _passes(blocks: Sequence[Block], place: int, steps: int) -> bool:
    """Whether a picture can move: past paragraphs alone, and not to the beginning of its part."""
    goal = place + steps
    if not 0 < goal < len(blocks) or place == 0:
        return False
    low, high = min(place, goal), max(place, goal)
    passed = (block for at, block in enumerate(blocks[low - 1 : high + 1], low - 1) if at != place)
    return not any(block.whole for block in passed)


__all__ = ["WEIGHTS", "Story", "Thought"]
