"""What colours are drawn with."""

from __future__ import annotations

import pickle

import pytest

from publisher.colour import Ink, Press, Screen
from publisher.colour.inks import light, shown, within
from tests.colour.test_rasters import press, profile


@pytest.mark.parametrize(
    ("text", "inks", "spot"),
    [
        ("0 95 85 25", (0, 0.95, 0.85, 0.25), ""),
        ("0,95, 85 ,25", (0, 0.95, 0.85, 0.25), ""),
        ("cmyk(100 40 0 12.5)", (1, 0.4, 0, 0.125), ""),
        ('spot("PANTONE 186 C" 0 100 75 4)', (0, 1, 0.75, 0.04), "PANTONE 186 C"),
        ("spot('专红', 0 100 90 0)", (0, 1, 0.9, 0), "专红"),
    ],
)
def test_inks_are_read(text: str, inks: tuple[float, ...], spot: str) -> None:
    read = Ink.read(text)
    assert (read.process, read.spot) == (inks, spot)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0 95 85",
        "0 95 85 101",
        "#b5281e",
        "cmyk(1 2 3)",
        "spot(A 0 0 0 0)",
        'spot("All" 0 0 0 9)',
    ],
)
def test_what_is_no_ink_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # it has no other words
        Ink.read(text)


def test_a_named_colour_has_the_inks_that_it_was_given() -> None:
    own = Press(press().condition, profile(), {"#d5161d": Ink.read("0 100 95 0")})
    assert own.of_light(light("#d5161d")).parts == (0, 1, 0.95, 0)
    beside = own.of_light(light("#d5161e"))
    assert beside.guessed
    assert beside.parts != (0, 1, 0.95, 0)


def test_black_and_greys_are_black_alone() -> None:
    assert press().of_light((0, 0, 0)).parts == (0, 0, 0, 1)
    assert press().of_light((1, 1, 1)).parts == (0, 0, 0, 0)
    *colours, black = press().of_light(light("#595959")).parts
    assert colours == [0, 0, 0]
    assert black == pytest.approx(0.75, abs=0.02)
    assert not press().of_light(light("#595959")).guessed


def test_a_guess_looks_like_the_colour_and_is_told() -> None:
    for text in ("#0a5c8f", "#c8301c", "#eef2f3", "#4a7a2c"):
        paint = press().of_light(light(text))
        cyan, magenta, yellow, black = paint.parts
        back = profile().light((cyan, magenta, yellow, black))
        assert paint.guessed
        assert back == pytest.approx(light(text), abs=0.03)


def test_ink_is_thinned_and_black_stays() -> None:
    assert within((1, 1, 1, 1), 2.5) == pytest.approx((0.5, 0.5, 0.5, 1))
    assert within((0.5, 0.5, 0.5, 0.5), 3) == (0.5, 0.5, 0.5, 0.5)


def test_a_palette_can_be_sent_to_a_process() -> None:
    own = pickle.loads(pickle.dumps(press()))  # noqa: S301  # our own bytes
    assert own.of_light((1, 0, 0)) == press().of_light((1, 0, 0))


def test_inks_on_a_screen() -> None:
    assert Screen().of_inks((0, 1, 1, 0)).parts == (1, 0, 0)
    red, green, blue = Screen(profile()).of_inks((0, 1, 1, 0)).parts
    assert red > 0.8
    assert max(green, blue) < 0.1
    assert shown((0, 0.95, 0.85, 0.25)) == "C 0 M 95 Y 85 K 25"
