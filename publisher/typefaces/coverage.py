"""Which characters a face draws, and who draws those that it does not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from publisher.typefaces.library import Face, Library, digest

# controls, formats and white space draw nothing, so no face needs a glyph for them
UNDRAWN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who draws the characters that a face of ours lacks.

    `borrowed` are those that a fallback draws; `missing` those that nobody does; `mismatched` are
    fallbacks in use whose file is not the one that fonts.yaml names.
    """

    fallbacks_used: tuple[Face, ...] = ()
    borrowed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    mismatched: tuple[Face, ...] = ()


def coverage(face: Face) -> frozenset[int]:
    """The code points that a face draws."""
    return _coverage(face.file, face.index)


def resolve(characters: Iterable[str], library: Library) -> Resolution:
    """Find a face for every character that some face of the library lacks.

    A character that the faces of some roles have and others lack is drawn by those that have it
    where no fallback is installed: nobody knows yet in which role it will be set.
    """
    own = [coverage(face) for face in library.faces]
    common = frozenset.intersection(*own)
    wanted = [c for c in characters if ord(c) not in common and _drawn(c)]
    if not wanted:
        return Resolution()
    there = [face for face in library.fallbacks if face.file.is_file()]
    every = frozenset().union(*own, *(coverage(face) for face in there))
    missing = tuple(c for c in wanted if ord(c) not in every)
    borrowed = tuple(c for c in wanted if c not in missing)
    used = tuple(face for face in there if any(ord(c) in coverage(face) for c in borrowed))
    mismatched = tuple(face for face in used if _digest(face.file) != face.sha256)
    return Resolution(used, borrowed, missing, mismatched)


def _drawn(character: str) -> bool:
    return unicodedata.category(character) not in UNDRAWN


_digest = lru_cache(maxsize=16)(digest)


@lru_cache(maxsize=32)
def _coverage(file: Path, index: int) -> frozenset[int]:
    # HarfBuzz reads a character map in a millisecond, where fontTools names every glyph first
    return frozenset(hb.Face(hb.Blob.from_file_path(str(file)), index).unicodes)
