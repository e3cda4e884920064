"""Page by page: what a page draws as one hash, its trimmed size, its folio.

The hash is taken from the page's objects and not from a picture of it: that costs a millisecond a
page, and nothing that could be seen escapes it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from publisher.preview.values import Sheet

# what a page carries that is not drawn: structure, links, and the way to its siblings
_NOT_DRAWN = frozenset({"/Parent", "/StructParents", "/StructParent", "/Annots", "/Tabs"})
# a face's subset grows with every new character of the publication; glyph ids are retained, so
# that the same codes of the same face draw the same shapes
_OF_SUBSETS = frozenset(
    {"/FontFile", "/FontFile2", "/FontFile3", "/W", "/ToUnicode", "/CIDSet", "/Flags", "/FontBBox"}
)
_DEEPEST = 40


def examine(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a PDF, in order."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return tuple(_sheet(page, file) for page in file.pages)


def is_right_bound(data: bytes) -> bool:
    """Whether the PDF says that its pages go from right to left (ISO 32000-2, table 147)."""
    with pikepdf.open(io.BytesIO(data)) as file:
        wishes = file.Root.get("/ViewerPreferences", Dictionary())
        return bool(wishes.get("/Direction") == Name("/R2L"))


def _sheet(page: Page, file: Pdf) -> Sheet:
    left, bottom, right, top = (float(number) for number in page.trimbox.as_list())
    width, height = abs(right - left), abs(top - bottom)
    digest = hashlib.blake2b(digest_size=12)
    for part in _parts(page.obj, 0, set()):
        digest.update(part)
    return Sheet(digest.hexdigest(), round(width, 3), round(height, 3), page.label)


def _parts(thing: Object, depth: int, seen: set[tuple[int, int]]) -> Iterator[bytes]:
    """Everything below an object that is drawn, as bytes; an object met twice only once."""
    if depth > _DEEPEST or _met(thing, seen):
        return
    if isinstance(thing, Stream):
        yield thing.read_raw_bytes()
    if isinstance(thing, (Dictionary, Stream)):
        for key in sorted(thing.keys()):
            if key not in _NOT_DRAWN and key not in _OF_SUBSETS:
                yield key.encode()
                yield from _value(key, thing[key], depth, seen)
    elif isinstance(thing, Array):
        yield b"["
        for each in thing.as_list():
            yield from _parts_of(each, depth, seen)


def _value(key: str, value: object, depth: int, seen: set[tuple[int, int]]) -> Iterator[bytes]:
    if key in ("/BaseFont", "/FontName"):
        yield str(value).partition("+")[2].encode() or str(value).encode()
    else:
        yield from _parts_of(value, depth, seen)


def _parts_of(value: object, depth: int, seen: set[tuple[int, int]]) -> Iterator[bytes]:
    if isinstance(value, (Dictionary, Stream, Array)):
        yield from _parts(value, depth + 1, seen)
    else:
        yield repr(value).encode()


def _met(thing: Object, seen: set[tuple[int, int]]) -> bool:
    if not thing.is_indirect:
        return False
    if thing.objgen in seen:
        return True
    seen.add(thing.objgen)
    return False
