"""Fields: what Word works out. Their codes are read as far as something of the text is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from publisher.manuscript.office.names import attribute, descendants, name

DROPPED = frozenset({"w:del", "w:moveFrom"})
_LONGEST = 2000  # characters of a code
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_SHOWN = re.compile(r"\s*(?:SYMBOL|AUTONUM|LISTNUM)", re.IGNORECASE)  # these have no result
_EQUATION = re.compile(r"\s*EQ\b(.*)", re.IGNORECASE | re.DOTALL)
# characters over others: a reading over its word, a sign in a ring
_READING = re.compile(
    r"\\o\s*\\a[a-z]\s*\(\s*\\s\s*\\up\s*\d*\s*\(([^()]*)\)\s*[,;，；]([^()]*)\)", re.I
)
_RING = re.compile(r"\\o\s*\\a[a-z]\s*\(\s*[○◯〇]\s*[,;，；]\s*([^()]{1,4}?)\s*\)", re.I)
_SWITCH = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\S+)|\\[A-Za-z]+\d*")


@dataclass(slots=True)
class _Field:
    code: str = ""
    coding: bool = True
    href: str = ""


@dataclass(slots=True)
class Fields:
    """The open fields. `lone` are begins and ends without a partner, which are passed over."""

    lone: frozenset[etree._Element] = frozenset()
    coded: int = 0
    _open: list[_Field] = field(default_factory=list)

    @property
    def href(self) -> str:
        """Where the words in hand lead, by the nearest field that is open."""
        return next((each.href for each in reversed(self._open) if each.href), "")

    def hear(self, code: str) -> None:
        """Characters of the code of the field in hand."""
        if self._open:
            last = self._open[-1]
            last.code += code[: max(0, _LONGEST - len(last.code))]

    def mark(self, node: etree._Element) -> str:
        """A begin, middle or end; at the end of a field without a result, its code."""
        kind = attribute(node, "w:fldCharType")
        if node in self.lone:
            return ""
        if kind == "begin":
            self._open.append(_Field())
            self.coded += 1
        elif kind == "separate" and self._open:
            last = self._open[-1]
            self.coded -= last.coding
            last.coding, last.href = False, target(last.code)
        elif kind == "end" and self._open:
            last = self._open.pop()
            self.coded -= last.coding
            return last.code if last.coding else ""
        return ""


def target(code: str) -> str:
    """The address of a link's field; empty for other fields."""
    found = _LINK.match(code)
    return found[1].strip() if found else ""


class Drawn(NamedTuple):
    """What a code without a result shows: words, a reading over them, whether this is all of it."""

    words: str
    reading: str = ""
    is_sure: bool = True


def drawn(code: str) -> Drawn | None:
    """What is seen of a field that has no result; None where it is nothing."""
    equation = _EQUATION.match(code)
    if equation is None:
        return Drawn("", code.strip(), False) if _SHOWN.match(code) else None
    over, ring = _READING.search(equation[1]), _RING.search(equation[1])
    if over:
        return Drawn(over[2].strip(), over[1].strip())
    if ring:
        inside = ring[1]
        small = inside.isascii() and inside.isdigit() and 1 <= int(inside) <= 20
        return Drawn(chr(0x2460 + int(inside) - 1) if small else inside, "", small)
    return Drawn(" ".join(_SWITCH.sub("", equation[1]).split()), "", False)


def unmatched(root: etree._Element) -> frozenset[etree._Element]:
    """Begins and ends of fields without their partner: they would hide all that follows."""
    waiting: list[etree._Element] = []
    lone: list[etree._Element] = []
    for each in descendants(root, "w:fldChar"):
        if any(name(above) in DROPPED for above in each.iterancestors()):
            continue
        kind = attribute(each, "w:fldCharType")
        if kind == "begin":
            waiting.append(each)
        elif kind == "end" and waiting:
            waiting.pop()
        elif kind == "end":
            lone.append(each)
    return frozenset([*waiting, *lone])
