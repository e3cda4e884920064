"""Turned faces: what stands upright lies on its side, by its vertical form; the bytes are fixed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from publisher import resources
from publisher.typefaces import Face, Library
from publisher.typefaces.turned import turned
from publisher.typesetting import upright

TEXT = "一丨「」，。（Ab12—…“”"


def face(role: str = "song") -> Face:
    return Library.load(resources.folder("fonts")).face(role)


def box(font: Any, char: str) -> tuple[int, int, int, int]:
    glyph = font["glyf"][font.getBestCmap()[ord(char)]]
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    made = turned(face(), TEXT, tmp_path_factory.mktemp("turned"))
    return TTFont(face().file), TTFont(made.file)


def test_han_is_turned_about_its_em_box(fonts: tuple[Any, Any]) -> None:
    before, after = (box(font, "一") for font in fonts)
    x0, y0, x1, y1 = before
    assert after == (880 - y1, x0 - 120, 880 - y0, x1 - 120)


def test_latin_letters_and_dashes_lie(fonts: tuple[Any, Any]) -> None:
    for char in "Ab1—“":
        assert box(fonts[0], char) == box(fonts[1], char)


def test_vertical_forms_are_used(fonts: tuple[Any, Any]) -> None:
    # ﹁ has its ink at the foot of its box: where the line goes on
    left, _, right, _ = box(fonts[1], "「")
    assert left > 500
    # ， stands at the upper right: at the line's start, and above the middle of the lying line
    left, bottom, right, _ = box(fonts[1], "，")
    assert right < 500
    assert bottom > 380


def test_numbers_stand_in_one_em(fonts: tuple[Any, Any]) -> None:
    metrics, cmap = fonts[1]["hmtx"], fonts[1].getBestCmap()
    for number, char in upright.numbers().items():
        left, bottom, right, top = box(fonts[1], char)
        assert metrics[cmap[ord(char)]][0] == 1000
        assert 0 <= left < right <= 1000, number
        assert abs((left + right) / 2 - 500) < 15, number
        assert -120 <= bottom < top <= 880, number


def test_curly_quotes_have_brackets(fonts: tuple[Any, Any]) -> None:
    assert box(fonts[1], upright.quotes()["‘"]) == box(fonts[1], "「")


def test_same_characters_same_bytes_and_ids_stay(tmp_path: Path) -> None:
    one = turned(face("kai"), TEXT, tmp_path)
    data = one.file.read_bytes()
    assert turned(face("kai"), reversed(TEXT), tmp_path).file.read_bytes() == data
    whole, more = TTFont(one.file), TTFont(turned(face("kai"), TEXT + "龘桥", tmp_path).file)
    for char in "一，A" + upright.numbers()["12"]:
        ids = {font.getGlyphID(font.getBestCmap()[ord(char)]) for font in (whole, more)}
        assert len(ids) == 1
    assert one.family == "Publisher Kai Turned"


def test_postscript_outlines_become_truetype(tmp_path: Path) -> None:
    file = tmp_path / "full.otf"
    pen = T2CharStringPen(1000, None)
    for at, point in enumerate([(100, 300), (900, 300), (900, 400), (100, 400)]):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "one"])
    builder.setupCharacterMap({0x4E00: "one"})
    empty = T2CharStringPen(1000, None).getCharString()
    builder.setupCFF("Full", {}, {".notdef": empty, "one": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "one": (1000, 100)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Full", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    builder.save(file)
    made = turned(Face("song", 400, "Full", file, 0, "", True), "一", tmp_path)
    font = TTFont(made.file)
    assert box(font, "一") == (480, -20, 580, 780)
    assert str(font["name"].getDebugName(1)) == "Full Turned"
