"""Which glyphs an embedded face has, by the kind of its outlines."""

from __future__ import annotations

import io

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

from publisher.checks.content.programs import ABSENT, EMPTY, PRESENT, glyphs
from publisher.checks.content.unicodes import to_unicode

ORDER = [".notdef", "space", "A"]


def built(outlines: str) -> bytes:
    """A face of three glyphs, `space` being empty, as TrueType or with CFF."""
    font = FontBuilder(1000, isTTF=outlines == "truetype")
    font.setupGlyphOrder(ORDER)
    font.setupCharacterMap({32: "space", 65: "A", 0xF041: "A"})
    if outlines == "truetype":
        font.setupGlyf({name: _drawn(TTGlyphPen(None), name).glyph() for name in ORDER})
    else:
        pens = {name: _drawn(T2CharStringPen(500, None), name) for name in ORDER}
        programs = {name: pen.getCharString() for name, pen in pens.items()}
        font.setupCFF("Any", {"FullName": "Any"}, programs, {})
    font.setupHorizontalMetrics(dict.fromkeys(ORDER, (500, 0)))
    font.setupHorizontalHeader()
    font.setupOS2()
    font.setupPost()
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _drawn(pen, name: str):
    if name != "space":
        pen.moveTo((0, 0))
        pen.lineTo((400, 0))
        pen.lineTo((400, 400))
        pen.closePath()
    return pen


def bare_cff() -> bytes:
    """The CFF table alone, as PDF embeds it."""
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(built("cff"))).getTableData("CFF ")


@pytest.mark.parametrize("data", [built("truetype"), built("cff"), bare_cff()])
def test_codes_of_a_composite_face_are_glyphs(data: bytes) -> None:
    face = glyphs(data, composite=True, encoding=None, symbolic=True)
    assert face is not None
    assert [face.glyph(code) for code in range(5)] == [ABSENT, EMPTY, PRESENT, ABSENT, ABSENT]


def test_a_symbol_face_is_asked_by_its_codes() -> None:
    face = glyphs(built("truetype"), composite=False, encoding=None, symbolic=True)
    assert face is not None
    assert [face.glyph(code) for code in (65, 32, 66)] == [PRESENT, EMPTY, ABSENT]


def test_names_lead_to_glyphs() -> None:
    encoding = Dictionary(Differences=Array([65, Name.A, Name.B, 70, Name("/.notdef")]))
    face = glyphs(bare_cff(), composite=False, encoding=encoding, symbolic=False)
    assert face is not None
    # what Differences does not name is up to the face, and not judged
    assert [face.glyph(code) for code in (65, 66, 70, 90)] == [PRESENT, ABSENT, ABSENT, PRESENT]


def test_a_type_1_face() -> None:
    inside = b"\0\0\0\0dup /CharStrings 2 dict /A 5 RD xxxxx ND /.notdef 1 RD x ND"
    locked, _key = eexec.encrypt(inside, 55665)
    data = b"%!PS-AdobeFont-1.0: Any\ncurrentfile eexec\n" + locked
    encoding = Dictionary(Differences=Array([65, Name.A, Name.B]))
    face = glyphs(data, composite=False, encoding=encoding, symbolic=False)
    assert face is not None
    assert [face.glyph(code) for code in (65, 66)] == [PRESENT, ABSENT]


@pytest.mark.parametrize("data", [b"", b"OTTO", b"\x01\0\4\1", b"%!PS", b"\0\1\0\0" + bytes(40)])
def test_a_damaged_face_is_not_judged(data: bytes) -> None:
    assert glyphs(data, composite=True, encoding=None, symbolic=True) is None


def test_codes_stand_for_characters() -> None:
    with pikepdf.new():
        found = to_unicode(
            b"2 beginbfchar <0001> <4E00> <0002> <D842DFB7> endbfchar "
            b"2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <00660069>] endbfrange"
        )
    assert found == {1: "一", 2: "𠮷", 16: "A", 17: "B", 18: "C", 32: "a", 33: "fi"}
