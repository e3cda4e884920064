"""The text that a page shows, line by line, to be laid over its picture: selected and searched."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_GAP = 1.4  # ems between two characters that still stand in one line
_SAME = 0.55  # of a character's height that two in one line share
_MOST = 20_000  # characters of a page


class Line(NamedTuple):
    """A run of text: points from the trimmed page's top left."""

    text: str
    x: float
    y: float
    width: float
    height: float


class _Glyph(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float


def lines(page: pdfium.PdfPage) -> list[Line]:
    """The runs of a page in the order of its text. Called on the one thread that PDFium has.

    A line that runs down is given character by character.
    """
    trim = page.get_trimbox()
    textpage = page.get_textpage()
    runs: list[list[_Glyph]] = []
    for glyph in _glyphs(textpage, trim[0], trim[3]):
        if runs and _goes_on(runs[-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    textpage.close()
    return [line for run in runs if (line := _line(run)).text.strip()]


def _glyphs(textpage: pdfium.PdfTextPage, left: float, top: float) -> Iterator[_Glyph]:
    box = pdfium_c.FS_RECTF()
    for number in range(min(textpage.count_chars(), _MOST)):
        code = pdfium_c.FPDFText_GetUnicode(textpage, number)
        if code < 32 or code >= 0x110000 or 0xD800 <= code < 0xE000:
            continue
        if pdfium_c.FPDFText_GetLooseCharBox(textpage, number, ctypes.byref(box)):
            yield _Glyph(
                chr(code), box.left - left, top - box.top, box.right - left, top - box.bottom
            )


def _goes_on(run: list[_Glyph], glyph: _Glyph) -> bool:
    last = run[-1]
    tall = max(last.bottom - last.top, 0.1)
    shared = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    ahead = glyph.left - last.right
    return shared > _SAME * tall and -0.5 * tall < ahead < _GAP * tall


def _line(run: list[_Glyph]) -> Line:
    left, top = min(each.left for each in run), min(each.top for each in run)
    right, bottom = max(each.right for each in run), max(each.bottom for each in run)
    text = "".join(each.text for each in run)
    return Line(text, *(round(n, 2) for n in (left, top, right - left, bottom - top)))
