"""A galley in lines: how high its blocks are, and the columns that they fill."""

from __future__ import annotations

import math
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
    """The parts of an article, of which `laid` is the galley, and its columns, in lines."""
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
    """As many pages as the galley fills; the columns of the last one share what is left."""
    boxes = [box for page in laid.pages for box in page.boxes if box.id == name]
    if not boxes:
        return placing.Columns(grid.columns, (grid.rows,))
    rest = sum(round(box.height / grid.line) for box in boxes)
    pages = [max(grid.rows - round((boxes[0].y - grid.head) / grid.line), 1)]
    while rest > pages[-1] * grid.columns:
        rest -= pages[-1] * grid.columns
        pages.append(grid.rows)
    pages[-1] = min(pages[-1], math.ceil(rest / grid.columns) + 1)
    return placing.Columns(grid.columns, (*pages, grid.rows))
