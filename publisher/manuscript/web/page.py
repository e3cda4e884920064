"""The elements of a page -> the paragraphs and tables that Word files are read into, too.

Nothing of the markup is handed on: what is kept becomes characters with marks, and the rest is
told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from publisher.manuscript.office.report import shown
from publisher.manuscript.office.story import Block, Grid, Para
from publisher.manuscript.web import findings as kinds
from publisher.manuscript.web import tables
from publisher.manuscript.web.context import Context, is_heading
from publisher.manuscript.web.in_hand import InHand
from publisher.manuscript.web.lists import Counter
from publisher.manuscript.web.names import (
    EMBEDDED,
    FURNITURE,
    SILENT,
    end_of,
    is_block,
    is_comment,
    line_of,
    name_of,
    style_of,
    words_of,
)
from publisher.manuscript.web.ruby import is_ruby
from publisher.manuscript.web.telling import Telling

_STRUCK = frozenset({"s", "del", "strike"})
_LISTS = frozenset({"ol", "ul", "dir"})
_PICTURES = frozenset({"img", "image", "picture"})
_CONTENTS = re.compile(r"\bMsoToc\d")
_WORD_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)


@dataclass(slots=True)
class Page:
    """The blocks so far, the paragraph in hand, and the lists around it."""

    telling: Telling
    blocks: list[Block] = field(default_factory=list)
    _hand: InHand = field(default_factory=InHand)
    _lists: list[Counter] = field(default_factory=list)
    _tables: int = 0

    def read(self, node: etree._Element) -> list[Block]:
        """Everything inside an element, which may be a heading itself."""
        name = name_of(node)
        self._block(node, name if is_heading(name) else "div", Context())
        return self.blocks

    def _walk(self, node: etree._Element, context: Context) -> None:
        self._hand.say(node.text, context, line_of(node))
        for child in node:
            if not is_comment(child):
                self._element(child, context)
            self._hand.say(child.tail, context, end_of(child))

    def _element(self, node: etree._Element, context: Context) -> None:
        name = name_of(node)
        if name in SILENT or node is self.telling.title:
            return
        if name in EMBEDDED:
            self.telling.embedded(node, name)
        elif name in FURNITURE or name == "title":
            self.telling.leave_out(kinds.LEFT_OUT, node, element=name)
        elif not self.telling.is_gone(node):
            self._seen(node, name, context)

    def _seen(self, node: etree._Element, name: str, context: Context) -> None:
        if name in _PICTURES:
            self.telling.picture(node)
            self._walk(node, context)  # libxml2 lets <image> and unknown ones hold words
        elif name == "br":
            self._hand.end_line()
        elif is_ruby(node):
            self._hand.ruby(node, context)
        elif name == "table":
            self._table(node, context)
        elif _CONTENTS.search(node.get("class") or "") and self.telling.is_entry(node):
            return
        elif is_block(node):
            self._block(node, name, context)
        else:
            self._inline(node, name, context)

    def _inline(self, node: etree._Element, name: str, context: Context) -> None:
        if _WORD_LABEL.search(style_of(node)) and not self._hand.begun and not self._hand.label:
            self._hand.count(node)
            return
        inner = context.of_words(node, name)
        if name in _STRUCK:
            self.telling.leave_out(kinds.STRUCK, node)
        if name != "q":
            self._walk(node, inner)
            return
        opening, closing = "‘’" if inner.quotes % 2 else "“”"
        self.telling.labels.append(opening + closing)
        self._hand.say(opening, inner, line_of(node))
        self._walk(node, inner._replace(quotes=inner.quotes + 1))
        self._hand.say(closing, inner, end_of(node))

    def _block(self, node: etree._Element, name: str, context: Context) -> None:
        self._end(context)
        inner = context.of_block(node, name)
        if name in _LISTS:
            self._lists.append(Counter.of(node, name))
        if name == "li" and self._lists:
            self._hand.label = self._lists[-1].label(node)
        self._walk(node, inner)
        self._end(inner)
        if name in _LISTS:
            self._lists.pop()
        if name in _LISTS or name == "li":
            self._hand.label = ""

    def _end(self, context: Context) -> None:
        """The paragraph in hand is whole."""
        paragraph = self._hand.end(context)
        if paragraph is not None:
            self.blocks.append(paragraph)
            self.telling.labels += [paragraph.label] if paragraph.label else []

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table(self, node: etree._Element, context: Context) -> None:
        self._end(context)
        inner = context._replace(heading=0)
        for stray in tables.strays(node, self.telling.is_hidden):
            if isinstance(stray, tuple):
                self._hand.say(stray[0], inner, stray[1])
            else:
                self._element(stray, inner)
        self._end(inner)
        rows = tables.rows_of(node, self.telling.is_gone)
        cells = None if self._tables else tables.cells_of(rows)
        if cells is None:
            self._flatten(node, [cell for row in rows for cell in row], inner)
            return
        grid = [[self._cell(each) for each in row] for row in cells]
        self.blocks.append(Grid(line_of(node), grid, tables.header_rows(cells)))

    def _flatten(self, node: etree._Element, cells: list[etree._Element], context: Context) -> None:
        words = words_of(node)
        if words and len(cells) > 1:
            self.telling.tell(kinds.TABLE_FLATTENED, node, words=shown(words))
        for cell in cells:
            self._block(cell, "td", context)

    def _cell(self, cell: etree._Element | None) -> list[Para]:
        if cell is None:
            return []
        inner = Page(self.telling, _tables=self._tables + 1)
        return [each for each in inner.read(cell) if isinstance(each, Para)]
