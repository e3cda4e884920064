"""A stranger's e-book as an archive: every name stays inside, every size is what it says.

Each entry is unfolded once, in pieces, before anything in it is believed: a size in a zip is a
claim (CWE-409), and a name may lead out of any folder (CWE-22). Nothing is written.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any
from urllib.parse import unquote

from lxml import etree

from publisher.catalogue.findings import (
    BOOK_DAMAGED,
    BOOK_ENCRYPTED,
    BOOK_ENTITIES,
    BOOK_PATH,
    BOOK_TOO_BIG,
)
from publisher.errors import Unusable
from publisher.findings import Place, Terms
from publisher.messages import _

LARGEST = 512 << 20  # bytes of all files of a book, unfolded
LARGEST_XML = 8 << 20  # bytes of one that describes the book
MOST = 20_000  # files
MIMETYPE = b"application/epub+zip"
COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # EPUB 3.3, 4.2.2
_PIECE = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Archive:
    """The files of an e-book by their names. Raises Unusable for one that is no book."""

    def __init__(self, data: bytes, shown: str) -> None:
        self._place = Place(shown)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise self._damaged(_("it is not a zip archive")) from None
        entries = self._zip.infolist()
        if len(entries) > MOST:
            raise self._too_big(f"{len(entries)} files")
        for entry in entries:
            if not _inside(entry.filename):
                raise Unusable(BOOK_PATH.at(self._place, name=entry.filename[:80]))
            if entry.flag_bits & 1:
                raise Unusable(BOOK_ENCRYPTED.at(self._place))
            if entry.compress_type not in COMPRESSIONS:
                raise self._damaged(_("it is compressed in a way that no e-book may be"))
        self.names = frozenset(entry.filename for entry in entries)
        if len(self.names) != len(entries):
            raise self._damaged(_("it holds two files of one name"))
        self._try_all(entries)
        if self.read("mimetype", 100).strip() != MIMETYPE:
            raise self._damaged(_("it does not say that it is one (mimetype)"))

    def read(self, name: str, most: int) -> bytes:
        """The bytes of a file, which may have `most`. Raises Unusable."""
        if name not in self.names:
            raise self._damaged(_("a file that it names is not there"))
        if self._zip.getinfo(name).file_size > most:
            raise self._too_big(posixpath.basename(name)[:80])
        return self._zip.read(name)

    def xml(self, name: str) -> etree._Element:
        """A file that describes the book. Raises Unusable."""
        data = self.read(name, LARGEST_XML)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._damaged(_("a file that describes it is not XML")) from None
        declared: Any = root.getroottree().docinfo.internalDTD  # its stubs know no entities
        if declared is not None and next(declared.iterentities(), None) is not None:
            raise Unusable(BOOK_ENTITIES.at(self._place, name=name[:80]))
        return root

    def resolved(self, href: str, base: str) -> str:
        """The name of the file that `href` in the file `base` leads to."""
        path = unquote(href.partition("#")[0])
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))

    def _try_all(self, entries: list[zipfile.ZipInfo]) -> None:
        """Unfold everything once; what comes out is counted, not what is claimed."""
        left = LARGEST
        for entry in entries:
            try:
                with self._zip.open(entry) as file:
                    while piece := file.read(_PIECE):
                        left -= len(piece)
                        if left < 0:
                            raise self._too_big(f"> {LARGEST >> 20} MB")
            except _BROKEN:
                raise self._damaged(_("a part of the archive is damaged")) from None

    def _damaged(self, problem: str) -> Unusable:
        return Unusable(BOOK_DAMAGED.at(self._place, problem=Terms((problem,))))

    def _too_big(self, what: str) -> Unusable:
        return Unusable(BOOK_TOO_BIG.at(self._place, what=what, limit=LARGEST >> 20))


def _inside(name: str) -> bool:
    """Whether a name stays in the archive on every system (EPUB 3.3, 4.2.3)."""
    parts = name.split("/")
    absolute = name.startswith("/") or "\\" in name or "\0" in name or ":" in parts[0]
    return bool(name) and not absolute and ".." not in parts
