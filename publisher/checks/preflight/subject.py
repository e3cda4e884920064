"""A PDF that is to be printed: its pages, what they draw, and the condition that it must meet."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

import pikepdf
from PIL.Image import Image

from publisher import units
from publisher.checks.content.faces import Face
from publisher.checks.content.geometry import Box, box
from publisher.checks.content.interpreter import WRONG, Interpreter
from publisher.checks.content.marks import ANNOTATION, SOFT_MASK, Mark, Text
from publisher.checks.content.resources import Shelf
from publisher.checks.content.streams import DAMAGED, decoded
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.preflight import appearances
from publisher.checks.registry import Check
from publisher.document.condition import PrintingCondition
from publisher.findings import Finding, Place, Spot, Value

MOST_PAGES = 5000
MOST_SPOTS = 200  # places that one finding names; no one looks at more
MOST_BYTES = 64 << 20  # of one page's content
_DEEPEST = 64  # nodes of the page tree above a page
_LETTER = Box(0.0, 0.0, 612.0, 792.0)  # what readers show where a file says nothing


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its boxes in points, inherited ones resolved.

    `trim` and `bleed` are None where the file does not say them.
    """

    number: int
    page: Any = field(repr=False)
    media: Box
    crop: Box
    bleed: Box | None
    trim: Box | None
    rotation: int

    @property
    def finished(self) -> Box:
        """The trim, or what a reader would take for it (ISO 32000-1, 14.11.2)."""
        return self.trim or self.crop

    @property
    def inked(self) -> Box:
        """What is printed: the bleed, or where there is none the trim."""
        return self.bleed or self.finished

    def spot(self, place: Box) -> Spot:
        """A box on this page as one would measure it with a ruler."""
        return Spot(self.number, *_measured(place, self.finished, self.rotation))


class PrintPdf:
    """A finished PDF under a printing condition; `shown` is its path as printed.

    `shelf` and `pixels` are what its pages share: faces, and how much ink pictures have. Raises
    one of `streams.DAMAGED` where the bytes are no PDF.
    """

    def __init__(self, data: bytes, shown: str, condition: PrintingCondition) -> None:
        self.data, self.shown, self.condition = data, shown, condition
        self.pdf = pikepdf.open(io.BytesIO(data))
        # qpdf repairs a file when it meets the damage: met now, all later reading is alike
        for _object in self.pdf.objects:
            pass
        self.shelf = Shelf()
        self.pixels: dict[tuple[int, int, int], Image | str] = {}

    @property
    def place(self) -> Place:
        """The file as a whole."""
        return Place(self.shown)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages, at most as many as any press binds."""
        # in their order: to find one by its number, pikepdf goes through all of them
        pages = enumerate(islice(self.pdf.pages, MOST_PAGES), 1)
        boxes: _Boxes = {}
        return tuple(_sheet(page.obj, number, boxes) for number, page in pages)

    # ── places ───────────────────────────────────────────────────────────────────────────────

    def on(self, sheets: Iterable[Sheet]) -> Place:
        """Pages as a whole."""
        return Place(self.shown, spots=tuple(Spot(sheet.number) for sheet in sheets)[:MOST_SPOTS])

    def at(self, places: Iterable[tuple[int, Box]]) -> Place:
        """Boxes on pages, each given with its page's number."""
        spots = (self.sheets[page - 1].spot(place) for page, place in places)
        return Place(self.shown, spots=tuple(dict.fromkeys(spots))[:MOST_SPOTS])


class PrintPage:
    """One page of a PDF, and what is drawn on it; `problems` are what could not be read.

    `shown` are the faces and their codes that its strings are made of.
    """

    def __init__(self, pdf: PrintPdf, sheet: Sheet) -> None:
        self.pdf, self.sheet, self.condition = pdf, sheet, pdf.condition
        interpreter = Interpreter(pdf.shelf, sheet.media)
        problems: list[str] = []
        page = sheet.page
        try:
            interpreter.run(_content(page), inherited(page, "/Resources"))
            appearances.run(page, interpreter)
            if "/Group" in page and "/CS" in page.Group:
                interpreter.group(page.Group.CS)
        except BrokenContent as broken:
            problems.append(broken.problem)
        except (*WRONG, *DAMAGED) as error:
            problems.append(type(error).__name__)
        self.drawn = tuple(interpreter.marks)
        self.shown = tuple(interpreter.shown.values())
        self.problems = (*interpreter.problems, *problems)

    @property
    def place(self) -> Place:
        """The page as a whole."""
        return self.pdf.on((self.sheet,))

    @cached_property
    def printed(self) -> tuple[Mark, ...]:
        """Everything that is drawn where it is printed.

        Soft masks print nothing, annotations are not printed, and what lies outside the bleed is
        cut off: crop marks, colour bars, the slug line.
        """
        inked = self.sheet.inked
        return tuple(
            [
                mark
                for mark in self.drawn
                if mark.where not in (SOFT_MASK, ANNOTATION) and mark.box.meets(inked)
            ]
        )

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """What of it is text."""
        return tuple([mark for mark in self.printed if isinstance(mark, Text)])

    @cached_property
    def faces(self) -> tuple[tuple[Face, Mark], ...]:
        """The faces that something is set in, each with where it is used first."""
        found: dict[int, tuple[Face, Mark]] = {}
        for mark in self.drawn:
            if isinstance(mark, Text):
                found.setdefault(id(mark.face), (mark.face, mark))
        return tuple(found.values())


class Gathered:
    """Marks of a page of which the same is to be said become one finding with all their places."""

    def __init__(self, page: PrintPage, rule: Check[PrintPage]) -> None:
        self._page, self._rule = page, rule
        self._found: dict[tuple[tuple[str, Value], ...], list[tuple[int, Box]]] = {}

    def add(self, mark: Mark, place: Box | None = None, /, **values: Value) -> None:
        """One more mark; `place` is the part of it that matters."""
        places = self._found.setdefault(tuple(values.items()), [])
        places.append((self._page.sheet.number, place or mark.box))

    def __iter__(self) -> Iterator[Finding]:
        for values, places in self._found.items():
            yield self._rule.at(self._page.pdf.at(places), **dict(values))


@lru_cache(maxsize=256)
def _measured(place: Box, trim: Box, rotation: int) -> tuple[float, float, float, float]:
    """Left, top, width and height in millimetres; most pages of a file have the same boxes."""
    left, bottom, right, top = place
    x, y, width, height = {
        0: (left - trim.left, trim.top - top, right - left, top - bottom),
        90: (bottom - trim.bottom, left - trim.left, top - bottom, right - left),
        180: (trim.right - right, bottom - trim.bottom, right - left, top - bottom),
        270: (trim.top - top, trim.right - right, top - bottom, right - left),
    }[rotation]
    return _tenths(x), _tenths(y), _tenths(width), _tenths(height)


def _tenths(length: float) -> float:
    return round(units.millimetres(length), 1) + 0.0


# ── pages ────────────────────────────────────────────────────────────────────────────────────────


_Boxes = dict[bytes, Box | None]
"""As they are written in a file: most of its pages have the same."""


def _sheet(page: Any, number: int, boxes: _Boxes) -> Sheet:
    media = _box(inherited(page, "/MediaBox"), boxes) or _LETTER
    crop = (_box(inherited(page, "/CropBox"), boxes) or media).meets(media) or media
    trim, bleed = (
        _box(page.get(key), boxes) if key in page else None for key in ("/TrimBox", "/BleedBox")
    )
    return Sheet(number, page, media, crop, bleed, trim, _rotation(page))


def inherited(page: Any, key: str) -> Any:
    """An attribute of a page or of the nodes above it (7.7.3.4); None where none has it."""
    node = page
    for _level in range(_DEEPEST):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node.get(key)
        node = node.get("/Parent")
    return None


def _box(given: Any, boxes: _Boxes) -> Box | None:
    if not isinstance(given, pikepdf.Array):
        return _read_box(given)
    written = given.unparse()
    if written not in boxes:
        boxes[written] = _read_box(given)
    return boxes[written]


def _read_box(given: Any) -> Box | None:
    try:
        numbers = [float(number) for number in given]
    except (TypeError, ValueError):
        return None
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        return None
    return box(numbers)


def _rotation(page: Any) -> int:
    try:
        return int(inherited(page, "/Rotate") or 0) % 360 // 90 * 90
    except (TypeError, ValueError):
        return 0


def _content(page: Any) -> bytes:
    """The content of a page: its streams one after the other (7.8.2)."""
    given = page.get("/Contents")
    if given is None:
        return b""
    streams = list(given) if isinstance(given, pikepdf.Array) else [given]
    done, left = [], MOST_BYTES
    for stream in streams:
        done.append(decoded(stream, left))
        left -= len(done[-1])
    return b"\n".join(done)
