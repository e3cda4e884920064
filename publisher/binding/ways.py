"""Ways through the PDF: outline, page labels, named destinations, links of the contents page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String


class Goal(NamedTuple):
    """Somewhere to go: its id and words, depth from 1, page from 0, points below the trim's top."""

    id: str
    level: int
    words: str
    page: int
    top: float


class Way(NamedTuple):
    """A box that leads to the goal with an id: page from 0, points from the trim's top left."""

    target: str
    page: int
    x: float
    y: float
    width: float
    height: float


def destination(page: Any, top: float) -> Array:
    """The place on a page, at the reader's own magnification."""
    height = float(page.get("/TrimBox", page.MediaBox)[3])
    return Array([page, Name.XYZ, None, round(height - top, 2), None])


def add_outline(pdf: pikepdf.Pdf, pages: Sequence[Any], goals: Iterable[Goal]) -> None:
    """Articles, and below each its speakers."""
    with pdf.open_outline() as outline:
        levels: list[list[OutlineItem]] = [outline.root]
        for goal in goals:
            item = OutlineItem(goal.words, destination=destination(pages[goal.page], goal.top))
            del levels[goal.level :]
            levels[-1].append(item)
            levels.append(item.children)


def add_names(pdf: pikepdf.Pdf, places: dict[str, Array]) -> None:
    """Named destinations, in the order that the name tree asks for."""
    ordered = sorted(places, key=lambda name: name.encode())
    rows = Array([cell for name in ordered for cell in (String(name), places[name])])
    if len(rows):
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=rows)))


def add_labels(pdf: pikepdf.Pdf, folios: Sequence[tuple[int, int]]) -> None:
    """(page from 0, folio) of each run of pages that is counted anew."""
    numbers = [cell for page, folio in folios for cell in (page, Dictionary(S=Name.D, St=folio))]
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def runs(firsts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of (first page from 0, first folio) of each flow, those that do not go on by themselves."""
    distance: int | None = None
    for page, folio in firsts:
        if folio - page != distance:
            distance = folio - page
            yield page, folio


def add_link(pdf: pikepdf.Pdf, page: Any, way: Way, words: str) -> Any:
    """Make a box lead to its goal; the new annotation on its page."""
    top = float(page.get("/TrimBox", page.MediaBox)[3]) - way.y
    box = [way.x, top - way.height, way.x + way.width, top]
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([round(edge, 2) for edge in box]),
        Border=Array([0, 0, 0]),
        F=4,  # printed as it is shown (ISO 14289-1 asks for no hidden links)
        Dest=String(way.target),
        Contents=String(words),
    )
    if "/Annots" not in page:
        page.Annots = Array()
    made = pdf.make_indirect(link)
    page.Annots.append(made)
    return made
