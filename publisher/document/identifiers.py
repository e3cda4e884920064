"""ISBN (ISO 2108), ISSN (ISO 3297) and their check digits."""

from __future__ import annotations

import re
import uuid

_ISBN = re.compile(r"(?:ISBN[ :]*)?(97[89][- ]?(?:[0-9][- ]?){9}[0-9])", re.IGNORECASE)
_ISSN = re.compile(r"(?:ISSN[ :]*)?([0-9]{4})-?([0-9]{3}[0-9Xx])", re.IGNORECASE)
# a namespace of our own, so that our uuid5 never meets another program's
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:publisher:publication")


def check_digit(digits: str) -> str:
    """The right last digit: 12 digits give an ISBN's (modulo 10), 7 an ISSN's (modulo 11)."""
    if len(digits) == 12:
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        return str(-total % 10)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True))
    return "0123456789X"[-total % 11]


def wrong_check_digit(identifier: str) -> str | None:
    """The digit that an ISBN or ISSN should end in, where it ends in another; else None."""
    number = _number(identifier)
    if number is None or number[-1] == check_digit(number[:-1]):
        return None
    return check_digit(number[:-1])


def urn(identifier: str) -> str:
    """`978-7-…` -> `urn:isbn:9787…`; `1000-1234` -> `urn:issn:1000-1234`; others stay."""
    number = _number(identifier)
    if number is None:
        return identifier
    return f"urn:isbn:{number}" if len(number) == 13 else f"urn:issn:{number[:4]}-{number[4:]}"


def made_up(*parts: str) -> str:
    """A URN for what has no number: the uuid5 of title, issue and articles."""
    return uuid.uuid5(_NAMESPACE, "\x1f".join(parts)).urn


def _number(identifier: str) -> str | None:
    bare = identifier.removeprefix("urn:isbn:").removeprefix("urn:issn:").strip()
    if isbn := _ISBN.fullmatch(bare):
        return re.sub(r"[- ]", "", isbn[1])
    if issn := _ISSN.fullmatch(bare):
        return (issn[1] + issn[2]).upper()
    return None
