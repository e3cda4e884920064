"""A laid document: its pages as values, and the PDF of them."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import RLock
from typing import Any

from publisher.colour import Palette, Screen
from publisher.engine.assets import Gate
from publisher.engine.complaints import Complaints
from publisher.engine.turning import turn_pdf
from publisher.engine.values import LaidBox, LaidPage, Metadata
from publisher.errors import Unusable
from publisher.findings import Finding, Severity

# Pango's font map is shared by all layouts of the process and is not safe with threads
ONE_AT_A_TIME = RLock()
SCREEN = Screen()


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """No search for cycles in between: boxes are many and none of them is garbage yet."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def stop_where_broken(findings: list[Finding]) -> None:
    """Raise Unusable where one of the findings is an error."""
    errors = [finding for finding in findings if finding.severity == Severity.ERROR]
    if errors:
        raise Unusable(*errors)


@dataclass
class Laid:
    """Pages that can be drawn. It holds WeasyPrint's boxes, so it stays in its process.

    `lying` are the pages of a vertical document as they were laid out.
    """

    pages: tuple[LaidPage, ...]
    findings: tuple[Finding, ...]
    drawing: Any = field(repr=False)
    gate: Gate = field(repr=False)
    lying: tuple[LaidPage, ...] = ()

    def bears(self) -> dict[str, Sequence[int]]:
        """Paragraphs by id -> changes of their number of lines (-1, 1) that nobody would see."""
        bears: dict[str, Sequence[int]] = self.drawing.context.setter.bears()
        return bears

    def too_wide(self) -> dict[str, tuple[float, float]]:
        """Tables that are wider than their column, by the id of their block: width, room (pt)."""
        from publisher.engine import inside

        pages = (page._page_box for page in self.drawing.pages)
        found = (each for page in pages for each in inside.too_wide(page))
        return {
            name: (width * inside.CSS_PIXEL, room * inside.CSS_PIXEL) for name, width, room in found
        }

    def type_areas(self) -> tuple[tuple[float, float, float, float], ...]:
        """What the margins leave of each page as it was laid out: left, top, width, height (pt)."""
        from publisher.engine.inside import CSS_PIXEL

        pages = (page._page_box for page in self.drawing.pages)
        sides = (
            (page.content_box_x(), page.content_box_y(), page.width, page.height) for page in pages
        )
        return tuple(
            (x * CSS_PIXEL, y * CSS_PIXEL, w * CSS_PIXEL, h * CSS_PIXEL) for x, y, w, h in sides
        )

    def pdf(
        self,
        metadata: Metadata | None = None,
        palette: Palette = SCREEN,
        *,
        is_whole: bool = True,
    ) -> bytes:
        """The PDF: tagged, no clock, no identifier, faces with their glyph ids retained.

        One that is not whole lacks the programs of its TrueType faces, for binding to give it.

        Colours and pictures are drawn with the palette. MediaBox and BleedBox are the page with its
        bleed, TrimBox is the trimmed page. Raises Unusable where a picture inside a drawing was
        refused or cannot be drawn.
        """
        from publisher.engine import inking, picturing, programs, tagging

        with (
            ONE_AT_A_TIME,
            no_collections(),
            Complaints() as complaints,
            tagging.named(),
            contextlib.nullcontext() if is_whole else programs.left_out(),
            inking.drawn_with(palette) as record,
        ):
            complaints.refused = self.gate.refused
            self._describe(metadata or Metadata())
            picturing.name_pictures(self.drawing)
            finish = partial(self._finish, record)
            # what is bound is packed once, by binding
            data: bytes = self.drawing.write_pdf(
                pdf_tags=True, finisher=finish, uncompressed_pdf=not is_whole
            )
        stop_where_broken([*self.gate.refusals, *complaints.findings])
        found = (*complaints.findings, *record.findings())
        self.findings += tuple(each for each in found if each not in self.findings)
        return data

    def _finish(self, record: Any, drawing: Any, pdf: Any) -> None:
        """What stock code does not: the whole bleed, colour spaces, and vertical pages turned."""
        from publisher.engine import inside

        inside.give_whole_bleed(drawing, pdf)
        inside.give_spaces(pdf, record.spaces())
        if self.lying:
            turn_pdf(pdf)

    def _describe(self, metadata: Metadata) -> None:
        """Replace what the HTML's head said: only the publication speaks of itself."""
        own = self.drawing.metadata
        own.title, own.authors = metadata.title, list(metadata.authors)
        own.description, own.keywords = metadata.subject, list(metadata.keywords)
        own.generator, own.created, own.modified = metadata.creator, None, None
        own.attachments = []


def page_values(pages: Any, starts: list[tuple[str, int] | None]) -> Iterator[LaidPage]:
    """The pages of a drawing as values, in points."""
    from publisher.engine.inside import CSS_PIXEL

    for page, start in zip(pages, starts, strict=True):
        size = page.width * CSS_PIXEL, page.height * CSS_PIXEL
        yield LaidPage(*size, tuple(_boxes(page._page_box)), start)


def _boxes(page_box: Any) -> Iterator[LaidBox]:
    """One box for each fragment of an element that has an id; lines of a paragraph are none."""
    from publisher.engine.inside import CSS_PIXEL, is_principal, walk

    for box in walk(page_box):
        name = None if box.element is None else box.element.get("id")
        if name and is_principal(box):
            yield LaidBox(name, *(length * CSS_PIXEL for length in box.hit_area()))
