"""The package document says what the book is, and nothing that is not so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from publisher.checks.ebook.accessibility import troubles
from publisher.checks.ebook.reading import DC, OPF, SVG, TYPE, XHTML, Book, book_of
from publisher.checks.ebook.structure import navigation
from publisher.checks.registry import check
from publisher.checks.subjects import EpubFile
from publisher.document import identifiers
from publisher.findings import Finding, Severity
from publisher.messages import _

_REQUIRED = ("identifier", "title", "language")
_ACCESSIBILITY = (
    "schema:accessMode",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
)


@check(
    "epub-metadata-missing",
    Severity.ERROR,
    _("the package document does not give “{name}”"),
    _("add it in the program that the book comes from"),
    why=_("Shelves sort by it, and shops refuse a book without it (EPUB 3.3, 5.5.3)."),
)
def epub_metadata_missing(file: EpubFile) -> Iterator[Finding]:
    """Identifier, title, language and the time of the last change are given."""
    book = book_of(file)
    if book is None:
        return
    for name in _REQUIRED:
        if not any((each.text or "").strip() for each in book.package.iter(f"{DC}{name}")):
            yield epub_metadata_missing.at(book.place, name=f"dc:{name}")
    if not meta(book, "dcterms:modified"):
        yield epub_metadata_missing.at(book.place, name="dcterms:modified")


@check(
    "epub-identifier",
    Severity.ERROR,
    _("the check digit of “{value}” is wrong; it should be {right}"),
    _("compare the number with the one that the agency gave"),
    why=_("Shops and libraries refuse a number whose last digit does not agree with the others."),
)
def epub_identifier(file: EpubFile) -> Iterator[Finding]:
    """ISBN and ISSN end in the right digit."""
    book = book_of(file)
    if book is None:
        return
    for each in book.package.iter(f"{DC}identifier", f"{DC}source"):
        value = (each.text or "").strip()
        right = identifiers.wrong_check_digit(value)
        if right:
            yield epub_identifier.at(book.place, value=value, right=right)


@check(
    "epub-accessibility-silent",
    Severity.WARNING,
    _("the package document does not give “{name}”"),
    _("add it; the European Accessibility Act asks shops to show it"),
    why=_("Readers choose books by what they can do with them (EPUB Accessibility 1.1, 2)."),
)
def epub_accessibility_silent(file: EpubFile) -> Iterator[Finding]:
    """The book tells how it can be read."""
    book = book_of(file)
    if book is None:
        return
    for name in _ACCESSIBILITY:
        if not meta(book, name):
            yield epub_accessibility_silent.at(book.place, name=name)


@check(
    "epub-claim-false",
    Severity.ERROR,
    _("the book claims “{claim}”, and this is not so"),
    _("delete the claim, or mend what it speaks of"),
    why=_("Whoever buys a book for what it claims must find it."),
)
def epub_claim_false(file: EpubFile) -> Iterator[Finding]:
    """What the accessibility metadata claim can be found in the book."""
    book = book_of(file)
    if book is None:
        return
    claims = set(meta(book, "schema:accessibilityFeature"))
    for claim, holds in _CLAIMS.items():
        if claim in claims and not holds(book):
            yield epub_claim_false.at(book.place, claim=claim)
    for claim in meta(book, "dcterms:conformsTo"):
        if "WCAG" in claim and any(True for _trouble in troubles(book.documents())):
            yield epub_claim_false.at(book.place, claim=claim)


def meta(book: Book, name: str) -> list[str]:
    """The values of a `meta` property of the book itself."""
    found = (m for m in book.package.iter(f"{OPF}meta") if m.get("property") == name)
    return [text for each in found if (text := (each.text or "").strip())]


def languages(book: Book) -> list[str]:
    """The languages that the package document gives."""
    return [(each.text or "").strip() for each in book.package.iter(f"{DC}language")]


def _has_nav(kind: str, book: Book) -> bool:
    path = navigation(book)
    root = book.document(path) if path else None
    return root is not None and any(
        kind in (node.get(TYPE) or "").split() for node in root.iter(f"{XHTML}nav")
    )


def _has(tags: tuple[str, ...], book: Book) -> bool:
    return any(next(root.iter(*tags), None) is not None for _path, root in book.documents())


def _has_breaks(book: Book) -> bool:
    return any(
        "pagebreak" in (node.get(TYPE) or "").split()
        for _path, root in book.documents()
        for node in root.iter("{*}*")
    )


_CLAIMS: Mapping[str, Callable[[Book], bool]] = {
    "tableOfContents": partial(_has_nav, "toc"),
    "pageNavigation": partial(_has_nav, "page-list"),
    "pageBreakMarkers": _has_breaks,
    "printPageNumbers": _has_breaks,
    "rubyAnnotations": partial(_has, (f"{XHTML}ruby",)),
    "MathML": partial(_has, ("{http://www.w3.org/1998/Math/MathML}math",)),
    "alternativeText": partial(_has, (f"{XHTML}img", f"{SVG}svg")),
}
