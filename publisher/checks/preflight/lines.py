"""Hairlines: rules that the plate cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.content.geometry import Box
from publisher.checks.content.marks import Area, Line, Mark
from publisher.checks.content.paths import thickness
from publisher.checks.preflight.subject import Gathered, PrintPage
from publisher.checks.registry import check
from publisher.findings import Finding, Severity
from publisher.messages import _
from publisher.units import points

SHORTEST = points("1mm")  # what is shorter is a part of a drawing, not a rule
_ROUNDING = 0.005  # points


@check(
    "hairline",
    Severity.ERROR,
    _("a rule is {found} pt thin; at least {least} pt hold on the press"),
    _("draw it {least} pt thick or more"),
    why=_("Thinner rules break up on the plate; what looks fine on a screen is the printer's dot."),
)
def hairline(page: PrintPage) -> Iterator[Finding]:
    """Strokes and thin filled rectangles are as thick as the condition asks.

    ISO 32000-1, 8.4.3.2: a width of 0 is one dot of the device. Stroke width × √|det CTM| (GWG
    2015, Effective Line Width).
    """
    least = page.condition.thinnest_rule
    found = Gathered(page, hairline)
    for mark in page.printed:
        thin, where = _thin(mark)
        if thin < least - _ROUNDING:
            found.add(mark, where, found=f"{thin:.2f}", least=f"{least:g}")
    yield from found


def _thin(mark: Mark) -> tuple[float, Box]:
    """How thick a rule is, and where; what is no rule is as thick as can be."""
    if isinstance(mark, Line):
        return mark.width, mark.box
    slim = mark.slimmest if isinstance(mark, Area) else None
    if slim is not None and max(slim.width, slim.height) >= SHORTEST:
        return thickness(slim), slim
    return float("inf"), mark.box
