"""Where a line may end (clreq 3.1.4-3.1.5, 3.2.4; GB/T 15834, GB/T 15835).

A break before character i is allowed between any two Chinese characters, at spaces, and where
Chinese meets Western; it is barred before marks that must not start a line, after those that must
not end one, inside —— and ……, inside numbers and words, and between a number and its unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from publisher.typesetting.classes import (
    DASH,
    ELLIPSIS,
    FORCED,
    HAN,
    PAD,
    PAD_CHAR,
    SPACE,
    WESTERN,
    WIDE,
    Strength,
    barred,
)

_UNITS = (
    "km|cm|mm|nm|μm|m|kg|mg|g|t|ml|mL|L|l|ha|km²|m²|m³|h|min|s|ms|Hz|kHz|MHz|GHz|W|kW|MW|kWh|"
    "V|A|Pa|hPa|K|KB|MB|GB|TB|PB|bit|px|pt|dpi|ppi|bp|RMB|USD|CNY|EUR"
)
_NUMBER_AND_UNIT = re.compile(rf"(?<=[0-9])[ \u00a0](?=(?:{_UNITS})(?![A-Za-z]))")
_SPACES = " \u00a0\u2009\u202f"  # both have one of these
# thousands set apart by spaces, 12 345 678 (GB/T 15835, 5.1.2); a year before a number is none
_THOUSANDS = re.compile(r"(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])")
# what stands before :// . or @ is bounded: a row of letters without end is looked through once
_ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]{0,15}://|www\.)[!-~]+"
    r"|(?<![!-~])(?:~|\.{1,2})?(?:/[A-Za-z0-9._*${}()-]+){2,}/?"  # a path of files
    r"|[A-Za-z0-9][!-~]{0,63}\.(?:com|org|net|cn|io|gov|edu)(?:/[!-~]*)?"
    r"|[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_AFTER_IN_ADDRESS = frozenset("/.?&@")


@lru_cache(maxsize=64)
def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Starts and ends of the addresses and paths in a text: three steps of the setting ask."""
    if not any(sign in text for sign in "./@"):  # nor does any address do without
        return ()
    return tuple(address.span() for address in _ADDRESS.finditer(text))


def breaks(
    text: str,
    kinds: Sequence[int],
    strength: Strength = Strength.GB,
    stuck: Collection[int] = (),
) -> list[bool]:
    """For 0..len(text), whether a line may end before that character.

    `stuck` are places that are barred for other reasons: marks of notes, clusters, no-wrap spans.
    """
    allowed = _through_pads(text, kinds, strength) if PAD_CHAR in text else None
    if allowed is None:
        allowed = _allowed(text, kinds, *barred(strength))
    for i in stuck:
        allowed[i] = False
    if text:
        allowed[len(text)] = True
    return allowed


def _through_pads(text: str, kinds: Sequence[int], strength: Strength) -> list[bool]:
    """Paddings of inline boxes are as if they were not there: each takes its neighbours' answer."""
    kept = [i for i, kind in enumerate(kinds) if not kind & PAD]
    inner = breaks("".join(text[i] for i in kept), [kinds[i] for i in kept], strength)
    return [inner[bisect_left(kept, i)] for i in range(len(text))] + [True]


def _allowed(
    text: str, kinds: Sequence[int], no_start: Collection[str], no_end: Collection[str]
) -> list[bool]:
    allowed = [False, *[True] * (len(text) - 1), False][: len(text) + 1]
    solid = ""  # the character before, which a line would end with: spaces there drop
    # lines end between any two Han characters, as most are
    for i in [i for i, (a, b) in enumerate(pairwise(kinds), 1) if a != HAN or b != HAN]:
        a, b = kinds[i - 1], kinds[i]
        if not a & SPACE:
            solid = text[i - 1]
        if not a & (b & HAN | FORCED):
            ends = text[i] not in no_start and solid not in no_end
            allowed[i] = ends and _between(text, i, a, b)
    _addresses(text, allowed)
    if not any(space in text for space in _SPACES):
        return allowed
    for unit in _NUMBER_AND_UNIT.finditer(text):
        allowed[unit.end()] = False
    for number in _THOUSANDS.finditer(text):
        allowed[number.start() + 1 : number.end()] = [False] * (len(number[0]) - 1)
    return allowed


def _between(text: str, i: int, a: int, b: int) -> bool:
    """Whether two characters that kinsoku does not part may stand on different lines."""
    if b & (SPACE | FORCED) or text[i - 1] == "\u00a0":
        return False
    if a & SPACE:
        return True
    if a & b & (DASH | ELLIPSIS):
        return False
    if (a | b) & WIDE:
        return True
    # not after the hyphen of a compound: readers of the PDF take it for one of ours and drop it
    return text[i] == "(" and bool(a & WESTERN)


def _addresses(text: str, allowed: list[bool]) -> None:
    """Addresses break after / . ? & @ and nowhere else, without a hyphen."""
    for start, end in addresses(text):
        for i in range(start + 1, end):
            after, before = text[i - 1], text[i]
            allowed[i] = after in _AFTER_IN_ADDRESS and before not in _AFTER_IN_ADDRESS
            if i - start < 4 and not text.startswith("www", start):
                allowed[i] = False
