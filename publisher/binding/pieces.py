"""A flow made ready to be bound, which can be done for each by itself and kept.

Its tags are read and grouped, what they do not hold is marked as an artifact, and what its fonts
say of glyphs is taken out of them; the PDF that is left has pages and nothing else.
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
    """A flow that is ready: `is_marked` says that page furniture is marked as artifacts."""

    pdf: bytes
    tree: list[Element]
    goals: tuple[Goal, ...]
    glyphs: Glyphs
    is_marked: bool


def prepared(
    pdf: bytes, order: Sequence[str], *, linked: bool, imposed: bool
) -> tuple[bytes, bytes]:
    """(PDF, what is known of it) of a flow whose ids are read in this order.

    One that is `imposed`, or under what is, has its furniture marked when it is bound. A PDF for a
    press is not `linked`: nothing may lie over a page that is not printed (ISO 15930-7).
    """
    with pikepdf.open(io.BytesIO(pdf)) as source:
        if not linked:
            _unlink(source)
        tree = grouping.grouped(elements.read(source), order)
        goals = list(_goals(source))
        if not imposed:
            tags.mark_artifacts(source, grouping.kept(tree))
        glyphs = faces.taken_out(source)
        for name in ("/StructTreeRoot", "/Names", "/Outlines", "/Metadata"):
            if name in source.Root:
                del source.Root[name]
        out = io.BytesIO()
        generate = pikepdf.ObjectStreamMode.generate
        source.save(out, deterministic_id=True, object_stream_mode=generate)
    known = {
        "tree": [elements.packed(each) for each in tree],
        "goals": goals,
        "glyphs": glyphs,
        "marked": not imposed,
    }
    return out.getvalue(), json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


def piece(pdf: bytes, known: bytes, offset: int) -> Piece:
    """A flow that was prepared, behind so many pages."""
    given: dict[str, Any] = json.loads(known)
    return Piece(
        pdf,
        [elements.unpacked(each, offset) for each in given["tree"]],
        tuple(Goal(name, page, tuple(way)) for name, page, way in given["goals"]),
        given["glyphs"],
        given["marked"],
    )


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
