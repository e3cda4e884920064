"""Page boxes: where the knife cuts and how far the ink runs beyond it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher import units
from publisher.checks.preflight.subject import PrintPdf, Sheet
from publisher.checks.registry import check
from publisher.findings import Finding, Severity, Terms
from publisher.messages import _

TOLERANCE = 0.06  # points, 0.02 mm: what rounding leaves, and no knife sees


@check(
    "page-boxes",
    Severity.ERROR,
    _("the page boxes are not right: {what}"),
    _("export with TrimBox at the finished size, BleedBox around it and MediaBox around both"),
    why=_("Imposition places pages by their TrimBox; a wrong one moves the page on the sheet."),
)
def page_boxes(pdf: PrintPdf) -> Iterator[Finding]:
    """TrimBox lies in BleedBox, and that in MediaBox; no unit but the point.

    ISO 15930-7 on page boxes; ISO 32000-1, 14.11.2. Inherited boxes are
    resolved: pdfium shows Letter for them.
    """
    found: dict[Terms, list[Sheet]] = {}
    for sheet in pdf.sheets:
        if problems := Terms(_problems(sheet)):
            found.setdefault(problems, []).append(sheet)
    for what, sheets in found.items():
        yield page_boxes.at(pdf.on(sheets), what=what)


@check(
    "bleed-missing",
    Severity.ERROR,
    _("the bleed is {found} mm where {wanted} mm are needed"),
    _("let pictures and areas run {wanted} mm beyond the trim, and export with this bleed"),
    why=_("A knife is never exact: without bleed, white slivers show at the edges."),
)
def bleed_missing(pdf: PrintPdf) -> Iterator[Finding]:
    """On every side, the bleed is no less than the condition asks for."""
    wanted = pdf.condition.bleed
    found: dict[str, list[Sheet]] = {}
    for sheet in pdf.sheets:
        bleed = _bleed(sheet)
        if bleed is not None and bleed < wanted - TOLERANCE:
            shown = f"{max(0.0, units.millimetres(bleed)):.1f}"
            found.setdefault(shown, []).append(sheet)
    for shown, sheets in found.items():
        place = pdf.on(sheets)
        yield bleed_missing.at(place, found=shown, wanted=f"{units.millimetres(wanted):g}")


def _bleed(sheet: Sheet) -> float | None:
    """The narrowest bleed of a page in points; None where boxes are so wrong that none is."""
    trim, bleed = sheet.finished, sheet.bleed or sheet.crop
    if not bleed.holds(trim, TOLERANCE) or (sheet.trim is None and sheet.bleed is None):
        return None
    return min(
        trim.left - bleed.left,
        trim.bottom - bleed.bottom,
        bleed.right - trim.right,
        bleed.top - trim.top,
    )


def _problems(sheet: Sheet) -> Iterator[str]:
    if sheet.trim is None:
        yield _("there is no TrimBox")
    elif "/ArtBox" in sheet.page:
        yield _("there is an ArtBox beside the TrimBox")
    bleed = sheet.bleed or sheet.crop
    if not bleed.holds(sheet.finished, TOLERANCE):
        yield _("the TrimBox lies outside the BleedBox")
    if not sheet.media.holds(bleed, TOLERANCE):
        yield _("the BleedBox lies outside the MediaBox")
    if "/UserUnit" in sheet.page:
        yield _("there is a UserUnit")
