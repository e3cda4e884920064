"""Manuscripts that were read before, from the store: by their bytes, and the house's rules."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from publisher import manuscript
from publisher.document import findings as kinds
from publisher.document.coding import as_json, from_json, packed, told, unpacked, untold
from publisher.document.model import Article
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.manuscript import Loaded
from publisher.pipeline.programs import program
from publisher.store import Store

KIND = "article"
CLEAN = b"---\n"  # how a clean copy begins, which is read in the time that unpacking it would take
READERS = ("manuscript", "document", "findings.py")
LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "charset-normalizer", "lxml")


@dataclass(frozen=True, slots=True)
class Read:
    """An article, what was found while it was read, and what the house says of it."""

    article: Article
    findings: tuple[Finding, ...]
    house: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class House:
    """The text of a house.yaml, and its path as findings name it."""

    text: str
    shown: str


def read(file: Path, shown: str, house: House | None, store: Store) -> Read:
    """One manuscript. `shown` is its path as findings name it. Raises Unusable."""
    data = manuscript.file_bytes(file, shown)
    if house is None and data.startswith(CLEAN):
        loaded = manuscript.load(file, shown, data)
        return Read(loaded.article, loaded.findings, ())
    rules = as_json([house.text, house.shown] if house else [])
    basis = program(*READERS, libraries=LIBRARIES).encode()
    parts = (basis, shown.encode("utf-8", "surrogateescape"), rules, data)
    found = store.get(KIND, parts)
    if found is not None:
        return _unpacked(found)
    loaded = manuscript.load(file, shown, data)
    done = Read(loaded.article, loaded.findings, house_findings(house, loaded, shown))
    store.put(KIND, parts, _packed(done))
    return done


def house_findings(house: House | None, loaded: Loaded, shown: str) -> tuple[Finding, ...]:
    """What the house says of an article. Raises Unusable where its own rules are wrong."""
    if house is None:
        return ()
    listed = manuscript.read_house(house.text, house.shown)
    return tuple(manuscript.house_findings(listed, loaded, shown))


def unreadable(file: Path, shown: str) -> Unusable:
    """What is said of a house.yaml that is no file: a folder, a link to nothing, a pipe."""
    reason = os.strerror(errno.EISDIR if file.is_dir() else errno.ENOENT)
    return Unusable(kinds.UNREADABLE.at(Place(shown), reason=reason))


def _packed(done: Read) -> bytes:
    return as_json(
        [packed(done.article), [told(f) for f in done.findings], [told(f) for f in done.house]]
    )


def _unpacked(data: bytes) -> Read:
    article, findings, house = from_json(data)
    return Read(unpacked(article), tuple(map(untold, findings)), tuple(map(untold, house)))
