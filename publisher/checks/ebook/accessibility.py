"""What WCAG 2.2 AA and EPUB Accessibility 1.1 ask for, as far as a machine can tell.

`troubles` looks at documents alone, so that a book can be judged before it claims anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from publisher.checks.ebook.reading import SVG, TYPE, XHTML, XML, book_of, line_of, parsed, words_in
from publisher.checks.registry import Check, check
from publisher.checks.subjects import EpubFile
from publisher.findings import Finding, Place, Severity
from publisher.messages import _

Document = tuple[str, etree._Element]
_HEADINGS = {f"{XHTML}h{level}": level for level in range(1, 7)}
_SILENT = frozenset({"presentation", "none"})


@check(
    "epub-alt-missing",
    Severity.ERROR,
    _("the picture at {where} has no words for those who cannot see it"),
    _("say what it shows, or mark it as decoration"),
    why=_("A reader who cannot see the picture hears only that there is one (WCAG 2.2, 1.1.1)."),
)
def epub_alt_missing(file: EpubFile) -> Iterator[Finding]:
    """Every picture says what it shows, or is marked as decoration."""
    yield from _of_book(file, epub_alt_missing)


@check(
    "epub-heading-order",
    Severity.ERROR,
    _("the heading at {where} stands {steps} levels below the one before it"),
    _("give it the next level"),
    why=_("Who moves by headings takes a missing level for missing text (WCAG 2.2, 1.3.1)."),
)
def epub_heading_order(file: EpubFile) -> Iterator[Finding]:
    """Headings go down one level at a time."""
    yield from _of_book(file, epub_heading_order)


@check(
    "epub-language",
    Severity.ERROR,
    _("“{where}” does not say which language it is in"),
    _("give its root element lang and xml:lang"),
    why=_("A screen reader with the wrong voice cannot be understood (WCAG 2.2, 3.1.1)."),
)
def epub_language(file: EpubFile) -> Iterator[Finding]:
    """Every document names its language."""
    yield from _of_book(file, epub_language)


@check(
    "epub-untitled",
    Severity.ERROR,
    _("“{where}” has no title"),
    _("name it in its head"),
    why=_("The title is the first that a screen reader says (WCAG 2.2, 2.4.2)."),
)
def epub_untitled(file: EpubFile) -> Iterator[Finding]:
    """Every document has a title."""
    yield from _of_book(file, epub_untitled)


@check(
    "epub-unlabelled",
    Severity.ERROR,
    _("{what} at {where} has no name that can be read aloud"),
    _("give it words, or an aria-label"),
    why=_(
        "A link, a list of links or a page break without a name leads nowhere (WCAG 2.2, 4.1.2)."
    ),
)
def epub_unlabelled(file: EpubFile) -> Iterator[Finding]:
    """Links, navigation lists and page breaks have names."""
    yield from _of_book(file, epub_unlabelled)


def judged(documents: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """All that stands between the documents of a book (name -> bytes) and the claim."""
    return tuple(troubles((name, parsed(data)) for name, data in documents.items()))


def troubles(documents: Iterable[Document], shown: str = "") -> Iterator[Finding]:
    """All that stands between these documents and the claim; places are names of documents."""
    for path, root in documents:
        if root.tag == f"{XHTML}html":
            for look, name in _LOOKS:
                for values in look(root):
                    yield name.at(Place(shown), **_named(path, values))


def _of_book(file: EpubFile, wanted: Check[EpubFile]) -> Iterator[Finding]:
    book = book_of(file)
    if book is None:
        return
    for path, root in book.documents():
        if root.tag == f"{XHTML}html":
            for look, name in _LOOKS:
                if name is wanted:
                    for values in look(root):
                        yield name.at(book.place, **_named(book.at(path), values))


Values = dict[str, str | int]


def _named(path: str, values: Values) -> Values:
    """The values with the place written as `article-001.xhtml:12`."""
    line = values.pop("line", 0)
    return {**values, "where": f"{path}:{line}" if line else path}


def _pictures(root: etree._Element) -> Iterator[Values]:
    for picture in root.iter(f"{XHTML}img", f"{SVG}svg"):
        told = picture.get("alt") or picture.get("aria-label") or picture.get("aria-labelledby")
        title = picture.find(f"{SVG}title")
        marked = picture.get("role") in _SILENT or picture.get("aria-hidden") == "true"
        if not (told or marked or (title is not None and title.text)):
            yield {"line": line_of(picture)}


def _headings(root: etree._Element) -> Iterator[Values]:
    before = 0
    for heading in root.iter(*_HEADINGS):
        level = _HEADINGS[str(heading.tag)]
        if before and level > before + 1:
            yield {"line": line_of(heading), "steps": level - before}
        before = level


def _languages(root: etree._Element) -> Iterator[Values]:
    if not (root.get("lang") or root.get(f"{XML}lang")):
        yield {}


def _titles(root: etree._Element) -> Iterator[Values]:
    title = root.find(f"{XHTML}head/{XHTML}title")
    if title is None or not (title.text or "").strip():
        yield {}


def _names(root: etree._Element) -> Iterator[Values]:
    ids = {node.get("id") for node in root.iter("{*}*")}
    for node in root.iter(f"{XHTML}a", f"{XHTML}nav", f"{XHTML}span", f"{XHTML}div", f"{XHTML}hr"):
        if not _must_be_named(node):
            continue
        labelled = (node.get("aria-labelledby") or "").split()
        named = node.get("aria-label") or node.get("title") or any(i in ids for i in labelled)
        inside = node.tag == f"{XHTML}a" and (words_in(node) or _picture_in(node))
        if not (named or inside or (node.text or "").strip()):
            yield {"line": line_of(node), "what": etree.QName(node).localname}


def _must_be_named(node: etree._Element) -> bool:
    if node.tag == f"{XHTML}a":
        return node.get("href") is not None
    return node.tag == f"{XHTML}nav" or "pagebreak" in (node.get(TYPE) or "").split()


def _picture_in(node: etree._Element) -> bool:
    return any(picture.get("alt") for picture in node.iter(f"{XHTML}img"))


_LOOKS = (
    (_pictures, epub_alt_missing),
    (_headings, epub_heading_order),
    (_languages, epub_language),
    (_titles, epub_untitled),
    (_names, epub_unlabelled),
)
