"""A flow made ready to be bound, which can be done for each by itself and kept.

Its tags are read, grouped and written anew, what they do not hold is marked as an artifact, and
what its fonts say of glyphs is taken out of them; the PDF that is left has pages and their tags.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import pikepdf

from publisher.binding import elements, faces, grouping, tags
from publisher.binding.elements import Element
from publisher.binding.faces import Glyphs


class Goal(NamedTuple):
    """A named destination: its name, page from 0 in the flow, and where on it (`/XYZ`, numbers)."""

    name: str
    page: int
    way: tuple[str | float | None, ...]


class Piece(NamedTuple):
    """A flow that is ready. The `tree` of one that is imposed is not in its PDF yet."""

    pdf: bytes
    goals: tuple[Goal, ...]
    glyphs: Glyphs
    tree: tuple[Element, ...] = ()


def prepared(
    pdf: bytes, order: Sequence[str], *, linked: bool, imposed: bool
) -> tuple[bytes, bytes]:
    """(PDF, what is known of it) of a flow whose ids are read in this order.

    One that is `imposed`, or under what is, gets its tags and its artifacts on its sheet. A PDF for
    a press is not `linked`: nothing may lie over a page that is not printed (ISO 15930-7).
    """
    with pikepdf.open(io.BytesIO(pdf)) as source:
        if not linked:
            _unlink(source)
        tree = grouping.grouped(elements.read(source), order)
        known: dict[str, Any] = {"goals": list(_goals(source)), "glyphs": faces.taken_out(source)}
        for name in ("/StructTreeRoot", "/Names", "/Outlines", "/Metadata"):
            if name in source.Root:
                del source.Root[name]
        if imposed:
            known["tree"] = [elements.packed(each) for each in tree]
        else:
            tags.mark_artifacts(source, grouping.kept(tree))
            tags.hang(source, tree)
        made = saved(source)
    return made, json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


def piece(pdf: bytes, known: bytes) -> Piece:
    """A flow that was prepared."""
    given: dict[str, Any] = json.loads(known)
    goals = tuple(Goal(name, page, tuple(way)) for name, page, way in given["goals"])
    tree = tuple(map(elements.unpacked, given.get("tree", ())))
    return Piece(pdf, goals, faces.read(given["glyphs"]), tree)


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    """The bytes of a PDF: the same for the same, as small as they get."""
    out = io.BytesIO()
    generate = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, object_stream_mode=generate, **how)
    return out.getvalue()


def _unlink(source: pikepdf.Pdf) -> None:
    for page in source.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _goals(source: pikepdf.Pdf) -> Iterator[Goal]:
    names: Any = source.Root.get("/Names", {})
    rows = list(names.get("/Dests", {}).get("/Names", ()))
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    for name, goal in zip(rows[::2], rows[1::2], strict=True):
        way = tuple(_value(value) for value in list(goal)[1:])
        yield Goal(str(name), numbers[goal[0].objgen], way)


def _value(value: Any) -> str | float | None:
    if isinstance(value, pikepdf.Name):
        return str(value)
    return float(value) if isinstance(value, Decimal) else value
