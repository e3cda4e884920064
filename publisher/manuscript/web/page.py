"""The elements of a page -> the paragraphs and tables that Word files are read into, too.

Nothing of the markup is handed on: what is kept becomes characters with marks, and the rest is
told. Styles are looked at for what hides, parts and indents words, and for nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from publisher.findings import Kind
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.office.runs import Piece
from publisher.manuscript.office.story import Block, Grid, Para
from publisher.manuscript.office.styles import Meaning
from publisher.manuscript.web import findings as kinds
from publisher.manuscript.web import tables
from publisher.manuscript.web.lists import Counter, typed_label
from publisher.manuscript.web.names import (
    EMBEDDED,
    FURNITURE,
    KEPT,
    SILENT,
    end_of,
    is_block,
    is_comment,
    is_hidden,
    line_of,
    name_of,
    picture_name,
    style_of,
    words_of,
)
from publisher.manuscript.web.ruby import is_ruby, segments
from publisher.manuscript.web.spaces import BREAK, Chunk, collapsed

_MARKS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    "sup": "superscript",
    "sub": "subscript",
}
_STRUCK = frozenset({"s", "del", "strike"})
_LISTS = frozenset({"ol", "ul", "dir"})
_PICTURES = frozenset({"img", "image", "picture"})
_MEANINGS = {
    "blockquote": Meaning.QUOTE,
    "figcaption": Meaning.CAPTION,
    "caption": Meaning.CAPTION,
}
_CLASSES = (
    (re.compile(r"\bMsoTitle"), Meaning.TITLE),
    (re.compile(r"\bMsoSubtitle"), Meaning.SUBTITLE),
    (re.compile(r"\bMsoCaption"), Meaning.CAPTION),
    (re.compile(r"\bMso(?:Intense)?Quote"), Meaning.QUOTE),
)
_CONTENTS = re.compile(r"\bMsoToc\d")
_WORD_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SPACING = re.compile(r"white-space\s*:\s*(pre|break-spaces|normal|nowrap)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*([0-9.]{1,5})\s*(em|pt|px)", re.IGNORECASE)
_EMS = {"em": 1.0, "pt": 1 / 10.5, "px": 1 / 16}
_LINK = re.compile(r"https?://[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_MOST = 0.6  # of the words of a page: who hides them shows them by a script
_LONG = 120


class _Context(NamedTuple):
    """What holds for the characters inside an element."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    heading: int = 0
    meaning: Meaning | None = None
    indent: float = 0.0
    kept: bool = False  # white space, in pre
    quotes: int = 0


@dataclass(slots=True)
class Tally:
    """What is told once for a whole page; `whole` is the length of its words."""

    whole: int = 0
    labels: list[str] = field(default_factory=list)
    contents: int = 0


@dataclass(slots=True)
class Page:
    """The blocks so far, and the paragraph in hand with its number in a list."""

    report: Report
    tally: Tally = field(default_factory=Tally)
    blocks: list[Block] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    label: str = ""
    _lists: list[Counter] = field(default_factory=list)
    _tables: int = 0

    def read(self, node: etree._Element) -> list[Block]:
        """Everything inside an element, which may be a heading itself."""
        name = name_of(node)
        self._block(node, name if re.fullmatch("h[1-6]", name) else "div", _Context())
        return self.blocks

    def _tell(self, kind: Kind, node: etree._Element, **values: str) -> None:
        self.report.tell(kind, line_of(node), **values)

    # ── elements ─────────────────────────────────────────────────────────────────────────────────

    def _walk(self, node: etree._Element, context: _Context) -> None:
        self._say(node.text, context, line_of(node))
        for child in node:
            if not is_comment(child):
                self._element(child, context)
            self._say(child.tail, context, end_of(child))

    def _element(self, node: etree._Element, context: _Context) -> None:
        name = name_of(node)
        if name in SILENT or name == "title":
            return
        if name in EMBEDDED:
            self._embedded(node, name)
        elif name in FURNITURE:
            self._leave_out(kinds.LEFT_OUT, node, element=name)
        elif not self._is_gone(node):
            self._seen(node, name, context)

    def _seen(self, node: etree._Element, name: str, context: _Context) -> None:
        if name in _PICTURES:
            self._picture(node)
            self._walk(node, context)  # libxml2 lets <image> and unknown ones hold words
        elif name == "br":
            self.chunks.append(BREAK)
        elif is_ruby(node):
            for base, reading, line in segments(node):
                piece = self._piece(base or reading, context, line)
                self.chunks.append(Chunk(piece._replace(reading=reading if base else ""), True))
        elif name == "table":
            self._table(node, context)
        elif _CONTENTS.search(node.get("class") or ""):
            self.tally.contents += bool(words_of(node))
        elif is_block(node):
            self._block(node, name, context)
        else:
            self._inline(node, name, context)

    def _inline(self, node: etree._Element, name: str, context: _Context) -> None:
        if _WORD_LABEL.search(style_of(node)) and not collapsed(self.chunks) and not self.label:
            self.label = typed_label(node)
            return
        context = self._spaced(node, name, context)
        if name in _MARKS:
            context = context._replace(marks=context.marks | {_MARKS[name]})
        if name in _STRUCK:
            self._leave_out(kinds.STRUCK, node)
        href = (node.get("href") or "").strip() if name == "a" else ""
        if _LINK.fullmatch(href):
            context = context._replace(href=href)
        if name != "q":
            self._walk(node, context)
            return
        opening, closing = "‘’" if context.quotes % 2 else "“”"
        self.tally.labels.append(opening + closing)
        self._say(opening, context, line_of(node))
        self._walk(node, context._replace(quotes=context.quotes + 1))
        self._say(closing, context, end_of(node))

    def _block(self, node: etree._Element, name: str, context: _Context) -> None:
        self._end(context)
        inner = self._spaced(node, name, self._styled(node, name, context))
        if name in _LISTS:
            self._lists.append(Counter.of(node, name))
        if name == "li" and self._lists:
            self.label = self._lists[-1].label(node)
        self._walk(node, inner)
        self._end(inner)
        if name in _LISTS:
            self._lists.pop()
        if name in _LISTS or name == "li":
            self.label = ""

    def _styled(self, node: etree._Element, name: str, context: _Context) -> _Context:
        indent = _INDENT.search(style_of(node))
        classes = node.get("class") or ""
        meaning = next((each for form, each in _CLASSES if form.search(classes)), None)
        return context._replace(
            heading=int(name[1]) if re.fullmatch("h[1-6]", name) else context.heading,
            meaning=_MEANINGS.get(name) or meaning or context.meaning,
            indent=_number(indent[1]) * _EMS[indent[2].lower()] if indent else 0.0,
        )

    def _spaced(self, node: etree._Element, name: str, context: _Context) -> _Context:
        spacing = _SPACING.search(style_of(node))
        if spacing:
            return context._replace(kept=spacing[1].lower() in ("pre", "break-spaces"))
        return context._replace(kept=context.kept or name in KEPT)

    # ── what is told ─────────────────────────────────────────────────────────────────────────────

    def _is_gone(self, node: etree._Element) -> bool:
        """Whether an element is hidden; most of a page's words are not hidden for good."""
        if not is_hidden(node):
            return False
        words = words_of(node)
        if self.tally.whole and len(words) > _MOST * self.tally.whole:
            self._tell(kinds.UNHIDDEN, node, words=shown(words))
            return False
        self._leave_out(kinds.HIDDEN, node)
        return True

    def _leave_out(self, kind: Kind, node: etree._Element, **values: str) -> None:
        words = words_of(node)
        if words:
            self._tell(kind, node, words=shown(words, _LONG), **values)

    def _embedded(self, node: etree._Element, name: str) -> None:
        source = node.get("src") or node.get("data") or node.get("title") or ""
        words = words_of(node) or source.strip() or "?"
        self._tell(kinds.EMBEDDED, node, element=name, words=shown(words, _LONG))

    def _picture(self, node: etree._Element) -> None:
        name = picture_name(node)
        if name is not None:
            self._tell(kinds.PICTURE, node, name=name)

    # ── characters ───────────────────────────────────────────────────────────────────────────────

    def _piece(self, text: str, context: _Context, line: int) -> Piece:
        return Piece(text, context.marks, context.href, line=line)

    def _say(self, text: str | None, context: _Context, line: int) -> None:
        if not text:
            return
        if not context.kept:
            self.chunks.append(Chunk(self._piece(text, context, line)))
            return
        for number, each in enumerate(text.split("\n")):
            self.chunks += [BREAK] if number else []
            if each:
                self.chunks.append(Chunk(self._piece(each, context, line + number), True))

    def _end(self, context: _Context) -> None:
        """The paragraph in hand is whole."""
        pieces = collapsed(self.chunks)
        self.chunks = []
        if not pieces:
            return
        line = next((each.line for each in pieces if each.line), 0)
        paragraph = Para(line, pieces, context.meaning, context.heading, self.label)
        paragraph.indent = context.indent
        self.blocks.append(paragraph)
        if self.label:
            self.tally.labels.append(self.label)
        self.label = ""

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table(self, node: etree._Element, context: _Context) -> None:
        self._end(context)
        inner = context._replace(heading=0)
        for stray in tables.strays(node):
            if isinstance(stray, tuple):
                self._say(stray[0], inner, stray[1])
            else:
                self._element(stray, inner)
        self._end(inner)
        rows = tables.rows_of(node, self._is_gone)
        cells = None if self._tables else tables.cells_of(rows)
        if cells is None:
            self._flatten(node, [cell for row in rows for cell in row], inner)
            return
        grid = [[self._cell(each) for each in row] for row in cells]
        self.blocks.append(Grid(line_of(node), grid, tables.header_rows(cells)))

    def _flatten(
        self, node: etree._Element, cells: list[etree._Element], context: _Context
    ) -> None:
        words = words_of(node)
        if words and len(cells) > 1:
            self._tell(kinds.TABLE_FLATTENED, node, words=shown(words))
        for cell in cells:
            self._block(cell, "td", context)

    def _cell(self, cell: etree._Element | None) -> list[Para]:
        if cell is None:
            return []
        inner = Page(self.report, self.tally, _tables=self._tables + 1)
        return [each for each in inner.read(cell) if isinstance(each, Para)]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
