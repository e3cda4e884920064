"""The door: a document goes in, pages come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publisher.engine import faces as face_store
from publisher.engine import findings as kinds
from publisher.engine import native
from publisher.engine.assets import Gate
from publisher.engine.complaints import Complaints
from publisher.engine.laid import ONE_AT_A_TIME, Laid, page_values
from publisher.engine.values import BASE, LAYOUT_BASE, Assets, Document, FaceFile
from publisher.errors import Unusable
from publisher.findings import Finding


def lay_out(document: Document, faces: Sequence[FaceFile], assets: Assets) -> Laid:
    """Lay out a document with these faces and no others.

    Raises Unusable where a file was refused or is not there, a picture cannot be drawn, or a
    character of the markup is not on the pages; Missing where the machine lacks a library or face.
    """
    native.require()
    gate = Gate(assets)
    with ONE_AT_A_TIME, Complaints() as complaints:
        complaints.refused = gate.refused
        drawing = _render(document, face_store.configuration(faces), gate, complaints)
        set_findings = drawing.context.setter.findings
        findings = [*complaints.findings, *set_findings, *_drop_attachments(drawing)]
        _stop_where_broken([*gate.refusals, *findings])
        return _values(drawing, tuple(findings))


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
    drawing = inside.render(html, sheets, fonts, counters, colours, Setter(document.kinsoku))
    drawing.root = html.etree_element
    return drawing


def _values(drawing: Any, findings: tuple[Finding, ...]) -> Laid:
    """Prove that the text is whole, and make the values."""
    from publisher.engine import reading

    style_for = drawing.context.style_for
    found = reading.pieces([page._page_box for page in drawing.pages])
    reading.prove(drawing.root, style_for, found)
    starts = reading.starts(drawing.root, style_for, found, len(drawing.pages))
    return Laid(tuple(page_values(drawing.pages, starts)), findings, drawing)


def _drop_attachments(drawing: Any) -> list[Finding]:
    """Links of type attachment would carry files, and the clock, into the PDF."""
    dropped = []
    for page in drawing.pages:
        dropped += [link[1] for link in page.links if link[0] == "attachment"]
        page.links = [link for link in page.links if link[0] != "attachment"]
    return [kinds.ATTACHMENT_LEFT_OUT.at(None, url=str(url)) for url in dropped]


def _stop_where_broken(findings: list[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity == kinds.PICTURE_BROKEN.severity]
    if errors:
        raise Unusable(*errors)
