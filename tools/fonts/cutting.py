"""What is done to a source font to make a face of ours: the steps, in their order, in STEPS."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FEATURES = "halt vhal chws vchw vert vrt2 palt vpal kern ccmp mark mkmk sups subs".split()
DROPPED = ["BASE", "DSIG", "gasp", "meta"]
# copyright, trademark, maker, designer, address, licence and its address stay as they are; 1 to 6
# are ours; 16 and 17 are left out, as OpenType asks where they would only repeat 1 and 2
NAMES = [0, 7, 8, 9, 11, 13, 14]
ENGLISH = 0x409
# “ and ‘ stand at the right of their em, ” and ’ at its left, as in every other Chinese face
QUOTES = {0x201C: "right", 0x2018: "right", 0x201D: "left", 0x2019: "left"}
# em/1000. Those of Noto Serif CJK for every face: an engine places the baseline of a line by them,
# and with its own a word in Kai would push the lines below off the grid that the columns share
ASCENT, DESCENT = 1151, -286
ERROR = 1.0  # em/1000 between the cubic and the quadratic outline
UNSIGNED = "NONE"  # OS/2 vendor: the source's makers did not make this
BOLD = 700


@dataclass(frozen=True, slots=True)
class Aim:
    """What a face is to be."""

    family: str
    weight: int
    characters: frozenset[int]


def cut(font: TTFont, aim: Aim) -> None:
    """Turn a source font into the face that is aimed at, in place."""
    for step in STEPS:
        step(font, aim)


def _subset(font: TTFont, aim: Aim) -> None:
    options = subset.Options(
        layout_features=FEATURES,
        hinting=False,
        name_IDs=NAMES,
        name_languages=[ENGLISH],
        notdef_outline=True,
        glyph_names=False,
        drop_tables=[*subset.Options._drop_tables_default, *DROPPED],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=aim.characters)
    cutter.subset(font)


def _to_truetype(font: TTFont, _aim: Aim) -> None:
    """CFF -> glyf: cubic outlines as quadratic ones, clockwise as TrueType has them."""
    if "CFF " not in font:
        return
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, ERROR, reverse_direction=True))
        table.glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
    font["loca"], font["glyf"] = newTable("loca"), table
    for name in order:
        _bearings(font, name)
    del font["CFF "], font["VORG"]  # where there are glyf outlines, vmtx alone tells the origin
    _count_as_truetype(font)


def _bearings(font: TTFont, name: str) -> None:
    """Make the side bearings those of the new outline: a rasteriser places glyphs by them."""
    glyph = font["glyf"][name]
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    if glyph.numberOfContours:
        font["vmtx"][name] = (font["vmtx"][name][0], font["VORG"][name] - glyph.yMax)


def _count_as_truetype(font: TTFont) -> None:
    font["maxp"].tableVersion = 0x00010000
    for name in (
        "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs "
        "maxStackElements maxSizeOfInstructions maxComponentElements"
    ).split():
        setattr(font["maxp"], name, 1 if name == "maxZones" else 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"


def _widen_quotes(font: TTFont, _aim: Aim) -> None:
    """Give curly quotes one em where the source has them in Latin widths (LXGW WenKai)."""
    em, cmap = font["head"].unitsPerEm, font.getBestCmap()
    for point, side in QUOTES.items():
        name = cmap[point]
        room = em - font["hmtx"][name][0]
        if room <= 0:
            continue
        glyph = font["glyf"][name]
        glyph.expand(font["glyf"])
        if side == "right":
            glyph.coordinates.translate((room, 0))
            glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (em, glyph.xMin)


def _narrow_hyphen(font: TTFont, _aim: Aim) -> None:
    """Draw U+2010, a mark of one em in Chinese fonts, as the face's hyphen between letters.

    It keeps a glyph of its own: the hyphen of a divided word is read otherwise than a written one.
    """
    cmap, glyphs = font.getBestCmap(), font["glyf"]
    own, written = cmap[0x2010], cmap[ord("-")]
    if own == written:
        return
    glyphs[own] = deepcopy(glyphs[written])
    glyphs[own].expand(glyphs)
    for table in ("hmtx", "vmtx"):
        if table in font:
            font[table][own] = font[table][written]


def _align(font: TTFont, _aim: Aim) -> None:
    """Give every face the same line: ascent, descent, no gap."""
    line, extents = font["hhea"], font["OS/2"]
    line.ascent, line.descent, line.lineGap = ASCENT, DESCENT, 0
    extents.usWinAscent, extents.usWinDescent = ASCENT, -DESCENT


def _rename(font: TTFont, aim: Aim) -> None:
    """Names of our own: OFL 1.1, section 3, reserves those of the source."""
    bold = aim.weight >= BOLD
    style = "Bold" if bold else "Regular"
    full = f"{aim.family} {style}"
    names = {1: aim.family, 2: style, 3: f"1.0;{full}", 4: full}
    names |= {5: "Version 1.0", 6: f"{aim.family.replace(' ', '')}-{style}"}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, ENGLISH)
    font["OS/2"].achVendID = UNSIGNED
    font["OS/2"].usWeightClass = aim.weight
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


STEPS: tuple[Callable[[TTFont, Aim], None], ...] = (
    _subset,
    _to_truetype,
    _widen_quotes,
    _narrow_hyphen,
    _align,
    _rename,
)
