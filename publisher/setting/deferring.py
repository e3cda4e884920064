"""Pictures that come a little later than they are spoken of, so that they leave no hole.

A picture that does not fit at the foot of a column goes to the next one, and the column ends
early. A compositor lets the text run on and sets the picture some paragraphs later. So does this:
a picture or sidebar that begins a column may stand behind the paragraphs that follow it in its
part, if the columns are better so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.document.model import Article, BlockQuote, Figure, List, Paragraph, Sidebar, Verse
from publisher.setting.columns import Columns, Part
from publisher.setting.filling import LEAST_WIDTH, Plan
from publisher.setting.measuring import Order
from publisher.setting.placing import GOOD, plan

PASSED = (Paragraph, List, Verse, BlockQuote)
MOST = 3  # of these that come before their picture
WORTH = 40.0  # what the columns gain at least
TRIES = 60  # fillings that are thought out for it


def order_of(article: Article, parts: Sequence[Part], columns: Columns) -> Order:
    """How the blocks of each part stand; nothing where they stand as they are written.

    `parts` are those of the article, and perhaps its notes.
    """
    movable = tuple(_movable(article))
    if not movable:
        return ()  # most articles: nothing is thought out twice
    order = [list(range(len(part.blocks))) for part in article.parts]
    own = list(parts)
    best, tries, moved = plan(own, columns, ways=LEAST_WIDTH), 0, False
    for number, place in movable:
        if best.cost < GOOD or tries >= TRIES:
            break
        if not begins_column(best, number, order[number].index(place)):
            continue
        found = best, own[number], order[number]
        for after in _later(article, number, order[number], order[number].index(place)):
            tries += 1
            part = parts[number].ordered(after)
            tried = plan([*own[:number], part, *own[number + 1 :]], columns, ways=LEAST_WIDTH)
            if tried.cost < min(found[0].cost, best.cost - WORTH):
                found = tried, part, after
        if found[0] is not best:
            best, own[number], order[number] = found
            moved = True
    return tuple(map(tuple, order)) if moved else ()


def _movable(article: Article) -> Iterator[tuple[int, int]]:
    for number, part in enumerate(article.parts):
        for place, block in enumerate(part.blocks):
            if isinstance(block, Figure | Sidebar) and not getattr(block, "pair", False):
                yield number, place


def begins_column(made: Plan, number: int, at: int) -> bool:
    """Whether a block of a part is the first thing of a column: before it may be a hole."""
    before = [column for spot, column in made.ends.items() if spot < (number, at)]
    return made.ends[number, at] > max(before, default=0)


def _later(article: Article, number: int, order: list[int], at: int) -> Iterator[list[int]]:
    """The same order with a block behind one, two, three of those that follow it."""
    blocks = article.parts[number].blocks
    for after in range(at + 1, min(at + 1 + MOST, len(order))):
        if not isinstance(blocks[order[after]], PASSED):
            return
        yield [*order[:at], *order[at + 1 : after + 1], order[at], *order[after + 1 :]]
