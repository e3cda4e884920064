"""An ink: four parts of the process colours, or a spot colour with four that stand in for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each from 0 to 1."""
Light = tuple[float, float, float]
"""sRGB, each from 0 to 1."""

_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_FOUR = re.compile(r"\s*" + r"(?:\s*,\s*|\s+)".join([_NUMBER] * 4) + r"\s*")
_PROCESS = re.compile(r"(?:device-)?cmyk\((.*)\)", re.IGNORECASE)
_SPOT = re.compile(r"spot\(\s*(['\"])([^'\"()/]{1,60})\1\s*,?\s*(.*)\)", re.IGNORECASE)
# names that stand for something else (ISO 32000-1, 8.6.6.4), and the process colours themselves
_RESERVED = frozenset({"all", "none", "cyan", "magenta", "yellow", "black"})


@dataclass(frozen=True, slots=True)
class Ink:
    """What a colour is printed with. A `spot` is printed with its own ink, else with `process`."""

    process: Inks
    spot: str = ""

    @classmethod
    def read(cls, text: str) -> Ink:
        """`0 95 85 25`, `cmyk(0 95 85 25)` or `spot("PANTONE 186 C" 0 100 75 4)`, in per cent.

        Raises ValueError.
        """
        given, name = text.strip(), ""
        if found := _SPOT.fullmatch(given):
            name, given = found[2].strip(), found[3]
            if not name or name.lower() in _RESERVED:
                raise ValueError(text)
        elif found := _PROCESS.fullmatch(given):
            given = found[1]
        four = _FOUR.fullmatch(given)
        if four is None or max(map(float, four.groups())) > 100:
            raise ValueError(text)
        cyan, magenta, yellow, black = (float(part) / 100 for part in four.groups())
        return cls((cyan, magenta, yellow, black), name)

    def __str__(self) -> str:
        return f"{self.spot} ({shown(self.process)})" if self.spot else shown(self.process)


def shown(inks: Inks) -> str:
    """As a designer names them: `C 0 M 95 Y 85 K 25`."""
    return " ".join(f"{name} {100 * part:.0f}" for name, part in zip("CMYK", inks, strict=True))


def within(inks: Inks, limit: float) -> Inks:
    """At most so much ink in all (1 is a solid of one ink): black stays, the others are thinned."""
    *colours, black = inks
    room, sum_of_colours = max(limit - black, 0.0), sum(colours)
    if sum_of_colours <= room:
        return inks
    cyan, magenta, yellow = (part * room / sum_of_colours for part in colours)
    return cyan, magenta, yellow, black


def hexadecimal(light: Light) -> str:
    """`#b5281e`."""
    return "#" + "".join(f"{round(255 * part):02x}" for part in light)


def light(text: str) -> Light:
    """`#b5281e` -> sRGB."""
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
