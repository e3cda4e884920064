"""Build the faces of fonts/ from named packages of Debian 12; the same packages, the same bytes.

    python tools/fonts/build.py            # needs apt-get, dpkg-deb and the extra `fonts`

Each face is cut to GB 2312, 通用规范汉字表 and the marks and letters of RANGES, turned into
TrueType outlines where the source has CFF, given a family name of our own (OFL 1.1, section 3: names of the
source are reserved), and keeps or gets the features by which Chinese marks are set.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from chws_tool import add_chws  # type: ignore[import-untyped]  # it ships no types
from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).parent
FONTS = HERE.parent.parent / "fonts"
FEATURES = "halt vhal chws vchw vert vrt2 palt vpal kern ccmp mark mkmk tnum sups subs".split()
# “ and ‘ stand at the right of their em, ” and ’ at its left, as in every other Chinese face
QUOTES = {0x201C: "right", 0x2018: "right", 0x201D: "left", 0x2019: "left"}
TIME = 3802723200  # 2024-07-01, seconds since 1904: a date of the file, never the clock
ERROR = 1.0  # em/1000 between the cubic and the quadratic outline

RANGES = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1, Extended-A
    (0x1CD, 0x1DC),  # pinyin: ǎ to ǜ
    (0x1F8, 0x1F9),  # ǹ
    (0x251, 0x251),  # ɑ
    (0x261, 0x261),  # ɡ
    (0x2C6, 0x2DD),  # tone marks
    (0x300, 0x304),  # combining tone marks
    (0x30C, 0x30C),
    (0x370, 0x3CE),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x1E3E, 0x1E3F),  # ḿ
    (0x1E80, 0x1EF9),  # Latin Extended Additional, Vietnamese
    (0x2010, 0x206F),  # general punctuation
    (0x2070, 0x209C),  # superscripts, subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218B),  # letterlike, number forms, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2312, 0x2312),
    (0x2460, 0x24FF),  # circled and parenthesised
    (0x2500, 0x257F),  # boxes
    (0x2580, 0x25FF),  # blocks, geometric shapes
    (0x2600, 0x2642),
    (0x2776, 0x2793),
    (0x3000, 0x303F),  # CJK symbols and punctuation
    (0x3041, 0x30FF),  # kana: GB 2312 has them
    (0x3105, 0x312F),  # bopomofo
    (0x31A0, 0x31BF),
    (0x3200, 0x33FF),  # enclosed CJK, units
    (0xFE10, 0xFE1F),  # vertical forms
    (0xFE30, 0xFE6B),
    (0xFF01, 0xFFEE),  # full-width and half-width forms
)


def main() -> int:
    """Build every face and fonts.yaml."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    recipe = yaml.safe_load((HERE / "recipe.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: _fetch(name, at, Path(folder)) for name, at in recipe["packages"].items()}
        hanzi = recipe["hanzi"]
        wanted = _characters(roots[hanzi["package"]] / hanzi["file"])
        with ProcessPoolExecutor() as pool:
            jobs = [pool.submit(_build, f, roots[f["package"]], wanted) for f in recipe["faces"]]
            faces = [job.result() for job in jobs]
        _licences(roots)
    for face in faces:
        face["version"] = str(recipe["packages"][face["package"]])
    text = yaml.safe_dump(_listing(faces), allow_unicode=True, sort_keys=False, width=100)
    (FONTS / "fonts.yaml").write_text(HEAD + text, encoding="utf-8")
    return 0


HEAD = """\
# The faces of this program, made by tools/fonts/build.py from the packages named here.
# `fallback:` names Debian's full faces: a character that ours lack is taken from there.
"""


def _listing(faces: list[dict[str, Any]]) -> dict[str, Any]:
    own = [
        {
            "role": face["role"],
            "weight": face["weight"],
            "family": face["family"],
            "file": f"{face['name']}.ttf",
            "sha256": face["sha256"],
            "licence": "OFL-1.1",
            "source": {
                "package": face["package"],
                "version": face["version"],
                "file": Path(face["file"]).name,
                "index": face["index"],
                "sha256": face["source_sha256"],
            },
        }
        for face in faces
    ]
    fallback = [
        {
            "role": face["role"],
            "weight": face["weight"],
            "family": face["source_family"],
            "file": "/" + face["file"],
            "index": face["index"],
            "sha256": face["source_sha256"],
            "package": face["package"],
            "version": face["version"],
        }
        for face in faces
    ]
    return {"faces": own, "fallback": fallback}


def _fetch(package: str, version: str, folder: Path) -> Path:
    """Download a package and unpack it; its root is returned."""
    root = folder / package
    root.mkdir()
    name = f"{package}={version}"
    subprocess.run(["apt-get", "download", name], cwd=root, check=True, stdout=subprocess.DEVNULL)
    archive = next(root.glob("*.deb"))
    subprocess.run(["dpkg-deb", "-x", str(archive), str(root)], check=True)
    return root


def _characters(table: Path) -> frozenset[int]:
    """GB 2312, 通用规范汉字表 (kTGH of Unihan) and RANGES."""
    lines = bz2.decompress(table.read_bytes()).decode().splitlines()
    listed = {int(line[2:].split("\t")[0], 16) for line in lines if "\tkTGH\t" in line}
    rows = (bytes([a, b]) for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))
    gb2312 = {ord(text) for row in rows if (text := row.decode("gb2312", "ignore"))}
    marks = {point for first, last in RANGES for point in range(first, last + 1)}
    return frozenset(listed | gb2312 | marks)


def _build(face: dict[str, Any], root: Path, wanted: frozenset[int]) -> dict[str, Any]:
    source = root / face["file"]
    target = FONTS / f"{face['name']}.ttf"
    font = TTFont(source, fontNumber=face["index"], recalcTimestamp=False)
    family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    _cut(font, wanted)
    if "CFF " in font:
        _to_truetype(font)
    _widen_quotes(font)
    _rename(font, face["family"], face["weight"])
    with tempfile.TemporaryDirectory() as folder:
        plain, spaced = Path(folder, "plain.ttf"), Path(folder, "spaced.ttf")
        _save(font, plain)
        made = add_chws(plain, spaced)
        _save(TTFont(made or plain, recalcTimestamp=False), target)
    sums = {"sha256": _sha256(target), "source_sha256": _sha256(source)}
    return face | sums | {"source_family": family}


def _cut(font: TTFont, wanted: frozenset[int]) -> None:
    options = subset.Options(
        layout_features=FEATURES,
        hinting=False,
        name_IDs=[0, 7, 8, 9, 11, 13, 14],
        name_languages=[0x409],
        notdef_outline=True,
        glyph_names=False,
        drop_tables=[*subset.Options._drop_tables_default, "BASE", "DSIG", "meta"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)


def _to_truetype(font: TTFont) -> None:
    """CFF -> glyf: cubic outlines as quadratic ones, clockwise as TrueType has them."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, ERROR, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), table
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]  # only CFF faces have it; vmtx says the same
    font["maxp"].tableVersion = 0x00010000
    for name in (
        "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs "
        "maxStackElements maxSizeOfInstructions maxComponentElements"
    ).split():
        setattr(font["maxp"], name, 1 if name == "maxZones" else 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    for name in order:
        _side_bearing(font, name)


def _widen_quotes(font: TTFont) -> None:
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


def _side_bearing(font: TTFont, name: str) -> None:
    # a rasteriser places TrueType outlines by their side bearings, so these must be the outline's
    glyph = font["glyf"][name]
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))


def _rename(font: TTFont, family: str, weight: int) -> None:
    style = "Bold" if weight >= 700 else "Regular"
    names = {1: family, 2: style, 3: f"1.0;{family} {style}", 4: f"{family} {style}"}
    names |= {5: "Version 1.0", 6: f"{family.replace(' ', '')}-{style}"}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if weight >= 700 else 0x40
    font["head"].macStyle = 1 if weight >= 700 else 0


def _save(font: TTFont, path: Path) -> None:
    font["head"].created = font["head"].modified = TIME
    font.recalcTimestamp = False
    font.save(path, reorderTables=True)


def _licences(roots: dict[str, Path]) -> None:
    """The licence texts of the sources, word for word, beside the faces."""
    for family, package in (("noto", "fonts-noto-cjk"), ("lxgw", "fonts-lxgw-wenkai")):
        text = (roots[package] / f"usr/share/doc/{package}/copyright").read_bytes()
        (FONTS / family).mkdir(parents=True, exist_ok=True)
        (FONTS / family / "OFL.txt").write_bytes(text)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
