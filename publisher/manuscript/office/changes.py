"""Tracked changes of a paragraph, which are accepted and told."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from publisher.manuscript.office import findings as kinds
from publisher.manuscript.office.names import attribute, children, first, name
from publisher.manuscript.office.report import Report, shown

PARAGRAPH = "¶"  # the end of a paragraph, as Word shows it
_KEPT = 200


@dataclass(slots=True)
class _Change:
    author: str
    old: str
    new: str


@dataclass(slots=True)
class Changes:
    """The changes of one paragraph; those of one author that touch are one."""

    _found: list[_Change] = field(default_factory=list)
    _touching: bool = False

    def part(self) -> None:
        """Words that nobody changed stand here."""
        self._touching = False

    def add(self, author: str, old: str = "", new: str = "") -> None:
        """Words that were taken out or put in."""
        last = self._found[-1] if self._found and self._touching else None
        if last is None or last.author != author or (old and last.new and last.old):
            self._found.append(_Change(author, old[:_KEPT], new[:_KEPT]))
        else:
            last.old += old[: max(0, _KEPT - len(last.old))]
            last.new += new[: max(0, _KEPT - len(last.new))]
        self._touching = True

    def add_end(self, paragraph: etree._Element) -> None:
        """The end of a paragraph, if it was put in or taken out."""
        properties = first(paragraph, "w:pPr")
        mark = None if properties is None else first(properties, "w:rPr")
        for each in () if mark is None else children(mark):
            if name(each) in ("w:ins", "w:moveTo"):
                self.add(author_of(each), new=PARAGRAPH)
            elif name(each) in ("w:del", "w:moveFrom"):
                self.add(author_of(each), old=PARAGRAPH)

    def tell(self, report: Report, paragraph: int) -> None:
        """A finding for each, and begin anew."""
        for each in self._found:
            old, new = shown(each.old), shown(each.new)
            report.tell(kinds.CHANGED, paragraph, author=each.author, old=old, new=new)
        self._found, self._touching = [], False


def author_of(node: etree._Element) -> str:
    """Who made a change."""
    return shown(attribute(node, "w:author") or "?")
