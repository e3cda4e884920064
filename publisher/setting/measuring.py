"""A galley in lines: how high its blocks are, and the columns that they fill."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

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
from publisher.engine import Laid, LaidBox
from publisher.markup.compose import Grid
from publisher.setting import placing

_INSIDE = re.compile(r"a\d+-(b\d+|p\d+|p\d+-quote)")
_CUT = (Paragraph, Dialogue, List)


def measured(
    number: int, article: Article, laid: Laid, grid: Grid
) -> tuple[tuple[placing.Part, ...], placing.Columns]:
    """The parts of an article, of which `laid` is the galley, and its columns, in lines."""
    boxes = {box.id: box for box in laid.pages[0].boxes}
    galley = _Galley(dict(_standing(f"a{number}", boxes)), grid.line)
    count, parts = len(article.introduction), []
    for place, part in enumerate(article.parts, 1):
        parts.append(_part(f"a{number}", place, count, part, galley))
        count += len(part.blocks)
    if notes := galley.lines(f"a{number}-notes"):
        parts.append(placing.Part(0, (placing.Block(notes),), 0))
    return tuple(parts), _columns(f"a{number}-columns", boxes, grid)


class _Galley:
    """Heights and distances in lines."""

    def __init__(self, boxes: Mapping[str, LaidBox], line: float) -> None:
        self._boxes, self._line = boxes, line
        ordered = sorted(boxes.values(), key=lambda box: box.y)
        self._next = {one.id: other for one, other in pairwise(ordered)}

    def lines(self, name: str) -> int:
        """The height of an element; 0 where it is not in the columns."""
        return round(self._boxes[name].height / self._line) if name in self._boxes else 0

    def gap(self, name: str) -> int:
        """Blank lines between an element and the next one."""
        if name not in self._next:
            return 0
        box = self._boxes[name]
        return max(round((self._next[name].y - box.y - box.height) / self._line), 0)


def _standing(identity: str, boxes: Mapping[str, LaidBox]) -> Iterator[tuple[str, LaidBox]]:
    """What stands in the columns one below the other: no opening picture, no single note."""
    top = boxes[f"{identity}-columns"].y if f"{identity}-columns" in boxes else 0.0
    notes = f"{identity}-notes"
    foot = boxes[notes].y if notes in boxes else math.inf
    for name, box in boxes.items():
        if name == notes or (_INSIDE.fullmatch(name) and top - 1 < box.y < foot):
            yield name, box


def _part(identity: str, place: int, before: int, part: Part, galley: _Galley) -> placing.Part:
    quoted = part.pull_quote.text if part.pull_quote else None
    blocks = tuple(
        _block(block, f"{identity}-b{number}", quoted, galley)
        for number, block in enumerate(part.blocks, before + 1)
    )
    head, quote = f"{identity}-p{place}", f"{identity}-p{place}-quote"
    return placing.Part(galley.lines(head), blocks, galley.lines(quote))


def _block(block: Block, name: str, quoted: str | None, galley: _Galley) -> placing.Block:
    asks = isinstance(block, Dialogue) and block.turn == "question"
    holds = isinstance(block, Heading) or asks
    spoken = plain(block.inlines) if isinstance(block, (Paragraph, Dialogue)) else ""
    return placing.Block(
        galley.lines(name),
        galley.gap(name),
        whole=holds or not isinstance(block, _CUT),
        holds=holds,
        own=quoted is not None and quoted in spoken,
    )


def _columns(name: str, boxes: Mapping[str, LaidBox], grid: Grid) -> placing.Columns:
    above = round((boxes[name].y - grid.head) / grid.line) if name in boxes else 0
    return placing.Columns(grid.columns, (max(grid.rows - above, 1), grid.rows))
