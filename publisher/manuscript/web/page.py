"""The elements of a page -> the paragraphs and tables that Word files are read into, too.

Nothing of the markup is handed on: what is kept becomes characters with marks, and the rest is
told. Styles are looked at for what hides and indents words, and for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from lxml import etree

from publisher.findings import Kind
from publisher.manuscript.characters import HAN
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.office.runs import Piece
from publisher.manuscript.office.story import COLUMNS, Block, Grid, Para
from publisher.manuscript.office.styles import Meaning
from publisher.manuscript.web import findings as kinds
from publisher.manuscript.web.lists import Counter

_BLOCKS = frozenset(
    "address article aside body center dd details dialog dir div dl dt fieldset figcaption figure "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre section summary ul blockquote "
    "table caption thead tbody tfoot tr td th html".split()
)
_SILENT = frozenset("head script style template title meta link base noframes".split())
_FURNITURE = frozenset("nav footer menu noscript button select textarea input form".split())
_EMBEDDED = frozenset(
    "iframe object embed applet svg canvas video audio map frame frameset".split()
)
_MARKS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    "sup": "superscript",
    "sub": "subscript",
}
_STRUCK = frozenset({"s", "del", "strike"})
_MEANINGS = {
    "blockquote": Meaning.QUOTE,
    "figcaption": Meaning.CAPTION,
    "caption": Meaning.CAPTION,
}
_CLASSES = (
    (re.compile(r"\bMsoTitle\b"), Meaning.TITLE),
    (re.compile(r"\bMsoSubtitle\b"), Meaning.SUBTITLE),
    (re.compile(r"\bMsoCaption\b"), Meaning.CAPTION),
    (re.compile(r"\bMso(?:Intense)?Quote\b"), Meaning.QUOTE),
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*([0-9.]{1,5})\s*(em|pt|px)", re.IGNORECASE)
_EMS = {"em": 1.0, "pt": 1 / 10.5, "px": 1 / 16}
_LINK = re.compile(r"https?://[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_WIDE = f"{HAN}，。、；：！？“”‘’（）《》…—"
# a line end in the source between Han is no space
_JOINED = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TRIMMED = " \t\r\n\f"


class _Context(NamedTuple):
    """What holds for the characters inside an element."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    heading: int = 0
    meaning: Meaning | None = None
    indent: float = 0.0
    kept: bool = False  # white space, in pre
    inside: bool = False  # the article: its header and footer are its own


@dataclass(slots=True)
class Page:
    """The blocks so far, and the paragraph in hand with its line and number in a list."""

    report: Report
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    line: int = 0
    label: str = ""
    _lists: list[Counter] = field(default_factory=list)
    _tables: int = 0

    def read(self, node: etree._Element, inside: bool = False) -> list[Block]:
        """Everything inside an element."""
        context = _Context(inside=inside)
        self._walk(node, context)
        self._end(context)
        return self.blocks

    def _tell(self, kind: Kind, node: etree._Element, **values: str) -> None:
        self.report.tell(kind, line_of(node), **values)

    # ── elements ─────────────────────────────────────────────────────────────────────────────────

    def _walk(self, node: etree._Element, context: _Context) -> None:
        self._say(node.text, context, line_of(node))
        for child in node.iterchildren("*"):
            self._element(child, context)
            self._say(child.tail, context, self.line or line_of(child))

    def _element(self, node: etree._Element, context: _Context) -> None:
        name = _name(node)
        if name in _SILENT:
            return
        if name in _EMBEDDED:
            self._tell(kinds.EMBEDDED, node, element=name)
        elif name in _FURNITURE or (name in ("header", "footer") and not context.inside):
            self._leave_out(kinds.LEFT_OUT, node, element=name)
        elif node.get("hidden") is not None or _HIDDEN.search(node.get("style") or ""):
            self._leave_out(kinds.HIDDEN, node)
        elif name in ("img", "picture"):
            self._picture(node)
        elif name in ("br", "wbr"):
            self._say_plainly("\n" if name == "br" else "", context)
        elif name == "ruby":
            self._ruby(node, context)
        elif name == "table":
            self._end(context)
            self._table(node, context)
        elif name in _BLOCKS:
            self._end(context)
            self._block(node, name, context)
        else:
            self._inline(node, name, context)

    def _inline(self, node: etree._Element, name: str, context: _Context) -> None:
        if name in _MARKS:
            context = context._replace(marks=context.marks | {_MARKS[name]})
        if name in _STRUCK:
            self._leave_out(kinds.STRUCK, node)
        href = (node.get("href") or "").strip() if name == "a" else ""
        if _LINK.fullmatch(href):
            context = context._replace(href=href)
        self._walk(node, context)

    def _block(self, node: etree._Element, name: str, context: _Context) -> None:
        style = node.get("style") or ""
        indent = _INDENT.search(style)
        classes = node.get("class") or ""
        meaning = next((each for form, each in _CLASSES if form.search(classes)), None)
        inner = context._replace(
            heading=int(name[1]) if re.fullmatch("h[1-6]", name) else context.heading,
            meaning=_MEANINGS.get(name) or meaning or context.meaning,
            indent=float(_number(indent[1])) * _EMS[indent[2].lower()] if indent else 0.0,
            kept=context.kept or name == "pre",
            inside=context.inside or name in ("article", "main"),
        )
        if name in ("ol", "ul", "dir"):
            self._lists.append(Counter.of(node, name))
        if name == "li" and self._lists:
            self.label = self._lists[-1].label(node)
        self._walk(node, inner)
        self._end(inner)
        if name in ("ol", "ul", "dir"):
            self._lists.pop()

    def _leave_out(self, kind: Kind, node: etree._Element, **values: str) -> None:
        words = _words(node)
        if words:
            self._tell(kind, node, words=shown(words), **values)

    def _picture(self, node: etree._Element) -> None:
        image = node if _name(node) == "img" else next(node.iter("img"), None)
        if image is None:
            return
        source = (image.get("src") or image.get("data-src") or "").strip()
        file = "" if source.startswith("data:") else source.rpartition("/")[2]
        named = [shown(each) for each in (image.get("alt") or "", file) if each.strip()]
        self._tell(kinds.PICTURE, node, name=" · ".join(named) or "?")

    def _ruby(self, node: etree._Element, context: _Context) -> None:
        base = node.text or ""
        for child in node.iterchildren("*"):
            name = _name(child)
            if name in ("rt", "rtc"):
                self._say_plainly(_SPACE.sub("", base), context, _words(child))
                base = ""
            elif name != "rp":
                base += _words(child)
            base += child.tail or ""
        self._say(base, context, line_of(node))

    # ── characters ───────────────────────────────────────────────────────────────────────────────

    def _say(self, text: str | None, context: _Context, line: int) -> None:
        if not text:
            return
        if not self.line and text.strip(_TRIMMED):
            head = text[: len(text) - len(text.lstrip(_TRIMMED))]
            self.line = line + head.count("\n")
        if context.kept:
            for number, each in enumerate(re.split("\r\n|\r|\n", text)):
                if number:
                    self._say_plainly("\n", context)
                self._say_plainly(each, context)
            return
        self._say_plainly(_SPACE.sub(" ", _JOINED.sub("", text)), context)

    def _say_plainly(self, text: str, context: _Context, reading: str = "") -> None:
        if text:
            self.pieces.append(Piece(text, context.marks, context.href, reading))

    def _end(self, context: _Context) -> None:
        """The paragraph in hand is whole."""
        pieces = _bare(self.pieces)
        if pieces:
            paragraph = Para(self.line, pieces, context.meaning, context.heading, self.label)
            paragraph.indent = context.indent
            self.blocks.append(paragraph)
            self.label = ""
        self.pieces, self.line = [], 0

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table(self, node: etree._Element, context: _Context) -> None:
        for caption in node.iterchildren("caption"):
            self._element(caption, context)
        rows = list(_rows(node))
        cells = [list(row.iterchildren("td", "th")) for row in rows]
        width = max((sum(_span(each) for each in row) for row in cells), default=0)
        if self._tables or width > COLUMNS or width < 2 or len(rows) < 2:
            for cell in (each for row in cells for each in row):
                self._walk(cell, context._replace(heading=0))
                self._end(context)
            return
        self._tables += 1
        grid = [[part for cell in row for part in self._cell(cell)] for row in cells]
        self._tables -= 1
        for row in grid:
            row += [[] for _ in range(width - len(row))]
        header = 0
        while header < len(cells) and cells[header] and all(_is_header(c) for c in cells[header]):
            header += 1
        self.blocks.append(Grid(line_of(node), grid, min(header, len(cells) - 1)))

    def _cell(self, cell: etree._Element) -> Iterator[list[Para]]:
        inner = Page(self.report, _tables=self._tables)
        found = inner.read(cell, inside=True)
        yield [each for each in found if isinstance(each, Para)]
        yield from ([] for _ in range(_span(cell) - 1))


def line_of(node: etree._Element) -> int:
    """The line of the file in which an element begins; 0 where it is not known."""
    return cast(int | None, node.sourceline) or 0


def _rows(node: etree._Element) -> Iterator[etree._Element]:
    for child in node.iterchildren("tr", "thead", "tbody", "tfoot"):
        if _name(child) == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _is_header(cell: etree._Element) -> bool:
    above = cell.getparent()
    outer = above.getparent() if above is not None else None
    return _name(cell) == "th" or (outer is not None and _name(outer) == "thead")


def _span(cell: etree._Element) -> int:
    return max(1, min(COLUMNS, int(_number(cell.get("colspan") or "1"))))


def _number(text: str) -> float:
    try:
        return float(text) if len(text) < 8 else 0.0
    except ValueError:
        return 0.0


def _name(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _words(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def _bare(pieces: list[Piece]) -> list[Piece]:
    """Without white space at both ends; nothing where nothing is seen."""
    if not any(each.text.strip() for each in pieces):
        return []
    while not pieces[0].text.strip(_TRIMMED):
        pieces = pieces[1:]
    while not pieces[-1].text.strip(_TRIMMED):
        pieces = pieces[:-1]
    first = pieces[0]._replace(text=pieces[0].text.lstrip(_TRIMMED))
    pieces = [first, *pieces[1:]]
    return [*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip(_TRIMMED))]
