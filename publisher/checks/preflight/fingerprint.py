"""What a page is made of, as a number: its boxes, its content, and all that this draws with.

Objects are hashed by what they hold, never by their numbers in the file, so that a page is the same
in another build. Of faces, what changes with every new character of the file is left out: outlines,
widths, the tag of the subset. Which of it a page depends on is known only when it has been read,
see `remembered`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pikepdf

from publisher.checks.preflight.appearances import annots
from publisher.checks.preflight.subject import Sheet, inherited

MOST = 100_000  # objects of one page
_DEEPEST = 60
_OF_PAGE = ("/Contents", "/Group")
_OF_ANNOTATION = ("/AP", "/AS", "/F", "/Rect", "/Subtype")

# what is walked in which way: a name in resources may be any word, so nothing is left out there by
# its name alone, but only in what cannot be anything else than a face
_ANY, _RESOURCES, _FACES, _FACE, _DESCRIPTOR = "any", "resources", "faces", "face", "descriptor"
_INNER = {
    (_RESOURCES, "/Font"): _FACES,
    (_FACE, "/DescendantFonts"): _FACES,
    (_FACE, "/FontDescriptor"): _DESCRIPTOR,
}
_LEFT_OUT = {
    _FACE: frozenset("/BaseFont /Name /ToUnicode /W /W2 /Widths".split()),
    _DESCRIPTOR: frozenset("/CharSet /CIDSet /FontFile /FontFile2 /FontFile3 /FontName".split()),
}
# numbers of the file's structure, which shift when an earlier page changes
_STRUCTURE = frozenset(("/StructParent", "/StructParents", "/Length"))


class TooLarge(ValueError):
    """A page that nobody would call one."""


class Fingerprint:
    """The `digest` of a page; `objects` are the places of its objects, by their numbers."""

    def __init__(self, sheet: Sheet, streams: dict[tuple[int, int], bytes]) -> None:
        """`streams` holds the hashes of streams that were met on other pages.

        Raises what pikepdf raises for broken objects, and TooLarge.
        """
        self.objects: dict[tuple[int, int], int] = {}
        self._met: dict[tuple[int, int, str], int] = {}
        self._streams, self._left = streams, MOST
        self._hash = sha256()
        page = sheet.page
        boxes = (sheet.media, sheet.crop, sheet.bleed, sheet.trim, sheet.rotation)
        self._hash.update(repr(boxes).encode())
        self._walk(inherited(page, "/Resources"), _RESOURCES, 0)
        for key in _OF_PAGE:
            self._walk(page.get(key), _ANY, 0)
        for annotation in annots(page):
            for key in _OF_ANNOTATION:
                self._walk(annotation.get(key), _ANY, 0)
        self.digest = self._hash.digest()

    def _walk(self, given: Any, way: str, depth: int) -> None:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise TooLarge
        if not isinstance(given, pikepdf.Object):
            self._plain(given)
        elif isinstance(given, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            if not self._is_met(given, way):
                self._inside(given, way, depth)
        else:
            self._tell(given.unparse())

    def _tell(self, word: bytes) -> None:
        self._hash.update(b"%d:" % len(word) + word)

    def _plain(self, given: Any) -> None:
        number = float(given) if isinstance(given, Decimal) else given
        self._tell(repr(number).encode())

    def _is_met(self, given: Any, way: str) -> bool:
        """Whether it was walked before; then only which one it is needs to be told."""
        if not given.is_indirect:
            return False
        self.objects.setdefault(given.objgen, len(self.objects))
        key = (*given.objgen, way)
        if key in self._met:
            self._tell(b"again %d" % self._met[key])
            return True
        self._met[key] = len(self._met)
        return False

    def _inside(self, given: Any, way: str, depth: int) -> None:
        if isinstance(given, pikepdf.Array):
            self._hash.update(b"[")
            for item in given:
                self._walk(item, _FACE if way == _FACES else way, depth + 1)
            self._hash.update(b"]")
            return
        self._hash.update(b"<")
        for key, value, inner in _entries(given, way):
            self._tell(key.encode())
            self._walk(value, inner, depth + 1)
        self._hash.update(b">")
        if isinstance(given, pikepdf.Stream):
            self._hash.update(self._stream(given))

    def _stream(self, given: pikepdf.Stream) -> bytes:
        found = self._streams.get(given.objgen)
        if found is None:
            found = self._streams[given.objgen] = sha256(given.read_raw_bytes()).digest()
        return found


def _entries(given: Any, way: str) -> Iterator[tuple[str, Any, str]]:
    """Key, value, and the way in which the value is walked."""
    is_stream = isinstance(given, pikepdf.Stream)
    left_out = _STRUCTURE if is_stream else _LEFT_OUT.get(way, frozenset())
    for key in sorted(given.keys()):
        if key in left_out:
            continue
        if way == _FACES and not is_stream:
            inner = _FACE
        elif is_stream and key == "/Resources":
            inner = _RESOURCES
        else:
            inner = _INNER.get((way, key), _ANY)
        yield key, given[key], inner
