"""The cover: its size, its lines, its steadiness."""

from __future__ import annotations

import dataclasses
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from publisher.epub.cover import HEIGHT, WIDTH, draw_cover, fitted, scheme_of
from publisher.epub.cover_text import broken
from publisher.epub.metadata import voices
from tests.epub.made_up import library, publication


def em(text: str) -> float:
    return sum(100.0 if ord(character) > 0x2000 else 50.0 for character in text)


def test_a_cover_is_1600_by_2560_and_the_same_each_time():
    data = draw_cover(publication(), voices(publication()), library())
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.size, picture.format, picture.mode) == ((WIDTH, HEIGHT), "JPEG", "RGB")
    assert draw_cover(publication(), voices(publication()), library()) == data


def test_a_book_keeps_its_colours():
    other = dataclasses.replace(publication(), subtitle="另一副题")
    assert scheme_of(publication()) == scheme_of(other)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("数字之镇", ["数字", "之镇"]),
        ("乌镇", ["乌镇"]),
        ("在乌镇，看见未来", ["在乌镇，", "看见未来"]),
        ("Water Town", ["Water", "Town"]),
    ],
)
def test_titles_break_where_they_may(title, lines):
    assert fitted(title, em)[1] == lines


def test_a_title_without_end_is_shortened_and_says_so():
    assert fitted("长" * 500, em)[1][-1].endswith("…")


@given(text=some.text("甲乙丙，。（《》A b", max_size=60), width=some.integers(200, 2000))
def test_lines_hold_every_character_and_fit(text, width):
    lines = broken(text, width, em)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[:1] in "，。》" for line in lines[1:] if len(text) < 30 and width > 1500)


def test_a_title_that_is_one_word_without_end_is_drawn_as_far_as_the_cover_reaches():
    """Pillow makes a picture of a whole line first, and took this one for a bomb."""
    long = dataclasses.replace(publication(), title="a" * 20_000)
    assert draw_cover(long, voices(long), library())
