"""ISBN (ISO 2108), ISSN (ISO 3297) and their check digits; 刊号 and 邮发代号 by their form."""

from __future__ import annotations

import re
import uuid

_ISBN = re.compile(r"(?:ISBN[ :：]*)?(97[89][- ]?(?:[0-9][- ]?){9}[0-9])", re.IGNORECASE)
_ISSN = re.compile(r"(?:ISSN[ :：]*)?([0-9]{4})-?([0-9]{3}[0-9Xx])", re.IGNORECASE)
_OLD_ISBN = re.compile(r"(?:ISBN[ :：]*)?((?:[0-9][- ]?){9})[0-9Xx]", re.IGNORECASE)
# what is meant as one of the two, whether or not it is one
_NUMBER_LIKE = re.compile(r"IS[BS]N.*|urn:is[bs]n:.*|[0-9Xx \-–—]+", re.IGNORECASE)

# 国内统一连续出版物号 (GB/T 9999): CN, region, serial number, and the class of a periodical
_CN = re.compile(
    r"(?:CN)?[ :：]*([0-9]{2})[-–—]([0-9]{4})(?:/([A-Z]{1,2}[0-9]{0,3}))?", re.IGNORECASE
)
_FIRST_PERIODICAL = 1000  # serial numbers below are those of newspapers, which have no class
_POST = re.compile(r"([0-9]{1,2})[-–—]([0-9]{1,4})")

# length of the publisher's part of a Chinese ISBN (978-7-…), by the first digits of it
_REGISTRANTS = (("0", 2), ("1234", 3), ("567", 4), ("8", 5), ("9", 6))
_LONG_REGISTRANT, _LONGEST = "99", 7

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


def right_form(identifier: str) -> str | None:
    """What should stand for a number that looks like an ISBN or ISSN and is none; else None.

    An ISBN of ten digits gives that of thirteen; others an example of what was meant.
    """
    bare = identifier.strip()
    if _number(bare) is not None or _NUMBER_LIKE.fullmatch(bare) is None:
        return None
    if old := _OLD_ISBN.fullmatch(bare):
        digits = "978" + re.sub(r"[- ]", "", old[1])
        return shown(f"urn:isbn:{digits}{check_digit(digits)}")
    meant_issn = "issn" in bare.lower() or len(re.sub(r"\D", "", bare)) < 10
    return "ISSN 1000-1239" if meant_issn else "978-7-00-000000-1"


def urn(identifier: str) -> str:
    """`978-7-…` -> `urn:isbn:9787…`; `1000-1234` -> `urn:issn:1000-1234`; others stay."""
    number = _number(identifier)
    if number is None:
        return identifier
    return f"urn:isbn:{number}" if len(number) == 13 else f"urn:issn:{number[:4]}-{number[4:]}"


def isbn(identifier: str) -> str:
    """The thirteen digits of an ISBN; empty for anything else."""
    number = _number(identifier) or ""
    return number if len(number) == 13 else ""


def issn(identifier: str) -> str:
    """The eight signs of an ISSN; empty for anything else."""
    number = _number(identifier) or ""
    return number if len(number) == 8 else ""


def shown(identifier: str) -> str:
    """The number as pages print it: `978-7-301-00000-0`, `1000-1239`; others as they are.

    Hyphens follow the ranges of the group 978-7; ISBN of other groups stand without.
    """
    if number := issn(identifier):
        return f"{number[:4]}-{number[4:]}"
    number = isbn(identifier)
    if not number.startswith("9787"):
        return number or identifier
    rest = number[4:-1]
    size = next(length for firsts, length in _REGISTRANTS if rest[0] in firsts)
    size = _LONGEST if rest.startswith(_LONG_REGISTRANT) else size
    return "-".join(("978", "7", rest[:size], rest[size:], number[-1]))


def domestic(number: str) -> str | None:
    """国内统一连续出版物号 in its right form, `CN 11-1234/G2`; None where it has another.

    Newspapers (0001 to 0999) have no class, periodicals have one.
    """
    found = _CN.fullmatch(number.strip())
    if found is None or (int(found[2]) >= _FIRST_PERIODICAL) != bool(found[3]):
        return None
    return f"CN {found[1]}-{found[2]}" + (f"/{found[3].upper()}" if found[3] else "")


def postal(number: str) -> str | None:
    """邮发代号, `2-345`; None where it has another form."""
    found = _POST.fullmatch(number.strip())
    return f"{found[1]}-{found[2]}" if found else None


def made_up(*parts: str) -> str:
    """A URN for what has no number: the uuid5 of title, issue and articles."""
    return uuid.uuid5(_NAMESPACE, "\x1f".join(parts)).urn


def _number(identifier: str) -> str | None:
    bare = identifier.removeprefix("urn:isbn:").removeprefix("urn:issn:").strip()
    if found := _ISBN.fullmatch(bare):
        return re.sub(r"[- ]", "", found[1])
    if found := _ISSN.fullmatch(bare):
        return (found[1] + found[2]).upper()
    return None
