"""The zip and XML of a Word file, opened with distrust.

Read with zipfile and lxml and not with python-docx: that parses every part before anything can be
refused, has no limits, and hides what this reader is about (tracked changes, comments, text boxes,
fields). Nothing is written to the disk, no path in the file is followed, nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from publisher.errors import Unusable
from publisher.findings import Kind, Place, Value
from publisher.manuscript.office import findings as kinds
from publisher.manuscript.office.names import children

ENTRIES = 4096
DECLARED = 512 << 20  # bytes that all parts, pictures too, may claim to unpack to
LARGEST = 64 << 20  # bytes of XML that are unpacked from one file
RATIO = 400  # a part of over a megabyte may unpack to so many times its size
TAGS = 4_000_000  # of one file; a novel of a million characters has half a million
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENTRY = b"PK\x01\x02"
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


class Relation(NamedTuple):
    """What a part points to: the last word of its type, a part's name or an outside target."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts of a Word file. `main` is the name of its text."""

    file: str
    archive: zipfile.ZipFile
    names: Mapping[str, str]
    twice: frozenset[str] = frozenset()
    main: str = "word/document.xml"
    left: int = LARGEST
    tags: int = TAGS
    cache: dict[str, Mapping[str, Relation]] = field(default_factory=dict)

    @property
    def has_macros(self) -> bool:
        """Whether it carries macros."""
        return any(name.endswith("vbaproject.bin") for name in self.names)

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part; None where there is none. Raises Unusable."""
        own = self.names.get(name.lower())
        if name.lower() in self.twice:  # programs differ in which of them they read
            raise self.refused(kinds.NOT_DOCX, problem=f"{name[:80]} × 2")
        return None if own is None else self._parsed(own, self._unpacked(own))

    def beside(self, kind: str) -> etree._Element | None:
        """The part to which the text points as its `styles`, `numbering`, `comments` …"""
        for each in self.relations(self.main).values():
            if each.kind == kind and not each.external:
                return self.part(each.target)
        return None

    def relations(self, name: str) -> Mapping[str, Relation]:
        """What a part points to, by identifier. Raises Unusable."""
        name = name.lower()
        if name not in self.cache:
            folder, base = posixpath.split(name)
            root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
            found = {} if root is None else dict(_relations(root, folder))
            self.cache[name] = found
        return self.cache[name]

    def outside(self) -> Iterator[tuple[str, Relation]]:
        """What the parts point to outside the file, with their names. Raises Unusable."""
        for name in sorted(self.names):
            folder, base = posixpath.split(name)
            if base.endswith(".rels") and posixpath.basename(folder) == "_rels":
                part = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
                found = self.relations(part).values()
                yield from ((part, each) for each in found if each.external)

    def refused(self, kind: Kind, **values: Value) -> Unusable:
        """A reason not to read the file."""
        return Unusable(kind.at(Place(self.file), **values))

    def _unpacked(self, name: str) -> bytes:
        info = self.archive.getinfo(name)
        _check_entry(info, self.file)
        if info.file_size > self.left:
            raise self.refused(kinds.OVERSIZE, problem=f"> {LARGEST >> 20} MB")
        try:
            with self.archive.open(info) as stream:
                data = stream.read(self.left + 1)
        except _BROKEN as error:
            raise self.refused(kinds.NOT_DOCX, problem=f"{name}: {error}"[:200]) from None
        if len(data) != info.file_size:
            raise self.refused(kinds.NOT_DOCX, problem=f"{name[:80]}: {len(data)} B")
        self.left -= len(data)
        self.tags -= data.count(b"<")
        if self.left < 0 or self.tags < 0:
            raise self.refused(kinds.OVERSIZE, problem=f"> {TAGS} tags")
        return data

    def _parsed(self, name: str, data: bytes) -> etree._Element:
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise self.refused(kinds.DECLARES, part=name)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,  # no more than 256 levels, no text over 10 MB
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.refused(kinds.NOT_DOCX, problem=f"{name}: {error}"[:200]) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refused(kinds.DECLARES, part=name)
        return root


def open_package(data: bytes, file: str) -> Package:
    """The parts of a Word file, none of them unpacked yet. Raises Unusable."""
    place = Place(file)
    if data.startswith(_OLE):
        raise Unusable((kinds.ENCRYPTED if _LOCKED in data else kinds.LEGACY).at(place))
    if not data.startswith(b"PK"):
        raise Unusable(kinds.NOT_DOCX.at(place, problem="zip?"))
    # counted in the bytes: opening it would make an object for each
    if data.count(_ENTRY) > ENTRIES:
        raise Unusable(kinds.OVERSIZE.at(place, problem=f"> {ENTRIES} files"))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise Unusable(kinds.NOT_DOCX.at(place, problem=str(error)[:200])) from None
    if sum(info.file_size for info in archive.infolist()) > DECLARED:
        raise Unusable(kinds.OVERSIZE.at(place, problem=f"> {DECLARED >> 20} MB"))
    names: dict[str, str] = {}
    twice = set()
    for info in archive.infolist():
        name = info.filename.replace("\\", "/").lower()
        if name in names:
            twice.add(name)
        names[name] = info.filename
    package = Package(file, archive, names, frozenset(twice))
    package.main = _main(package)
    return package


def _main(package: Package) -> str:
    """The name of the text: Word names it in the relations of the package."""
    for each in package.relations("").values():
        if each.kind == "officeDocument" and each.target.lower() in package.names:
            return each.target
    if "word/document.xml" not in package.names:
        raise package.refused(kinds.NOT_DOCX, problem="word/document.xml?")
    return "word/document.xml"


def _check_entry(info: zipfile.ZipInfo, file: str) -> None:
    place = Place(file)
    if info.flag_bits & 1:
        raise Unusable(kinds.ENCRYPTED.at(place))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unusable(kinds.NOT_DOCX.at(place, problem=f"{info.filename[:80]}: compression"))
    if info.file_size > 1 << 20 and info.file_size > RATIO * max(1, info.compress_size):
        raise Unusable(kinds.OVERSIZE.at(place, problem=f"{info.filename[:80]}: > {RATIO}:1"))


def _relations(root: etree._Element, folder: str) -> list[tuple[str, Relation]]:
    found = []
    for each in children(root):
        kind = (each.get("Type") or "").rpartition("/")[2]
        target, external = each.get("Target") or "", each.get("TargetMode") == "External"
        if not external:
            path = posixpath.join(folder, unquote(target)) if target[:1] != "/" else target
            target = posixpath.normpath(path).lstrip("/")
        found.append((each.get("Id") or "", Relation(kind, target, external)))
    return found
