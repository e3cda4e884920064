"""The boxes of a page (ISO 32000-1, 14.11.2): trim in bleed in media."""

from __future__ import annotations

from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.units import POINTS_PER

_BOXES = ("/TrimBox", "/BleedBox", "/MediaBox")
_NO_BOXES = ("/CropBox", "/ArtBox", "/UserUnit")
SLUG = 10 * POINTS_PER["mm"]  # around the bleed: marks of 5 mm, colour bars, a line of words


class Boxes(NamedTuple):
    """A page in points: the lower left of its trim, its trimmed size, its bleed."""

    x: float
    y: float
    width: float
    height: float
    bleed: float

    def around(self, more: float) -> tuple[float, float, float, float]:
        """The trim with so much around it: left, bottom, right, top."""
        right, top = self.x + self.width + more, self.y + self.height + more
        return round(self.x - more, 4), round(self.y - more, 4), round(right, 4), round(top, 4)

    @property
    def bleed_rectangle(self) -> tuple[float, float, float, float]:
        """The bleed: left, bottom, width, height."""
        left, bottom, right, top = self.around(self.bleed)
        return left, bottom, right - left, top - bottom


def boxes_of(page: pikepdf.Page, bleed: float) -> Boxes:
    """The trim of a page as it is, and a bleed in points."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox.as_list())
    return Boxes(left, bottom, right - left, top - bottom, bleed)


def fill_up(pdf: pikepdf.Pdf, pages_in: int) -> None:
    """Blank pages as large as the last one, up to a multiple of so many."""
    trim = Array(pdf.pages[-1].trimbox.as_list())
    for _page in range(-len(pdf.pages) % pages_in):
        blank = Dictionary(
            Type=Name.Page, MediaBox=trim, TrimBox=trim, Resources=Dictionary(),
            Contents=pdf.make_stream(b""), Tabs=Name.S,
        )  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(blank)))


class Around:
    """Gives pages their boxes, their trims being right already; no other box is left.

    The media reach as far as the `slug` around the bleed.
    """

    def __init__(self, bleed: float, slug: float = SLUG) -> None:
        self._bleed, self._slug = bleed, slug
        self._known: dict[bytes, tuple[Boxes, Dictionary]] = {}  # nearly all pages are alike

    def set(self, page: pikepdf.Page) -> Boxes:
        """The boxes that a page has now."""
        own = page.obj
        key = page.trimbox.unparse()
        if key not in self._known:
            self._known[key] = self._made(boxes_of(page, self._bleed))
        boxes, made = self._known[key]
        for name in _BOXES:
            own[name] = made[name]
        for name in _NO_BOXES:
            if name in own:
                del own[name]
        return boxes

    def _made(self, boxes: Boxes) -> tuple[Boxes, Dictionary]:
        reach = 0.0, self._bleed, self._bleed + self._slug
        rows = {name: Array(boxes.around(more)) for name, more in zip(_BOXES, reach, strict=True)}
        return boxes, Dictionary(rows)
