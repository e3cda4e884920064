"""What a printing house wants to know without there being anything wrong."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.preflight.subject import Gathered, PrintPage
from publisher.checks.registry import check
from publisher.findings import Finding, Severity
from publisher.messages import _


@check(
    "spot-ink",
    Severity.NOTE,
    _("the spot ink “{ink}” is used"),
    _("tell the printing house, which needs a plate for it, or convert it to CMYK"),
    why=_("Every further ink is a further plate and a further bill."),
)
def spot_ink(page: PrintPage) -> Iterator[Finding]:
    """Inks beside the four of the process are listed (GWG 2015, Use of Spot Colors)."""
    found = Gathered(page, spot_ink)
    for mark in page.printed:
        for ink in dict.fromkeys(ink for space in mark.spaces() for ink in space.spots):
            found.add(mark, ink=ink)
    yield from found


@check(
    "transparency",
    Severity.NOTE,
    _("there is transparency here ({what})"),
    _("tell the printing house if its machines flatten it; PDF/X-4 allows it"),
    why=_("Old machines flatten transparency, and what they flatten may look another way."),
)
def transparency(page: PrintPage) -> Iterator[Finding]:
    """What is drawn through something else is listed (ISO 32000-1, 11)."""
    found = Gathered(page, transparency)
    for mark in page.printed:
        if mark.blends:
            found.add(mark, what=mark.blends)
    yield from found
