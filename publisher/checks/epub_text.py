"""The body text of an e-book in reading order, read from the finished file.

What the reader reads as the article's own: headlines, roles, names, paragraphs, captions, notes.
Left out are the pages of the book itself (cover, front page, contents, imprint), pull quotes (they
repeat the body), marks and numbers of notes, page breaks, readings of ruby and names of turns.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publisher.checks.body import Body
from publisher.checks.ebook.reading import TYPE, XHTML, opened
from publisher.checks.findings import NOT_AN_EPUB
from publisher.errors import Unusable
from publisher.findings import Place

_BLOCKS = frozenset(
    XHTML + name
    for name in (
        "p h1 h2 h3 h4 h5 h6 li td th caption blockquote div section aside figcaption br dt dd"
    ).split()
)
_SILENT_ROLES = frozenset({"doc-pullquote", "doc-noteref", "doc-pagebreak"})
_SILENT_CLASSES = frozenset({"voice", "note-mark", "department"})
_SILENT_TAGS = frozenset({f"{XHTML}rt", f"{XHTML}rp"})


def body(data: bytes, shown: str = "") -> Body:
    """The body text of an EPUB. Raises Unusable where it is no EPUB."""
    whole: list[str] = []
    for root in chapters(data, shown):
        notes: list[str] = []
        _collect(root, whole, notes)
        whole += notes
    return Body("".join(whole))


def chapters(data: bytes, shown: str = "") -> Iterator[etree._Element]:
    """The documents of the spine that hold articles, in reading order. Raises Unusable."""
    book = opened(data, shown)
    for path in book.spine:
        root = book.document(path)
        if root is None:
            raise Unusable(NOT_AN_EPUB.at(Place(shown), problem=book.at(path)))
        found = root.find(f"{XHTML}body")
        if found is not None and found.get(TYPE) == "bodymatter":
            yield found


def _collect(node: etree._Element, text: list[str], notes: list[str]) -> None:
    into = notes if node.get("role") == "doc-footnote" else text
    if not _silent(node):
        edge = "\n" if node.tag in _BLOCKS else ""
        into.append(edge + (node.text or ""))
        for child in node:
            _collect(child, into, notes)
        into.append(edge)
    text.append(node.tail or "")


def _silent(node: etree._Element) -> bool:
    """Whether an element is no part of the body text."""
    classes = set((node.get("class") or "").split())
    return (
        isinstance(node, (etree._Comment, etree._ProcessingInstruction))
        or node.tag in _SILENT_TAGS
        or node.get("role") in _SILENT_ROLES
        or bool(classes & _SILENT_CLASSES)
    )
