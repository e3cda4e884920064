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
from collections.abc import Mapping, Sequence

from publisher.markup.frames import LEFT_OUT
from publisher.setting.columns import OWN_LINES, Columns, Part, with_air
from publisher.setting.filling import (
    HEAD,
    LEFT,
    MOST_WIDTH,
    NOWHERE,
    POOR,
    RATHER,
    WIDTH,
    Plan,
    Spot,
    filled,
)

AIRS = tuple(range(10))  # blank lines that an opening bears
FEW_AIRS = (0, 1, 2, 3, 4, 6, 9)  # those that are tried where everything else is, too
LEAST_OPENING = 10  # lines of columns below it
MORE_AIR = 3  # blank lines more that the head of a part bears above it, and a quote on both sides
GOOD = 30.0  # beyond what cannot be helped: nothing better is looked for

NEAR_OWN = ((OWN_LINES, math.inf), (9, 4.0))  # its own sentence is fewer lines away
AT_END = 10.0  # it ends its part
AT_HEAD = 16.0  # it stands right below the part's head
OFF_MIDDLE = 4.0  # a whole part's length away from the middle of its part
TORN = 100.0  # a heading and its text, a question and its answer


def airy(parts: Sequence[Part], columns: Columns) -> tuple[int, Plan]:
    """Blank lines that the opening can give, and the plan with them.

    A last page with a few lines looks like an oversight; with a third of its lines it is a page. A
    quote that would leave columns empty is rather left out.
    """
    made = _airy(parts, columns, LEFT)
    saved = RATHER - LEFT
    if made.cost >= RATHER + sum(map(_least, parts)):
        other = _airy(parts, columns, RATHER)
        if other.cost < made.cost + saved * made.cuts.count(LEFT_OUT):
            made = other
    return made.air, made


def _airy(parts: Sequence[Part], columns: Columns, left: float) -> Plan:
    """The same, where it costs so much to leave out a quote."""
    plain = [
        part._replace(blocks=tuple(block._replace(bears=()) for block in part.blocks))
        for part in parts
    ]
    good = GOOD + sum(map(_least, parts))
    made = plan(plain, columns, good=good, left=left)
    if made.cost >= good:
        airs = _airs(AIRS, columns)
        made = min(made, plan(plain, columns, airs=airs, good=good, left=left), key=_cost)
    if made.cost >= good:
        rich, airs = tuple(with_air(parts, MORE_AIR)), _airs(FEW_AIRS, columns)
        for ways in (WIDTH, MOST_WIDTH):
            richer = plan(rich, columns, made.pages, ways, airs, good, left)
            if richer.pages == made.pages and richer.cost < made.cost:
                made = richer
            if made.cost < good + POOR:
                break
    return made


def _cost(made: Plan) -> float:
    return made.cost


def _airs(airs: Sequence[int], columns: Columns) -> tuple[int, ...]:
    """Those that the columns below the opening leave room for."""
    first = columns.pages[0]
    return tuple(air for air in airs if not air or (columns.opens and first - air >= LEAST_OPENING))


def plan(
    parts: Sequence[Part],
    columns: Columns,
    most: int | None = None,
    ways: int = WIDTH,
    airs: Sequence[int] = (0,),
    good: float = 0.0,
    left: float = LEFT,
) -> Plan:
    """Fill the columns as cheaply as can be, those of the last page evenly.

    On at most so many pages, where any way followed ends on them: a page more is often cheaper. At
    most so many `ways` are followed at once; the opening may give `airs`; for what costs less than
    is `good` no others are looked for; to leave out a quote costs what is `left`. What stands
    elsewhere, and has no lines here, is taken out before and put back where it was.
    """
    seen = [part.seen() for part in parts]
    there = [
        part._replace(blocks=tuple(part.blocks[place] for place in places))
        for part, places in zip(parts, seen, strict=True)
    ]
    made = filled(there, [_tastes(part) for part in there], columns, airs, most, ways, good, left)
    return _put_back(made, parts, seen)


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
