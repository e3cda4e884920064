"""The paragraph in hand: its characters so far, and its number in a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from publisher.manuscript.office.runs import Piece
from publisher.manuscript.office.story import Para
from publisher.manuscript.web.context import Context
from publisher.manuscript.web.lists import typed_label
from publisher.manuscript.web.names import line_of
from publisher.manuscript.web.ruby import segments
from publisher.manuscript.web.spaces import BREAK, Chunk, collapsed


@dataclass(slots=True)
class InHand:
    """`begun` says that something of it is seen; `typed` is a number that the page holds."""

    label: str = ""
    begun: bool = False
    _typed: Piece | None = None
    _chunks: list[Chunk] = field(default_factory=list)

    def say(self, text: str | None, context: Context, line: int) -> None:
        """More characters."""
        if not text:
            return
        self.begun = self.begun or bool(text.strip())
        if not context.kept:
            self._chunks.append(Chunk(_piece(text, context, line)))
            return
        for number, each in enumerate(text.split("\n")):
            self._chunks += [BREAK] if number else []
            if each:
                self._chunks.append(Chunk(_piece(each, context, line + number), True))

    def end_line(self) -> None:
        """The next characters stand on a new line."""
        self._chunks.append(BREAK)

    def ruby(self, node: etree._Element, context: Context) -> None:
        """Characters with their readings; a reading of nothing stands by itself."""
        for base, reading, line in segments(node):
            piece = _piece(base or reading, context, line)
            self._chunks.append(Chunk(piece._replace(reading=reading if base else ""), True))
            self.begun = True

    def count(self, node: etree._Element) -> None:
        """A number that Word wrote out."""
        self.label = typed_label(node)
        self._typed = Piece(self.label, line=line_of(node)) if self.label else None

    def end(self, context: Context) -> Para | None:
        """The paragraph is whole; None where nothing of it is seen, and its number waits."""
        pieces = collapsed(self._chunks)
        if not pieces and self._typed:
            pieces, self.label = [self._typed], ""
        self._chunks, self._typed, self.begun = [], None, False
        if not pieces:
            return None
        line = next((each.line for each in pieces if each.line), 0)
        paragraph = Para(line, pieces, context.meaning, context.heading, self.label)
        paragraph.indent = context.indent
        self.label = ""
        return paragraph


def _piece(text: str, context: Context, line: int) -> Piece:
    return Piece(text, context.marks, context.href, line=line)
