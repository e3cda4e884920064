"""拼版: the pieces of an article put on the sheets of a newspaper, with their tags and links.

Each piece was set as a page of its own. Its contents are drawn at its place on the sheet, after
what is there; marks are counted on from those of the sheet, names of resources from theirs.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary

from publisher.binding import faces, grouping, tags
from publisher.binding.elements import Annotation, Content, Element
from publisher.binding.pieces import Goal, Piece, saved

_MARK = re.compile(rb"/MCID (\d+)")
_KINDS = ("/Font", "/XObject", "/ExtGState", "/Pattern", "/Shading", "/ColorSpace", "/Properties")


class Stand(NamedTuple):
    """Where a piece came to stand: its sheet (page from 0), and its top left on it in points.

    `marks` and `annotations` stood there before; `rise` is how far it is moved up in the PDF's own
    measure, which counts from the foot.
    """

    page: int
    x: float
    y: float
    marks: int
    annotations: int
    rise: float


def merged(pieces: Sequence[Piece], spots: Sequence[Sequence[tuple[int, float, float]]]) -> Piece:
    """Pieces as one, with its tags: those that have spots are drawn on the pages of those before.

    The spot of a page is the page (from 1 in all) that it lies on, and its top left there in
    points.
    """
    trees: list[Element] = []
    goals: list[Goal] = []
    with contextlib.ExitStack() as open_files, pikepdf.new() as pdf:
        for each, own in zip(pieces, spots, strict=True):
            source = open_files.enter_context(pikepdf.open(io.BytesIO(each.pdf)))
            if own:
                stands = _imposed(pdf, source, own)
            else:
                first = len(pdf.pages)
                stands = [_own(first + number) for number in range(len(source.pages))]
                for page in source.pages:
                    pdf.pages.append(page)
            trees += (_shifted(element, stands) for element in each.tree)
            for goal in each.goals:
                stand = stands[goal.page]
                goals.append(_moved(goal, stand) if own else goal._replace(page=stand.page))
        tags.mark_artifacts(pdf, grouping.kept(trees))
        tags.hang(pdf, trees)
        return Piece(saved(pdf), tuple(goals), faces.together(each.glyphs for each in pieces))


def _imposed(
    pdf: pikepdf.Pdf, source: pikepdf.Pdf, spots: Sequence[tuple[int, float, float]]
) -> list[Stand]:
    """Draw the pages of `source` on those of `pdf`, each at its spot (page from 1, points)."""
    return [
        _drawn(pdf, piece, number - 1, x, y)
        for piece, (number, x, y) in zip(source.pages, spots, strict=True)
    ]


def _own(page: int) -> Stand:
    """Where a page stands that is a sheet itself."""
    return Stand(page, 0.0, 0.0, 0, 0, 0.0)


def _shifted(element: Element, stands: Sequence[Stand]) -> Element:
    """A structure element with the marks and annotations that it has on the sheets."""
    kids: list[Any] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_shifted(kid, stands))
            continue
        stand = stands[kid.page]
        if isinstance(kid, Content):
            kids.append(Content(stand.page, kid.mark + stand.marks))
        else:
            kids.append(Annotation(stand.page, kid.position + stand.annotations))
    return Element(element.kind, element.name, element.classes, kids, element.alt)


def _moved(goal: Goal, stand: Stand) -> Goal:
    """A destination (`/XYZ left top zoom`) of a piece, as it is on its sheet."""
    kind, left, top, *rest = goal.way
    across = None if left is None else float(left) + stand.x
    up = None if top is None else float(top) + stand.rise
    return Goal(goal.name, stand.page, (kind, across, up, *rest))


def _drawn(pdf: pikepdf.Pdf, piece: pikepdf.Page, number: int, x: float, y: float) -> Stand:
    sheet = pdf.pages[number]
    trim: Any = sheet.obj.get("/TrimBox", sheet.mediabox)
    left = x + float(trim[0])
    rise = float(trim[3]) - y - float(piece.mediabox[3])
    sheet.contents_coalesce()
    under = sheet.obj.Contents.read_bytes()
    marks = 1 + max((int(mark) for mark in _MARK.findall(under)), default=-1)
    over = _MARK.sub(lambda mark: b"/MCID %d" % (int(mark[1]) + marks), _bytes(piece))
    for old, new in _shared(pdf, sheet, piece):
        over = re.sub(re.escape(old.encode()) + rb"(?=[\s/<\[])", new.encode(), over)
    moved = b"q 1 0 0 1 %.4f %.4f cm\n%s\nQ\n" % (left, rise, over)
    sheet.obj.Contents = pdf.make_stream(b"q\n%s\nQ\n%s" % (under, moved))
    stand = Stand(number, left, y, marks, len(sheet.obj.get("/Annots", ())), rise)
    _annotate(pdf, sheet, piece, stand)
    return stand


def _bytes(piece: pikepdf.Page) -> bytes:
    piece.contents_coalesce()
    return bytes(piece.obj.Contents.read_bytes())


def _shared(
    pdf: pikepdf.Pdf, sheet: pikepdf.Page, piece: pikepdf.Page
) -> Iterator[tuple[str, str]]:
    """(name, new name) of the piece's resources that a sheet knows by another name.

    All sheets of a flow have one table of resources; so have all pieces of an article.
    """
    theirs: Any = pdf.copy_foreign(piece.obj.Resources)
    ours: Any = sheet.obj.Resources
    for kind in _KINDS:
        table = ours.get(kind, Dictionary())
        for name, value in sorted(theirs.get(kind, Dictionary()).items()):
            new, number = name, 0
            while new in table and not _same(table[new], value):
                number += 1
                new = f"{name}.{number}"
            table[new] = value
            if new != name:
                yield name, new
        if len(table):
            ours[kind] = table


def _same(one: Any, other: Any) -> bool:
    if getattr(one, "is_indirect", False) or getattr(other, "is_indirect", False):
        return bool(one.objgen == other.objgen)
    return bool(one == other)


def _annotate(pdf: pikepdf.Pdf, sheet: pikepdf.Page, piece: pikepdf.Page, stand: Stand) -> None:
    for annotation in list(piece.obj.get("/Annots", ())):
        made: Any = pdf.copy_foreign(annotation)
        x, y, right, top = map(float, made.Rect)
        box = (x + stand.x, y + stand.rise, right + stand.x, top + stand.rise)
        made.Rect = Array([round(edge, 2) for edge in box])
        if "/Annots" not in sheet.obj:
            sheet.obj.Annots = Array()
        sheet.obj.Annots.append(made)
