"""A face cut down to glyphs. Glyph ids are retained, so that pages set with it stay right."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from publisher.typefaces.library import Face

# what a PDF viewer does not read: it has the glyph ids and widths in the PDF itself
DROPPED = (
    *("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "MATH", "OS/2", "STAT", "VORG"),
    *("cmap", "gasp", "kern", "meta", "name", "vhea", "vmtx"),
)


def program(face: Face, glyph_ids: Iterable[int]) -> bytes:
    """The font program that a PDF embeds: these glyphs (and .notdef), ids kept, nothing else.

    A glyph id that the face has not is passed over. The same ids give the same bytes.
    """
    wanted = _order()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *glyph_ids})
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_tag(name) for name in DROPPED)
    wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG).clear()
    return _cut(face, wanted)


def small(face: Face, characters: Iterable[str]) -> bytes:
    """The face cut down to the characters of a text, to set that text with.

    It keeps its names and features, the glyphs that these may lead to, and all glyph ids, so that
    pages set with it and with the whole face can share one program.
    """
    wanted = _order()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    return _cut(face, wanted)


def readable(face: Face, characters: Iterable[str]) -> bytes:
    """The face cut down to the characters of a text, for a reading system to set that text with.

    It keeps its names and licence; nobody shares its glyph ids, so that it is as small as can be.
    """
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    # what a licence asks to be kept: copyright, family, version, licence and its address
    wanted.sets(hb.SubsetInputSets.NAME_ID).update({0, 1, 2, 3, 4, 5, 6, 13, 14})
    return _cut(face, wanted)


def glyph_count(face: Face) -> int:
    """How many glyphs the whole face has."""
    return int(_face(face.file, face.index).glyph_count)


def _order() -> hb.SubsetInput:
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    return wanted


def _cut(face: Face, wanted: hb.SubsetInput) -> bytes:
    return bytes(hb.subset(_face(face.file, face.index), wanted).blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.ljust(4).encode(), "big")


@lru_cache(maxsize=8)
def _face(file: Path, index: int) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(file)), index)
