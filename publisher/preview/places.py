"""From a point on a page to the manuscript and back, through the SourceMap."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from publisher.document.pages import Box, SourceMap
from publisher.findings import Place

NEAR = 60.0  # points; a click this far from a block still means it, as in the margin beside it
SLACK = 1.0  # points by which a block may stand out of what it lies in
LARGEST = 8 << 20  # bytes of a manuscript whose lines are shown
TEMPLATES = frozenset({".css", ".j2"})
READABLE = frozenset({".txt", ".md", ".markdown", ".yaml", ".yml"})


def under(boxes: SourceMap, page: int, x: float, y: float) -> Box | None:
    """The block at a point (pages count from 1, points from the trimmed page's top left).

    Of blocks inside one another it is the innermost; beside the type it is the nearest.
    """
    here = [box for box in boxes if box.page == page and box.place.file]
    near = [(_distance(box, x, y), box.width * box.height, n) for n, box in enumerate(here)]
    if not near or min(near)[0] > NEAR:
        return None
    return here[min(near)[2]]


def of(boxes: SourceMap, place: Place | None) -> Box | None:
    """The block in which a line of the manuscript stands: the last that begins at or before it."""
    return finder(boxes)(place)


def finder(boxes: SourceMap) -> Callable[[Place | None], Box | None]:
    """`of` for many places: the boxes are gone through once."""
    first: defaultdict[str, dict[int, Box]] = defaultdict(dict)
    for box in boxes:
        first[box.place.file].setdefault(box.place.line, box)
    files = {file: (sorted(known), known) for file, known in first.items()}

    def found(place: Place | None) -> Box | None:
        if place is None or place.file not in files:
            return None
        beginnings, known = files[place.file]
        at = bisect_right(beginnings, place.line)
        return known[beginnings[at - 1]] if at else None

    return found


def holds(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a box."""
    return _distance(box, x, y) == 0


def holding(boxes: SourceMap, page: int, x: float, y: float) -> list[Box]:
    """The boxes that hold a point, the smallest first."""
    found = (box for box in boxes if box.page == page and holds(box, x, y))
    return sorted(found, key=lambda box: box.width * box.height)


def inside(boxes: SourceMap, box: Box) -> list[Box]:
    """The boxes of later lines that lie in a box: those of an article's blocks."""
    return [
        b
        for b in boxes
        if b.page == box.page
        and b.place.line > box.place.line
        and holds(box, b.x + SLACK, b.y + SLACK)
        and holds(box, b.x + b.width - SLACK, b.y + b.height - SLACK)
    ]


def lines(boxes: SourceMap, place: Place, count: int) -> range:
    """The lines of a block in a manuscript of so many: until the next one begins."""
    later = (b.place.line for b in boxes if b.place.file == place.file)
    end = min((line for line in later if line > place.line), default=count + 1)
    return range(max(place.line, 1), min(end, count + 1))


def line(path: Path, number: int, *, any_text: bool = False) -> str:
    """A line of a manuscript as it stands in the file; empty where the file has none to show.

    With `any_text` a line of a template or a style sheet too.
    """
    known = READABLE | TEMPLATES if any_text else READABLE
    if path.suffix.lower() not in known or number < 1:
        return ""
    try:
        with path.open("rb") as file:
            lines = decoded(file.read(LARGEST)).splitlines()
    except OSError:
        return ""
    return lines[number - 1][:2000] if number <= len(lines) else ""


def _distance(box: Box, x: float, y: float) -> float:
    right, bottom = box.x + box.width, box.y + box.height
    return max(box.x - x, 0.0, x - right) + max(box.y - y, 0.0, y - bottom)


def decoded(data: bytes) -> str:
    """Bytes as they are shown: UTF-8, else GB 18030 with what is broken replaced."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
