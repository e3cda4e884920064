"""What a page draws, one record a thing: where, in which colour, how large.

Boxes are in points of the page's default user space, cut to what is not clipped away. `where` is
empty for what the page itself draws, else one of the words below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.checks.content.colours import Colour, Space
from publisher.checks.content.faces import Face
from publisher.checks.content.geometry import Box, Matrix
from publisher.messages import _

SOFT_MASK, ANNOTATION, PATTERN = _("soft mask"), _("annotation"), _("pattern")

INVISIBLE = 3  # text rendering mode: neither filled nor stroked (ISO 32000-1, 9.3.6)


@dataclass(slots=True)
class Mark:
    """Anything that is drawn: where, through which door; pages that draw a form alike share it.

    `blends` says what makes it transparent, and is empty where nothing does.
    """

    box: Box
    where: str
    blends: str

    def colours(self) -> tuple[Colour, ...]:
        """The colours that it is painted in."""
        return ()

    def spaces(self) -> tuple[Space, ...]:
        """The colour spaces that it needs."""
        return tuple([colour.space for colour in self.colours()])


@dataclass(slots=True)
class Text(Mark):
    """A string: its size in points as printed, its face and codes, its colours.

    `fill` or `stroke` is None where the text is not filled or not stroked; `overprints` says that
    black leaves what lies below it.
    """

    size: float
    face: Face = field(repr=False)
    codes: Sequence[int] = field(repr=False)
    fill: Colour | None
    stroke: Colour | None
    overprints: bool

    def colours(self) -> tuple[Colour, ...]:
        """Those of the letters and of their outlines."""
        return tuple([colour for colour in (self.fill, self.stroke) if colour is not None])


@dataclass(slots=True)
class Area(Mark):
    """A filled path; `slimmest` is its thinnest part that is a rectangle, if any is.

    `overprints` says that inks of which it has none are left as they lie below it.
    """

    fill: Colour
    slimmest: Box | None
    overprints: bool

    def colours(self) -> tuple[Colour, ...]:
        """The one that it is filled with."""
        return (self.fill,)


@dataclass(slots=True)
class Line(Mark):
    """A stroked path: its colour, its width in points as printed."""

    stroke: Colour
    width: float

    def colours(self) -> tuple[Colour, ...]:
        """The one that it is drawn with."""
        return (self.stroke,)


@dataclass(slots=True)
class Picture(Mark):
    """An image: its pixels and how many of them an inch holds, its colour space.

    `space` is None for a stencil, which is painted in `fill`. `matrix` leads from its unit square
    to the page. `source` is its stream, or the operands of an inline image.
    """

    pixels: tuple[int, int]
    ppi: float
    bits: int
    space: Space | None
    fill: Colour | None
    matrix: Matrix = field(repr=False)
    source: Any = field(repr=False)

    def colours(self) -> tuple[Colour, ...]:
        """That of a stencil."""
        return () if self.fill is None else (self.fill,)

    def spaces(self) -> tuple[Space, ...]:
        """That of its pixels, or of what a stencil is painted in."""
        own = Mark.spaces(self)
        return own if self.space is None else (*own, self.space)

    @property
    def line_art(self) -> bool:
        """Whether its pixels are black or white and nothing between."""
        return self.bits == 1


@dataclass(slots=True)
class Shade(Mark):
    """A shading (gradient); `ends` are the colours that it runs between, none if not known."""

    space: Space
    ends: tuple[Colour, ...]

    def colours(self) -> tuple[Colour, ...]:
        """Those that it runs between."""
        return self.ends

    def spaces(self) -> tuple[Space, ...]:
        """The one that its colours run through."""
        return (self.space,)


@dataclass(slots=True)
class Group(Mark):
    """A transparency group, or the page as one, and the colour space that it is blended in."""

    space: Space

    def spaces(self) -> tuple[Space, ...]:
        """The one that it is blended in."""
        return (self.space,)
