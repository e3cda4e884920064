"""The characters of a page where they are drawn, as PDFium finds them in the finished PDF.

The setter writes the place of every glyph to a thousandth of an em (engine.painting), so what is
read here is what was set, and no guess. Points from the top left of the trimmed page; a vertical
page is read as it lay while it was set: its lines run from left to right.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from publisher.document.pages import Rectangle

MOST = 60_000  # characters of a page that are looked at
_HYPHEN = 2  # what PDFium calls a hyphen that nobody wrote


class Glyph(NamedTuple):
    """A drawn character: its pen and baseline, the right end of its advance, its size."""

    text: str
    x: float
    y: float
    right: float
    size: float


def glyphs(page: pdfium.PdfPage, vertical: bool = False) -> tuple[Glyph, ...]:
    """The characters of a page in the order in which they are drawn, spaces left out."""
    text = page.get_textpage()
    try:
        return tuple(_glyphs(text.raw, text.count_chars(), page.get_trimbox(), vertical))
    finally:
        text.close()


def _glyphs(text: Any, count: int, trim: tuple[float, ...], vertical: bool) -> Iterator[Glyph]:
    left, _bottom, right, top = trim
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    for number in range(min(count, MOST)):
        code = raw.FPDFText_GetUnicode(text, number)
        if code <= 0 or chr(code).isspace() or raw.FPDFText_IsGenerated(text, number) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, number, x, y)
        raw.FPDFText_GetLooseCharBox(text, number, box)
        size = raw.FPDFText_GetFontSize(text, number)
        if raw.FPDFText_GetMatrix(text, number, matrix):
            size *= max(abs(matrix.d), abs(matrix.b)) or 1.0
        letter = "-" if code == _HYPHEN else chr(code)
        if vertical:
            yield Glyph(letter, top - y.value, right - x.value, top - box.bottom, size)
        else:
            yield Glyph(letter, x.value - left, top - y.value, box.right - left, size)


def turned(box: Rectangle, width: float) -> Rectangle:
    """A box of a vertical page that was read lying, on the page as it is seen, so wide."""
    return Rectangle(width - box.y - box.height, box.x, box.height, box.width)


def lying(box: Rectangle, width: float) -> Rectangle:
    """The other way round."""
    return Rectangle(box.y, width - box.x - box.width, box.height, box.width)
