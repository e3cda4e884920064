"""Letters of a cover: one face at any size, and others for the characters that it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

from publisher.typefaces import Face, Library, coverage

Colour = tuple[int, int, int]
_MOST = 200  # characters of a line: no cover is wider, and Pillow makes a picture of them all


class Letters:
    """Measures and draws lines of text in pixels. Where no face has a character, it is left out."""

    def __init__(self, first: Face, others: Sequence[Face]) -> None:
        there = (face for face in others if face != first and face.file.is_file())
        self._faces = (first, *there)

    def length(self, text: str, size: float) -> float:
        """The advance width of a line."""
        return sum(_font(f.file, f.index, size).getlength(run) for f, run in self._runs(text))

    def draw(
        self,
        draw: ImageDraw.ImageDraw,
        place: tuple[float, float],
        text: str,
        size: float,
        colour: Colour,
    ) -> None:
        """A line with its upper left corner at the place, as far as a cover reaches."""
        x, y = place
        # all faces of a line stand on the first one's base line
        base = y + _font(self._faces[0].file, self._faces[0].index, size).getmetrics()[0]
        for face, run in self._runs(text[:_MOST]):
            font = _font(face.file, face.index, size)
            draw.text((x, base), run, colour, font, anchor="ls")
            x += font.getlength(run)

    def _runs(self, text: str) -> Iterator[tuple[Face, str]]:
        for face, run in groupby(text, self._face):
            if face is not None:
                yield face, "".join(run)

    def _face(self, character: str) -> Face | None:
        if character in " 　":
            return self._faces[0]
        return next((face for face in self._faces if ord(character) in coverage(face)), None)


def letters(library: Library, role: str, weight: int) -> Letters:
    """The face of a role, then all the others of the library and those of the system."""
    return Letters(library.face(role, weight), (*library.faces, *library.fallbacks))


@lru_cache(maxsize=64)
def _font(file: Path, index: int, size: float) -> ImageFont.FreeTypeFont:
    # Basic layout: Raqm takes a part of itself from the system, and pictures would differ
    engine = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(file), size, index=index, layout_engine=engine)
