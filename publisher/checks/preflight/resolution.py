"""Pictures: as many pixels an inch, at their printed size, as the press can show."""

from __future__ import annotations

import math
from collections.abc import Iterator

from publisher.checks.content.marks import Picture
from publisher.checks.preflight.subject import Gathered, PrintPage
from publisher.checks.registry import Check, check
from publisher.document.condition import Resolution
from publisher.findings import Finding, Severity, Value
from publisher.messages import _
from publisher.units import millimetres


@check(
    "picture-coarse",
    Severity.ERROR,
    _("the picture has {ppi} ppi at its printed size; at least {least} are needed"),
    _("supply {pixels} px across at least, or print it no wider than {width} mm"),
    why=_("Below two thirds of what the screen can show, readers see pixels and stairs."),
)
def picture_coarse(page: PrintPage) -> Iterator[Finding]:
    """Photographs are above the floor of the condition (GWG 2015, Image Resolution)."""
    yield from _coarse(picture_coarse, page, page.condition.photographs, line_art=False, floor=True)


@check(
    "picture-soft",
    Severity.WARNING,
    _("the picture has {ppi} ppi at its printed size; {least} would be sharp"),
    _("supply {pixels} px across, or print it no wider than {width} mm"),
    why=_("An offset screen of 150 lines shows all of 300 ppi and nothing beyond."),
)
def picture_soft(page: PrintPage) -> Iterator[Finding]:
    """Photographs have what the condition asks for (GWG 2015, Image Resolution)."""
    yield from _coarse(picture_soft, page, page.condition.photographs, line_art=False, floor=False)


@check(
    "line-art-coarse",
    Severity.ERROR,
    _("the line art has {ppi} ppi at its printed size; at least {least} are needed"),
    _("scan it with {pixels} px across at least, or print it no wider than {width} mm"),
    why=_("Black and white pixels have no grays to soften them: every stair is printed sharp."),
)
def line_art_coarse(page: PrintPage) -> Iterator[Finding]:
    """Pictures of one bit are above their floor (GWG 2015, Image Resolution for 1-bit Images)."""
    yield from _coarse(line_art_coarse, page, page.condition.line_art, line_art=True, floor=True)


@check(
    "line-art-soft",
    Severity.WARNING,
    _("the line art has {ppi} ppi at its printed size; {least} would be sharp"),
    _("scan it with {pixels} px across, or print it no wider than {width} mm"),
    why=_("Line art is sharp at half the resolution of the plate, which has 2400 dots an inch."),
)
def line_art_soft(page: PrintPage) -> Iterator[Finding]:
    """Pictures of one bit have what is asked (GWG 2015, Image Resolution for 1-bit Images)."""
    yield from _coarse(line_art_soft, page, page.condition.line_art, line_art=True, floor=False)


def _coarse(
    rule: Check[PrintPage], page: PrintPage, limits: Resolution, *, line_art: bool, floor: bool
) -> Iterator[Finding]:
    """Pictures below the floor, or from there up to what is asked."""
    found = Gathered(page, rule)
    low, high = (0, limits.least) if floor else (limits.least, limits.warn)
    for mark in page.printed:
        if not isinstance(mark, Picture) or mark.line_art != line_art:
            continue
        # rounded before it is compared: “299.99” is not to be told to anybody
        if math.isfinite(mark.ppi) and low <= round(mark.ppi) < high:
            found.add(mark, None, **_values(mark, high))
    yield from found


def _values(picture: Picture, wanted: int) -> dict[str, Value]:
    """What it has, how many pixels it would need, and how wide it would be sharp."""
    across, ppi = picture.pixels[0], max(picture.ppi, 0.1)
    return {
        "ppi": round(picture.ppi),
        "least": wanted,
        "pixels": -int(-across * wanted // ppi),
        "width": f"{millimetres(across / wanted * 72):.0f}",
    }
