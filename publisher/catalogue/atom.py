"""Atom (RFC 4287): elements of feeds, written by lxml alone, so that no text becomes markup."""

from __future__ import annotations

from typing import Any

from lxml import etree

from publisher.catalogue.naming import relative

ATOM = "http://www.w3.org/2005/Atom"
OPDS = "http://opds-spec.org/2010/catalog"
DC = "http://purl.org/dc/terms/"
THREAD = "http://purl.org/syndication/thread/1.0"
SCHEMA = "http://schema.org"  # as reading apps look for it
_SPACES: Any = {None: ATOM, "opds": OPDS, "dc": DC, "thr": THREAD, "schema": SCHEMA}

Element = etree._Element


def feed(identity: str, title: str, updated: str, author: str) -> Element:
    """A feed with what each must have (RFC 4287, 4.1.1)."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_SPACES)
    add(root, "id", identity)
    add(root, "title", title)
    add(root, "updated", updated)
    add(add(root, "author"), "name", author)
    return root


def add(parent: Element, name: str, text: str = "", space: str = ATOM, **given: str) -> Element:
    """One element below another; with its text and attributes."""
    element = etree.SubElement(parent, f"{{{space}}}{name}", given)
    if text:
        element.text = text
    return element


def link(parent: Element, relation: str, here: str, target: str, kind: str = "") -> Element:
    """A link from the file `here` to the file `target`."""
    element = add(parent, "link", rel=relation, href=relative(here, target))
    if kind:
        element.set("type", kind)
    return element


def written(root: Element) -> bytes:
    """The bytes of a feed."""
    etree.indent(root, " ")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"
