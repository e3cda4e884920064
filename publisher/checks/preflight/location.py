"""Which line of the manuscript a place on a page comes from, where somebody knows it."""

from __future__ import annotations

from dataclasses import replace

from publisher import units
from publisher.document.pages import Box, SourceMap
from publisher.findings import Finding, Spot


def located(finding: Finding, boxes: SourceMap) -> Finding:
    """The finding at the line whose block its first place lies in; unchanged where none is known.

    Blocks lie in one another: the smallest one tells most. Whole pages, and what no manuscript
    wrote (folios, crop marks), have no line.
    """
    place = finding.place
    if place is None or place.line or not place.spots:
        return finding
    around = [box for box in boxes if _holds(box, place.spots[0])]
    if not around:
        return finding
    line = min(around, key=lambda box: box.width * box.height).place
    return replace(finding, place=place._replace(file=line.file, line=line.line))


def _holds(box: Box, spot: Spot) -> bool:
    if box.page != spot.page or not (spot.width or spot.height):
        return False
    x, y = spot.x + spot.width / 2, spot.y + spot.height / 2
    left, top, width, height = (units.millimetres(length) for length in box[1:5])
    return left <= x <= left + width and top <= y <= top + height
