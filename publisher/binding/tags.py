"""The bound PDF's structure tree (ISO 32000-2, 14.7), and page furniture marked as artifacts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.binding.elements import Annotation, Content, Element
from publisher.binding.grouping import ROLES

_MARKED = re.compile(rb"/\w+\s+<<\s*/MCID (\d+)\s*>>\s+BDC")


def write(pdf: pikepdf.Pdf, elements: Sequence[Element]) -> None:
    """Put the tree into the PDF, in the place of any that is there."""
    writer = _Writer(pdf)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = writer.element(Element("Document", kids=list(elements)), root)
    root.K = document
    root.RoleMap = Dictionary({f"/{own}": Name(f"/{role}") for own, role in ROLES.items()})
    writer.finish(root)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


class _Writer:
    """Makes structure elements, and keeps who owns each marked content and annotation."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[dict[int, Any]] = [{} for _ in self._pages]
        self._annotations: list[tuple[Annotation, Any]] = []
        self._names: dict[str, Any] = {}

    def element(self, element: Element, parent: Any) -> Any:
        """The element and all below it, as indirect objects."""
        made = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent)
        )
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if page is not None:
            made.Pg = self._pages[page]
        if element.alt:
            made.Alt = String(element.alt)
        self._attributes(element, made)
        made.K = Array([self._kid(kid, made, page) for kid in element.kids])
        return made

    def _attributes(self, element: Element, made: Any) -> None:
        if element.kind == "Note" and element.name:  # a note needs an id (ISO 14289-1, 7.9)
            made.ID = String(element.name)
            self._names.setdefault(element.name, made)
        if element.kind == "TR":
            row = any(kid.kind == "TD" for kid in element.elements)
            for kid in element.elements:
                if kid.kind == "TH":
                    kid.classes = (*kid.classes, "Row" if row else "Column")
        if element.kind == "TH":
            scope = Name.Row if "Row" in element.classes else Name.Column
            made.A = Dictionary(O=Name.Table, Scope=scope)
        if element.kind == "L":
            made.A = Dictionary(O=Name.List, ListNumbering=Name("/None"))

    def _kid(self, kid: Any, owner: Any, page: int | None) -> Any:
        if isinstance(kid, Element):
            return self.element(kid, owner)
        if isinstance(kid, Annotation):
            self._annotations.append((kid, owner))
            annotation = self._annotation(kid)
            return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[kid.page])
        self._owners[kid.page][kid.mark] = owner
        if kid.page == page:
            return kid.mark
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.mark)

    def _annotation(self, kid: Annotation) -> Any:
        return self._pages[kid.page].Annots[kid.position]

    def finish(self, root: Any) -> None:
        """Write the parent tree: page -> owners of its content, annotation -> its owner."""
        numbers: list[Any] = []  # pikepdf adds to an array by writing it anew
        for number, (page, owners) in enumerate(zip(self._pages, self._owners, strict=True)):
            page.StructParents = number
            page.Tabs = Name.S
            highest = max(owners, default=-1)
            row = Array([owners.get(mark) for mark in range(highest + 1)])
            numbers += (number, self._pdf.make_indirect(row))
        for number, (kid, owner) in enumerate(self._annotations, len(self._pages)):
            self._annotation(kid).StructParent = number
            numbers += (number, owner)
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self._pages) + len(self._annotations)
        if self._names:
            rows = [x for name in sorted(self._names) for x in (String(name), self._names[name])]
            root.IDTree = Dictionary(Names=Array(rows))


def mark_artifacts(pdf: pikepdf.Pdf, held: set[Content]) -> None:
    """Marked content that no element holds (running heads, folios) becomes an artifact."""
    of_page: dict[int, set[int]] = {}
    for content in held:
        of_page.setdefault(content.page, set()).add(content.mark)
    for number, page in enumerate(pdf.pages):
        marks = of_page.get(number, set())

        def replace(found: re.Match[bytes], marks: set[int] = marks) -> bytes:
            return found[0] if int(found[1]) in marks else b"/Artifact BMC"

        page.contents_coalesce()
        contents = page.obj.Contents
        contents.write(_MARKED.sub(replace, contents.read_bytes()))
