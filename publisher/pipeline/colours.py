"""What a publication is drawn with: its colours as inks or as light, by its printing condition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from publisher import resources
from publisher.colour.inks import Inks, Light
from publisher.document import condition
from publisher.document.condition import PrintingCondition
from publisher.document.model import Publication
from publisher.findings import Finding
from publisher.markup.colours import coloured
from publisher.markup.layout import Layout
from publisher.pipeline import cache
from publisher.pipeline.conditions import condition_of
from publisher.pipeline.findings import BLEED_SMALL, STAND_IN
from publisher.pipeline.sources import Sources
from publisher.units import millimetres

if TYPE_CHECKING:
    from publisher.colour import OutputProfile, Palette

_NOTHING = 1e-3  # points


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a publication is drawn. Its tokens name colours in sRGB alone.

    `output` is the profile of the inks, and `inks` the condition that it belongs to: another one
    stands in where the own condition has no profile.
    """

    publication: Publication
    palette: Palette
    condition: PrintingCondition
    inks: PrintingCondition
    output: OutputProfile
    findings: tuple[Finding, ...]


def drawn(sources: Sources, layout: Layout) -> Drawn:
    """The colours of a publication in a layout. Raises Unusable with place and remedy."""
    from publisher.colour import Press, Screen

    wanted, place_of = condition_of(sources), sources.nodes.place
    inks = _with_inks(wanted)
    found: tuple[Finding, ...] = ()
    if inks is not wanted:
        names = {"condition": wanted.name, "instead": inks.name}
        found = (STAND_IN.at(place_of(("print", "condition")), **names),)
    output = _profile_of(inks)
    own = sources.publication
    if own.print.bleed is None:
        own = replace(own, print=replace(own.print, bleed=wanted.bleed))
    elif own.print.bleed < wanted.bleed - _NOTHING:
        lengths = {"bleed": _mm(own.print.bleed), "wanted": _mm(wanted.bleed)}
        found = (*found, BLEED_SMALL.at(place_of(("print", "bleed")), **lengths))
    done = coloured(own, layout, output, wanted.ink_limit / 100, place_of)
    found = (*found, *done.findings)
    palette: Palette
    if sources.profile == "screen":
        palette, found = Screen(output), ()
    elif sources.profile == "proof" or sources.is_preview:
        palette = Screen(output, wanted)
    else:
        palette = Press(wanted, output, done.inks)
    return Drawn(done.publication, palette, wanted, inks, output, found)


def in_light(sources: Sources, layout: Layout) -> Publication:
    """The publication for a reading device, which knows no inks: all its colours are in sRGB.

    Raises Unusable as `drawn` does, but asks for a printing condition only where colours are inks.
    """
    own, place_of = sources.publication, sources.nodes.place
    return coloured(own, layout, _Asked(sources), 1.0, place_of).publication


class _Asked:
    """The profile of a publication's inks, opened when the first colour asks for it."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    @cached_property
    def _profile(self) -> OutputProfile:
        return _profile_of(_with_inks(condition_of(self._sources)))

    def light(self, inks: Inks) -> Light:
        return self._profile.light(inks)

    def inks(self, light: Light) -> Inks:
        return self._profile.inks(light)


def _with_inks(wanted: PrintingCondition) -> PrintingCondition:
    """The condition, or the default one, which stands in where it has no profile."""
    if wanted.knows_colour:
        return wanted
    return condition.load(condition.DEFAULT, [resources.folder("conditions")])


def _profile_of(inks: PrintingCondition) -> OutputProfile:
    from publisher.colour import OutputProfile  # with Pillow, which a book of text does without

    return OutputProfile(inks.icc.read_bytes() if inks.icc else b"", cache.store())


def _mm(length: float) -> str:
    return f"{millimetres(length):.3g}"
