"""Where pictures stand, how high they are, and which piece of them is shown."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.document.model import Article as ArticleOf
from publisher.document.model import Crop, Figure, Focus, Paragraph, Part, Text
from publisher.document.pictures import window
from publisher.markup.figures import framed, pairs_of, position, shown_of
from publisher.markup.frames import Frame, Head

WORDS = Paragraph((Text("河水从城中穿过。"),))
SIZES = {"wide.png": (1600, 900), "tall.png": (100, 2000), "strip.png": (2000, 100)}
SIZES |= {"dot.png": (1, 1), "a.png": (1200, 800), "b.png": (800, 1000)}
RATIO = st.floats(0.05, 20)
PART = st.floats(0, 1)


def article(*figures: Figure) -> ArticleOf:
    blocks = tuple(block for figure in figures for block in (WORDS, figure))
    return ArticleOf(("桥",), (Part((), (), blocks),))


def frame(*heads: Head) -> Frame:
    return Frame(1, {}, SIZES, heads=heads)


@pytest.mark.parametrize(
    ("figures", "stands"),
    [
        ([Figure("wide.png")], ["opens"]),
        ([Figure("b.png")], ["column"]),
        ([Figure("wide.png", width="column")], ["column"]),
        ([Figure("wide.png"), Figure("b.png", width="full")], ["column", "opens"]),
        ([Figure("a.png", width="bleed"), Figure("b.png", width="full")], ["opens", "closes"]),
        ([Figure("gone.png", width="full"), Figure("a.png", width="columns-2")], ["opens"]),
    ],
)
def test_the_first_wide_picture_opens_and_others_follow(
    figures: list[Figure], stands: list[str]
) -> None:
    assert [each.stand for each in shown_of(1, article(*figures), frame())] == stands


def test_a_picture_stands_at_the_head_of_the_page_that_was_found_for_it() -> None:
    given = article(Figure("a.png", width="full"), Figure("b.png", width="full"))
    _, second = shown_of(1, given, frame(Head("a1-b4", 3, 20, "a1-b3")))
    assert (second.stand, second.page) == ("heads", 3)


def test_two_neighbours_make_a_pair_and_a_third_stands_alone() -> None:
    one = Figure("a.png", pair=True)
    assert list(pairs_of((WORDS, one, one, one, WORDS, one, WORDS))) == [1]
    blocks = (one, Figure("b.png", pair=True))
    shown = list(shown_of(1, ArticleOf(("桥",), (Part((), (), blocks),)), frame()))
    assert [(each.width, each.first, each.beside) for each in shown] == [
        ("pair", True, 0.8),
        ("pair", False, 1.5),
    ]


def test_a_pair_has_one_height_and_fills_its_room() -> None:
    blocks = (Figure("a.png", pair=True), Figure("b.png", pair=True))
    shown = list(shown_of(1, ArticleOf(("桥",), (Part((), (), blocks),)), frame()))
    one, other = (framed(each, 400, 15, 30) for each in shown)
    assert one.height == other.height
    assert one.width + other.width == pytest.approx(400)


@given(st.sampled_from(sorted(SIZES)), st.booleans(), st.floats(2, 40), st.floats(60, 500))
def test_heights_are_whole_lines(source: str, cut: bool, most: float, room: float) -> None:
    figure = Figure(source, crop=Crop(4, 3) if cut else None)
    (shown,) = shown_of(1, article(figure), frame())
    box = framed(shown, room, 15.0, most)
    assert box.height % 15 == 0
    assert 15 <= box.height <= max(most, 1) * 15
    assert box.width <= room + 1e-6


@given(RATIO, RATIO, PART, PART)
def test_a_window_is_inside_and_near_its_focus(
    natural: float, ratio: float, x: float, y: float
) -> None:
    left, top, wide, high = window(natural, 1.0, ratio, Focus(x, y))
    assert left >= 0 <= top
    assert left + wide <= natural + 1e-9
    assert top + high <= 1 + 1e-9
    assert math.isclose(wide / high, ratio, rel_tol=1e-6)
    assert left - 1e-9 <= x * natural <= left + wide + 1e-9
    assert top - 1e-9 <= y <= top + high + 1e-9


def test_a_focus_is_put_as_css_has_it() -> None:
    assert position(2.0, 1.0, Focus(0.25, 0.5)) == "0.00% 50.00%"
    assert position(2.0, 1.0, Focus(0.5, 0.5)) == "50.00% 50.00%"
    assert position(0.5, 1.0, Focus(0.5, 1.0)) == "50.00% 100.00%"
