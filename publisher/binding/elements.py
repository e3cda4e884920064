"""The structure tree as values: read from a flow's PDF, regrouped, written into the bound one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf


class Content(NamedTuple):
    """What is drawn inside one marked-content sequence; pages count from 0 in their PDF."""

    page: int
    mark: int


class Annotation(NamedTuple):
    """One annotation: the page, and its position among those of the page."""

    page: int
    position: int


@dataclass
class Element:
    """A structure element (ISO 32000-2, 14.7.2).

    `kind` is its type without the slash; `name` the id and `classes` the tag and classes of the
    element of the markup; both empty where the engine made the element by itself.
    """

    kind: str
    name: str = ""
    classes: tuple[str, ...] = ()
    kids: list[Kid] = field(default_factory=list)
    alt: str = ""
    page: int | None = None

    @property
    def elements(self) -> list[Element]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]


Kid = Element | Content | Annotation
DEEPEST = 100  # no layout nests deeper


def read(pdf: pikepdf.Pdf) -> list[Element]:
    """The elements below the document element, in order."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return []
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    annotations = {
        annotation.objgen: Annotation(number, position)
        for number, page in enumerate(pdf.pages)
        for position, annotation in enumerate(page.obj.get("/Annots", ()))
    }
    reader = _Reader(pages, annotations)
    tops = [reader.element(kid, 0) for kid in _kids(root)]
    return [inner for top in tops for inner in top.elements]


class _Reader:
    def __init__(
        self, pages: dict[tuple[int, int], int], annotations: dict[tuple[int, int], Annotation]
    ) -> None:
        self._pages, self._annotations = pages, annotations

    def element(self, found: Any, depth: int) -> Element:
        page = self._pages.get(found.Pg.objgen) if "/Pg" in found else None
        made = Element(
            kind=str(found.S).lstrip("/"),
            name=str(found.get("/T", "")),
            classes=tuple(str(word).lstrip("/") for word in found.get("/C", ())),
            alt=str(found.get("/Alt", "")),
            page=page,
        )
        if depth < DEEPEST:
            kids = [self._kid(kid, page, depth) for kid in _kids(found)]
            made.kids = [kid for kid in kids if kid is not None]
            if made.kind == "Link" and None in kids:
                made.kind = "Span"
        return made

    def _kid(self, kid: Any, page: int | None, depth: int) -> Kid | None:
        """A kid; None for an annotation that has been taken off its page."""
        if not isinstance(kid, pikepdf.Dictionary):
            return Content(page or 0, int(kid))
        if "/Obj" in kid:
            return self._annotations.get(kid.Obj.objgen)
        return self.element(kid, depth + 1)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def contents(element: Element) -> list[Content]:
    """All that is drawn below an element, in order."""
    found: list[Content] = []
    for kid in element.kids:
        if isinstance(kid, Content):
            found.append(kid)
        elif isinstance(kid, Element):
            found += contents(kid)
    return found


def packed(element: Element) -> list[Any]:
    """An element as lists, for JSON: kind, name, classes, alternative text, kids.

    Marked content is (page, mark), an annotation (page, position, 0).
    """
    kids = [
        packed(kid)
        if isinstance(kid, Element)
        else list(kid)
        if isinstance(kid, Content)
        else [*kid, 0]
        for kid in element.kids
    ]
    return [element.kind, element.name, list(element.classes), element.alt, kids]


def unpacked(given: list[Any]) -> Element:
    """The element again."""
    kind, name, classes, alt, kids = given
    return Element(kind, name, tuple(classes), [_unpacked(kid) for kid in kids], alt)


def _unpacked(kid: list[Any]) -> Kid:
    if isinstance(kid[0], str):
        return unpacked(kid)
    page, number, *rest = kid
    return Annotation(page, number) if rest else Content(page, number)
