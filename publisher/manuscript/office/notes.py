"""Foot-notes, endnotes and comments, which stand in parts of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from publisher.manuscript.office.names import attribute, children, descendants, name
from publisher.manuscript.office.report import shown

_WORDS = 20  # characters of the text that a comment is shown with
_NOTES = frozenset({"w:footnote", "w:endnote"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Note(NamedTuple):
    """A note that the text marks: its label, where it is marked first, and its content."""

    label: str
    family: str
    paragraph: int
    node: etree._Element


@dataclass(slots=True)
class Notes:
    """The notes in the order of their marks, foot-notes and endnotes counted as one."""

    open_part: Callable[[str], etree._Element | None]
    marked: list[Note] = field(default_factory=list)
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)
    _nodes: dict[str, dict[str, etree._Element]] = field(default_factory=dict)

    def label(self, family: str, identity: str, paragraph: int) -> str:
        """The label of a note that is marked here; empty where the file does not hold it."""
        if family not in self._nodes:
            root = self.open_part(family)
            self._nodes[family] = {
                attribute(each, "w:id") or "": each
                for each in (() if root is None else children(root))
                if name(each) in _NOTES and attribute(each, "w:type") not in _SEPARATORS
            }
        node = self._nodes[family].get(identity)
        if node is None:
            return ""
        label = self._labels.setdefault((family, identity), str(len(self._labels) + 1))
        if int(label) > len(self.marked):
            self.marked.append(Note(label, family, paragraph, node))
        return label


class Comment(NamedTuple):
    """Who asks what, and about which words."""

    author: str
    words: str
    text: str


@dataclass(slots=True)
class Comments:
    """The comments of a file; between begin and end they hear the words that they are about."""

    nodes: dict[str, etree._Element] = field(default_factory=dict)
    _open: dict[str, str] = field(default_factory=dict)
    _heard: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Comments:
        """The comments of a part."""
        found = () if root is None else children(root)
        return cls(
            {attribute(each, "w:id") or "": each for each in found if name(each) == "w:comment"}
        )

    def begin(self, identity: str) -> None:
        """The words of a comment begin."""
        if identity in self.nodes:
            self._open[identity] = ""

    def hear(self, text: str) -> None:
        """Characters of the text; a comment that has heard enough hears no more."""
        for identity in list(self._open):
            self._open[identity] += text[: _WORDS + 1]
            if len(self._open[identity]) > _WORDS:
                self.end(identity)

    def end(self, identity: str) -> None:
        """The words of a comment end."""
        if identity in self._open:
            self._heard[identity] = self._open.pop(identity)

    def take(self, identity: str) -> Comment | None:
        """A comment that is marked here, once."""
        node = self.nodes.pop(identity, None)
        self.end(identity)
        return None if node is None else self._of(identity, node)

    def left(self) -> Iterator[Comment]:
        """The comments that nothing in the text marks."""
        while self.nodes:
            identity = next(iter(self.nodes))
            yield self._of(identity, self.nodes.pop(identity))

    def _of(self, identity: str, node: etree._Element) -> Comment:
        text = " ".join(
            "".join(each.text or "" for each in descendants(paragraph, "w:t"))
            for paragraph in descendants(node, "w:p")
        )
        author = shown(attribute(node, "w:author") or "?")
        return Comment(author, shown(self._heard.pop(identity, ""), _WORDS), shown(text, 200))
