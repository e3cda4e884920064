"""Nothing in a book runs, and nothing is fetched from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from publisher.checks.ebook.reading import SVG, XHTML, Book, Entry, book_of
from publisher.checks.registry import check
from publisher.checks.subjects import EpubFile
from publisher.findings import Finding, Severity
from publisher.messages import _

_RUNNING = frozenset(
    {f"{XHTML}{name}" for name in ("script", "iframe", "object", "embed", "form", "base")}
    | {f"{SVG}{name}" for name in ("script", "foreignObject", "animate", "set")}
)
_FETCHING = frozenset(
    f"{XHTML}{name}" for name in ("img", "link", "audio", "video", "source", "track", "input")
) | {f"{SVG}image", f"{SVG}use", f"{SVG}feImage"}
_FETCHED = ("src", "href", "poster", "data", "{http://www.w3.org/1999/xlink}href")
_CHOICES = ("srcset", "imagesrcset")  # addresses with sizes, parted by commas
# url(…) and @import of style sheets and style attributes; image-set("…") without url(…)
_STYLE_URL = re.compile(
    r"""(?:(?:url|src)\(\s*+["']?|@import\s*+["'])\s*+([^"')\s;]+)""", re.IGNORECASE
)
_IMAGE_SET = re.compile(r"image-set\(([^;{}]*)", re.IGNORECASE)
_QUOTED = re.compile(r"""["']([^"']*)["']""")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)  # CSS Syntax 3, 4.3.7
_INSIDE = frozenset({"", "data"})


@check(
    "epub-active",
    Severity.ERROR,
    _("“{what}” at {where} can run when the book is opened"),
    _("take it out; a book needs no program"),
    why=_("A book that runs programs can read what its reader reads."),
)
def epub_active(file: EpubFile) -> Iterator[Finding]:
    """No scripts, no handlers of events, no addresses that run."""
    book = book_of(file)
    if book is None:
        return
    for path, node, what in running(book):
        yield epub_active.at(book.place, what=what[:80], where=book.at(path, node))


@check(
    "epub-remote",
    Severity.ERROR,
    _("“{address}” in {where} is fetched from outside when the book is opened"),
    _("put the file into the book, or take the address out"),
    why=_("A book must be whole without a network, and tell nobody who reads it."),
)
def epub_remote(file: EpubFile) -> Iterator[Finding]:
    """Nothing that the book shows lies outside it."""
    book = book_of(file)
    if book is None:
        return
    for where, address in fetched(book):
        yield epub_remote.at(book.place, address=address[:200], where=where)


def harmless(book: Book) -> bool:
    """Whether other programs, browsers among them, can be given the book to open."""
    return next(running(book), None) is None and next(fetched(book), None) is None


def running(book: Book) -> Iterator[tuple[str, etree._Element, str]]:
    """(document, element, what it is) of all that can run."""
    for path, root in book.documents():
        for sheet in _sheets(root):
            if "xsl" in (sheet.get("type") or ""):
                yield path, root, "xml-stylesheet"
        for node in root.iter("{*}*"):
            if node.tag in _RUNNING:
                yield path, node, etree.QName(node).localname
            for name, value in node.attrib.items():
                if str(name).lower().startswith("on"):
                    yield path, node, str(name)
                elif name in _FETCHED and _scheme(str(value)) in ("javascript", "vbscript"):
                    yield path, node, str(value)
            refreshing = (node.get("http-equiv") or "").lower() == "refresh"
            if node.tag == f"{XHTML}meta" and refreshing:
                yield path, node, "refresh"


def fetched(book: Book) -> Iterator[tuple[str, str]]:
    """(place, address) of all that lies outside and is shown."""
    for entry in book.manifest.values():
        if not entry.path:
            yield book.at(book.package_path), entry.href
        elif _is_style(entry) and entry.path in book.names:
            style = book.read(entry.path).decode("utf-8", "replace")
            yield from ((book.at(entry.path), address) for address in _styled(style))
    for path, root in book.documents():
        given = [(root, sheet.get("href") or "") for sheet in _sheets(root)]
        for node in root.iter("{*}*"):
            given += ((node, address) for address in _addresses(node))
        for node, address in given:
            if _scheme(address) not in _INSIDE:
                yield book.at(path, node), address


def _addresses(node: etree._Element) -> Iterator[str]:
    """What an element fetches by itself, in the book or outside."""
    if node.tag in (f"{XHTML}style", f"{SVG}style"):
        yield from _styled("".join(map(str, node.itertext())))
    for key, value in node.attrib.items():
        name, told = str(key), str(value)
        if name in _CHOICES:
            yield from re.split(r"[\s,]+", told)
        elif name == "background" or (name in _FETCHED and node.tag in _FETCHING):
            yield told
        elif "(" in told:  # a style, or one of the attributes of SVG that are styles
            yield from _styled(told)


def _is_style(entry: Entry) -> bool:
    """Whether a file is a style sheet, by its type or for a browser that goes by its name."""
    return entry.media_type.startswith("text/css") or entry.path.lower().endswith(".css")


def _sheets(root: etree._Element) -> Iterator[etree._Element]:
    """The xml-stylesheet instructions above a document."""
    for node in root.itersiblings(preceding=True):
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-stylesheet":
            yield node


def _styled(style: str) -> Iterator[str]:
    """The addresses outside of the book, comments and escapes read as browsers do."""
    plain = _ESCAPE.sub(_unescaped, _COMMENT.sub("", style))
    given = _STYLE_URL.findall(plain)
    for choices in _IMAGE_SET.findall(plain):
        given += _QUOTED.findall(choices)
    yield from (each for each in given if _scheme(each) not in _INSIDE)


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else 0
    return found[2] or (chr(number) if number < 0x110000 else "\ufffd")


def _scheme(address: str) -> str:
    """`https` also for `//host/…`; `?` where it cannot be told."""
    bare = re.sub(r"[\x00-\x20]", "", address)
    try:
        parts = urlsplit(bare)
    except ValueError:
        return "?"
    return parts.scheme.lower() or ("https" if bare.startswith(("//", "\\\\")) else "")
