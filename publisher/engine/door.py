"""The door: a document goes in, pages come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from publisher.engine import faces as face_store
from publisher.engine import findings as kinds
from publisher.engine import native
from publisher.engine.assets import Gate
from publisher.engine.complaints import Complaints
from publisher.engine.laid import (
    ONE_AT_A_TIME,
    Laid,
    no_collections,
    page_values,
    stop_where_broken,
)
from publisher.engine.values import BASE, LAYOUT_BASE, Assets, Document, FaceFile, LaidPage
from publisher.findings import Finding


def lay_out(document: Document, faces: Sequence[FaceFile], assets: Assets) -> Laid:
    """Lay out a document with these faces and no others.

    Raises Unusable where a file was refused or is not there, a picture cannot be drawn, or a
    character of the markup is not on the pages; Missing where the machine lacks a library or face.
    """
    native.require()
    gate = Gate(assets)
    with ONE_AT_A_TIME, no_collections(), Complaints() as complaints:
        complaints.refused = gate.refused
        drawing = _render(document, face_store.configuration(faces), gate, complaints)
        findings = [
            *complaints.findings,
            *drawing.context.setter.findings,
            *_unknown_families(drawing.context.setter.shaper.families, faces),
            *_drop_attachments(drawing),
        ]
        stop_where_broken([*gate.refusals, *findings])
        pages = _pages(drawing)
    return Laid(pages, tuple(findings), drawing, gate)


def _render(document: Document, fonts: Any, gate: Gate, complaints: Complaints) -> Any:
    from publisher.engine import hooks, inside
    from publisher.engine.setter import Setter

    fetcher = inside.Fetcher(gate.open)
    html = inside.parse_html(document.html, fetcher, BASE)
    if not html.etree_element.get("lang"):
        html.etree_element.set("lang", document.language)
    counters = inside.counter_styles()
    colours: dict[str, Any] = {}
    sheets = []
    for sheet in document.sheets:
        complaints.sheet = sheet
        sheets.append(inside.parse_sheet(sheet.css, fetcher, LAYOUT_BASE, fonts, counters, colours))
    complaints.sheet = None
    hooks.install()
    setter = Setter(document.kinsoku, document.changes)
    drawing = inside.render(html, sheets, fonts, counters, colours, setter)
    drawing.root = html.etree_element
    return drawing


def _pages(drawing: Any) -> tuple[LaidPage, ...]:
    """Prove that the text is whole, and make the values."""
    from publisher.engine import reading

    style_for = drawing.context.style_for
    found = reading.pieces([page._page_box for page in drawing.pages])
    reading.prove(drawing.root, style_for, found)
    starts = reading.starts(drawing.root, style_for, found, len(drawing.pages))
    return tuple(page_values(drawing.pages, starts))


def _unknown_families(
    asked: Iterable[tuple[str, ...]], faces: Sequence[FaceFile]
) -> Iterator[Finding]:
    """Lists of families of which none is at hand, so that fontconfig took what it found."""
    known = sorted({face.family for face in faces})
    for families in sorted(asked):
        if not {family.casefold() for family in families} & {name.casefold() for name in known}:
            names = ", ".join(families)
            yield kinds.FAMILY_UNKNOWN.at(None, families=names, known=", ".join(known))


def _drop_attachments(drawing: Any) -> list[Finding]:
    """Links of type attachment would carry files, and the clock, into the PDF."""
    dropped = []
    for page in drawing.pages:
        dropped += [link[1] for link in page.links if link[0] == "attachment"]
        page.links = [link for link in page.links if link[0] != "attachment"]
    return [kinds.ATTACHMENT_LEFT_OUT.at(None, url=str(url)) for url in dropped]
