"""White space as a page shows it: runs are one space, and none stands at the ends of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.manuscript.characters import HAN
from publisher.manuscript.office.runs import Piece

_WIDE = re.compile(f"[{HAN}，。、；：！？“”‘’（）《》〈〉「」『』【】—…]")
_TOKEN = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_BLANK = " \t\r\n\f"


class Chunk(NamedTuple):
    """Characters as they stand in the file; `kept` says that their white space is shown."""

    piece: Piece
    kept: bool = False


BREAK = Chunk(Piece("\n"), kept=True)


def collapsed(chunks: Sequence[Chunk]) -> list[Piece]:
    """The pieces of a paragraph, each of one line of the file; none where nothing is seen."""
    line = _Line()
    for chunk in chunks:
        if chunk.kept:
            line.keep(chunk.piece)
        else:
            line.take(chunk.piece)
    return line.done()


class _Line:
    """The pieces so far, and the white space in hand: it is written if more follows."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._space: Piece | None = None
        self._newline = False

    def take(self, piece: Piece) -> None:
        """Characters whose white space collapses."""
        number = piece.line
        for found in _TOKEN.finditer(piece.text):
            each = piece._replace(text=found[0], line=number)
            if found[0][0] in _BLANK:
                self._space = self._space or each._replace(text=" ")
                self._newline = self._newline or "\n" in found[0]
                number += found[0].count("\n")
            else:
                self.keep(each)

    def keep(self, piece: Piece) -> None:
        """Characters as they are."""
        above = self.pieces[-1].text if self.pieces else "\n"
        space, self._space = self._space, None
        newline, self._newline = self._newline, False
        if space and above != "\n" and piece.text != "\n":
            # a line end in the file between Han is no space
            if not (newline and _WIDE.match(above[-1]) and _WIDE.match(piece.text)):
                self._add(space)
        self._add(piece)

    def _add(self, piece: Piece) -> None:
        above = self.pieces[-1] if self.pieces else None
        alike = above and above._replace(text="") == piece._replace(text="")
        if above and alike and "\n" not in (above.text, piece.text) and not piece.reading:
            self._run.append(piece.text)
            self.pieces[-1] = above._replace(text=above.text + piece.text)
        else:
            self._run = [piece.text]
            self.pieces.append(piece)

    def done(self) -> list[Piece]:
        """Without line ends at both ends."""
        start, end = 0, len(self.pieces)
        while start < end and self.pieces[start].text == "\n":
            start += 1
        while end > start and self.pieces[end - 1].text == "\n":
            end -= 1
        seen = self.pieces[start:end]
        return seen if any(each.text.strip() or each.reading for each in seen) else []
