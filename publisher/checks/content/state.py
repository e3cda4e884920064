"""The graphics state, so far as it decides what is printed (ISO 32000-1, 8.4.1, 9.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from publisher.checks.content.colours import BLACK_INK, Colour
from publisher.checks.content.faces import Face
from publisher.checks.content.geometry import IDENTITY, Box, Matrix


@dataclass(slots=True)
class Settings:
    """What a graphics state dictionary sets; None is what it leaves as it was (8.4.5)."""

    line_width: float | None = None
    fill_overprint: bool | None = None
    stroke_overprint: bool | None = None
    overprint_mode: int | None = None
    fill_alpha: float | None = None
    stroke_alpha: float | None = None
    blend: str | None = None
    masked: bool | None = None
    mask: Any = None
    face: Face | None = None
    size: float | None = None


@dataclass(slots=True)
class State:
    """The state at one point of a content stream. `clip` is a box, of a slanted clip the box.

    `outside` is what makes the group transparent that is being drawn.
    """

    clip: Box
    matrix: Matrix = IDENTITY
    fill: Colour = BLACK_INK
    stroke: Colour = BLACK_INK
    line_width: float = 1.0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "/Normal"
    masked: bool = False
    outside: str = ""
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    face: Face | None = None
    size: float = 0.0
    mode: float = 0.0
    rise: float = 0.0
    leading: float = 0.0
    stretch: float = 1.0
    character_spacing: float = 0.0
    word_spacing: float = 0.0

    def copy(self) -> State:
        """The same at another point."""
        return State(*_VALUES(self))

    def apply(self, settings: Settings) -> None:
        """Take over what a graphics state dictionary sets."""
        for name in Settings.__slots__:
            value = getattr(settings, name)
            if value is not None and name != "mask":
                setattr(self, name, value)

    def enter_group(self) -> None:
        """A group is blended as a whole, and begins with nothing transparent in it (11.6.6)."""
        self.outside = self.blends
        self.fill_alpha = self.stroke_alpha = 1.0
        self.blend, self.masked = "/Normal", False

    @property
    def blends(self) -> str:
        """What makes things transparent that are drawn now; empty where nothing does."""
        words = [self.outside] if self.outside else []
        if self.fill_alpha < 1.0 or self.stroke_alpha < 1.0:
            words.append(f"{min(self.fill_alpha, self.stroke_alpha):.0%}")
        if self.blend not in ("/Normal", "/Compatible"):
            words.append(self.blend.lstrip("/"))
        if self.masked:
            words.append("SMask")
        return ", ".join(words)

    @property
    def leaves_below(self) -> bool:
        """Whether a filling leaves the other inks that lie below it (8.6.7).

        A spot ink needs `op` alone. In CMYK the noughts of the other inks erase what lies below,
        but in mode 1. In gray they always do: RIPs turn it to CMYK after the decision.
        """
        if not self.fill_overprint:
            return False
        kind = self.fill.space.kind
        return kind == "separation" or (kind == "cmyk" and self.overprint_mode == 1)


_VALUES = attrgetter(*State.__slots__)
