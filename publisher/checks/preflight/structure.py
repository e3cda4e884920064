"""What has no place in a file for the press: locks, scripts, forms, layers, annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from publisher.checks.content.geometry import Box
from publisher.checks.preflight.appearances import annots, rectangle
from publisher.checks.preflight.subject import PrintPdf, Sheet
from publisher.checks.registry import check
from publisher.findings import Finding, Severity
from publisher.messages import _

ACTIVE = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/ResetForm"})
PRINTERS = frozenset({"/PrinterMark", "/TrapNet"})  # those that PDF/X knows (6.13)


@check(
    "encrypted",
    Severity.ERROR,
    _("the file is encrypted"),
    _("export it without passwords and restrictions"),
    why=_("A program at the press that has no password sees nothing at all."),
)
def encrypted(pdf: PrintPdf) -> Iterator[Finding]:
    """There is no Encrypt in the trailer (ISO 15930-7)."""
    if pdf.pdf.is_encrypted:
        yield encrypted.at(pdf.place)


@check(
    "script",
    Severity.ERROR,
    _("the file holds actions that run: {what}"),
    _("export it without scripts and actions"),
    why=_("What a file does when it is opened, it must not do in a printing house."),
)
def script(pdf: PrintPdf) -> Iterator[Finding]:
    """There are no actions but those that lead somewhere (ISO 15930-7)."""
    found = sorted(set(_actions(pdf)))
    if found:
        yield script.at(pdf.place, what=", ".join(found))


@check(
    "form-fields",
    Severity.ERROR,
    _("the file holds a form to be filled in"),
    _("flatten the form: print it to a new PDF"),
    why=_("What a field shows is decided by the program that shows it."),
)
def form_fields(pdf: PrintPdf) -> Iterator[Finding]:
    """There is no interactive form (ISO 15930-7)."""
    form = pdf.pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and (len(form.get("/Fields", [])) or "/XFA" in form):
        yield form_fields.at(pdf.place)


@check(
    "layers",
    Severity.ERROR,
    _("the file holds layers that can be shown and hidden"),
    _("export it without layers, each version as a file of its own"),
    why=_("Which layer is printed depends on a switch that nobody at the press knows of."),
)
def layers(pdf: PrintPdf) -> Iterator[Finding]:
    """There is no optional content (GWG 2015, Optional Content, is looser)."""
    if "/OCProperties" in pdf.pdf.Root:
        yield layers.at(pdf.place)


@check(
    "annotation",
    Severity.ERROR,
    _("there is an annotation in the page ({what})"),
    _("export it without comments, links and other annotations"),
    why=_("Comments may be printed or not, as the next program likes."),
)
def annotation(pdf: PrintPdf) -> Iterator[Finding]:
    """There are none within the bleed but marks of the printer (ISO 15930-7)."""
    found: dict[str, list[tuple[int, Box]]] = {}
    for sheet in pdf.sheets:
        for what, where in _inside(sheet):
            found.setdefault(what, []).append((sheet.number, where))
    for what, places in found.items():
        yield annotation.at(pdf.at(places), what=what)


def _inside(sheet: Sheet) -> Iterator[tuple[str, Box]]:
    for each in annots(sheet.page):
        kind = str(each.get("/Subtype", "?"))
        try:
            where = rectangle(each)
        except (TypeError, ValueError, KeyError):
            where = sheet.inked  # it does not say where it lies
        if kind not in PRINTERS and where.meets(sheet.inked):
            yield kind.lstrip("/"), where


# ── actions ──────────────────────────────────────────────────────────────────────────────────────


def _actions(pdf: PrintPdf) -> Iterator[str]:
    root: Any = pdf.pdf.Root
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield "JavaScript"
    for holder in (root, *(sheet.page for sheet in pdf.sheets), *_annotations(pdf)):
        if "/AA" in holder:
            yield "AA"
        for key in ("/OpenAction", "/A"):
            kind = _kind(holder.get(key)) if key in holder else ""
            if kind in ACTIVE:
                yield kind.lstrip("/")


def _annotations(pdf: PrintPdf) -> Iterator[Any]:
    for sheet in pdf.sheets:
        yield from annots(sheet.page)


def _kind(action: Any) -> str:
    return str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
