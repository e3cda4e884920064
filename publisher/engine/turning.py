"""Vertical pages: what was laid out lying is turned clockwise, in the PDF and in its values.

A lying page is as wide as the finished one is high. What lies at its left end comes to stand at the
top, what lies at its top at the right: so lines run downwards and follow one another leftwards. The
contents themselves are turned, not the view of them: the PDF has no /Rotate, and its boxes are
those of an upright page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publisher.engine.values import LaidBox, LaidPage

Matrix = tuple[float, float, float, float, float, float]


def turned_page(page: LaidPage) -> LaidPage:
    """The page as it is read. Ids, and where it begins to be read, stay."""
    boxes = tuple(
        LaidBox(box.id, page.height - box.y - box.height, box.x, box.height, box.width)
        for box in page.boxes
    )
    return LaidPage(page.height, page.width, boxes, page.start)


def turn_pdf(pdf: Any) -> None:
    """Turn every page of a pydyf PDF: contents, boxes, links, and the places that names lead to."""
    objects = {item.number: item for item in pdf.objects}
    widths: dict[Any, float] = {}
    patterns: dict[int, tuple[Any, float]] = {}
    for page in [each for each in pdf.objects if _is(each, "/Page")]:
        width = page["TrimBox"][2]  # the lower left of the trimmed page is the origin
        widths[page.reference] = width
        for box in ("MediaBox", "TrimBox", "BleedBox"):
            page[box] = type(page[box])(_rectangle(page[box], width))
        stream = objects[_number(page["Contents"])].stream
        stream.insert(0, f"q {_operands(_matrix(width))} cm".encode())
        stream.append(b"Q")
        for link in page.get("Annots", ()):
            rectangle = objects[_number(link)]["Rect"]
            rectangle[:] = _rectangle(rectangle, width)
        for pattern in objects[_number(page["Resources"])].get("Pattern", {}).values():
            patterns[_number(pattern)] = objects[_number(pattern)], width
    for pattern, width in patterns.values():
        # a pattern stands on the page, not on what its contents have been turned to
        pattern.extra["Matrix"][:] = _product(pattern.extra["Matrix"], _matrix(width))
    for goal in pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])[1::2]:
        x, y = goal[2], goal[3]
        goal[2:4] = [y, widths[goal[0]] - x]


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, dict) and item.get("Type") == kind


def _number(reference: bytes) -> int:
    """`b"12 0 R"` -> 12."""
    return int(reference.split()[0])


def _matrix(width: float) -> Matrix:
    """(x, y) -> (y, width - x), with y upwards as PDF has it."""
    return (0, -1, 1, 0, 0, width)


def _operands(matrix: Matrix) -> str:
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in matrix)


def _rectangle(box: Sequence[float], width: float) -> list[float]:
    left, right = sorted(box[0::2])
    bottom, top = sorted(box[1::2])  # links come with their top first
    return [bottom, width - right, top, width - left]


def _product(first: Sequence[float], then: Matrix) -> list[float]:
    """The matrix that does the one, and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
