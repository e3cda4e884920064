"""Embedded outlines: which glyphs a face has, and which of them draw something.

TrueType by its `loca` table, CFF and Type 1 by their char strings, which fontTools reads. What
cannot be read is not judged, for a RIP may.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Mapping
from operator import gt
from typing import Any, Protocol

import pikepdf

PRESENT, EMPTY, ABSENT = "present", "empty", "absent"
_CALLS = (b"\x0a", b"\x1d")  # callsubr, callgsubr: the outline may stand elsewhere
_WIDTH_ALONE = 6  # bytes of a char string that says a width and ends; any outline needs more
_HEADER, _ENTRY = 12, struct.Struct(">4s4x2I")  # of an sfnt's directory: tag, place, length
_SYMBOLS = 0xF000  # where symbol faces keep their 256 codes (9.6.6.4)


class Glyphs(Protocol):
    """The glyphs of one face by glyph number, CID or code, whatever its strings are made of."""

    def glyph(self, code: int) -> str:
        """PRESENT, EMPTY or ABSENT."""


class _ByNumber:
    """Codes are glyph numbers (composite TrueType, CFF without CIDs)."""

    def __init__(self, drawn: list[bool]) -> None:
        self._drawn = drawn

    def glyph(self, code: int) -> str:
        if not 0 < code < len(self._drawn):
            return ABSENT  # glyph 0 is .notdef: a box that says that something is missing
        return PRESENT if self._drawn[code] else EMPTY


class _ByName:
    """Codes lead to names or numbers of glyphs.

    A code that leads nowhere is missing, or where `others` are known to the face alone, not judged.
    """

    def __init__(
        self,
        drawn: Mapping[Any, bool],
        leads: Mapping[int, Any] | None = None,
        others: bool = False,
    ) -> None:
        self._drawn, self._leads, self._others = drawn, leads, others

    def glyph(self, code: int) -> str:
        if self._others and self._leads is not None and code not in self._leads:
            return PRESENT
        name = code if self._leads is None else self._leads.get(code)
        if name in (".notdef", 0) or name not in self._drawn:
            return ABSENT
        return PRESENT if self._drawn[name] else EMPTY


def glyphs(data: bytes, composite: bool, encoding: Any, symbolic: bool) -> Glyphs | None:
    """The glyphs of an embedded face; None where they cannot be told.

    `encoding` is the /Encoding of a simple face. Of those, the ones with an encoding of their own
    inside the outlines are not judged.
    """
    try:
        return _read(data, composite, encoding, symbolic)
    except (struct.error, ValueError, LookupError, TypeError, AssertionError):
        return None
    except (AttributeError, EOFError, OverflowError, RecursionError):
        return None  # fontTools trips over damaged tables in these ways


def _read(data: bytes, composite: bool, encoding: Any, symbolic: bool) -> Glyphs | None:
    if data[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
        return _sfnt(data, composite, symbolic)
    if data[:1] == b"\x01":
        return _cff(data, composite, encoding)
    if data[:2] == b"%!" and not composite:
        drawn = _type1(data)
        names = _names(encoding)
        return _ByName(drawn, names, others=True) if drawn and names else None
    return None


# ── TrueType ─────────────────────────────────────────────────────────────────────────────────────


class _Tables:
    """The tables of an sfnt by their tags (OpenType 1.9, "Organization of an OpenType font")."""

    def __init__(self, data: bytes) -> None:
        """Raises struct.error and ValueError where there is no directory."""
        self._data = data
        end = _HEADER + _ENTRY.size * struct.unpack_from(">H", data, 4)[0]
        if end > len(data):
            raise ValueError(end)
        rows = _ENTRY.iter_unpack(data[_HEADER:end])
        self._places = {tag: (start, start + length) for tag, start, length in rows}

    def __contains__(self, tag: bytes) -> bool:
        return tag in self._places

    def __getitem__(self, tag: bytes) -> bytes:
        """Raises KeyError, and ValueError for one that is cut off."""
        start, end = self._places[tag]
        if end > len(self._data) and end > start:
            raise ValueError(tag)
        return self._data[start:end]


def _sfnt(data: bytes, composite: bool, symbolic: bool) -> Glyphs | None:
    tables = _Tables(data)
    if b"CFF " in tables:
        return _cff(tables[b"CFF "], composite, None)
    drawn = _outlined(tables)
    if composite:
        return _ByNumber(drawn)
    if not symbolic or b"cmap" not in tables:
        return None  # by names of characters; a RIP has several ways there (9.6.6.4)
    return _ByName(dict(enumerate(drawn)), _symbols(data))


def _symbols(data: bytes) -> dict[int, int]:
    """Code -> number of a glyph, in a face that has its own codes."""
    from fontTools.ttLib import TTFont, TTLibError

    leads: dict[int, int] = {}
    try:
        face = TTFont(io.BytesIO(data), lazy=True)
        numbers = {name: number for number, name in enumerate(face.getGlyphOrder())}
        for table in face["cmap"].tables:
            for code, name in table.cmap.items():
                leads.setdefault(code - _SYMBOLS if code >= _SYMBOLS else code, numbers[name])
    except TTLibError as error:
        raise ValueError(error) from None
    return leads


def _outlined(tables: _Tables) -> list[bool]:
    """For each glyph whether `glyf` holds anything for it, told by `loca` alone."""
    long = struct.unpack(">h", tables[b"head"][50:52])[0]
    count = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    loca = tables[b"loca"]
    size = 4 if long else 2
    count = min(count, len(loca) // size - 1)
    places = struct.unpack(f">{count + 1}{'I' if long else 'H'}", loca[: (count + 1) * size])
    return [*map(gt, places[1:], places)]


# ── CFF and Type 1 ───────────────────────────────────────────────────────────────────────────────


def _cff(data: bytes, composite: bool, encoding: Any) -> Glyphs | None:
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[fonts.fontNames[0]]
    strings = top.CharStrings
    drawn = {name: _is_outline(strings[name].bytecode) for name in top.charset}
    if not composite:
        names = _names(encoding)
        return _ByName(drawn, names, others=True) if names else None
    if not hasattr(top, "ROS"):
        return _ByNumber([drawn[name] for name in top.charset])
    return _ByName({_cid(name): inked for name, inked in drawn.items()})


def _is_outline(program: bytes | None) -> bool:
    if program is None or len(program) > _WIDTH_ALONE:
        return True
    return any(call in program for call in _CALLS)


def _cid(name: str) -> int:
    return 0 if name == ".notdef" else int(name.removeprefix("cid"))


def _type1(data: bytes) -> dict[str, bool]:
    """Name -> True for the char strings of a Type 1 face (Adobe Type 1 Font Format, 7)."""
    from fontTools.misc import eexec

    begin = data.find(b"eexec") + len(b"eexec")
    while data[begin : begin + 1] in (b" ", b"\r", b"\n", b"\t"):
        begin += 1
    inside, _key = eexec.decrypt(data[begin:], 55665)
    found = re.findall(rb"/([^\s/\[\]{}()<>%]+) \d+ (?:RD|-\|) ", inside)
    return {name.decode("latin-1"): True for name in found}


def _names(encoding: Any) -> dict[int, str]:
    """Code -> name by /Differences alone: what is not in there is up to the face itself."""
    if not isinstance(encoding, pikepdf.Dictionary):
        return {}
    code, found = 0, {}
    for item in encoding.get("/Differences", []):
        if isinstance(item, pikepdf.Name):
            found[code] = str(item).lstrip("/")
            code += 1
        else:
            code = int(item)
    return found
