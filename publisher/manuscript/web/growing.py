"""The tree of a page as it grows: elements with their lines, and no more of them than is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.web import findings as kinds
from publisher.manuscript.web.names import END, LINE, line_of

DEPTH = 200  # elements inside each other; a page of news has thirty
_READ = frozenset(
    "alt class colspan data data-src face hidden href reversed role rowspan src start style title "
    "type value".split()
)
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe"})
# a tree of XML takes no others; HTML takes nearly all
_LONGEST = 4096  # characters of a style, or of the classes, of one element
_BROKEN = frozenset("\"'<")  # in the name of an attribute: a quotation mark is missing
_CDATA = "[CDATA["
_NO_NAME = re.compile(r"[^a-z0-9]", re.IGNORECASE)
_NO_TEXT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Growing:
    """What a parser tells of a page; `line` is the line that it is given, `at_end` the last."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.root: etree._Element | None = None
        self.line = 1
        self.at_end = False
        self._builder: Any = etree.TreeBuilder()  # its stubs give no elements
        self._open: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Raises Unusable where too many are open."""
        if len(self._open) >= DEPTH:
            problem = f"> {DEPTH} <…<…<…"
            raise Unusable(kinds.TOO_DEEP.at(Place(self.report.file, self.line), problem=problem))
        kept = {each: _clean(attributes[each] or "") for each in attributes if each in _READ}
        kept |= {each: kept[each][:_LONGEST] for each in ("class", "style") if each in kept}
        self._quoted(tag, attributes)
        self._open.append(
            _NO_NAME.sub("-", f"x{tag}")[1:] if tag[:1].isalpha() else f"x-{len(tag)}"
        )
        node = self._builder.start(self._open[-1], {**kept, LINE: str(self.line)})
        self.root = node if self.root is None else self.root

    def end(self, tag: str) -> None:
        """The innermost element ends."""
        node = self._builder.end(self._open.pop())
        node.set(END, str(self.line))
        if self.at_end and node.tag in _RAW and (node.text or "").strip():
            self._swallowed(str(node.tag), node.text or "", line_of(node))

    def data(self, text: str) -> None:
        """Characters."""
        if self._open:
            self._builder.data(_clean(text))

    def comment(self, text: str) -> None:
        """A comment, of which nothing but its place is kept; what XML calls data is none."""
        if text.startswith(_CDATA):
            self.data(text.removeprefix(_CDATA).removesuffix("]]"))
            return
        if self._open:
            self._builder.comment(str(self.line))
        if self.at_end and text.strip():
            self._swallowed("!--", text, self.line)

    def pi(self, target: str, data: str | None = None) -> None:
        """An instruction to another program."""
        if self._open:
            self._builder.comment(str(self.line))

    def close(self) -> etree._Element | None:
        """The root of the page."""
        return self.root

    def _quoted(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A value without its second quotation mark goes on to the first of the next one."""
        values = [each or "" for each in attributes.values()]
        if any(">" in each for each in values) and any(_BROKEN & {*each} for each in attributes):
            words = " ".join(each for each in values if ">" in each)
            self._swallowed(tag, words, self.line)

    def _swallowed(self, element: str, words: str, line: int) -> None:
        """An element without an end, of raw text, goes on to the end of the page."""
        self.report.tell(kinds.UNCLOSED, line, element=element, words=shown(words))


def _clean(text: str) -> str:
    return _NO_TEXT.sub("\ufffd", text)
