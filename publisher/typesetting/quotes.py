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
    before, seen = False, 0  # quotes in a row share what stands on either side: it is sought once
    after, until = False, 0
    for i in [i for i, kind in enumerate(kinds) if kind & QUOTE]:
        if kinds[i] & OPENING:
            before, _ = _first(kinds, range(i - 1, seen - 1, -1), before)
            seen = i
            if until <= i:
                after, until = _first(kinds, range(i + 1, len(kinds)), False)
            western = before and after
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


def _first(kinds: Sequence[int], places: range, otherwise: bool) -> tuple[bool, int]:
    """Whether the first thing at these places is Western, over spaces and half-width signs.

    And where it stands; what is said `otherwise`, and the end of the places, where there is none.
    """
    for i in places:
        kind = kinds[i]
        if kind & WESTERN:
            return True, i
        if (kind & WIDE and not kind & QUOTE) or kind & (MARK & ~(OPENING | CLOSING)):
            return False, i
    return otherwise, places.stop
