"""The structure tree (ISO 32000-2, 14.7), and page furniture marked as artifacts.

Each flow has its tree in its own PDF, as objects that are copied with its pages: to make them for
all flows takes as long as all the rest of binding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.binding.elements import Annotation, Content, Element
from publisher.binding.grouping import ROLES
from publisher.markup.frames import LEADS

_TREE, _OWNERS = "/PublisherTree", "/PublisherOwners"  # gone when all is bound
_MARKED = re.compile(rb"/\w+\s+<<\s*/MCID (\d+)\s*>>\s+BDC")


def hang(pdf: pikepdf.Pdf, elements: Sequence[Element]) -> None:
    """Write a tree into the PDF of its flow, from which it goes into the bound one with its pages.

    What `join` needs to know hangs there, too; `tree_of` finds it.
    """
    writer = _Writer(pdf)
    tops = Array([writer.element(each) for each in elements])
    pdf.Root[_TREE] = pdf.make_indirect(writer.told(tops))


def tree_of(pdf: pikepdf.Pdf) -> Any:
    """The tree that was hung into the PDF of a flow."""
    return pdf.Root[_TREE]


def join(pdf: pikepdf.Pdf, trees: Sequence[Any]) -> None:
    """Make one tree of those of all flows, whose pages are in the PDF."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    tops = [top for tree in trees for top in tree.K]
    for top in tops:
        top.P = document
    document.K, root.K = Array(tops), document
    root.RoleMap = Dictionary({f"/{own}": Name(f"/{role}") for own, role in ROLES.items()})
    _number(pdf, root, trees)
    names: dict[str, Any] = {}
    for tree in trees:
        for name, element in pairs(tree.Names):
            names.setdefault(str(name), element)
    if names:
        rows = [cell for name in sorted(names) for cell in (String(name), names[name])]
        root.IDTree = Dictionary(Names=Array(rows))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def pairs(row: Any) -> Iterator[tuple[Any, Any]]:
    """The cells of an array two by two."""
    cells = list(row)
    return zip(cells[::2], cells[1::2], strict=True)


def link(tree: Any, element: Any, page: Any, annotation: Any) -> None:
    """Make an element of a tree a link, with an annotation of a page."""
    element.S = Name.Link
    element.K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))
    tree.Annotations.append(annotation)
    tree.Annotations.append(element)


def _number(pdf: pikepdf.Pdf, root: Any, trees: Sequence[Any]) -> None:
    """The parent tree: page -> owners of its content, annotation -> its owner."""
    numbers: list[Any] = []  # pikepdf adds to an array by writing it anew
    number = -1
    for number, page in enumerate(pdf.pages):
        own = page.obj
        numbers += (number, own[_OWNERS])
        del own[_OWNERS]
        own.StructParents, own.Tabs = number, Name.S
    for tree in trees:
        for annotation, owner in pairs(tree.Annotations):
            number += 1
            annotation.StructParent = number
            numbers += (number, owner)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = number + 1


class _Writer:
    """Makes structure elements, and keeps who owns each marked content and annotation."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[dict[int, Any]] = [{} for _ in self._pages]
        self._annotations: list[Any] = []
        self._names: list[Any] = []
        self._leads: list[Any] = []

    def element(self, element: Element, parent: Any = None) -> Any:
        """The element and all below it, as indirect objects."""
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}")))
        if parent is not None:
            made.P = parent
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if page is not None:
            made.Pg = self._pages[page]
        if element.alt:
            made.Alt = String(element.alt)
        if element.name.startswith(LEADS):
            self._leads += (String(element.name), made)
        self._attributes(element, made)
        made.K = Array([self._kid(kid, made, page) for kid in element.kids])
        return made

    def told(self, tops: Any) -> Any:
        """A tree with these elements at its top, and what was met below them."""
        for page, owners in zip(self._pages, self._owners, strict=True):
            highest = max(owners, default=-1)
            row = Array([owners.get(mark) for mark in range(highest + 1)])
            page[_OWNERS] = self._pdf.make_indirect(row)
        return Dictionary(
            K=tops,
            Annotations=Array(self._annotations),
            Names=Array(self._names),
            Leads=Array(self._leads),
        )

    def _attributes(self, element: Element, made: Any) -> None:
        if element.kind == "Note" and element.name:  # a note needs an id (ISO 14289-1, 7.9)
            made.ID = String(element.name)
            self._names += (made.ID, made)
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
            annotation = self._pages[kid.page].Annots[kid.position]
            self._annotations += (annotation, owner)
            return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[kid.page])
        self._owners[kid.page][kid.mark] = owner
        if kid.page == page:
            return kid.mark
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.mark)


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
