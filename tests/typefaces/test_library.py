"""The faces that travel with the program, and what stands in for what they lack."""

from __future__ import annotations

import bz2
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from publisher import resources
from publisher.errors import Missing
from publisher.typefaces import Face, Library, coverage, resolve, verify

LIBRARY = Library.load(resources.folder("fonts"))
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")


@pytest.fixture(params=LIBRARY.faces, ids=lambda face: face.file.stem)
def face(request: pytest.FixtureRequest) -> Face:
    """Each face of the library."""
    chosen: Face = request.param
    return chosen


def test_the_files_are_those_of_the_listing() -> None:
    assert list(verify(LIBRARY)) == []


def test_song_hei_and_kai_are_there() -> None:
    assert {(f.role, f.weight) for f in LIBRARY.faces} == {
        ("song", 400),
        ("song", 700),
        ("hei", 400),
        ("hei", 700),
        ("kai", 400),
    }


def test_a_face_draws_gb_2312(face: Face) -> None:
    rows = (bytes([a, b]) for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF))
    hanzi = {ord(text) for row in rows if (text := row.decode("gb2312", "ignore"))}
    assert len(hanzi) == 6763
    assert hanzi <= coverage(face)


@pytest.mark.skipif(not UNIHAN.is_file(), reason="Debian's unicode-data is not installed")
def test_a_face_draws_the_table_of_general_characters(face: Face) -> None:
    lines = bz2.decompress(UNIHAN.read_bytes()).decode().splitlines()
    listed = {int(line[2:].split("\t")[0], 16) for line in lines if "\tkTGH\t" in line}
    assert listed <= coverage(face)


def test_a_face_draws_the_marks_of_chinese_and_pinyin(face: Face) -> None:
    marks = "，。、；：？！…—·～“”‘’（）《》〈〉【】「」『』〔〕％℃①⑳āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
    assert {ord(mark) for mark in marks} <= coverage(face)


def test_a_face_has_outlines_features_and_names_of_our_own(face: Face) -> None:
    with TTFont(face.file, lazy=True) as font:
        assert "glyf" in font
        assert "fvar" not in font
        positions = {r.FeatureTag for r in font["GPOS"].table.FeatureList.FeatureRecord}
        assert {"halt", "vhal", "chws", "vchw"} <= positions
        assert "vert" in {r.FeatureTag for r in font["GSUB"].table.FeatureList.FeatureRecord}
        assert font["name"].getDebugName(1) == face.family
        assert font["OS/2"].usWeightClass == face.weight
        names = " ".join(font["name"].getDebugName(n) or "" for n in (1, 3, 4, 6)).lower()
    assert not any(reserved in names for reserved in ("noto", "lxgw", "source", "klee"))


def test_curly_quotes_are_one_em_wide(face: Face) -> None:
    with TTFont(face.file, lazy=True) as font:
        cmap = font.getBestCmap()
        assert {font["hmtx"][cmap[ord(c)]][0] for c in "“”‘’，。"} == {1000}


def test_common_text_needs_no_other_face() -> None:
    assert resolve("小镇 means town，2026 年。\u200b\t", LIBRARY).fallbacks_used == ()


def test_a_rare_character_is_borrowed_or_missed() -> None:
    there = any(fallback.file.is_file() for fallback in LIBRARY.fallbacks)
    resolution = resolve("龘", LIBRARY)
    assert (resolution.borrowed, resolution.missing) == ((("龘",), ()) if there else ((), ("龘",)))


def test_a_character_that_no_face_has_is_missing() -> None:
    assert resolve("\U0001f600", replace(LIBRARY, fallbacks=())).missing == ("\U0001f600",)


def test_another_version_of_a_fallback_is_told(tmp_path: Path) -> None:
    own = LIBRARY.face("song")
    stranger = replace(own, fallback=True, sha256="0" * 64)
    lame = replace(own, file=_cut(own, tmp_path / "lame.ttf"))
    resolution = resolve("龙", Library((lame,), (stranger,)))
    assert resolution.mismatched == (stranger,)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "fonts.yaml").write_text(
        "faces: [{role: a, weight: 400, family: A, file: a.ttf, sha256: x}]\nfallback: []\n"
    )
    with pytest.raises(Missing) as caught:
        Library.load(tmp_path)
    assert caught.value.finding.code == "face-missing"


def _cut(face: Face, target: Path) -> Path:
    """The face without 龙."""
    font = TTFont(face.file)
    for table in font["cmap"].tables:
        table.cmap.pop(ord("龙"), None)
    font.save(target)
    return target
