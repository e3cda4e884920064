"""Around each page its marks, and the line that says what sheet this is: title, date, folio."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.press import marks
from publisher.press.boxes import SLUG, Boxes
from publisher.press.letters import Letters

_FIGURES = frozenset("0123456789")


class Surround:
    """Draws what stands outside the pages of one PDF; what several pages have is there once."""

    def __init__(self, pdf: pikepdf.Pdf, letters: Letters, words: str) -> None:
        """`words` stand in the slug line before the folio."""
        self._pdf, self._letters = pdf, letters
        self._words, self._length = letters.line(words)
        full = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
        space: list[Any] = [Name.Separation, Name.All, Name.DeviceCMYK, pdf.make_indirect(full)]
        self._all = pdf.make_indirect(Array(space))
        self._forms: dict[Boxes, tuple[str, Any]] = {}
        self._figures: dict[str, tuple[str, Any, float]] = {}
        self._starts: dict[Boxes, Any] = {}
        self._ends: dict[tuple[Boxes, str], Any] = {}

    def put(self, page: pikepdf.Page, boxes: Boxes) -> None:
        """Clip the page to its bleed, and draw the marks and the slug line after it."""
        folio = "".join(letter for letter in page.label if letter in _FIGURES)
        if boxes not in self._starts:
            start = b"q %.4f %.4f %.4f %.4f re W n\n" % boxes.bleed_rectangle
            self._starts[boxes] = self._pdf.make_stream(start)
        if (boxes, folio) not in self._ends:
            self._ends[boxes, folio] = self._pdf.make_stream(self._end(boxes, folio))
        contents: Any = page.obj.Contents
        own = list(contents) if isinstance(contents, Array) else [contents]
        page.obj.Contents = Array([self._starts[boxes], *own, self._ends[boxes, folio]])
        self._name(page.obj.Resources, boxes, folio)

    def _end(self, boxes: Boxes, folio: str) -> bytes:
        """The marks of a page and its folio, as contents that are no part of the text."""
        name, _ = self._form(boxes)
        moved = b"q 1 0 0 1 %.4f %.4f cm" % (boxes.x, boxes.y)
        drawn = [b"\nQ /Artifact BMC", moved, name.encode() + b" Do", marks.ALL + b" cs 1 scn"]
        x, y = marks.slug_at(boxes)
        x += self._length
        for letter in folio:
            figure, _, width = self._figure(letter)
            drawn.append(b"q 1 0 0 1 %.3f %.3f cm %s Do Q" % (x, y, figure.encode()))
            x += width
        return b"\n".join((*drawn, b"Q EMC\n"))

    def _form(self, boxes: Boxes) -> tuple[str, Any]:
        if boxes not in self._forms:
            line = b"q 1 0 0 1 %.3f %.3f cm\n%s\nQ\n" % (*marks.slug_at(boxes), self._words)
            box = boxes._replace(x=0, y=0).around(boxes.bleed + SLUG)
            made = self._made(box, marks.drawn(boxes) + b"\n" + marks.ALL + b" cs 1 scn " + line)
            made.Resources = Dictionary(ColorSpace=Dictionary({marks.ALL.decode(): self._all}))
            self._forms[boxes] = f"/PressMarks{len(self._forms)}", made
        return self._forms[boxes]

    def _figure(self, letter: str) -> tuple[str, Any, float]:
        if letter not in self._figures:
            outline, width = self._letters.path(letter)
            size = self._letters.size
            made = self._made((0, -size, width, size), outline + b"\nf")
            self._figures[letter] = f"/PressFigure{letter}", made, width
        return self._figures[letter]

    def _made(self, box: tuple[float, float, float, float], drawn: bytes) -> Any:
        return self._pdf.make_stream(
            drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), Resources=Dictionary()
        )

    def _name(self, resources: Any, boxes: Boxes, folio: str) -> None:
        """Put what the page draws among its resources, which other pages may share."""
        for kind in ("/XObject", "/ColorSpace"):
            if kind not in resources:
                resources[kind] = Dictionary()
        resources.ColorSpace[marks.ALL.decode()] = self._all
        name, form = self._form(boxes)
        resources.XObject[name] = form
        for letter in folio:
            figure, drawn, _ = self._figure(letter)
            resources.XObject[figure] = drawn
