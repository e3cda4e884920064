"""What of a page is no text of its article, told with its words."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from publisher.findings import Kind
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.web import findings as kinds
from publisher.manuscript.web.names import is_hidden, line_of, picture_name, words_of

_MOST = 0.6  # of the words of a page: who hides them shows them by a script
_LONG = 120
_LONGEST_ENTRY = 200  # characters of a line in a table of contents


@dataclass(slots=True)
class Telling:
    """What is told at once, and what is told once for a whole page.

    `whole` is the length of the page's words; `title` is the title that its window has.
    """

    report: Report
    whole: int = 0
    title: etree._Element | None = None
    labels: list[str] = field(default_factory=list)
    _contents: int = 0

    def tell(self, kind: Kind, node: etree._Element, **values: str) -> None:
        """One more finding."""
        self.report.tell(kind, line_of(node), **values)

    def finish(self) -> None:
        """The page has been read."""
        if self._contents:
            self.report.tell(kinds.CONTENTS, count=self._contents)
        if self.labels:
            self.report.tell(kinds.NUMBERED, count=len(self.labels), first=self.labels[0])

    def is_hidden(self, node: etree._Element) -> bool:
        """Whether an element is hidden for good; most of a page's words are not."""
        return is_hidden(node) and not self._is_most(words_of(node))

    def is_gone(self, node: etree._Element) -> bool:
        """Whether an element is hidden for good; it is told, and so is one that is not."""
        if not is_hidden(node):
            return False
        words = words_of(node)
        if self._is_most(words):
            self.tell(kinds.UNHIDDEN, node, words=shown(words))
            return False
        self.leave_out(kinds.HIDDEN, node)
        return True

    def _is_most(self, words: str) -> bool:
        return bool(self.whole) and len(words) > _MOST * self.whole

    def leave_out(self, kind: Kind, node: etree._Element, **values: str) -> None:
        """The words of an element, if it has any."""
        words = words_of(node)
        if words:
            self.tell(kind, node, words=shown(words, _LONG), **values)

    def is_entry(self, node: etree._Element) -> bool:
        """Whether an element that says so is a line of a table of contents, which is counted."""
        words = words_of(node)
        if len(words) > _LONGEST_ENTRY:
            return False
        self._contents += bool(words)
        return True

    def embedded(self, node: etree._Element, name: str) -> None:
        """Something that is no text, with its words or its address."""
        source = node.get("src") or node.get("data") or node.get("title") or ""
        words = words_of(node) or source.strip() or "?"
        self.tell(kinds.EMBEDDED, node, element=name, words=shown(words, _LONG))

    def picture(self, node: etree._Element) -> None:
        """A picture, which is not fetched."""
        name = picture_name(node)
        if name is not None:
            self.tell(kinds.PICTURE, node, name=name)
