"""The sum of inks on one spot: more than paper and drying can take sets off on the next sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from PIL.Image import Image

from publisher.checks.content import geometry, rasters
from publisher.checks.content.colours import ALL, Space
from publisher.checks.content.geometry import Box
from publisher.checks.content.marks import Area, Line, Mark, Picture, Shade, Text
from publisher.checks.content.paths import thickness
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.findings import NOT_JUDGED
from publisher.checks.preflight.subject import Gathered, PrintPage
from publisher.checks.registry import check
from publisher.findings import Finding, Severity, Terms
from publisher.messages import _
from publisher.units import points

SPOT = points("1mm")  # what is smaller dries whatever it is made of
LARGE_TEXT = 24.0  # points, from where on strokes may be as broad as a spot
ROUNDING = 2.0  # per cent: sums of four bytes are counted in steps of 1.6
_INCH = 25.4  # millimetres
_BOUNDLESS = 1000.0  # per cent, of what lies below and is not known

_FOREIGN = _("it is not all in inks: see “colour-space”")
_ADDING = _("where things overprint or are blended, inks add up, which only a rendering shows")
_GRADIENT = _("the inks between the ends of a gradient are not known")
FOREIGN = Terms((_FOREIGN,))  # what plates would not tell either: every renderer makes other inks


@check(
    "ink-limit",
    Severity.ERROR,
    _("the inks add up to {found} %; the limit is {limit} %"),
    _("convert it through the profile of the condition, or lower the inks in the dark parts"),
    why=_("Wet ink on wet ink does not dry: it sets off on the next sheet and blocks the pile."),
)
def ink_limit(page: PrintPage) -> Iterator[Finding]:
    """No spot of 1 mm has more ink than the condition allows.

    ISO 12647-2 on the sum of tone values; GWG 2015, Total Ink Area Coverage. Computed from the
    content: the colours of areas, broad lines and large text, the ends of gradients, and pictures
    by the means of their pixels. No spot has more than the thing on top of it; what overprints or
    is multiplied has at most its own and the most of what lies below. Where that bound is above
    the limit, and what is not known at all, is said to be not checked.
    """
    found, unknown = Gathered(page, ink_limit), dict[str, list[Mark]]()
    limit = page.condition.ink_limit + ROUNDING
    ground = _Ground(page)
    for mark in page.printed:
        amount = ground.lay(mark)
        if isinstance(amount, str):
            unknown.setdefault(amount, []).append(mark)
        elif amount.most > limit:
            most = f"{amount.most:.0f}"
            found.add(mark, _part(mark, amount), found=most, limit=page.condition.ink_limit)
    yield from found
    for reason, marks in unknown.items():
        place = page.pdf.at((page.sheet.number, mark.box) for mark in marks)
        yield NOT_JUDGED.at(place, what=Terms((_("the sum of the inks"),)), reason=Terms((reason,)))


@dataclass(frozen=True, slots=True)
class _Laid:
    """Something broad on a page: its largest sum of inks, and its pixels if it is a picture."""

    mark: Mark
    most: float
    pixels: Image | None = None

    def below(self, mark: Mark) -> float:
        """The inks that are left where a mark overprints this: those that it has none of."""
        own = {ink for colour in mark.colours() for ink in colour.inks or {}}
        if self.pixels is not None and isinstance(self.mark, Picture):
            part = geometry.share(self.mark.matrix, mark.box)
            return rasters.most_below(self.pixels, part, own) if part else self.most
        every = [colour.inks or {} for colour in self.mark.colours()]
        left = (_sum({ink: n for ink, n in inks.items() if ink not in own}) for inks in every)
        return min(self.most, max(left, default=self.most))


class _Ground:
    """What lies on a page already, where something that overprints is laid upon it."""

    def __init__(self, page: PrintPage) -> None:
        self._limit, self._looked = page.condition.ink_limit, page.pdf.pixels
        self._laid: list[_Laid] = []

    def lay(self, mark: Mark) -> rasters.Wet | str:
        """The largest sum of inks once a mark is laid, or why nobody can know it."""
        if any(space.foreign for space in mark.spaces()):
            self._laid.append(_Laid(mark, _BOUNDLESS))
            return _FOREIGN
        if not _is_broad(mark):
            return rasters.Wet(0.0, None)
        own, pixels = self._own(mark)
        if isinstance(own, str):
            self._laid.append(_Laid(mark, _BOUNDLESS))
            return own
        if not _adds(mark):
            self._laid.append(_Laid(mark, own.most, pixels))
            return own
        under = (laid.below(mark) for laid in self._laid if laid.mark.box.meets(mark.box))
        most = own.most + max(under, default=0.0)
        # what overprints adds to what it is laid on, colour by colour no more
        self._laid.append(_Laid(Mark(mark.box, "", ""), most))
        return _ADDING if most > self._limit + ROUNDING else rasters.Wet(most, None)

    def _own(self, mark: Mark) -> tuple[rasters.Wet | str, Image | None]:
        if isinstance(mark, Picture) and mark.space is not None:
            return self._picture(mark, mark.space)
        if isinstance(mark, Shade) and not mark.ends:
            most = _at_most(mark.space)
            return (_GRADIENT if most > self._limit else rasters.Wet(most, None)), None
        return rasters.Wet(_most(mark), None), None

    def _picture(self, mark: Picture, space: Space) -> tuple[rasters.Wet | str, Image | None]:
        """The ink of a picture."""
        if (most := _at_most(space)) <= self._limit:
            return rasters.Wet(most, None), None
        if space.kind != "cmyk" or mark.bits != 8:
            return f"{space.shown}, {mark.bits} bit", None
        cell = max(1, int(mark.ppi / _INCH))
        pixels = self._pixels(mark, cell)
        if isinstance(pixels, str):
            return pixels, None
        return rasters.wettest(pixels, self._limit + ROUNDING), pixels

    def _pixels(self, mark: Picture, cell: int) -> Image | str:
        """The means of a picture's spots; one on many pages is looked at once for each size."""
        if not isinstance(mark.source, pikepdf.Stream):  # an inline image has no second page
            return _means(mark, cell)
        key = (*mark.source.objgen, cell)
        if key not in self._looked:
            self._looked[key] = _means(mark, cell)
        return self._looked[key]


def _means(mark: Picture, cell: int) -> Image | str:
    try:
        return rasters.means(mark.source, mark.pixels, cell)
    except BrokenContent as broken:
        return broken.problem


def _adds(mark: Mark) -> bool:
    """Whether a mark adds its inks to those below it.

    Half transparent things do not: what shows lies between the one and the other.
    """
    modes = [word for word in mark.blends.split(", ") if word and word[-1] != "%"]
    over = isinstance(mark, (Area, Text)) and mark.overprints
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
    every = (colour.inks or {} for colour in mark.colours())
    return max((_sum(inks) for inks in every), default=0.0)


def _sum(inks: Mapping[str, float]) -> float:
    return 100 * sum(amount * (4 if ink == ALL else 1) for ink, amount in inks.items())


def _at_most(space: Space) -> float:
    """The sum of inks that no colour of a space exceeds, per cent."""
    if space.kind == "indexed" and space.base is not None:
        return _at_most(space.base)
    return 100.0 * (4 if ALL in space.inks else space.size)


def _part(mark: Mark, outcome: rasters.Wet) -> Box | None:
    """Where on the page the part of a picture lies that is too wet; rows run from the top down."""
    if outcome.part is None or not isinstance(mark, Picture):
        return None
    left, top, right, bottom = outcome.part
    return geometry.through(mark.matrix, (left, 1 - bottom, right, 1 - top))
