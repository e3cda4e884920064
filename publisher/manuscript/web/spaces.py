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
        self._run: list[str] = []  # characters of the last piece, which may grow
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
        above = self._run[-1] if self._run else "\n"
        # a line end in the file between Han is no space
        no_space = self._newline and _WIDE.match(above[-1]) and _WIDE.match(piece.text)
        if self._space and above != "\n" and piece.text != "\n" and not no_space:
            self._add(self._space)
        self._space, self._newline = None, False
        self._add(piece)

    def _add(self, piece: Piece) -> None:
        above = self.pieces[-1] if self.pieces else None
        apart = piece.text == "\n" or piece.reading or self._run[-1:] == ["\n"]
        if above is None or apart or above != piece._replace(text=above.text):
            self._settle()
            self.pieces.append(piece)
        self._run.append(piece.text)

    def _settle(self) -> None:
        if self._run:
            self.pieces[-1] = self.pieces[-1]._replace(text="".join(self._run))
            self._run = []

    def done(self) -> list[Piece]:
        """Without line ends at both ends."""
        self._settle()
        start, end = 0, len(self.pieces)
        while start < end and self.pieces[start].text == "\n":
            start += 1
        while end > start and self.pieces[end - 1].text == "\n":
            end -= 1
        seen = self.pieces[start:end]
        return seen if any(each.text.strip() or each.reading for each in seen) else []
