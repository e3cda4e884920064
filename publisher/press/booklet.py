"""骑马钉: pages two by two on sheets that are folded into one another, and stapled in the fold.

The first sheet holds the last page and the first, its back the second and the last but one. Blank
pages fill up the last sheet. A page keeps its bleed but at the fold, where it would lie on its
neighbour. Each sheet pushes those inside it outwards by its thickness, and the knife cuts them all
at one edge (creep): so pages are moved towards the fold, the more the further inside they lie.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.press.boxes import Boxes, boxes_of

_PER_SHEET = 4


class Side(NamedTuple):
    """One side of a sheet: the pages (from 0) at its left and right; None for a blank one."""

    left: int | None
    right: int | None


def sides(count: int, *, right_to_left: bool = False) -> Iterator[Side]:
    """The sides of the sheets for so many pages, front and back by turns, the outer sheet first."""
    whole = -(-count // _PER_SHEET) * _PER_SHEET
    for place in range(whole // 2):
        outer, inner = whole - 1 - place, place
        pair = (outer, inner) if place % 2 == 0 else (inner, outer)
        left, right = (page if page < count else None for page in pair)
        yield Side(right, left) if right_to_left else Side(left, right)


@contextlib.contextmanager
def imposed(source: pikepdf.Pdf, bleed: float, creep: float = 0.0) -> Iterator[pikepdf.Pdf]:
    """The pages of a bound PDF as the sides of a booklet, which have the trim of the open sheet.

    `bleed` and `creep`, that of one sheet, are in points. Tags and outline are of pages, and are
    not kept.
    """
    with pikepdf.new() as made:
        wishes: Any = source.Root.get("/ViewerPreferences", Dictionary())
        is_right_bound = wishes.get("/Direction") == Name.R2L
        every = sides(len(source.pages), right_to_left=is_right_bound)
        for number, side in enumerate(every):
            _add(made, source, side, bleed, number // 2 * creep)
        made.trailer.Info = made.copy_foreign(source.trailer.Info)
        made.Root.Metadata = made.copy_foreign(source.Root.Metadata)
        yield made


def _add(made: pikepdf.Pdf, source: pikepdf.Pdf, side: Side, bleed: float, inwards: float) -> None:
    one = boxes_of(source.pages[0], bleed)
    page = made.add_blank_page(page_size=(2 * one.width, one.height))
    sheet = Boxes(0.0, 0.0, 2 * one.width, one.height, bleed)
    page.obj.TrimBox = Array(sheet.around(0.0))
    page.obj.MediaBox = Array(sheet.around(bleed))
    drawn, forms = [], Dictionary()
    for name, number, x in (("/Left", side.left, 0.0), ("/Right", side.right, one.width)):
        if number is None:
            continue
        own = source.pages[number]
        boxes = boxes_of(own, bleed)
        form: Any = made.copy_foreign(own.as_form_xobject())
        form.BBox = Array(boxes.around(bleed))
        forms[name] = form
        # clipped at the fold, which is at the right of the left page
        start = x - bleed if name == "/Left" else x
        clip = (start, -bleed, one.width + bleed, one.height + 2 * bleed)
        towards = inwards if name == "/Left" else -inwards
        moved = (x + towards - boxes.x, -boxes.y, name.encode())
        drawn.append(b"q %.4f %.4f %.4f %.4f re W n" % clip)
        drawn.append(b"1 0 0 1 %.4f %.4f cm %s Do Q" % moved)
    page.obj.Resources = Dictionary(XObject=forms)
    page.obj.Contents = made.make_stream(b"\n".join(drawn))


def single_pages(data: bytes) -> Iterator[bytes]:
    """Each page of a print PDF as a PDF of its own, with the same intent and identity."""
    with pikepdf.open(io.BytesIO(data)) as source:
        for page in source.pages:
            with pikepdf.new() as made:
                made.pages.append(page)
                own = made.pages[0].obj
                for name in ("/StructParents", "/Tabs"):
                    if name in own:
                        del own[name]
                made.Root.OutputIntents = made.copy_foreign(
                    source.make_indirect(source.Root.OutputIntents)
                )
                made.Root.Metadata = made.copy_foreign(source.Root.Metadata)
                made.trailer.Info = made.copy_foreign(source.trailer.Info)
                out = io.BytesIO()
                made.save(
                    out,
                    force_version=source.pdf_version,
                    deterministic_id=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.generate,
                )
                yield out.getvalue()
