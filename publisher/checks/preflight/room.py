"""Room on the page, and pages in the sheet: safe area, blank pages, pages in fours."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.content.colours import Colour
from publisher.checks.content.marks import Group, Mark, Text
from publisher.checks.preflight.subject import Gathered, PrintPage, PrintPdf, Sheet
from publisher.checks.registry import check
from publisher.findings import Finding, Severity
from publisher.messages import _
from publisher.units import millimetres, points

TOLERANCE = points("0.1mm")


@check(
    "safe-area",
    Severity.WARNING,
    _("text stands {found} mm from the edge of the page; {wanted} mm are safe"),
    _("move it inwards"),
    why=_("Folding and trimming shift pages by a millimetre or two: text at the edge is cut."),
)
def safe_area(page: PrintPage) -> Iterator[Finding]:
    """Text stays inside the trim by what the condition asks; text outside of it is no matter."""
    wanted, sheet = page.condition.safe, page.sheet
    if sheet.trim is None:
        return  # “page-boxes” says so, and nobody knows where the edge is
    found = Gathered(page, safe_area)
    trim, room = sheet.finished, sheet.finished.grown(-wanted)
    for mark in page.drawn:
        inside = isinstance(mark, Text) and not mark.where and mark.box.meets(trim)
        if inside and not room.holds(mark.box, TOLERANCE):
            distance = f"{millimetres(max(0.0, _distance(sheet, mark))):.1f}"
            found.add(mark, found=distance, wanted=f"{millimetres(wanted):g}")
    yield from found


@check(
    "blank-page",
    Severity.WARNING,
    _("the page is blank"),
    _("make sure that it is meant to be; else look for what is missing"),
    why=_("Most blank pages in a finished file are pages whose content was lost."),
)
def blank_page(page: PrintPage) -> Iterator[Finding]:
    """Something is printed on every page (GWG 2015, Empty Pages)."""
    if not page.problems and not any(_prints(page.sheet, mark) for mark in page.drawn):
        yield blank_page.at(page.place)


@check(
    "pages-in-sheet",
    Severity.WARNING,
    _("the number of pages ({count}) is not a multiple of {pages}; {lacking} are lacking"),
    _("add pages at the end, or take some out"),
    why=_("Paper is printed on both sides and folded: pages come in fours, or at least in twos."),
)
def pages_in_sheet(pdf: PrintPdf) -> Iterator[Finding]:
    """The number of pages fills whole sheets (GWG 2015, Number of Pages)."""
    count, pages = len(pdf.pdf.pages), pdf.condition.pages_in
    if count % pages:
        yield pages_in_sheet.at(pdf.place, count=count, pages=pages, lacking=-count % pages)


def _distance(sheet: Sheet, mark: Mark) -> float:
    trim, (left, bottom, right, top) = sheet.finished, mark.box
    return min(left - trim.left, bottom - trim.bottom, trim.right - right, trim.top - top)


def _prints(sheet: Sheet, mark: Mark) -> bool:
    """Whether a mark leaves ink within the trim; what nobody can know does."""
    if mark.where or isinstance(mark, Group) or mark.box.meets(sheet.finished) is None:
        return False
    return not mark.colours() or any(map(_inked, mark.colours()))


def _inked(colour: Colour) -> bool:
    inks = colour.inks
    return inks is None or bool(inks)
