"""Subsets keep glyph ids and bytes."""

from __future__ import annotations

import io
import subprocess
import sys

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import resources
from publisher.typefaces import Library
from publisher.typefaces.subset import program, small

SONG = Library.load(resources.folder("fonts")).face("song")


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(1, 9000), min_size=1, max_size=60))
def test_glyph_ids_are_retained(ids: set[int]) -> None:
    data = program(SONG, ids)
    assert data == program(SONG, sorted(ids, reverse=True))
    small, full = TTFont(io.BytesIO(data)), TTFont(SONG.file)
    for number in ids:
        own = small["glyf"][small.getGlyphName(number)]
        whole = full["glyf"][full.getGlyphName(number)]
        assert own.numberOfContours == whole.numberOfContours


def test_a_subset_is_small() -> None:
    assert len(program(SONG, range(300, 800))) < 200_000


def test_a_subset_has_nothing_but_outlines_and_widths() -> None:
    tables = set(TTFont(io.BytesIO(program(SONG, [5]))).keys()) - {"GlyphOrder"}
    assert tables <= {"glyf", "loca", "head", "hhea", "hmtx", "maxp", "post"}


def test_a_glyph_that_the_face_has_not_is_passed_over() -> None:
    assert program(SONG, [5, 60_000]) == program(SONG, [5])


def test_another_process_cuts_the_same_bytes() -> None:
    code = (
        "import sys; from publisher import resources; from publisher.typefaces import Library\n"
        "from publisher.typefaces.subset import program\n"
        "song = Library.load(resources.folder('fonts')).face('song')\n"
        "sys.stdout.buffer.write(program(song, {9, 500, 3000}))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert done.stdout == program(SONG, [3000, 9, 500])


def test_a_small_face_sets_its_text_as_the_whole_one_does() -> None:
    text = "他说：「好。」（nǐ hǎo）……"
    data = small(SONG, text)
    assert data == small(SONG, reversed(text))
    assert len(data) < 200_000
    whole = hb.Blob.from_file_path(str(SONG.file))
    for direction, features in (("ltr", {"chws": True}), ("ttb", {"vchw": True})):
        assert _set(hb.Blob(data), text, direction, features) == _set(
            whole, text, direction, features
        )


def _set(font: hb.Blob, text: str, direction: str, features: dict[str, bool]) -> list[object]:
    """Glyph ids, advances and offsets of a line."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = direction
    hb.shape(hb.Font(hb.Face(font)), buffer, features)
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.codepoint, position.position) for info, position in glyphs]
