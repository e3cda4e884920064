"""An EPUB as the checks see it: its names, its package document, its parsed documents."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from publisher.checks.findings import NOT_AN_EPUB
from publisher.checks.subjects import EpubFile
from publisher.errors import Unusable
from publisher.findings import Place

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML = "{http://www.w3.org/XML/1998/namespace}"
CONTAINER = "META-INF/container.xml"
_ROOTFILE = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"

MOST_FILES = 20_000
LARGEST_FILE = 64 << 20  # bytes, unpacked
LARGEST_BOOK = 1 << 30
_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_SAFE_NAME = re.compile(r'(?!/)[^\\\x00-\x1f"*:<>?|\x7f]+')
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError,
    ValueError, etree.XMLSyntaxError,
)  # fmt: skip


class Entry(NamedTuple):
    """A line of the manifest; `path` is the name in the archive, empty where it leads outside."""

    id: str
    path: str
    href: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Book:
    """An e-book that can be read. `spine` are the names of its documents in reading order."""

    shown: str
    archive: zipfile.ZipFile
    package_path: str
    package: etree._Element
    manifest: Mapping[str, Entry]
    spine: tuple[str, ...]
    _parsed: dict[str, etree._Element | None] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """The file itself."""
        return Place(self.shown)

    @property
    def names(self) -> frozenset[str]:
        """Every file of the archive."""
        return frozenset(self.archive.namelist())

    def at(self, path: str, node: etree._Element | None = None) -> str:
        """`article-001.xhtml:12`, as findings name a place inside the book."""
        name = posixpath.relpath(path, posixpath.dirname(self.package_path) or ".")
        line = 0 if node is None else line_of(node)
        return f"{name}:{line}" if line else name

    def read(self, path: str) -> bytes:
        """A file of the book, measured before; nothing where it is damaged."""
        try:
            return self.archive.read(path)
        except UNREADABLE:
            return b""

    def document(self, path: str) -> etree._Element | None:
        """The root of an XML document; None where it is not there or not well-formed."""
        if path not in self._parsed:
            try:
                self._parsed[path] = parsed(self.read(path))
            except UNREADABLE:
                self._parsed[path] = None
        return self._parsed[path]

    def documents(self) -> Iterator[tuple[str, etree._Element]]:
        """Every XHTML and SVG document of the manifest that can be read, with its name."""
        for entry in self.manifest.values():
            if entry.media_type in ("application/xhtml+xml", "image/svg+xml"):
                root = self.document(entry.path)
                if root is not None:
                    yield entry.path, root

    def resolved(self, base: str, address: str) -> tuple[str, str] | None:
        """(name in the archive, fragment) of an address inside the book; None of all others."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        path = unquote(parts.path)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
        return name, unquote(parts.fragment)


def parsed(data: bytes) -> etree._Element:
    """XML without anything from outside. Raises XMLSyntaxError; entities stay what they are."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def line_of(node: etree._Element) -> int:
    """The line that an element begins in; 0 where nobody knows."""
    line: object = node.sourceline
    return line if isinstance(line, int) else 0


def words_in(node: etree._Element) -> str:
    """All text inside an element."""
    return "".join(map(str, node.itertext())).strip()


def book_of(file: EpubFile) -> Book | None:
    """The book where it can be read; that it cannot is told by `epub-unreadable` alone."""
    try:
        return opened(file.data, file.shown)
    except Unusable:
        return None


@lru_cache(maxsize=1)
def opened(data: bytes, shown: str) -> Book:
    """The book of these bytes. Raises Unusable: no archive, no package, or without measure."""
    try:
        return _opened(data, shown)
    except UNREADABLE as error:
        problem = str(error.args[0]) if isinstance(error, _Measure) else type(error).__name__
        raise Unusable(NOT_AN_EPUB.at(Place(shown), problem=problem)) from None


def _opened(data: bytes, shown: str) -> Book:
    archive = zipfile.ZipFile(io.BytesIO(data))
    _measured(archive)
    rootfile = parsed(archive.read(CONTAINER)).find(_ROOTFILE)
    path = rootfile.get("full-path", "") if rootfile is not None else ""
    package = parsed(archive.read(path))
    manifest = {entry.id: entry for entry in _manifest(package, path)}
    spine = (manifest.get(each.get("idref", "")) for each in package.iter(f"{OPF}itemref"))
    paths = tuple(entry.path for entry in spine if entry is not None)
    return Book(shown, archive, path, package, manifest, paths)


class _Measure(ValueError):
    """The archive unfolds without measure."""


def _measured(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise _Measure(f"{len(entries)} > {MOST_FILES}")
    # EPUB 3.3, 4.2.2; what unpacks the others has errors of its own
    if other := [e for e in entries if e.compress_type not in _COMPRESSIONS]:
        raise _Measure(f"compression {other[0].compress_type}")
    if any(entry.file_size > LARGEST_FILE for entry in entries):
        raise _Measure(f"> {LARGEST_FILE >> 20} MB")
    if sum(entry.file_size for entry in entries) > LARGEST_BOOK:
        raise _Measure(f"> {LARGEST_BOOK >> 20} MB")


def _manifest(package: etree._Element, opf: str) -> Iterator[Entry]:
    for item in package.iter(f"{OPF}item"):
        href = item.get("href", "")
        outside = bool(urlsplit(href).scheme)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(opf), unquote(href)))
        yield Entry(
            item.get("id", ""),
            "" if outside else path,
            href,
            item.get("media-type", ""),
            frozenset(item.get("properties", "").split()),
        )


def safe_name(name: str) -> bool:
    """Whether a name of the archive stays inside the folder that it is unpacked into."""
    return bool(_SAFE_NAME.fullmatch(name)) and ".." not in name.split("/")
