"""A galley in lines: how high its blocks are, and the columns that they fill."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from publisher.document.model import (
    Article,
    Block,
    BlockQuote,
    Dialogue,
    Heading,
    List,
    Paragraph,
    Part,
    plain,
)
from publisher.engine import Laid, LaidBox
from publisher.manuscript.characters import breadth
from publisher.markup.compose import Grid
from publisher.setting import columns

Order = tuple[tuple[int, ...], ...]  # for each part, its blocks as they stand on the page
_INSIDE = re.compile(r"a\d+-(b\d+|b\d+-i\d+|p\d+|p\d+-quote)")
_CUT = (Paragraph, Dialogue, List, BlockQuote)
INDENT = 2  # em of a paragraph
DOUBT = 0.015  # of the length of a text: marks are compressed, lines are spaced
LEAST = 4  # lines of a paragraph in which one more or less is not seen


def measured(
    number: int, article: Article, laid: Laid, grid: Grid, order: Order = ()
) -> tuple[tuple[columns.Part, ...], columns.Columns]:
    """The parts of an article, of which `laid` is the galley, and its columns, in lines.

    Those of the first page have none where the opening is higher than that.
    """
    boxes = {box.id: box for box in (laid.lying or laid.pages)[0].boxes}
    galley = _Galley(dict(_standing(f"a{number}", boxes)), grid, laid.bears())
    count, parts = len(article.introduction), []
    for place, part in enumerate(article.parts, 1):
        own = order[place - 1] if order else range(len(part.blocks))
        parts.append(_part(f"a{number}", place, count, part, galley, own))
        count += len(part.blocks)
    if notes := galley.lines(f"a{number}-notes"):
        parts.append(columns.Part(0, (columns.Block(notes),), 0))
    return tuple(parts), _columns(f"a{number}-columns", boxes, grid)


class _Galley:
    """Heights and distances in lines."""

    def __init__(
        self, boxes: Mapping[str, LaidBox], grid: Grid, bears: Mapping[str, Sequence[int]]
    ) -> None:
        self._boxes, self._line, self._bears = boxes, grid.line, bears
        self.line_ems = grid.measure / grid.em if grid.em else 0.0
        blocks = (box for box in boxes.values() if "-i" not in box.id)
        ordered = sorted(blocks, key=lambda box: box.y)
        self._next = {one.id: other for one, other in pairwise(ordered)}

    def lines(self, name: str) -> int:
        """The height of an element; 0 where it is not in the columns."""
        return round(self._boxes[name].height / self._line) if name in self._boxes else 0

    def bears(self, name: str) -> Sequence[int]:
        """The changes of an element's lines that nobody would see."""
        return self._bears.get(name, ()) if self.lines(name) >= LEAST else ()

    def gap(self, name: str) -> int:
        """Blank lines between an element and the next one."""
        if name not in self._next:
            return 0
        box = self._boxes[name]
        return max(round((self._next[name].y - box.y - box.height) / self._line), 0)


def _standing(identity: str, boxes: Mapping[str, LaidBox]) -> Iterator[tuple[str, LaidBox]]:
    """What stands in the columns one below the other, and neither outside them nor in the notes."""
    whole = boxes.get(f"{identity}-columns")
    top, end = (whole.y, whole.y + whole.height) if whole else (0.0, math.inf)
    notes = f"{identity}-notes"
    foot = boxes[notes].y if notes in boxes else end
    for name, box in boxes.items():
        if name == notes or (_INSIDE.fullmatch(name) and top - 1 < box.y < foot - 1):
            yield name, box


def _part(
    identity: str, place: int, before: int, part: Part, galley: _Galley, order: Sequence[int]
) -> columns.Part:
    quoted = part.pull_quote.text if part.pull_quote else None
    blocks = tuple(
        _block(part.blocks[at], f"{identity}-b{before + at + 1}", quoted, galley) for at in order
    )
    head, quote = f"{identity}-p{place}", f"{identity}-p{place}-quote"
    if blocks and galley.lines(quote):
        # in the galley the quote comes last, and hides what stands blank above the next part
        *others, last = blocks
        blocks = (*others, last._replace(gap=galley.gap(quote)))
    return columns.Part(galley.lines(head), blocks, galley.lines(quote))


def _block(block: Block, name: str, quoted: str | None, galley: _Galley) -> columns.Block:
    asks = isinstance(block, Dialogue) and block.turn == "question"
    holds = isinstance(block, Heading) or asks
    spoken = plain(block.inlines) if isinstance(block, (Paragraph, Dialogue)) else ""
    lines = galley.lines(name)
    return columns.Block(
        lines,
        galley.gap(name),
        whole=holds or not isinstance(block, _CUT),
        holds=holds,
        own=_around(quoted, spoken, lines, galley.line_ems) if quoted else None,
        pieces=tuple(_pieces(block, name, galley)) if isinstance(block, List) else (),
        bears=() if holds else galley.bears(name),
    )


def _pieces(block: List, name: str, galley: _Galley) -> Iterator[int]:
    for number in range(1, len(block.items) + 1):
        yield galley.lines(f"{name}-i{number}")


def _around(quoted: str, spoken: str, lines: int, line_ems: float) -> tuple[int, int] | None:
    """The lines of a block that surely stand before a sentence, and after it."""
    before, found, _ = spoken.partition(quoted)
    if not found or not line_ems:
        return (0, 0) if found else None
    start = (INDENT + breadth(before)) / line_ems
    end = (INDENT + breadth(before + found)) / line_ems
    return math.floor(start * (1 - DOUBT)), max(lines - math.ceil(end * (1 + DOUBT)), 0)


def _columns(name: str, boxes: Mapping[str, LaidBox], grid: Grid) -> columns.Columns:
    above = round((boxes[name].y - grid.head) / grid.line) if name in boxes else 0
    return columns.Columns(grid.columns, (grid.rows - above, grid.rows))
