"""What pages are drawn with: the inks of a press, or the light of a screen.

A layout names its colours in sRGB, as style sheets do. A palette says what each of them is drawn
with; so the same pages serve press and screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Literal, NamedTuple, Protocol

from publisher.colour.coding import Raster
from publisher.colour.inks import Ink, Inks, Light, hexadecimal, within
from publisher.colour.profiles import OutputProfile
from publisher.document.condition import PrintingCondition
from publisher.document.key import key

Space = Literal["DeviceRGB", "DeviceCMYK"]
PRESS_PPI, SCREEN_PPI = 350, 220  # no pixel more is kept at the printed size
_EXACT = 0.02  # of 255; a colour in hexadecimal is a whole number of 255ths


class Paint(NamedTuple):
    """A colour in the space that pages are drawn in.

    A `spot` is drawn at its full tint, with `parts` in its stead where there is no such ink. A
    colour is `guessed` where nobody has said which inks it has.
    """

    parts: tuple[float, ...]
    spot: str = ""
    guessed: bool = False


class Palette(Protocol):
    """What the engine asks for each colour and picture. A value that can be sent to a process."""

    @property
    def space(self) -> Space:
        """The space that pages are drawn and blended in."""

    @property
    def key(self) -> str:
        """What it is, for keys."""

    def of_light(self, light: Light) -> Paint:
        """A colour of a style sheet or a drawing."""

    def of_inks(self, inks: Inks) -> Paint:
        """A colour that is given as `device-cmyk()`."""

    def raster(self, data: bytes, size: tuple[float, float], source: str) -> Raster:
        """A picture of a size in points, as it is put into the PDF. Raises Unusable."""


class Screen:
    """sRGB. Without a profile, inks are shown as if they were ideal.

    What is shown of pages that will be printed is judged by their `condition`.
    """

    space: Space = "DeviceRGB"

    def __init__(
        self, profile: OutputProfile | None = None, condition: PrintingCondition | None = None
    ) -> None:
        """`profile` says what inks look like."""
        self._profile, self._condition = profile, condition

    @property
    def key(self) -> str:
        """What it is, for keys."""
        return key(self.space, _profile(self._profile), _limits(self._condition))

    def of_light(self, light: Light) -> Paint:
        """The colour itself."""
        return Paint(light)

    def of_inks(self, inks: Inks) -> Paint:
        """What these inks look like."""
        if self._profile is not None:
            return Paint(self._profile.light(inks))
        *colours, black = inks
        return Paint(tuple((1 - part) * (1 - black) for part in colours))

    def raster(self, data: bytes, size: tuple[float, float], source: str) -> Raster:
        """The picture in sRGB, with as many pixels as a screen can show."""
        inks, wanted = self._profile, self._condition
        from publisher.colour import rasters  # loaded where there are pictures

        return rasters.for_screen(data, size, source, SCREEN_PPI, inks, wanted)


class Press:
    """The inks of a printing condition.

    `table` holds the inks of the colours that a layout or a publication names, by `#rrggbb`. Greys
    are printed in black alone; any other colour goes through the profile, and is `guessed`.
    """

    space: Space = "DeviceCMYK"

    def __init__(
        self, condition: PrintingCondition, profile: OutputProfile, table: Mapping[str, Ink]
    ) -> None:
        """`profile` is that of the condition, or one that stands in for it."""
        self.condition, self.profile, self.table = condition, profile, dict(table)
        self._known: dict[Light, Paint] = {}

    @property
    def key(self) -> str:
        """What it is, for keys."""
        return key(self.space, _profile(self.profile), _limits(self.condition), self.table)

    def of_light(self, light: Light) -> Paint:
        """The inks of a colour."""
        found = self._known.get(light)
        if found is None:
            found = self._known[light] = self._paint(light)
        return found

    def of_inks(self, inks: Inks) -> Paint:
        """These inks."""
        return Paint(inks)

    def raster(self, data: bytes, size: tuple[float, float], source: str) -> Raster:
        """The picture in CMYK, grey or black and white, judged by the condition's resolution."""
        from publisher.colour import rasters

        return rasters.for_press(data, size, source, PRESS_PPI, self.condition, self.profile)

    def _paint(self, light: Light) -> Paint:
        exact = all(abs(255 * part - round(255 * part)) < _EXACT for part in light)
        ink = self.table.get(hexadecimal(light)) if exact else None
        if ink is not None:
            return Paint(ink.process, ink.spot)
        if max(light) - min(light) < _EXACT / 255:
            return Paint((0.0, 0.0, 0.0, round(self.profile.black(light[0]), 3)))
        limit = self.condition.ink_limit / 100
        return Paint(within(self.profile.inks(light), limit), guessed=True)


def _profile(profile: OutputProfile | None) -> str:
    return "" if profile is None else sha256(profile.data).hexdigest()


def _limits(condition: PrintingCondition | None) -> object:
    """A condition without the path of its profile and the words about it."""
    return condition and replace(condition, icc=None, titles=(), descriptions=())
