"""Every way inside the book leads somewhere, and pages come in the order of print."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publisher.checks.ebook.reading import TYPE, XHTML, Book, book_of, words_in
from publisher.checks.ebook.structure import navigation
from publisher.checks.registry import check
from publisher.checks.subjects import EpubFile
from publisher.findings import Finding, Severity
from publisher.messages import _

_ADDRESSES = ("href", "src", "{http://www.w3.org/1999/xlink}href")


@check(
    "epub-link-broken",
    Severity.ERROR,
    _("“{address}” at {where} leads to nothing in the book"),
    _("correct the address, or take the link away"),
    why=_("A reader who follows it stands before an error, or nowhere."),
)
def epub_link_broken(file: EpubFile) -> Iterator[Finding]:
    """Every address inside the book names a file of it, and an id that stands there."""
    book = book_of(file)
    if book is None:
        return
    ids: dict[str, frozenset[str]] = {}
    for path, root in book.documents():
        for node, address in addresses(root):
            if not _there(book, path, address, ids):
                where = book.at(path, node)
                yield epub_link_broken.at(book.place, address=address[:200], where=where)


def addresses(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every address that a document holds, with its element."""
    for node in root.iter("{*}*"):
        for name in _ADDRESSES:
            address = node.get(name)
            if address is not None:
                yield node, address


def _there(book: Book, path: str, address: str, ids: dict[str, frozenset[str]]) -> bool:
    found = book.resolved(path, address)
    if found is None:
        return True  # outside: active.py
    name, fragment = found
    if name not in book.names:
        return False
    if not fragment or not name.endswith((".xhtml", ".html", ".htm", ".svg")):
        return True
    if name not in ids:
        root = book.document(name)
        nodes = () if root is None else root.iter("{*}*")
        ids[name] = frozenset(value for node in nodes if (value := node.get("id")))
    return fragment in ids[name]


@check(
    "epub-page-list",
    Severity.ERROR,
    _("the page list leads from “{label}” to {where}, where no page of that name begins"),
    _("make the print edition anew, then the e-book"),
    why=_("Who is told “page 12” must find the words that open page 12 of the print edition."),
)
def epub_page_list(file: EpubFile) -> Iterator[Finding]:
    """Lines of the page list lead to page breaks of the same label, forward through the book."""
    book = book_of(file)
    path = navigation(book) if book else None
    root = book.document(path) if book and path else None
    if book is None or path is None or root is None:
        return
    breaks = {(name, node.get("id")): (label_of(node), at) for at, (name, node) in _breaks(book)}
    before: dict[str, int] = {}
    for link in _page_links(root):
        label, address = words_in(link), link.get("href") or ""
        found = book.resolved(path, address)
        name, at = breaks.get(found, ("", -1)) if found else ("", -1)
        document = found[0] if found else ""
        if name != label or at < before.get(document, -1):
            yield epub_page_list.at(book.place, label=label, where=address)
        before[document] = at


def label_of(node: etree._Element) -> str:
    """What a page break is called: its aria-label, title or text."""
    return node.get("aria-label") or node.get("title") or words_in(node)


def _page_links(root: etree._Element) -> Iterator[etree._Element]:
    for nav in root.iter(f"{XHTML}nav"):
        if "page-list" in (nav.get(TYPE) or "").split():
            yield from nav.iter(f"{XHTML}a")


def _breaks(book: Book) -> Iterator[tuple[int, tuple[str, etree._Element]]]:
    """(position in reading order, (document, page break))."""
    position = 0
    for path in book.spine:
        root = book.document(path)
        for node in () if root is None else root.iter("{*}*"):
            if "pagebreak" in (node.get(TYPE) or "").split():
                yield position, (path, node)
                position += 1
