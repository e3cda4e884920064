"""Words as outlines: what stands outside the page asks no font of the file."""

from __future__ import annotations

from typing import Any

from fontTools.pens.basePen import BasePen

from publisher.typefaces import Face


class Letters:
    """Letters of a face as paths of a PDF, one em being `size` points."""

    def __init__(self, face: Face, size: float = 6.0) -> None:
        """The file is read when the first letter is asked for."""
        self._face, self.size = face, size
        self._font: Any = None
        self._paths: dict[str, tuple[bytes, float]] = {}

    def path(self, character: str) -> tuple[bytes, float]:
        """The outline of a character from its origin, and how far the next one is, in points.

        A character that the face lacks is a blank.
        """
        if character not in self._paths:
            self._paths[character] = self._drawn(character)
        return self._paths[character]

    def _drawn(self, character: str) -> tuple[bytes, float]:
        # HarfBuzz draws one glyph where fontTools would read and name all
        import uharfbuzz as hb

        if self._font is None:
            file = hb.Blob.from_file_path(str(self._face.file))
            self._font = hb.Font(hb.Face(file, self._face.index))
        scale = self.size / self._font.face.upem
        glyph = self._font.get_nominal_glyph(ord(character))
        if glyph is None:
            return b"", self.size
        pen = _Pen(None, scale)
        self._font.draw_glyph_with_pen(glyph, pen)
        return b"\n".join(pen.operators), self._font.get_glyph_h_advance(glyph) * scale

    def line(self, words: str) -> tuple[bytes, float]:
        """Words on one line from the origin, and their length in points."""
        drawn, x = [], 0.0
        for character in words:
            outline, width = self.path(character)
            if outline:
                drawn.append(b"q 1 0 0 1 %.3f 0 cm\n%s\nf Q" % (x, outline))
            x += width
        return b"\n".join(drawn), x


def wrapped(letters: Letters, words: str, room: float) -> list[str]:
    """Words as lines no longer than so many points; Latin words are broken at blanks only."""
    rows, row, width = list[str](), "", 0.0
    for letter in words:
        wide = letters.path(letter)[1]
        if width + wide > room and row:
            is_word = letter.isascii() and row[-1].isascii() and not letter.isspace()
            kept, blank, rest = row.rpartition(" ") if is_word else ("", "", "")
            rows.append(kept if blank else row)
            row = rest if blank else ""
            width = sum(letters.path(each)[1] for each in row)
        row += letter
        width += wide
    return [*rows, row]


class _Pen(BasePen):  # type: ignore[misc]  # untyped base
    """Writes the operators of a path (ISO 32000-1, 8.5.2)."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self._scale = scale
        self.operators: list[bytes] = []
        self._start = b""

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = [f"{part * self._scale:.3f}" for point in points for part in point]
        self.operators.append(" ".join((*numbers, operator)).encode())

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802  # fontTools' names
        self._write("m", pt)
        self._start = self.operators[-1][:-2]

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._write("l", pt)

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._write("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        if self.operators[-1] == self._start + b" l":
            self.operators.pop()  # to close is to draw this line
        self._write("h")
