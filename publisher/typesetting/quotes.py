"""Curly quotes: Chinese full-width marks, or proportional ones inside a run of Western words.

“ ” ‘ ’ are the same characters in both scripts. An opening quote is Western where what stands next
to it on both sides is Western; its closing quote follows it. An apostrophe has Western letters on
both sides. The ends of a paragraph count as Chinese.
"""

from __future__ import annotations

from collections.abc import Sequence

from publisher.typesetting.classes import (
    CLOSING,
    MARK,
    OPENING,
    QUOTE,
    WESTERN,
    WIDE,
)

_PAIRS = {"”": "“", "’": "‘"}


def western_quotes(text: str, kinds: Sequence[int]) -> set[int]:
    """The places of quotes that belong to Western words."""
    found: set[int] = set()
    open_quotes: list[tuple[str, bool]] = []
    for i, kind in enumerate(kinds):
        if not kind & QUOTE:
            continue
        if kind & OPENING:
            western = _neighbour(kinds, i, -1) and _neighbour(kinds, i, +1)
            open_quotes.append((text[i], western))
        else:
            western = _closes(text, kinds, i, open_quotes)
        if western:
            found.add(i)
    return found


def _closes(text: str, kinds: Sequence[int], i: int, open_quotes: list[tuple[str, bool]]) -> bool:
    """Whether a closing quote is Western: as its opening one, or as an apostrophe."""
    apostrophe = text[i] == "’" and bool(
        0 < i < len(kinds) - 1 and kinds[i - 1] & kinds[i + 1] & WESTERN
    )
    if not apostrophe and open_quotes and open_quotes[-1][0] == _PAIRS[text[i]]:
        return open_quotes.pop()[1]
    return apostrophe


def _neighbour(kinds: Sequence[int], i: int, step: int) -> bool:
    """Whether the next thing in a direction, over spaces and half-width signs, is Western."""
    i += step
    while 0 <= i < len(kinds):
        kind = kinds[i]
        if kind & WESTERN:
            return True
        if kind & WIDE and not kind & QUOTE:
            return False
        if kind & (MARK & ~(OPENING | CLOSING)):
            return False
        i += step
    return False
