"""What a finished PDF shows of its pages, read from glyphs and pictures as they are drawn.

Nothing here asks the builder. Lengths are points; a vertical page is read as it lay while it was
set, so that its lines run from left to right and its tiers are columns.
"""

from __future__ import annotations

import ctypes
import io
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw

TOUCH = 0.16  # of an em: as much two glyphs may share in both directions (kerning, a slanted one)
PICTURE_TOUCH = 1.0  # points that a picture may share with anything: rounding
LEAST_FILLED = 1 / 3
BETWEEN = 3  # lines of text between a quote and its own sentence
_CELL = 24.0  # points: glyphs are compared with those of their neighbourhood
_HEAD = 5  # lines above a quote in which the head of its part may end
_LARGE = 1.2  # times the size of the body: display type
_SAME = 0.06
_BESIDE = 0.5  # points
_GRID = 3  # lines at least that show where the grid of a page is
_EDGE = 6.0  # points: nearer to the edge of the page a picture runs over it


class Box(NamedTuple):
    """A rectangle; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: Box) -> tuple[float, float]:
        """How far two overlap across and down; negative where they stand apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across, min(self.top, other.top) - max(self.bottom, other.bottom)


class Glyph(NamedTuple):
    """A drawn character, the box of its ink, and its size."""

    text: str
    ink: Box
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its trim, its glyphs in the order in which they are drawn, its pictures."""

    trim: Box
    glyphs: tuple[Glyph, ...]
    pictures: tuple[Box, ...]

    def body(self, size: float) -> list[Glyph]:
        """The glyphs of running text."""
        return [each for each in self.glyphs if abs(each.size - size) < _SAME]


def sheets(data: bytes, vertical: bool = False) -> tuple[Sheet, ...]:
    """The pages of a PDF."""
    document = pypdfium2.PdfDocument(_forwards(data))
    try:
        return tuple(_sheet(page, vertical) for page in document)
    finally:
        document.close()


def _forwards(data: bytes) -> bytes:
    """Without the binding at the right, for which pdfium turns pieces of a line round."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        preferences: Any = pdf.Root.get("/ViewerPreferences", {})
        if "/Direction" in preferences:
            del preferences["/Direction"]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _sheet(page: Any, vertical: bool) -> Sheet:
    height = page.get_mediabox()[3]

    def lain(box: Box) -> Box:
        if not vertical:
            return box
        return Box(height - box.top, box.left, height - box.bottom, box.right)

    text = page.get_textpage()
    glyphs = []
    for character, box, (x, y), size in _characters(text.raw, text.count_chars()):
        glyphs.append(Glyph(character, lain(box), x if vertical else y, size))
    pictures = tuple(lain(box) for box in _pictures(page))
    return Sheet(lain(Box(*page.get_trimbox())), tuple(glyphs), pictures)


def _characters(page: Any, count: int) -> Iterator[tuple[str, Box, tuple[float, float], float]]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    for number in range(count):
        code = raw.FPDFText_GetUnicode(page, number)
        if code <= 0 or chr(code).isspace() or raw.FPDFText_IsGenerated(page, number) == 1:
            continue
        raw.FPDFText_GetCharBox(page, number, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(page, number, x, y)
        size = raw.FPDFText_GetFontSize(page, number)
        if raw.FPDFText_GetMatrix(page, number, matrix):
            size *= max(abs(matrix.d), abs(matrix.b)) or 1.0
        box = Box(left.value, bottom.value, right.value, top.value)
        yield "-" if code == 2 else chr(code), box, (x.value, y.value), size


def _pictures(page: Any) -> Iterator[Box]:
    """The visible part of each picture: what its clip leaves."""
    for each in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=6):
        bounds = [Box(*each.get_bounds()), *_clips(each.raw)]
        box = Box(
            max(bound.left for bound in bounds),
            max(bound.bottom for bound in bounds),
            min(bound.right for bound in bounds),
            min(bound.top for bound in bounds),
        )
        if box.right - box.left > PICTURE_TOUCH and box.top - box.bottom > PICTURE_TOUCH:
            yield box


def _clips(drawn: Any) -> Iterator[Box]:
    clip = raw.FPDFPageObj_GetClipPath(drawn)
    for number in range(max(raw.FPDFClipPath_CountPaths(clip), 0)):
        xs, ys = [], []
        for at in range(raw.FPDFClipPath_CountPathSegments(clip, number)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, number, at)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            yield Box(min(xs), min(ys), max(xs), max(ys))


# ── what must not be ─────────────────────────────────────────────────────────────────────────────


def beyond(sheet: Sheet) -> list[str]:
    """Glyphs that stand outside the trimmed page, or on its edge."""
    trim = sheet.trim
    return [
        each.text
        for each in sheet.glyphs
        if each.ink.left < trim.left
        or each.ink.right > trim.right
        or each.ink.bottom < trim.bottom
        or each.ink.top > trim.top
    ]


def collisions(sheet: Sheet) -> list[str]:
    """Pairs of glyphs, or of a glyph and a picture, or of two pictures, that share room."""
    found = [f"{a.text}{b.text}" for a, b in _neighbours(sheet.glyphs) if _overlap(a, b)]
    for picture in sheet.pictures:
        for each in sheet.glyphs:
            across, down = picture.shared(each.ink)
            if across > PICTURE_TOUCH and down > PICTURE_TOUCH:
                found.append(f"picture {each.text}")
    for one, other in combinations(sheet.pictures, 2):
        if min(one.shared(other)) > PICTURE_TOUCH:
            found.append("pictures")
    return found


def _overlap(one: Glyph, other: Glyph) -> bool:
    if one.ink == other.ink and one.text.isdigit():
        return False  # two digits upright in one em are one glyph
    return min(one.ink.shared(other.ink)) > TOUCH * min(one.size, other.size)


def _neighbours(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, each in enumerate(glyphs):
        for across in range(int(each.ink.left // _CELL), int(each.ink.right // _CELL) + 1):
            for down in range(int(each.ink.bottom // _CELL), int(each.ink.top // _CELL) + 1):
                cells[across, down].append(number)
    pairs = {pair for cell in cells.values() for pair in combinations(cell, 2)}
    for one, other in sorted(pairs):
        yield glyphs[one], glyphs[other]


def body_size(pages: Sequence[Sheet]) -> float:
    """The size that most characters have."""
    sizes = Counter(round(each.size, 1) for page in pages for each in page.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def pitch(pages: Sequence[Sheet], size: float) -> float:
    """The step from line to line."""
    steps = []
    for page in pages:
        lines = sorted({round(each.baseline, 1) for each in page.body(size)})
        steps += [b - a for a, b in pairwise(lines) if b - a > size]
    return statistics.mode(round(step, 1) for step in steps) if steps else 1.7 * size


def off_grid(pages: Sequence[Sheet], size: float) -> Iterator[tuple[int, str]]:
    """(page from 0, its first characters) of each line of running text that is off the grid.

    Where most lines of a page stand is its grid; columns and articles share it.
    """
    step = pitch(pages, size)
    for number, page in enumerate(pages):
        lines: dict[float, str] = defaultdict(str)
        for each in page.body(size):
            lines[round(each.baseline, 1)] += each.text
        places = Counter(round(line % step, 1) for line in lines)
        grid, seen = places.most_common(1)[0] if places else (0.0, 0)
        for line, text in lines.items() if seen >= _GRID else ():
            beside = abs(line - grid) % step
            if min(beside, step - beside) > _BESIDE:
                yield number, text[:8]


def filled(pages: Sequence[Sheet], columns: int) -> list[float]:
    """For each page the share of its lines that hold type or a picture.

    The type area is where running text, heads, quotes and pictures stand on any of the pages; an
    opening takes all the lines down to its last.
    """
    size = body_size(pages)
    step = pitch(pages, size)
    body = [each.ink for page in pages for each in page.body(size)]
    body += [each.ink for page in pages[1:] for each in page.glyphs if each.size > size]
    body += [picture for page in pages for picture in page.pictures if not _bleeds(picture, page)]
    if not body:
        return [1.0 for _ in pages]
    area = Box(
        min(ink.left for ink in body),
        min(ink.bottom for ink in body),
        max(ink.right for ink in body),
        max(ink.top for ink in body),
    )
    rows = max(round((area.top - area.bottom + step - size) / step), 1)
    wide, high = (area.right - area.left) / columns, (area.top - area.bottom) / rows
    shares = []
    for number, page in enumerate(pages):
        covered = set()
        if number == 0:
            top = max((each.ink.top for each in page.body(size)), default=area.bottom)
            above = [each.ink.bottom for each in page.glyphs if each.ink.bottom > top]
            opening = _reach(min(above, default=area.top), area.top, area.bottom, high, rows)
            covered = {(column, row) for column in range(columns) for row in opening}
        for box in [*(each.ink for each in page.glyphs), *page.pictures]:
            for column in _reach(box.left, box.right, area.left, wide, columns):
                for row in _reach(box.bottom, box.top, area.bottom, high, rows):
                    covered.add((column, row))
        shares.append(len(covered) / (rows * columns))
    return shares


def _bleeds(picture: Box, page: Sheet) -> bool:
    trim = page.trim
    across = picture.left < trim.left + _EDGE or picture.right > trim.right - _EDGE
    return across or picture.bottom < trim.bottom + _EDGE or picture.top > trim.top - _EDGE


def _reach(low: float, high: float, start: float, step: float, count: int) -> range:
    first, last = int((low - start) // step), int((high - start) // step)
    return range(max(first, 0), min(last, count - 1) + 1)


class Quoted(NamedTuple):
    """A pull quote as it stands: page from 0, its box, the lines to its sentence.

    Pictures and tables between the two count as the lines that they fill.

    `between` is None where its sentence stands in no column of its own page. `first` and `last`
    say that no running text stands above or below it in its column, nor the head of its part.
    """

    text: str
    page: int
    box: Box
    between: int | None
    first: bool
    last: bool


def quotes(pages: Sequence[Sheet], texts: Sequence[str]) -> list[Quoted]:
    """Each of these texts where it stands in display type."""
    size = body_size(pages)
    large = [[each for each in page.glyphs if each.size > _LARGE * size - _SAME] for page in pages]
    step = pitch(pages, size)
    stream = [(number, each) for number, page in enumerate(pages) for each in page.body(size)]
    words = "".join(each.text for _, each in stream)
    found = []
    for text in texts:
        bare = "".join(text.split())
        for number, glyphs in enumerate(large):
            at = "".join(each.text for each in glyphs).find(bare)
            if at < 0:
                continue
            box = _around([each.ink for each in glyphs[at : at + len(bare)]])
            start = words.find(bare)
            own = [
                each
                for page, each in stream[start : start + len(bare)]
                if page == number and start >= 0 and each.ink.shared(box)[0] > 0
            ]
            found.append(_quoted(text, number, box, own, pages[number], size, step))
    return found


def _quoted(
    text: str, number: int, box: Box, own: Sequence[Glyph], page: Sheet, size: float, step: float
) -> Quoted:
    column = [each for each in page.body(size) if each.ink.shared(box)[0] > 0]
    above = [each for each in column if each.ink.bottom >= box.top]
    heads = [
        each
        for each in page.glyphs
        if each.size > size + _SAME
        and each.ink.shared(box)[0] > 0
        and 0 <= each.ink.bottom - box.top < _HEAD * step
    ]
    below = [each for each in column if each.ink.top <= box.bottom]
    between = None
    if own:
        near = _around([each.ink for each in own])
        low, high = (box.top, near.bottom) if near.bottom >= box.top else (near.top, box.bottom)
        every = [*(each.ink for each in page.glyphs), *page.pictures]
        inside = [
            ink
            for ink in every
            if ink.shared(box)[0] > 0 and low <= ink.bottom + 1 and ink.top - 1 <= high
        ]
        rows = max(round((high - low) / step), 1)
        covered = {row for ink in inside for row in _reach(ink.bottom, ink.top, low, step, rows)}
        between = len(covered)
    return Quoted(text, number, box, between, not (above or heads), not below)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def beside(found: Sequence[Quoted]) -> int:
    """How many quotes have another one at their side."""
    pairs = [
        (one, other)
        for one, other in combinations(found, 2)
        if one.page == other.page and one.box.shared(other.box)[1] > 0
        if one.box.shared(other.box)[0] < 0
    ]
    return len({id(each) for pair in pairs for each in pair})
