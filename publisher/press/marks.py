"""Marks outside the bleed: where to cut, whether the plates fit, how much ink there is.

All that is cut away is drawn in Separation /All, so that it stands on every plate (ISO 32000-1,
8.6.6.4); the patches of the colour bar are in their own inks. Everything is measured from the lower
left of the trim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.press.boxes import SLUG, Boxes
from publisher.units import POINTS_PER

ALL = b"/PressAll"  # the name of the space of all plates among the resources
MM = POINTS_PER["mm"]
HAIRLINE = 0.25  # points; the thinnest line that a press holds
LENGTH = 5 * MM  # of a crop mark
APART = 3 * MM  # of a crop mark from the trim at least, also where there is no bleed
RADIUS = 1.5 * MM  # of a registration mark
PATCH = 4 * MM
_ROUND = 0.5523  # control points of a quarter circle
# solids, two of them over one another, and halves
PATCHES: Sequence[tuple[float, float, float, float]] = (
    (1, 0, 0, 0),
    (0, 1, 0, 0),
    (0, 0, 1, 0),
    (0, 0, 0, 1),
    (0, 1, 1, 0),
    (1, 0, 1, 0),
    (1, 1, 0, 0),
    (0.5, 0, 0, 0),
    (0, 0.5, 0, 0),
    (0, 0, 0.5, 0),
    (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0),  # looks grey where the inks are in balance
)


def drawn(boxes: Boxes) -> bytes:
    """All marks of a page of this size, as contents."""
    return b"\n".join(
        (
            b"%s cs 1 scn %s CS 1 SCN %.2f w" % (ALL, ALL, HAIRLINE),
            *_crop_marks(boxes),
            *_registration_marks(boxes),
            *_patches(boxes),
        )
    )


def slug_at(boxes: Boxes) -> tuple[float, float]:
    """Where the slug line begins."""
    return _offset(boxes) + LENGTH, -boxes.bleed - SLUG + 0.6 * MM


def _offset(boxes: Boxes) -> float:
    return max(boxes.bleed, APART)


def _crop_marks(boxes: Boxes) -> Iterator[bytes]:
    """Two at each corner, along the edges of the trim."""
    near = _offset(boxes)
    far = near + LENGTH
    for x in (0.0, boxes.width):
        for start, end in ((-far, -near), (boxes.height + near, boxes.height + far)):
            yield _line(x, start, x, end)
    for y in (0.0, boxes.height):
        for start, end in ((-far, -near), (boxes.width + near, boxes.width + far)):
            yield _line(start, y, end, y)


def _registration_marks(boxes: Boxes) -> Iterator[bytes]:
    """A cross in a circle beyond the middle of each side."""
    away = boxes.bleed + SLUG / 2
    middle, centre = boxes.width / 2, boxes.height / 2
    for x, y in (
        (middle, -away),
        (middle, boxes.height + away),
        (-away, centre),
        (boxes.width + away, centre),
    ):
        arm = 1.5 * RADIUS
        yield _line(x - arm, y, x + arm, y)
        yield _line(x, y - arm, x, y + arm)
        yield _circle(x, y, RADIUS)


def _patches(boxes: Boxes) -> Iterator[bytes]:
    """The colour bar, up the left side above the registration mark, as far as there is room."""
    x, y = -boxes.bleed - SLUG / 2 - PATCH / 2, boxes.height / 2 + 3 * RADIUS
    room = int((boxes.height - y) / PATCH)
    for place, inks in enumerate(PATCHES[:room]):
        yield b"%g %g %g %g k %.3f %.3f %.3f %.3f re f" % (
            *inks,
            x,
            y + place * PATCH,
            PATCH,
            PATCH,
        )


def _line(x: float, y: float, to_x: float, to_y: float) -> bytes:
    return b"%.3f %.3f m %.3f %.3f l S" % (x, y, to_x, to_y)


def _circle(x: float, y: float, r: float) -> bytes:
    c = r * _ROUND
    arcs = (
        (r, c, c, r, 0, r),
        (-c, r, -r, c, -r, 0),
        (-r, -c, -c, -r, 0, -r),
        (c, -r, r, -c, r, 0),
    )
    curves = (
        b"%.3f %.3f %.3f %.3f %.3f %.3f c"
        % tuple(v + (y if place % 2 else x) for place, v in enumerate(arc))
        for arc in arcs
    )
    return b" ".join((b"%.3f %.3f m" % (x + r, y), *curves, b"S"))
