"""A laid article in lines: how high its blocks are, and the columns that they fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from publisher.document.model import (
    Article,
    Block,
    Dialogue,
    Heading,
    List,
    Paragraph,
    Part,
    plain,
)
from publisher.engine import Laid
from publisher.markup.compose import Grid
from publisher.setting import placing

_CUT = (Paragraph, Dialogue, List)


def measured(
    number: int, article: Article, laid: Laid, grid: Grid
) -> tuple[tuple[placing.Part, ...], placing.Columns]:
    """The parts of an article and the columns of its pages, in lines."""
    heights: dict[str, float] = defaultdict(float)
    for page in laid.pages:
        for box in page.boxes:
            heights[box.id] += box.height
    lines = {name: round(height / grid.line) for name, height in heights.items()}
    count, parts = len(article.introduction), []
    for place, part in enumerate(article.parts, 1):
        parts.append(_part(f"a{number}", place, count, part, lines))
        count += len(part.blocks)
    return tuple(parts), _columns(f"a{number}-columns", laid, grid)


def _part(
    identity: str, place: int, before: int, part: Part, lines: Mapping[str, int]
) -> placing.Part:
    quoted = part.pull_quote.text if part.pull_quote else None
    blocks = tuple(
        _block(block, lines.get(f"{identity}-b{number}", 0), quoted)
        for number, block in enumerate(part.blocks, before + 1)
    )
    head = lines.get(f"{identity}-p{place}", 0)
    return placing.Part(head, blocks, lines.get(f"{identity}-p{place}-quote", 0))


def _block(block: Block, lines: int, quoted: str | None) -> placing.Block:
    asks = isinstance(block, Dialogue) and block.turn == "question"
    spoken = plain(block.inlines) if isinstance(block, (Paragraph, Dialogue)) else ""
    return placing.Block(
        lines + bool(lines and (asks or not isinstance(block, _CUT))),  # and the line above it
        whole=not isinstance(block, _CUT),
        holds=isinstance(block, Heading) or asks,
        own=quoted is not None and quoted in spoken,
    )


def _columns(name: str, laid: Laid, grid: Grid) -> placing.Columns:
    """The last page's columns are as high as balancing has made them."""
    found = [(page, box) for page, each in enumerate(laid.pages) for box in each.boxes]
    boxes = [(page, box) for page, box in found if box.id == name]
    if not boxes:
        return placing.Columns(grid.columns, (grid.rows,))
    (first, top), (last, foot) = boxes[0], boxes[-1]
    above = round((top.y - grid.head) / grid.line)
    pages = [grid.rows] * (last - first + 1)
    pages[0] -= above
    pages[-1] = max(round(foot.height / grid.line), 1)
    return placing.Columns(grid.columns, (*pages, grid.rows))
