"""What a publication says of its own print; how a press works is said by its condition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Print:
    """How it is to be printed: lengths in points; without a `trim`, the layout has one.

    `profile` is a path in the publication's folder; without it, or without a `bleed`, the condition
    has one. `also` names further files that a printing house may want: `booklet`, `pages`. With
    `fill`, blank pages at the end fill the last sheet; `creep` is how far each sheet of a booklet
    pushes those inside it outwards.
    """

    trim: tuple[float, float] | None
    bleed: float | None
    condition: str
    profile: str = ""
    also: tuple[str, ...] = ()
    fill: bool = False
    creep: float = 0.0
