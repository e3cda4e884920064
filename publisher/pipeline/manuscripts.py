"""Manuscripts that were read before, from the store: by their bytes, and the house's rules."""

from __future__ import annotations

import errno
import os
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
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
MOST = 256  # manuscripts at hand
LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "charset-normalizer", "lxml")


@dataclass(frozen=True, slots=True)
class Read:
    """An article, what was found while it was read, and what the house says of it.

    `key` is that of all that it was read from.
    """

    key: bytes
    article: Article
    findings: tuple[Finding, ...]
    house: tuple[Finding, ...]


UNREAD = Read(b"", Article((), ()), (), ())
_remembered: OrderedDict[bytes, Read] = OrderedDict()


@dataclass(frozen=True, slots=True)
class House:
    """The text of a house.yaml, and its path as findings name it."""

    text: str
    shown: str


def known(file: Path, shown: str, house: House | None, store: Store) -> Callable[[], Read] | None:
    """How to get a manuscript that this process remembers, or the store has. Raises Unusable."""
    data = manuscript.file_bytes(file, shown)
    parts = _parts(shown, house, data)
    key = _key(parts)
    if done := _remembered.get(key):
        return partial(remember, done)
    found = None if _is_short(house, data) else store.get(KIND, parts)
    return None if found is None else lambda: remember(_unpacked(key, found))


def remember(done: Read) -> Read:
    """Have a manuscript at hand: a preview asks for all of them after each save."""
    _remembered[done.key] = done
    _remembered.move_to_end(done.key)
    while len(_remembered) > MOST:
        _remembered.popitem(last=False)
    return done


def read(file: Path, shown: str, house: House | None, store: Store) -> Read:
    """One manuscript. `shown` is its path as findings name it. Raises Unusable."""
    data = manuscript.file_bytes(file, shown)
    parts = _parts(shown, house, data)
    loaded = manuscript.load(file, shown, data)
    told_by_house = house_findings(house, loaded, shown)
    done = Read(_key(parts), loaded.article, loaded.findings, told_by_house)
    if not _is_short(house, data):
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


def _is_short(house: House | None, data: bytes) -> bool:
    return house is None and data.startswith(CLEAN)


def _parts(shown: str, house: House | None, data: bytes) -> tuple[bytes, ...]:
    rules = as_json([house.text, house.shown] if house else [])
    # one that is read again each time is remembered by this process only, which does not change
    basis = b"" if _is_short(house, data) else program(*READERS, libraries=LIBRARIES).encode()
    return basis, shown.encode("utf-8", "surrogateescape"), rules, data


def _key(parts: tuple[bytes, ...]) -> bytes:
    return b"".join(sha256(part).digest() for part in parts)


def _packed(done: Read) -> bytes:
    return as_json(
        [packed(done.article), [told(f) for f in done.findings], [told(f) for f in done.house]]
    )


def _unpacked(key: bytes, data: bytes) -> Read:
    article, findings, house = from_json(data)
    return Read(key, unpacked(article), tuple(map(untold, findings)), tuple(map(untold, house)))
