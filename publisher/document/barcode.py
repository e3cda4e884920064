"""条码: EAN-13 and its add-ons of two and five digits (ISO/IEC 15420), as bars and digits.

An ISBN is an EAN-13 as it stands; an ISSN becomes one as 977, its first seven digits, two digits
of the publisher's (00 as a rule) and a check digit (ISO 3297, annex A). All lengths are in modules:
one is 0.33 mm wide at 100 %.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.document import identifiers

MODULE = 0.33  # mm, nominal
HEIGHT = 22.85 / MODULE  # of the bars
GUARD_DEPTH = 5.0  # how far guard bars reach below the others
LEFT_QUIET, RIGHT_QUIET, ADDON_QUIET = 11, 7, 5
ADDON_GAP = 9  # between symbol and add-on: 7 to 12
DIGIT_SIZE, DIGIT_HEIGHT = 9.5, 9.0  # of the face, and of the line
DIGIT_DROP = 1.0  # between bars and digits below them
ADDON_DROP = 9.0  # an add-on's digits stand above its bars, which are shorter by this

_TOTAL = HEIGHT + DIGIT_DROP + DIGIT_HEIGHT

# widths of space, bar, space, bar of each digit in set A; B is C mirrored, C is A inverted
_WIDTHS = "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112".split()
# which of the left six digits are of set B, by the first digit
_PARITIES = "AAAAAA AABABB AABBAB AABBBA ABAABB ABBAAB ABBBAA ABABAB ABABBA ABBABA".split()
_GUARD, _MIDDLE = "101", "01010"
_ADDON_GUARD, _ADDON_PARTER = "1011", "01"
_TWO = "AA AB BA BB".split()  # by the number modulo 4
_FIVE = "BBAAA BABAA BAABA BAAAB ABBAA AABBA AAABB ABABA ABAAB AABAB".split()  # by the check


class Bar(NamedTuple):
    """A bar: left edge and width, top and bottom, in modules from the symbol's top left."""

    left: float
    width: float
    top: float
    bottom: float


class Digits(NamedTuple):
    """Digits in plain sight: from where to where, and how far from the top."""

    text: str
    left: float
    width: float
    top: float = HEIGHT + DIGIT_DROP


class Symbol(NamedTuple):
    """A whole symbol with its quiet zones; `width` and `height` in modules."""

    number: str
    addon: str
    bars: tuple[Bar, ...]
    digits: tuple[Digits, ...]
    width: float
    height: float
    digit_size: float = DIGIT_SIZE
    digit_height: float = DIGIT_HEIGHT


def issn_number(issn: str, variant: str = "00") -> str:
    """The EAN-13 of an ISSN (eight signs). `variant` are two digits that the publisher gives."""
    digits = f"977{issn[:7]}{variant}"
    return digits + identifiers.check_digit(digits)


def symbol(number: str, addon: str = "") -> Symbol:
    """The symbol of thirteen digits, the last of them right, and of an add-on of none, 2 or 5.

    Raises ValueError for digits that cannot be encoded.
    """
    if len(number) != 13 or not _digits(number):
        raise ValueError(f"not thirteen digits: {number}")
    if number[-1] != identifiers.check_digit(number[:-1]):
        raise ValueError(f"a wrong check digit: {number}")
    if addon and (len(addon) not in (2, 5) or not _digits(addon)):
        raise ValueError(f"not two or five digits: {addon}")
    main = modules(number)
    end = LEFT_QUIET + len(main)
    bars = [*_bars(main, LEFT_QUIET, 0.0, HEIGHT, guards=True)]
    digits = [
        Digits(number[0], 2, 7),
        Digits(number[1:7], LEFT_QUIET + 3, 42),
        Digits(number[7:], LEFT_QUIET + 50, 42),
    ]
    width: float = end + RIGHT_QUIET
    if addon:
        beside, left = addon_modules(addon), end + ADDON_GAP
        bars += _bars(beside, left, ADDON_DROP, HEIGHT + GUARD_DEPTH)
        digits.append(Digits(addon, left, len(beside), top=0.0))
        width = left + len(beside) + ADDON_QUIET
    return Symbol(number, addon, tuple(bars), tuple(digits), width, _TOTAL)


def modules(number: str) -> str:
    """The 95 modules of thirteen digits, 1 for a dark one."""
    left = zip(number[1:7], _PARITIES[int(number[0])], strict=True)
    right = (_pattern(digit, "C") for digit in number[7:])
    halves = "".join(_pattern(*each) for each in left), "".join(right)
    return f"{_GUARD}{halves[0]}{_MIDDLE}{halves[1]}{_GUARD}"


def addon_modules(addon: str) -> str:
    """The 20 modules of two digits, the 47 of five."""
    if len(addon) == 2:
        sets = _TWO[int(addon) % 4]
    else:
        check = 3 * sum(map(int, addon[::2])) + 9 * sum(map(int, addon[1::2]))
        sets = _FIVE[check % 10]
    patterns = (_pattern(*each) for each in zip(addon, sets, strict=True))
    return _ADDON_GUARD + _ADDON_PARTER.join(patterns)


def _pattern(digit: str, of: str) -> str:
    """Seven modules of a digit in the set A, B or C."""
    widths = _WIDTHS[int(digit)]
    order, dark = (widths[::-1], "01") if of == "B" else (widths, "10" if of == "C" else "01")
    return "".join(dark[place % 2] * int(width) for place, width in enumerate(order))


def _bars(row: str, left: float, top: float, bottom: float, *, guards: bool = False) -> list[Bar]:
    """Runs of dark modules as bars; the guards at both ends and in the middle are longer."""
    found = []
    for run in re.finditer("1+", row):
        start, end = run.span()
        longer = GUARD_DEPTH if guards and (start < 3 or 45 <= start < 50 or start >= 92) else 0.0
        found.append(Bar(left + start, end - start, top, bottom + longer))
    return found


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
