"""Faces of a PDF: the codes of a string, how wide they are, which of them have a glyph.

ISO 32000-1, 9.5 to 9.8. Composite faces use Identity-H or -V, or a CMap of two bytes a code; other
CMaps are read as two bytes, and their glyphs are not judged.
"""

from __future__ import annotations

import array
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import pikepdf

from publisher.checks.content import programs
from publisher.checks.content.streams import decoded
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.content.unicodes import to_unicode

ASCENT, DESCENT = 0.88, -0.12  # the em box of Han faces; most of what other faces draw is inside
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_WIDEST = 65536  # codes that one row of /W may name
_UNDRAWN = frozenset("\u00ad\u034f\u061c\u2060\u3164\ufeff") | {
    chr(c) for c in range(0x200B, 0x2010)
}


class Widths(dict[int, float]):
    """Code -> advance in thousandths of an em, with one for those that are not named."""

    def __init__(self, default: float) -> None:
        super().__init__()
        self.default = default

    def __missing__(self, code: int) -> float:
        return self.default


class Face:
    """A face as a page uses it. `font` is its dictionary."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.kind = str(font.get("/Subtype", "")).lstrip("/")
        self.composite = self.kind == "Type0"
        descendants: Any = font.get("/DescendantFonts", [])
        self.inner = descendants[0] if self.composite and len(descendants) else font
        encoding = font.get("/Encoding")
        self.cmap = str(encoding) if isinstance(encoding, pikepdf.Name) else ""
        self.vertical = self.composite and self.cmap.endswith("V")
        self.descriptor = self.inner.get("/FontDescriptor")
        own = self.descriptor.get("/FontName") if self.descriptor is not None else None
        name = self.inner.get("/BaseFont", font.get("/BaseFont", own or font.get("/Name", "?")))
        self.name = str(name).lstrip("/")
        self._drawn: set[int] = set()  # codes that are known to have a glyph

    @property
    def type3(self) -> bool:
        """Whether its glyphs are little pages, drawn without hints and hinting none to a RIP."""
        return self.kind == "Type3"

    @cached_property
    def embedded(self) -> bool:
        """Whether its outlines lie in the file."""
        return self.type3 or self.program is not None

    @cached_property
    def program(self) -> Any:
        """The stream of its outlines; None where there is none."""
        if not isinstance(self.descriptor, pikepdf.Dictionary):
            return None
        found = (self.descriptor.get(key) for key in _PROGRAMS)
        return next((stream for stream in found if isinstance(stream, pikepdf.Stream)), None)

    @cached_property
    def subset(self) -> bool:
        """Whether its name says that it is cut to what is used (`ABCDEF+Name`, 9.6.4)."""
        tag, plus, _rest = self.name.partition("+")
        return plus == "+" and len(tag) == 6 and tag.isascii() and tag.isupper()

    # ── codes and widths ─────────────────────────────────────────────────────────────────────

    def codes(self, text: bytes) -> array.array[int] | bytes:
        """The codes of a string, one or two bytes each."""
        if not self.composite:
            return text
        found = array.array("H", text if len(text) % 2 == 0 else text + b"\0")
        if sys.byteorder == "little":
            found.byteswap()
        return found

    @cached_property
    def widths(self) -> Widths:
        """The advance of each code; downwards in vertical faces."""
        if self.vertical:
            default: Any = self.inner.get("/DW2", [880, -1000])
            return Widths(abs(float(default[1])))
        return self._wide() if self.composite else self._narrow()

    def _narrow(self) -> Widths:
        missing = self.descriptor.get("/MissingWidth", 0) if self.descriptor is not None else 500
        found = Widths(float(missing))
        first = int(self.font.get("/FirstChar", 0))
        scale = float(self.font.FontMatrix[0]) * 1000 if self.type3 else 1.0
        for number, width in enumerate(self.font.get("/Widths", [])):
            found[first + number] = float(width) * scale
        return found

    def _wide(self) -> Widths:
        found = Widths(float(self.inner.get("/DW", 1000)))
        row: Any = self.inner.get("/W", [])
        row, at = list(row), 0
        while at + 1 < len(row):
            first = int(row[at])
            if isinstance(row[at + 1], pikepdf.Array):
                for number, width in enumerate(row[at + 1]):
                    found[first + number] = float(width)
                at += 2
            elif at + 2 < len(row):
                last = min(int(row[at + 1]), first + _WIDEST)
                found |= dict.fromkeys(range(first, last + 1), float(row[at + 2]))
                at += 3
            else:
                return found
        return found

    # ── glyphs ───────────────────────────────────────────────────────────────────────────────

    def lacks(self, code: int) -> bool:
        """Whether a code that is shown has no glyph; where it cannot be known, it has."""
        if self.composite and self._identity and code == 0xFFFF:
            return True
        if self._glyphs is None:
            return False
        glyph = self._glyphs.glyph(self._cid_to_gid(code))
        return glyph is programs.ABSENT or (glyph is programs.EMPTY and self._draws(code))

    def lacking(self, codes: Iterable[int]) -> Sequence[int]:
        """Those of some codes that have no glyph, each once, in their order."""
        unknown = set(codes) - self._drawn
        if not unknown:
            return ()
        lacking = sorted(code for code in unknown if self.lacks(code))
        self._drawn |= unknown.difference(lacking)
        return lacking

    @cached_property
    def _identity(self) -> bool:
        return self.cmap in ("/Identity-H", "/Identity-V")

    @cached_property
    def _glyphs(self) -> programs.Glyphs | None:
        if self.program is None or (self.composite and not self._identity) or self.type3:
            return None
        encoding = None if self.composite else self.font.get("/Encoding")
        symbolic = bool(int(self.descriptor.get("/Flags", 0)) & 4)
        return programs.glyphs(decoded(self.program), self.composite, encoding, symbolic)

    @cached_property
    def _map(self) -> bytes | None:
        found = self.inner.get("/CIDToGIDMap")
        return decoded(found, 1 << 18) if isinstance(found, pikepdf.Stream) else None

    def _cid_to_gid(self, code: int) -> int:
        if not self.composite or self._map is None:
            return code
        return int.from_bytes(self._map[2 * code : 2 * code + 2], "big")

    @cached_property
    def _characters(self) -> Mapping[int, str]:
        stream = self.font.get("/ToUnicode")
        if not isinstance(stream, pikepdf.Stream):
            return {}
        try:
            return to_unicode(decoded(stream, 8 << 20))
        except BrokenContent:
            return {}

    def character(self, code: int) -> str:
        """What a code stands for; empty where the file does not say."""
        return self._characters.get(code, "")

    def _draws(self, code: int) -> bool:
        """Whether ink is to be expected: an empty glyph is right for white space."""
        character = self.character(code)
        return any(not c.isspace() and c.isprintable() and c not in _UNDRAWN for c in character)
