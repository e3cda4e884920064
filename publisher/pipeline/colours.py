"""What a publication is drawn with: its colours as inks or as light, by its printing condition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from publisher import resources
from publisher.colour import OutputProfile, Palette, Press, Screen
from publisher.document import condition
from publisher.document.condition import PrintingCondition
from publisher.document.model import Publication
from publisher.findings import Finding
from publisher.markup import Layout
from publisher.markup.colours import coloured
from publisher.pipeline import cache
from publisher.pipeline.conditions import condition_of
from publisher.pipeline.findings import BLEED_SMALL, STAND_IN
from publisher.pipeline.sources import Sources
from publisher.units import millimetres

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
    wanted, place_of = condition_of(sources), sources.nodes.place
    inks = wanted
    found: tuple[Finding, ...] = ()
    if not wanted.knows_colour:
        inks = condition.load(condition.DEFAULT, [resources.folder("conditions")])
        names = {"condition": wanted.name, "instead": inks.name}
        found = (STAND_IN.at(place_of(("print", "condition")), **names),)
    output = OutputProfile(inks.icc.read_bytes() if inks.icc else b"", cache.store())
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


def _mm(length: float) -> str:
    return f"{millimetres(length):.3g}"
