"""Turned faces: their glyphs lie on their left side, to stand upright when the page is turned.

A vertical page is set as a lying one with the ordinary line setter, and turned clockwise when it is
drawn. So whatever stands upright in a vertical line (UAX 50: U, Tu, Tr) is turned the other way
here, drawn by its `vert` form where the face has one; Latin letters stay as they are and lie. A
turned face holds besides, at code points for private use, the numbers that stand upright in one em
and the corner brackets in place of Chinese curly quotes (`typesetting.upright`).
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from publisher.typefaces.library import TURNED, Face, digest
from publisher.typefaces.subset import glyph_count, small
from publisher.typesetting.upright import BRACKETS, numbers, quotes

# full-width signs that lie with the line although no `vert` form says so (UAX 50: R)
LYING = frozenset("—–…⋯×÷±≈≠≤≥＋－＝＜＞←→↑↓“”‘’")
ALWAYS = "0123456789" + "".join(BRACKETS.values())
WIDEST = 0.92  # em that a number of two digits takes at most
FACE_NAMES = (1, 3, 4, 6, 16)  # of the name table: family, unique id, full, PostScript, family
DROPPED = ("GSUB", "GDEF", "VORG", "vhea", "vmtx", "BASE")  # and GPOS where it is not Latin's
TOLERANCE = 0.5  # units that a quadratic curve may lie beside a cubic one


def turned(face: Face, characters: Iterable[str], folder: Path) -> Face:
    """The turned face of some characters, as a file in a folder.

    Glyph ids are those of the face, whatever the characters; the same characters give the same
    bytes. A fallback has no numbers: those are drawn by the face that it stands in for.
    """
    cut = small(face, {*characters, *(ALWAYS if not face.fallback else ())})
    font = TTFont(io.BytesIO(cut), recalcTimestamp=False, recalcBBoxes=True)
    if "glyf" not in font:
        _quadratic(font)
    _Turning(font, 0 if face.fallback else glyph_count(face)).turn()
    _rename(font, face.family + TURNED)
    for tag in (*DROPPED, "GPOS"):
        if tag in font:
            del font[tag]
    data = io.BytesIO()
    font.save(data, reorderTables=True)
    file = folder / f"{face.role}-{face.weight}{'-full' if face.fallback else ''}.ttf"
    file.write_bytes(data.getvalue())
    return replace(face, family=face.family + TURNED, file=file, index=0, sha256=digest(file))


class _Turning:
    """One face while its glyphs are turned.

    `count` is that of the whole face; numbers and brackets are added after so many, none for 0.
    """

    def __init__(self, font: Any, count: int) -> None:
        self._font, self._count = font, count
        self._em: int = font["head"].unitsPerEm
        self._top: int = font["OS/2"].sTypoAscender
        self._set = font.getGlyphSet()
        self._cmap: dict[int, str] = dict(font.getBestCmap())
        self._vertical = dict(_alternates(font))
        # about the middle of the em box: what was its top edge is where the line begins
        self._quarter = Transform(0, 1, -1, 0, self._top, self._top - self._em)
        self._new: dict[str, Any] = {}
        self._lying = {self._cmap[ord(c)] for c in LYING if ord(c) in self._cmap}

    def turn(self) -> None:
        """Turn what stands upright, and add numbers and brackets."""
        for code, name in sorted(self._cmap.items()):
            if name not in self._new and self._stands(code, name):
                self._new[name] = self._drawn([(self._vertical.get(name, name), self._quarter)])
        added = dict(self._added())
        self._new |= {**self._filling(), **dict(added.values())}
        order = list(self._font.getGlyphOrder())
        self._font.setGlyphOrder([*order, *(name for name in self._new if name not in order)])
        glyphs, metrics = self._font["glyf"], self._font["hmtx"].metrics
        glyphs.glyphOrder = self._font.getGlyphOrder()
        for name, glyph in self._new.items():
            glyphs.glyphs[name] = glyph
            glyph.recalcBounds(glyphs)
            metrics[name] = (self._em, glyph.xMin if glyph.numberOfContours else 0)
        for table in self._font["cmap"].tables:
            if table.isUnicode():
                table.cmap.update({code: name for code, (name, _) in added.items()})
        self._font["maxp"].numGlyphs = len(self._font.getGlyphOrder())

    def _filling(self) -> dict[str, Any]:
        """Empty glyphs up to the whole face's last one, so that added ones are always the same."""
        there = len(self._font.getGlyphOrder())
        return {f"empty{place}": Glyph() for place in range(there, self._count)}

    def _stands(self, code: int, name: str) -> bool:
        if name in self._lying:
            return False
        wide = self._font["hmtx"][name][0] == self._em
        full = unicodedata.east_asian_width(chr(code)) in "WF" or code > 0x2000
        return (wide and full) or name in self._vertical

    def _added(self) -> Iterator[tuple[int, tuple[str, Any]]]:
        """(code point, (name, glyph)) of numbers and of brackets for quotes."""
        if not self._count:
            return
        for number, char in numbers().items():
            yield ord(char), (f"upright{number}", self._drawn(list(self._number(number))))
        for quote, char in quotes().items():
            name = self._cmap.get(ord(BRACKETS[quote]))
            if name is not None:
                glyph = self._drawn([(self._vertical.get(name, name), self._quarter)])
                yield ord(char), (f"corner{ord(quote):x}", glyph)

    def _number(self, number: str) -> Iterator[tuple[str, Transform]]:
        """The digits side by side in the middle of the em box, narrowed where they have to be."""
        names = [self._cmap[ord(digit)] for digit in number]
        widths = [self._font["hmtx"][name][0] for name in names]
        narrow = min(1.0, WIDEST * self._em / sum(widths))
        x = (self._em - narrow * sum(widths)) / 2
        bounds = _bounds(self._set[names[0]], self._set)
        y = self._top - self._em / 2 - (bounds[1] + bounds[3]) / 2
        for name, width in zip(names, widths, strict=True):
            yield name, self._quarter.transform((narrow, 0, 0, 1, x, y))
            x += narrow * width

    def _drawn(self, pieces: Iterable[tuple[str, Transform]]) -> Any:
        """A glyph of the outlines of others, each through a matrix."""
        pen = TTGlyphPen(None)
        for name, matrix in pieces:
            recording = DecomposingRecordingPen(self._set)
            self._set[name].draw(recording)
            recording.replay(TransformPen(pen, matrix))
        return pen.glyph(round=round)


def _alternates(font: Any) -> Iterator[tuple[str, str]]:
    """Glyph -> the one for vertical lines, by the features `vert` and `vrt2`."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    for tag in ("vrt2", "vert"):
        for record in table.FeatureList.FeatureRecord:
            if record.FeatureTag == tag:
                for number in record.Feature.LookupListIndex:
                    for part in table.LookupList.Lookup[number].SubTable:
                        part = getattr(part, "ExtSubTable", part)
                        yield from getattr(part, "mapping", {}).items()


def _bounds(glyph: Any, glyphs: Mapping[str, Any]) -> tuple[float, float, float, float]:
    pen = BoundsPen(glyphs)
    glyph.draw(pen)
    return pen.bounds or (0.0, 0.0, 0.0, 0.0)


def _quadratic(font: Any) -> None:
    """Give a face with PostScript outlines TrueType ones: binding shares programs of those only."""
    glyphs, made = font.getGlyphSet(), {name: Glyph() for name in font.getGlyphOrder()}
    for name in sorted({*font.getBestCmap().values(), *dict(_alternates(font)).values()}):
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        made[name] = pen.glyph()
    for tag in ("CFF ", "CFF2", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\x00\x01\x00\x00"
    builder = FontBuilder(font=font)
    builder.isTTF = True  # it asks what the font was
    builder.setupGlyf(made)
    builder.setupMaxp()
    builder.setupPost(keepGlyphNames=False)


def _rename(font: Any, family: str) -> None:
    """Every name by which the family is known; the style's names stay."""
    table = font["name"]
    style = str(table.getDebugName(2) or "Regular")
    compact = family.replace(" ", "")
    values = {1: family, 3: f"1.0;{family} {style}", 4: f"{family} {style}", 16: family}
    values[6] = f"{compact}-{style.replace(' ', '')}"
    for record in list(table.names):
        if record.nameID in FACE_NAMES:
            table.setName(
                values[record.nameID],
                record.nameID,
                record.platformID,
                record.platEncID,
                record.langID,
            )
