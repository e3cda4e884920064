"""Ruby: characters and their readings, also where the page leaves out the ends of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from publisher.manuscript.web.names import SILENT, end_of, line_of, name_of

_READINGS = frozenset({"rt", "rtc"})
_SIMPLE = frozenset("ruby rb rt rtc rp span b strong i em u font a small big".split())


@dataclass(slots=True)
class _Segment:
    line: int
    base: list[str] = field(default_factory=list)
    reading: list[str] = field(default_factory=list)


def is_ruby(node: etree._Element) -> bool:
    """Whether an element is a ruby that holds nothing but words."""
    if name_of(node) != "ruby":
        return False
    inside = [name_of(each) for each in node.iter("*")]
    return all(each in _SIMPLE for each in inside) and bool(_READINGS.intersection(inside))


def segments(node: etree._Element) -> list[tuple[str, str, int]]:
    """Base, reading and line, in order; either may be empty."""
    done: list[_Segment] = []
    for text, reading, line in _texts(node, False):
        word = " ".join(text.split()) if reading else "".join(text.split("\n")).strip()
        if not word:
            continue
        if not done or (done[-1].reading and not reading):
            done.append(_Segment(line))
        (done[-1].reading if reading else done[-1].base).append(word)
    return [("".join(each.base), " ".join(each.reading), each.line) for each in done]


def _texts(node: etree._Element, reading: bool) -> Iterator[tuple[str, bool, int]]:
    yield node.text or "", reading, line_of(node)
    for child in node:
        name = name_of(child)
        if name == "rp":  # brackets for programs that know no ruby
            yield from _inside_brackets(child, reading)
        elif name and name not in SILENT:
            inner = name in _READINGS or (reading and name != "rb")
            yield from _texts(child, inner)
        yield child.tail or "", reading, end_of(child)


def _inside_brackets(node: etree._Element, reading: bool) -> Iterator[tuple[str, bool, int]]:
    for child in node:
        yield from _texts(child, name_of(child) in _READINGS)
        yield child.tail or "", reading, end_of(child)
