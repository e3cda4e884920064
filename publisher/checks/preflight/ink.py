"""The sum of inks on one spot: more than paper and drying can take sets off on the next sheet."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.content import geometry, rasters
from publisher.checks.content.colours import ALL, Space
from publisher.checks.content.geometry import Box
from publisher.checks.content.marks import Area, Line, Mark, Picture, Shade, Text
from publisher.checks.content.paths import thickness
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.findings import NOT_JUDGED
from publisher.checks.preflight.subject import Gathered, PrintPdf
from publisher.checks.registry import check
from publisher.findings import Finding, Severity, Terms
from publisher.messages import _
from publisher.units import points

SPOT = points("1mm")  # what is smaller dries whatever it is made of
LARGE_TEXT = 24.0  # points, from where on strokes may be as broad as a spot
ROUNDING = 2.0  # per cent: sums of four bytes are counted in steps of 1.6
_INCH = 25.4  # millimetres

_FOREIGN = _("it is not all in inks: see “colour-space”")
_ADDING = _("where things overprint or are blended, inks add up, which only a rendering shows")
_GRADIENT = _("the inks between the ends of a gradient are not known")


@check(
    "ink-limit",
    Severity.ERROR,
    _("the inks add up to {found} %; the limit is {limit} %"),
    _("convert it through the profile of the condition, or lower the inks in the dark parts"),
    why=_("Wet ink on wet ink does not dry: it sets off on the next sheet and blocks the pile."),
)
def ink_limit(pdf: PrintPdf) -> Iterator[Finding]:
    """No spot of 1 mm has more ink than the condition allows.

    ISO 12647-2 on the sum of tone values; GWG 2015, Total Ink Area Coverage. Computed from the
    content: the colours of areas, broad lines and large text, the ends of gradients, and pictures
    by the means of their pixels. Where nothing broad overprints or is multiplied, no spot has more
    than the thing on top of it. What is not known so is said to be not checked.
    """
    found, unknown = Gathered(pdf, ink_limit), dict[str, list[Mark]]()
    limit = pdf.condition.ink_limit
    looked: dict[tuple[object, int], rasters.Wet | BrokenContent] = {}
    for mark in pdf.printed:
        if reason := _unknown(mark):
            unknown.setdefault(reason, []).append(mark)
        elif isinstance(mark, Picture) and mark.space is not None:
            outcome = _picture(mark, limit, looked)
            if isinstance(outcome, BrokenContent):
                unknown.setdefault(outcome.problem, []).append(mark)
            elif outcome.most > limit + ROUNDING:
                found.add(mark, _part(mark, outcome), found=f"{outcome.most:.0f}", limit=limit)
        elif _is_broad(mark) and (most := _most(mark)) > limit + ROUNDING:
            found.add(mark, found=f"{most:.0f}", limit=limit)
    yield from found
    for reason, marks in unknown.items():
        place = pdf.at((mark.page, mark.box) for mark in marks)
        yield NOT_JUDGED.at(place, what=Terms((_("the sum of the inks"),)), reason=Terms((reason,)))


def _unknown(mark: Mark) -> str:
    """Why the inks of a mark cannot be known; empty where they can."""
    if any(space.foreign for space in mark.spaces()):
        return _FOREIGN
    if _adds(mark):
        return _ADDING
    if isinstance(mark, Shade) and not mark.ends and _at_most(mark.space) > 100:
        return _GRADIENT
    return ""


def _adds(mark: Mark) -> bool:
    """Whether a mark may add its inks to those below it.

    Half transparent things do not: what shows lies between the one and the other.
    """
    modes = [word for word in mark.blends.split(", ") if word and word[-1] != "%"]
    over = isinstance(mark, Area) and mark.overprints and _is_broad(mark)
    return over or any(mode != "SMask" for mode in modes)


def _is_broad(mark: Mark) -> bool:
    match mark:
        case Area():
            return thickness(mark.box) >= SPOT
        case Line():
            return mark.width >= SPOT
        case Text():
            return mark.size >= LARGE_TEXT
        case Picture() | Shade():
            return True
    return False


def _most(mark: Mark) -> float:
    """The largest sum of inks of the colours that a mark is painted in, per cent."""
    every = (colour.inks() or {} for colour in mark.colours())
    return max((_sum(inks) for inks in every), default=0.0)


def _sum(inks: dict[str, float]) -> float:
    return 100 * sum(amount * (4 if ink == ALL else 1) for ink, amount in inks.items())


def _at_most(space: Space) -> float:
    """The sum of inks that no colour of a space exceeds, per cent."""
    if space.kind == "indexed" and space.base is not None:
        return _at_most(space.base)
    return 100.0 * (4 if ALL in space.inks else space.size)


def _picture(
    mark: Picture, limit: float, looked: dict[tuple[object, int], rasters.Wet | BrokenContent]
) -> rasters.Wet | BrokenContent:
    """The ink of a picture; each stream is looked at once for each size that it is printed in."""
    space = mark.space
    if space is None or _at_most(space) <= limit:
        return rasters.Wet(0.0, None)
    if space.kind != "cmyk" or mark.bits != 8:
        return BrokenContent(f"{space.shown}, {mark.bits} bit")
    cell = max(1, int(mark.ppi / _INCH))
    key = (getattr(mark.source, "objgen", id(mark.source)), cell)
    if key not in looked:
        try:
            looked[key] = rasters.wet(mark.source, mark.pixels, cell, limit + ROUNDING)
        except BrokenContent as broken:
            looked[key] = broken
    return looked[key]


def _part(mark: Picture, outcome: rasters.Wet) -> Box | None:
    """Where on the page the part of a picture lies that is too wet; rows run from the top down."""
    if outcome.part is None:
        return None
    left, top, right, bottom = outcome.part
    return geometry.through(mark.matrix, (left, 1 - bottom, right, 1 - top))
