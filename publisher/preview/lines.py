"""The text that a page shows, line by line, to be laid over its picture: selected and searched."""

from __future__ import annotations

import ctypes
from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_GAP = 1.4  # ems between two characters that still stand in one line
_SAME = 0.55  # of a character's height that two in one line share
_BELOW = 0.35  # of a character's height: the gap to the next one of a column
_MOST = 20_000  # characters of a page


class Line(NamedTuple):
    """A run of text: points from the trimmed page's top left.

    `furniture` is a folio or a running head: it is no part of the text it stands beside.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    furniture: bool = False


class _Glyph(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float
    furniture: bool


def lines(page: pdfium.PdfPage) -> list[Line]:
    """The runs of a page in the order of its text. Called on the one thread that PDFium has.

    A column of vertical text is one run, taller than it is wide.
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
    found = [line for run in runs if (line := _line(run)).text.strip()]
    return in_columns(found)


def _glyphs(textpage: pdfium.PdfTextPage, left: float, top: float) -> Iterator[_Glyph]:
    box = pdfium_c.FS_RECTF()
    for number in range(min(textpage.count_chars(), _MOST)):
        code = pdfium_c.FPDFText_GetUnicode(textpage, number)
        if code < 32 or code >= 0x110000 or 0xD800 <= code < 0xE000:
            continue
        if pdfium_c.FPDFText_GetLooseCharBox(textpage, number, ctypes.byref(box)):
            yield _Glyph(
                chr(code),
                box.left - left,
                top - box.top,
                box.right - left,
                top - box.bottom,
                _is_artifact(textpage, number),
            )


def _is_artifact(textpage: pdfium.PdfTextPage, number: int) -> bool:
    """Whether a character's innermost mark says so (ISO 32000-2, 14.8.2.2)."""
    drawn = pdfium_c.FPDFText_GetTextObject(textpage, number)
    count = pdfium_c.FPDFPageObj_CountMarks(drawn) if drawn else 0
    if count < 1:
        return False
    name, size = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    mark = pdfium_c.FPDFPageObj_GetMark(drawn, count - 1)
    pdfium_c.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), ctypes.byref(size))
    return bytes(name)[: max(size.value - 2, 0)].decode("utf-16-le", "replace") == "Artifact"


def _goes_on(run: list[_Glyph], glyph: _Glyph) -> bool:
    last = run[-1]
    tall = max(last.bottom - last.top, 0.1)
    shared = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    ahead = glyph.left - last.right
    if glyph.furniture != last.furniture:
        return False
    return shared > _SAME * tall and -0.5 * tall < ahead < _GAP * tall


def in_columns(found: list[Line]) -> list[Line]:
    """The runs of a page in the order in which they are read, where its text runs down.

    PDFium gives such a page character by character, in an order of its own. It is read tier by
    tier, each from the right. Another page stays as it is.
    """
    columns = list(_columns(line for line in found if len(line.text.strip()) == 1))
    if 2 * sum(len(each.text) for each in columns if is_column(each)) < len(found):
        return found
    every = [*columns, *(line for line in found if len(line.text.strip()) > 1)]
    tiers: list[tuple[float, float]] = []  # how far from the head they reach
    for top, bottom in sorted((each.y, each.y + each.height) for each in every if is_column(each)):
        if tiers and top < tiers[-1][1] - _SAME * (bottom - top):
            tiers[-1] = tiers[-1][0], max(tiers[-1][1], bottom)
        else:
            tiers.append((top, bottom))
    tops = [top for top, _ in tiers]
    return sorted(every, key=lambda line: (bisect(tops, line.y + line.height / 2), -line.x, line.y))


def _columns(found: Iterable[Line]) -> Iterator[Line]:
    """Characters that stand below one another, put together."""
    column: list[Line] = []
    for line in sorted(found, key=lambda line: (round(line.x + line.width / 2), line.y)):
        if column and not _goes_down(column[-1], line):
            yield _joined(column)
            column = []
        column.append(line)
    if column:
        yield _joined(column)


def _goes_down(above: Line, line: Line) -> bool:
    apart = abs(above.x + above.width / 2 - line.x - line.width / 2)
    return apart < line.width / 2 and line.y - above.y - above.height < _BELOW * above.height


def _joined(column: list[Line]) -> Line:
    left, top = min(each.x for each in column), column[0].y
    right, bottom = max(each.x + each.width for each in column), column[-1].y + column[-1].height
    text = "".join(each.text for each in column)
    return _placed(text, left, top, right, bottom)._replace(furniture=column[0].furniture)


def is_column(line: Line) -> bool:
    """Whether it runs down."""
    return len(line.text) > 1 and line.height > line.width


def _line(run: list[_Glyph]) -> Line:
    left, top = min(each.left for each in run), min(each.top for each in run)
    right, bottom = max(each.right for each in run), max(each.bottom for each in run)
    text = "".join(each.text for each in run)
    return _placed(text, left, top, right, bottom)._replace(furniture=run[0].furniture)


def _placed(text: str, left: float, top: float, right: float, bottom: float) -> Line:
    wide, tall = round(right - left, 2), round(bottom - top, 2)
    return Line(text, round(left, 2), round(top, 2), wide, tall)
