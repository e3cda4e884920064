"""XMP metadata as names and values; a packet that is hostile or broken is none (ISO 16684-1)."""

from __future__ import annotations

from typing import Any

import pikepdf
from lxml import etree

from publisher.checks.content.streams import decoded
from publisher.checks.content.tokens import BrokenContent

Xmp = dict[str, str]
"""`dc:title` -> its words, in the language that comes first."""

LARGEST = 4 << 20  # bytes
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}


def xmp_of(pdf: pikepdf.Pdf) -> Xmp | None:
    """The metadata of a whole file; None where there are none that can be read."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(decoded(stream, LARGEST), parser)
    except (BrokenContent, etree.XMLSyntaxError, ValueError):
        return None
    found: Xmp = {}
    for description in root.iter(_RDF + "Description"):
        for tag, text in [*description.attrib.items(), *map(_property, description)]:
            found.setdefault(_short(str(tag)), text)
    return found


def _property(element: Any) -> tuple[str, str]:
    return str(element.tag), "".join(_first(element).itertext()).strip()


def _first(element: Any) -> Any:
    """A property, or the first of several values that it has."""
    return next(element.iter(_RDF + "li"), element)


def _short(tag: str) -> str:
    space, _brace, name = tag.removeprefix("{").partition("}")
    return f"{_SPACES.get(space, '?')}:{name}"
