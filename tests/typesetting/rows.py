"""Rows for tests, as a face of one em for Chinese and half an em for the rest would give them."""

from __future__ import annotations

from publisher.typesetting import Row, Strength

_NARROW = 1 / 3


def advance(char: str) -> float:
    if char == "·":
        return _NARROW
    return 1.0 if ord(char) >= 0x2000 else 0.5


def row(text: str, strength: Strength = Strength.GB) -> Row:
    return Row(text, [1.0] * len(text), [advance(char) for char in text], strength=strength)
