"""Which characters a face draws, and who draws those that it does not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publisher import marshalled
from publisher.typefaces.library import Face, Library, digest

_COMMON = "common-characters"

# controls and white space draw nothing, so no face needs a glyph for them
UNDRAWN = frozenset({"Cc", "Zl", "Zp", "Zs"})
# nor for these (Default_Ignorable_Code_Point, Unicode 15): joiners, marks of direction, selectors
# of variants. Not all are of category Cf, and some of Cf are drawn: ؀ is a sign of number
IGNORABLE = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8)),
    *((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who draws the characters that a face of ours lacks.

    `borrowed` are those that another face draws; `missing` those that none does; `mismatched` are
    fallbacks in use whose file is not the one that fonts.yaml names.
    """

    fallbacks_used: tuple[Face, ...] = ()
    borrowed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    mismatched: tuple[Face, ...] = ()


def coverage(face: Face) -> frozenset[int]:
    """The code points that a face draws."""
    return _coverage(face.file, face.index)


def missing(text: str, face: Face) -> frozenset[str]:
    """The characters of a text that want a glyph and have none in the face."""
    covered = coverage(face)
    return frozenset(c for c in set(text) if ord(c) not in covered and _drawn(c))


def resolve(characters: Iterable[str], library: Library) -> Resolution:
    """Find a face for every character that some face of the library lacks.

    Nobody knows yet in which role a character will be set, so each role must have it: of its own,
    from its fallback, or else from the other roles' faces.
    """
    common = frozenset(_common(library))
    wanted = [c for c in characters if c not in common and _drawn(c)]
    if not wanted:
        return Resolution()
    own = [coverage(face) for face in library.faces]
    there = [face for face in library.fallbacks if face.file.is_file()]
    every = frozenset().union(*own, *(coverage(face) for face in there))
    lost = tuple(c for c in wanted if ord(c) not in every)
    borrowed = tuple(c for c in wanted if ord(c) in every)
    used = tuple(face for face in there if _lends(face, borrowed, library))
    mismatched = tuple(face for face in used if _digest(face.file) != face.sha256)
    return Resolution(used, borrowed, lost, mismatched)


def _common(library: Library) -> str:
    """The characters that all faces of a library draw, kept for as long as these are unchanged.

    To load what reads them takes longer than a short article needs to be read.
    """
    made_of = " ".join(map(_state, library.faces))
    common: str | None = marshalled.kept(_COMMON, made_of)
    if common is None:
        own = (coverage(face) for face in library.faces)
        common = "".join(map(chr, sorted(frozenset.intersection(*own))))
        marshalled.keep(_COMMON, made_of, common)
    return common


def _state(face: Face) -> str:
    now = face.file.stat()
    return f"{face.file} {now.st_mtime_ns} {now.st_size} {face.index}"


def _lends(fallback: Face, characters: Iterable[str], library: Library) -> bool:
    """Whether a fallback draws a character that the face it stands in for does not."""
    place = fallback.role, fallback.weight
    own = (coverage(face) for face in library.faces if (face.role, face.weight) == place)
    lent = coverage(fallback).difference(*own)
    return any(ord(c) in lent for c in characters)


def _drawn(character: str) -> bool:
    if unicodedata.category(character) in UNDRAWN:
        return False
    return not any(first <= ord(character) <= last for first, last in IGNORABLE)


_digest = lru_cache(maxsize=16)(digest)


@lru_cache(maxsize=32)
def _coverage(file: Path, index: int) -> frozenset[int]:
    # HarfBuzz reads a character map in a millisecond, where fontTools names every glyph first
    import uharfbuzz as hb  # a book without a drawn cover needs none

    return frozenset(hb.Face(hb.Blob.from_file_path(str(file)), index).unicodes)
