"""The colours of a publication: what each is on a screen, and which inks print it.

A layout declares a colour once, with both: `default: {screen: "#b5281e", print: 0 95 85 25}`. A
publication may set it to one of sRGB, whose inks are found by the profile, or to inks, which are
taken as they are and shown as the profile says. From here on a colour is sRGB, as style sheets know
it, and a table leads from it to its ink.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Protocol

from publisher.colour import Ink
from publisher.colour.findings import COLOUR_CONVERTED
from publisher.colour.inks import Inks, Light, hexadecimal, light, within
from publisher.document.model import Publication
from publisher.document.yaml_nodes import Path
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.markup import findings as kinds
from publisher.markup.frames import GRID_COLOUR, GRID_INK
from publisher.markup.layout import LISTING, Layout, PlaceOf
from publisher.markup.tokens import Token, Value, is_inks, named_colour
from publisher.markup.tokens import ink as read_ink


class Profile(Protocol):
    """What is asked of an output profile."""

    def light(self, inks: Inks) -> Light:
        """What inks look like on a screen."""

    def inks(self, light: Light) -> Inks:
        """The inks that print a colour of a screen."""


@dataclass(frozen=True, slots=True)
class Coloured:
    """A publication whose colours are all sRGB, their inks by `#rrggbb`, and what was found."""

    publication: Publication
    inks: Mapping[str, Ink]
    findings: tuple[Finding, ...] = ()


def coloured(
    publication: Publication,
    layout: Layout,
    profile: Profile,
    ink_limit: float,
    place_of: PlaceOf,
) -> Coloured:
    """The colours of the layout and of the publication's tokens.

    `ink_limit` (1 is a solid of one ink) bounds what the profile finds. Raises Unusable where two
    colours of the layout are one on a screen and two in print.
    """
    desk = _Desk(profile, ink_limit, {token.name: token for token in layout.declared})
    desk.inks.update(_declared(layout))
    own = dict(publication.tokens)
    for token in layout.declared:  # a default in inks is shown like a value in inks
        if token.name not in own and is_inks(token, token.default):
            own[token.name] = token.default
    tokens = desk.read(own.items(), (), place_of)
    entries = tuple(
        replace(entry, tokens=desk.read(entry.tokens, ("articles", number), place_of))
        for number, entry in enumerate(publication.entries)
    )
    done = replace(publication, tokens=tokens, entries=entries)
    return Coloured(done, desk.inks, tuple(desk.found))


def _declared(layout: Layout) -> dict[str, Ink]:
    """The inks of the colours that a layout declares, by `#rrggbb`. Raises Unusable."""
    inks = {GRID_COLOUR: GRID_INK}
    named = dict.fromkeys(each for token in layout.declared for each in token.named)
    own = ((each.name, str(each.default), each.ink) for each in layout.declared if each.ink)
    for name, screen, ink in (*named, *own):
        if inks.setdefault(screen, ink) != ink:
            place = Place(f"layouts/{layout.name}/{LISTING}")
            raise Unusable(kinds.LAYOUT_COLOURS.at(place, name=name))
    return inks


@dataclass
class _Desk:
    """Where colours are looked up and written down."""

    profile: Profile
    limit: float
    declared: Mapping[str, Token]
    inks: dict[str, Ink] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)

    def read(
        self, tokens: Iterable[tuple[str, Value]], path: Path, place_of: PlaceOf
    ) -> tuple[tuple[str, Value], ...]:
        """Tokens, which stand below a path of keys, with all colours in sRGB."""
        return tuple(
            (name, self._value(name, value, place_of((*path, "tokens", name))))
            for name, value in tokens
        )

    def _value(self, name: str, value: Value, place: Place) -> Value:
        token = self.declared.get(name)
        if token is None or token.kind != "colour":
            return value
        if named := named_colour(token, value):
            return named.screen
        if is_inks(token, value):
            return self._shown(read_ink(value))
        colour = str(value).strip().lower()
        self._find(colour, place)
        return colour

    def _shown(self, ink: Ink) -> str:
        """The colour that an ink has on a screen; where two inks look alike, one beside it."""
        looks = hexadecimal(self.profile.light(ink.process))
        for step in count():
            colour = f"#{(int(looks[1:], 16) + step) % 0x1000000:06x}"
            if self.inks.setdefault(colour, ink) == ink:
                return colour
        raise AssertionError  # there are more colours than inks

    def _find(self, colour: str, place: Place) -> None:
        red, green, blue = light(colour)
        if colour in self.inks or red == green == blue:
            return
        ink = Ink(within(self.profile.inks((red, green, blue)), self.limit))
        self.inks[colour] = ink
        self.found.append(COLOUR_CONVERTED.at(place, colour=colour, inks=str(ink)))
