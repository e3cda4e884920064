"""Names in the XML of Word files, with the usual prefixes whatever the file calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

# both editions of ISO/IEC 29500: transitional, which everyone writes, and strict
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_NAMESPACES: dict[str, list[str]] = {}
for _uri, _prefix in _PREFIXES.items():
    _NAMESPACES.setdefault(_prefix, []).append(_uri)
_OFF = frozenset({"0", "false", "off", "none"})


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    uri, _, local = tag[1:].rpartition("}")
    return f"{_PREFIXES.get(uri, '')}:{local}"


def name(node: etree._Element) -> str:
    """`w:p`; a name of an unknown namespace has an empty prefix. The tree holds elements alone."""
    return _short(node.tag)


def children(node: etree._Element) -> Iterator[etree._Element]:
    """The elements inside an element; references to entities are none."""
    return node.iterchildren("*")


def first(node: etree._Element, wanted: str) -> etree._Element | None:
    """The first child of a name."""
    return next((child for child in children(node) if name(child) == wanted), None)


def attribute(node: etree._Element, wanted: str) -> str | None:
    """An attribute by its name with prefix."""
    prefix, _, local = wanted.partition(":")
    for uri in _NAMESPACES[prefix]:
        found = node.get(f"{{{uri}}}{local}")
        if found is not None:
            return found
    return None


def value(node: etree._Element) -> str:
    """`w:val`, which nearly every property has; empty where it has none."""
    return attribute(node, "w:val") or ""


def number(text: str | None, largest: int = 1_000_000) -> int:
    """A whole number within bounds, 420 of `420.5` too; 0 where there is none."""
    found = re.match(r"\s*([-+]?[0-9]{1,11})", text or "")
    return max(-largest, min(largest, int(found[1]))) if found else 0


def on(properties: etree._Element | None, wanted: str) -> bool | None:
    """Whether a property is switched on; None where it is not named."""
    node = None if properties is None else first(properties, wanted)
    return None if node is None else value(node).lower() not in _OFF


def descendants(node: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """Every element of these names inside an element, in the order of the file."""
    names = frozenset(wanted)
    return (each for each in node.iter() if name(each) in names)
