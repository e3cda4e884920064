"""What annotations look like: forms that are drawn into their rectangles (ISO 32000-1, 12.5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from publisher.checks.content import geometry
from publisher.checks.content.geometry import Box, Matrix
from publisher.checks.content.interpreter import Interpreter
from publisher.checks.content.marks import ANNOTATION

MOST = 5000  # annotations of one page


def annots(page: Any) -> Iterator[Any]:
    """The annotations of a page that can be read as such."""
    given = page.get("/Annots") if "/Annots" in page else None
    if isinstance(given, pikepdf.Array):
        for number in range(min(len(given), MOST)):
            if isinstance(given[number], pikepdf.Dictionary):
                yield given[number]


def rectangle(annotation: Any) -> Box:
    """Where an annotation lies. Raises TypeError, ValueError or KeyError where it does not say."""
    return geometry.box([float(number) for number in annotation["/Rect"]])


def run(page: Any, interpreter: Interpreter) -> None:
    """Draw the normal appearance of every annotation."""
    for annotation in annots(page):
        form = _normal(annotation)
        if form is not None:
            interpreter.appearance(form, _onto(form, rectangle(annotation)), ANNOTATION)


def _normal(annotation: Any) -> Any:
    looks = annotation.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if isinstance(normal, pikepdf.Stream):
        return normal
    if isinstance(normal, pikepdf.Dictionary):  # one for each state
        normal = normal.get(str(annotation.get("/AS", "/Off")))
    return normal if isinstance(normal, pikepdf.Stream) else None


def _onto(form: Any, target: Box) -> Matrix:
    """What leads the form's box, through its own matrix, onto the rectangle."""
    matrix: Any = [float(number) for number in form.get("/Matrix", geometry.IDENTITY)]
    box = geometry.through(tuple(matrix), [float(number) for number in form.BBox])
    across = target.width / box.width if box.width else 1.0
    down = target.height / box.height if box.height else 1.0
    left, bottom = target.left - box.left * across, target.bottom - box.bottom * down
    return (across, 0.0, 0.0, down, left, bottom)
