"""The faces that travel with the program, and what stands in for what they lack."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from publisher import marshalled, resources
from publisher.errors import Missing
from publisher.typefaces import Face, Library, Resolution, coverage, missing, resolve, verify

LIBRARY = Library.load(resources.folder("fonts"))
GENERAL = Path(__file__).with_name("general-characters.txt")  # written by tools/fonts/build.py
RESERVED = ("noto", "lxgw", "霞鹜", "source", "klee")


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


def test_a_face_draws_the_table_of_general_characters(face: Face) -> None:
    listed = set("".join(GENERAL.read_text(encoding="utf-8").split()))
    assert len(listed) == 8105
    assert missing("".join(listed), face) == frozenset()


def test_a_face_draws_the_marks_of_chinese_and_pinyin(face: Face) -> None:
    marks = "，。、；：？！…—·～“”‘’（）《》〈〉【】「」『』〔〕％℃①⑳āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
    assert {ord(mark) for mark in marks} <= coverage(face)


def test_a_face_has_outlines_features_and_names_of_our_own(face: Face) -> None:
    with TTFont(face.file, lazy=True) as font:
        assert "glyf" in font
        assert not {"CFF ", "VORG", "fvar", "fpgm", "prep"} & set(font.keys())
        assert {"halt", "vhal", "chws", "vchw"} <= _features(font, "GPOS")
        assert "vert" in _features(font, "GSUB")
        assert font["name"].getDebugName(1) == face.family
        assert font["OS/2"].usWeightClass == face.weight
        assert font["head"].macStyle == (face.weight == 700)
        names = " ".join(font["name"].getDebugName(n) or "" for n in (1, 3, 4, 6)).lower()
        assert font["name"].getDebugName(13)
    assert not any(reserved in names for reserved in RESERVED)


def test_all_faces_put_their_baseline_at_the_same_height() -> None:
    lines = set()
    for face in LIBRARY.faces:
        with TTFont(face.file, lazy=True) as font:
            line, extents = font["hhea"], font["OS/2"]
            lines.add((line.ascent, line.descent, line.lineGap, extents.fsSelection & 0x80))
    assert len(lines) == 1


def test_han_stand_in_the_middle_of_their_em_in_vertical_lines(face: Face) -> None:
    with TTFont(face.file, lazy=True) as font:
        cmap = font.getBestCmap()
        for name in (cmap[ord(c)] for c in "永国龙一"):
            top = font["glyf"][name].yMax + font["vmtx"][name][1]
            assert (top, font["vmtx"][name][0]) == (880, 1000)


@pytest.mark.parametrize(("direction", "feature"), [("ltr", "chws"), ("ttb", "vchw")])
def test_neighbouring_marks_give_up_half_an_em(face: Face, direction: str, feature: str) -> None:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(face.file))))
    buffer = hb.Buffer()
    buffer.add_str("好。」（字")
    buffer.guess_segment_properties()
    buffer.direction = direction
    hb.shape(font, buffer, {feature: True})
    advances = [abs(p.x_advance + p.y_advance) for p in buffer.glyph_positions]
    assert advances == [1000, 500, 500, 1000, 1000]


def test_coverage_is_the_character_map(face: Face) -> None:
    with TTFont(face.file, lazy=True) as font:
        assert coverage(face) == set(font.getBestCmap())


def test_curly_quotes_are_one_em_wide(face: Face) -> None:
    with TTFont(face.file, lazy=True) as font:
        cmap = font.getBestCmap()
        assert {font["hmtx"][cmap[ord(c)]][0] for c in "“”‘’，。"} == {1000}


def test_the_hyphen_of_divided_words_is_that_of_letters_with_a_glyph_of_its_own(face: Face) -> None:
    with TTFont(face.file) as font:
        own, written = (font.getBestCmap()[ord(char)] for char in "\u2010-")
        assert own != written
        assert font["hmtx"][own] == font["hmtx"][written]


def test_common_text_needs_no_other_face() -> None:
    assert resolve("小镇 means town，2026 年。\u200b\t", LIBRARY) == Resolution()


@pytest.mark.parametrize("selector", ["\ufe0f", "\U000e0100", "\u034f", "\u2060"])
def test_what_draws_nothing_needs_no_face(selector: str, face: Face) -> None:
    assert missing(f"葛{selector}", face) == frozenset()


def test_a_format_character_that_is_drawn_needs_a_face(face: Face) -> None:
    assert missing("葛\u0600", face) == {"\u0600"}


def test_a_rare_character_is_borrowed_or_missed() -> None:
    there = any(fallback.file.is_file() for fallback in LIBRARY.fallbacks)
    resolution = resolve("龘", LIBRARY)
    assert (resolution.borrowed, resolution.missing) == ((("龘",), ()) if there else ((), ("龘",)))


def test_only_the_role_that_lacks_a_character_borrows_it(tmp_path: Path) -> None:
    song, kai = LIBRARY.face("song"), LIBRARY.face("kai")
    lame = replace(song, file=_without_dragon(song, tmp_path / "lame.ttf"))
    fallbacks = tuple(replace(face, fallback=True) for face in (song, kai))
    assert resolve("龙", Library((lame, kai), fallbacks)).fallbacks_used == fallbacks[:1]


def test_without_fallbacks_a_role_borrows_from_the_others(tmp_path: Path) -> None:
    song = LIBRARY.face("song")
    lame = replace(song, file=_without_dragon(song, tmp_path / "lame.ttf"))
    resolution = resolve("龙", Library((lame, LIBRARY.face("kai")), ()))
    assert resolution == Resolution(borrowed=("龙",))


def test_a_character_that_no_face_has_is_missing() -> None:
    assert resolve("\U0001f600", replace(LIBRARY, fallbacks=())).missing == ("\U0001f600",)


def test_another_version_of_a_fallback_is_told(tmp_path: Path) -> None:
    own = LIBRARY.face("song")
    stranger = replace(own, fallback=True, sha256="0" * 64)
    lame = replace(own, file=_without_dragon(own, tmp_path / "lame.ttf"))
    resolution = resolve("龙", Library((lame,), (stranger,)))
    assert resolution.mismatched == (stranger,)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "fonts.yaml").write_text(
        "faces: [{role: a, weight: 400, family: A, file: a.ttf, sha256: x}]\nfallback: []\n"
    )
    with pytest.raises(Missing) as caught:
        Library.load(tmp_path)
    assert caught.value.finding.code == "face-missing"


def _without_dragon(face: Face, target: Path) -> Path:
    """Write the face without 龙."""
    font = TTFont(face.file)
    for table in font["cmap"].tables:
        table.cmap.pop(ord("龙"), None)
    font.save(target)
    return target


def _features(font: TTFont, table: str) -> set[str]:
    return {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    face = LIBRARY.face("song")
    damaged = replace(face, file=_without_dragon(face, tmp_path / "damaged.ttf"))
    assert list(verify(Library((face, damaged), ()))) == [damaged.file]


def test_what_all_faces_draw_is_kept_while_they_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(marshalled.keep, "__defaults__", (tmp_path / "kept",))
    monkeypatch.setattr(marshalled.kept, "__defaults__", (tmp_path / "kept",))
    asked: list[Face] = []

    def watched(face: Face) -> frozenset[int]:
        asked.append(face)
        return coverage(face)

    monkeypatch.setattr(sys.modules["publisher.typefaces.coverage"], "coverage", watched)
    text = "小镇 means town，2026 年。"
    assert resolve(text, LIBRARY) == Resolution()
    assert len(asked) == len(LIBRARY.faces)
    assert resolve(text, LIBRARY) == Resolution()
    assert len(asked) == len(LIBRARY.faces)
    copy = tmp_path / "copy.ttf"
    copy.write_bytes(LIBRARY.faces[0].file.read_bytes())
    other = replace(LIBRARY, faces=(replace(LIBRARY.faces[0], file=copy), *LIBRARY.faces[1:]))
    assert resolve(text, other) == Resolution()
    assert len(asked) == 2 * len(LIBRARY.faces)
