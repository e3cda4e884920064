"""Writing to the editor's files: whole, only where nobody else wrote meanwhile, and undone at will.

The only module of the preview that writes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path

from publisher.document.artefact import put
from publisher.errors import PublisherError
from publisher.findings import Place
from publisher.preview.findings import CHANGED_MEANWHILE, NOT_OURS, NOTHING_TO_UNDO
from publisher.preview.places import decoded

LARGEST = 8 << 20  # bytes of a text that is edited here
MOST_UNDONE = 50  # writings of a file that can be undone


class Conflict(PublisherError):
    """The file has changed on the disk; `text` and `stamp` are what stands there now."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(CHANGED_MEANWHILE.at(Place(name)))
        self.text, self.stamp = decoded(data), stamp_of(data)


def stamp_of(data: bytes) -> str:
    """What a text is known by, from when it was read until it is written."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def read(path: Path) -> bytes:
    """The bytes of a file; none where it is not there. Raises PublisherError."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        return b""
    if len(data) > LARGEST:
        raise PublisherError(NOT_OURS.at(Place(path.name)))
    return data


class Hand:
    """Writes, and remembers what stood there before."""

    def __init__(self) -> None:
        self._before: dict[Path, list[tuple[bytes, str]]] = defaultdict(list)

    def save(self, path: Path, name: str, text: str, stamp: str) -> str:
        """Write a text over what has a stamp; the new stamp. Raises Conflict and PublisherError."""
        if path.is_symlink() or path.resolve() != path:
            raise PublisherError(NOT_OURS.at(Place(name)))
        old = read(path)
        if stamp_of(old) != stamp:
            raise Conflict(name, old)
        new = _like(old, text)
        if new != old:
            put([(path, new)])
            self._remember(path, old, new)
        return stamp_of(new)

    def undo(self, path: Path, name: str) -> str:
        """Put back what stood there before the last writing; its stamp. Raises as `save`."""
        if not self._before[path]:
            raise PublisherError(NOTHING_TO_UNDO.at(Place(name)))
        before, after = self._before[path][-1]
        if stamp_of(now := read(path)) != after:
            raise Conflict(name, now)
        put([(path, before)])
        self._before[path].pop()
        return stamp_of(before)

    def can_undo(self, path: Path) -> bool:
        """Whether something was written here that can be taken back."""
        return bool(self._before.get(path))

    def _remember(self, path: Path, old: bytes, new: bytes) -> None:
        self._before[path].append((old, stamp_of(new)))
        del self._before[path][:-MOST_UNDONE]


def _like(old: bytes, text: str) -> bytes:
    """UTF-8, with the line ends that the file has and the mark at its head, where it has one."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if b"\r\n" in old:
        plain = plain.replace("\n", "\r\n")
    head = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    return head + plain.encode("utf-8", "replace")
