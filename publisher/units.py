"""Lengths. Inside the program a length is a float in PostScript points (1/72 inch)."""

from __future__ import annotations

import re

POINTS_PER = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75, "q": 18 / 25.4}
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-zA-Z]+)\s*")


def points(length: str) -> float:
    """`"3mm"` -> 8.504. Raises ValueError where the number or the unit is not understood."""
    found = _LENGTH.fullmatch(length)
    if found is None or found[2].lower() not in POINTS_PER:
        raise ValueError(length)
    return float(found[1]) * POINTS_PER[found[2].lower()]


def millimetres(length: float) -> float:
    """Points -> millimetres."""
    return length / POINTS_PER["mm"]


def size(pair: str) -> tuple[float, float]:
    """`"185x260mm"` or `"185mm x 260mm"` -> (width, height) in points. Raises ValueError."""
    width, cross, height = pair.lower().replace("×", "x").partition("x")
    if not cross:
        raise ValueError(pair)
    unit = height.strip().lstrip("0123456789. ")
    return points(width if width.strip()[-1:].isalpha() else width + unit), points(height)
