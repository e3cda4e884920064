"""What a page is made of, as a number: its boxes, its content, and all that this draws with.

Objects are hashed by what they hold, never by their numbers in the file, so that a page is the same
in another build. Of faces, what changes with every new character of the file is left out: outlines,
widths, the tag of the subset. Which of it a page depends on is known only when it has been read,
see `remembered`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pikepdf

from publisher.checks.preflight.appearances import annots
from publisher.checks.preflight.subject import Sheet, inherited

MOST = 100_000  # objects of one page
_LONG = 1000  # bytes of an object that count as another
_DEEPEST = 60
_OF_PAGE = ("/Contents", "/Group")
_KINDS = 1  # how deep in a page the resources of one kind lie
_OF_ANNOTATION = ("/AP", "/AS", "/F", "/Rect", "/Subtype")

# what is walked in which way: a name in resources may be any word, so nothing is left out there by
# its name alone, but only in what cannot be anything else than a face
_ANY, _RESOURCES, _FACES, _FACE, _DESCRIPTOR = "any", "resources", "faces", "face", "descriptor"
_DATA = "data"  # of a stream, which is not walked
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
_PLAIN = re.compile(rb"<< /Filter (/\w+) /Length \d+ >>")


Faces = dict[tuple[int, int], int]
"""Number and generation of each -> its place among them."""
Seen = dict[tuple[object, str], tuple[bytes, Faces]]
"""An object by its number or as it is written, the way it is walked -> its digest, its faces."""
_LOOP = b"an object in itself".ljust(32)


class TooLarge(ValueError):
    """A page that nobody would call one."""


class Fingerprint:
    """The `digest` of a page; `faces` are the numbers of what it may set text in, in their order.

    What pages share is looked at once: an object is known by its own digest.
    """

    def __init__(self, sheet: Sheet, seen: Seen) -> None:
        """`seen` is what was met on other pages of the file.

        Raises what pikepdf raises for broken objects, and TooLarge.
        """
        self._seen, self._left = seen, MOST
        self._open: set[tuple[object, str]] = set()
        self._loops = 0
        page = sheet.page
        boxes = (sheet.media, sheet.crop, sheet.bleed, sheet.trim)
        plain = [None if box is None else tuple(box) for box in boxes]
        told, faces = [f"{plain} {sheet.rotation}".encode()], Faces()
        self._walk(inherited(page, "/Resources"), _RESOURCES, 0, told, faces)
        for key in _OF_PAGE:
            self._walk(page.get(key) if key in page else None, _ANY, 0, told, faces)
        for annotation in annots(page):
            for key in _OF_ANNOTATION:
                self._walk(annotation.get(key), _ANY, 0, told, faces)
        self.digest, self.faces = sha256(b"".join(told)).digest(), tuple(faces)

    def _walk(
        self,
        given: Any,
        way: str,
        depth: int,
        told: list[bytes],
        faces: Faces,
    ) -> None:
        """Add what tells an object from others, and the faces below it."""
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise TooLarge
        if not isinstance(given, pikepdf.Object):
            number = float(given) if isinstance(given, Decimal) else given
            told.append(_word(repr(number).encode()))
        elif not isinstance(given, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            told.append(_word(self._words(given)))
        elif given.is_indirect or depth == _KINDS:
            known = self._known if given.is_indirect else self._alike
            digest, inner = known(given, way, depth)
            # two names may be those of one face, and in another file of two
            places = " ".join(f"{faces.setdefault(face, len(faces))}" for face in inner)
            told += (b"=", digest, _word(places.encode()))
        else:
            self._inside(given, way, depth, told, faces)

    def _known(self, given: Any, way: str, depth: int) -> tuple[bytes, Faces]:
        """The digest of an object with a number, and its faces."""
        key = (given.objgen, way)
        found = self._seen.get(key)
        if found is not None:
            return found
        if key in self._open:
            self._loops += 1
            return _LOOP, {}
        self._open.add(key)
        loops = self._loops
        found = self._alike(given, way, depth)
        self._open.remove(key)
        if way == _FACE or _is_font(given):
            every = dict.fromkeys((given.objgen, *found[1]))
            found = found[0], {face: place for place, face in enumerate(every)}
        if loops == self._loops:  # else it looks otherwise from within
            self._seen[key] = found
        return found

    def _alike(self, given: Any, way: str, depth: int) -> tuple[bytes, Faces]:
        """The digest of an object and the faces below it: in one file, the same words say the same.

        Many pages say alike what they set text in, each in an object of its own.
        """
        is_stream = isinstance(given, pikepdf.Stream)
        key = (None if is_stream else self._words(given), way)
        found = self._seen.get(key)
        if found is not None:
            return found
        told, faces, loops = list[bytes](), Faces(), self._loops
        self._inside(given, way, depth, told, faces)
        found = sha256(b"".join(told)).digest(), faces
        if not is_stream and loops == self._loops:
            self._seen[key] = found
        return found

    def _inside(
        self,
        given: Any,
        way: str,
        depth: int,
        told: list[bytes],
        faces: Faces,
    ) -> None:
        if isinstance(given, pikepdf.Array):
            told.append(b"[")
            for item in given:
                self._walk(item, _FACE if way == _FACES else way, depth + 1, told, faces)
            told.append(b"]")
            return
        is_stream = isinstance(given, pikepdf.Stream)
        plain = _PLAIN.fullmatch(given.stream_dict.unparse()) if is_stream else None
        told.append(b"<")
        if plain:  # as most are, of which a page has several: no need to walk
            told += (_word(b"/Filter"), _word(plain[1]))
        else:
            for key, value, inner in _entries(given, way):
                told.append(_word(key.encode()))
                self._walk(value, inner, depth + 1, told, faces)
        told.append(b">")
        if is_stream:
            told.append(self._data(given))

    def _words(self, given: Any) -> bytes:
        """An object as it is written, which is no number even where it is known by one."""
        words: bytes = given.unparse(resolved=True)
        self._left -= len(words) // _LONG
        return words

    def _data(self, given: Any) -> bytes:
        """The digest of the bytes of a stream, which may be met often where it is in itself."""
        key = (given.objgen, _DATA)
        if key not in self._seen:
            self._seen[key] = sha256(given.read_raw_bytes()).digest(), {}
        return self._seen[key][0]


def _word(word: bytes) -> bytes:
    return b"%d:" % len(word) + word


def _is_font(given: Any) -> bool:
    return isinstance(given, pikepdf.Dictionary) and given.get("/Type") == "/Font"


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
