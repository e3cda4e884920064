"""Colour spaces: what is printed is given in inks."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.content.marks import Area, Group, Line, Mark, Picture, Shade, Text
from publisher.checks.preflight.subject import Gathered, PrintPage
from publisher.checks.registry import check
from publisher.findings import Finding, Severity, Terms
from publisher.messages import _

_NAMES: dict[type[Mark], str] = {
    Text: _("text"),
    Area: _("an area"),
    Line: _("a line"),
    Picture: _("a picture"),
    Shade: _("a gradient"),
    Group: _("a transparency group"),
}


@check(
    "colour-space",
    Severity.ERROR,
    _("{what} is in {space}, not in CMYK, gray or a spot ink"),
    _("convert it to the output profile; black text must become black ink alone"),
    why=_("A press has inks: RGB is converted by whoever comes next, in a way that nobody chose."),
)
def colour_space(page: PrintPage) -> Iterator[Finding]:
    """RGB and Lab are nowhere: operators, pictures, gradients, patterns, forms, groups, masks.

    ISO 15930-7 on device colour and output intent; the CMYK variants of GWG 2015.
    """
    found = Gathered(page, colour_space)
    for mark in page.drawn:
        for space in mark.spaces():
            if space.foreign:
                what = (_NAMES[type(mark)], mark.where) if mark.where else (_NAMES[type(mark)],)
                found.add(mark, what=Terms(what), space=space.foreign)
    yield from found
