"""繁體 read as 简体, character by character: word lists and patterns are kept in one script.

The result is looked at and never printed; every character keeps its place.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from publisher.manuscript.characters import han_count

_TRADITIONAL = 0.08  # of the characters of a text in 繁體 are written otherwise in 简体


@lru_cache(maxsize=1)
def _table() -> dict[int, int]:
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    before, after = (line for line in text.splitlines() if not line.startswith("#"))
    return str.maketrans(before, after)


def simplified(text: str) -> str:
    """The same text in 简体; as long as it was."""
    return text if text.isascii() else text.translate(_table())


def is_traditional(text: str) -> bool:
    """Whether a text is in 繁體."""
    changed = sum(a != b for a, b in zip(text, simplified(text), strict=True))
    return changed > _TRADITIONAL * max(1, han_count(text))
