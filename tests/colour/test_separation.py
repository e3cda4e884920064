"""The finer table from colour to ink: right, within the ink, even, and never a reason to stop."""

from __future__ import annotations

from functools import cache
from math import dist
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from publisher import resources
from publisher.colour import OutputProfile, separation, tables
from publisher.colour.lookup import FromInk, Inks, Lab
from publisher.colour.profiles import parsed
from publisher.store import Store


@cache
def profile() -> bytes:
    return (resources.folder("conditions") / "fogra39-coated.icc").read_bytes()


@cache
def output() -> OutputProfile:
    return OutputProfile(profile())


@cache
def press() -> FromInk:
    return FromInk(tables.read(profile(), b"A2B1"))


def looks(inks: tuple[int, ...]) -> Lab:
    cyan, magenta, yellow, black = (ink / 255 for ink in inks)
    return press().look((cyan, magenta, yellow, black)).lab


def ramp(start: tuple[int, ...], end: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The inks of 256 pixels from one colour of light to another."""
    pixels = bytes(
        round(a + (b - a) * at / 255) for at in range(256) for a, b in zip(start, end, strict=True)
    )
    picture = Image.frombytes("RGB", (256, 1), pixels)
    return list(output().from_light().apply(picture).get_flattened_data())


def test_tables_are_written_as_they_were_read() -> None:
    for name in (b"B2A1", b"A2B1"):
        assert tables.written(tables.read(profile(), name)) == dict(tables.tags(profile()))[name]


def test_inks_look_as_littlecms_says() -> None:
    lab = ImageCms.createProfile("LAB")
    change = ImageCms.buildTransform(
        output().profile, lab, "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    for inks in ((0, 0, 0, 0), (255, 128, 0, 30), (13, 200, 77, 0), (90, 90, 90, 255)):
        light, a, b = change.apply(Image.new("CMYK", (1, 1), inks)).getpixel((0, 0))
        assert dist(looks(inks), (light / 2.55, a - 128, b - 128)) < 1


@pytest.mark.parametrize(
    "inks",
    [
        (0.0, 0.4, 0.0, 0.0), (0.0, 0.0, 0.5, 0.0), (1.0, 0.0, 0.0, 0.0), (1.0, 1.0, 0.0, 0.0),
        (0.0, 1.0, 1.0, 0.0), (0.3, 0.2, 0.2, 0.1), (0.5, 0.4, 0.4, 0.6), (0.1, 0.9, 0.8, 0.1),
    ],
)  # fmt: skip
def test_a_colour_that_can_be_printed_is_printed(inks: Inks) -> None:
    wanted = press().look(inks).lab
    pixel = bytes(part & 255 for part in (round(wanted[0] * 2.55), *map(round, wanted[1:])))
    finer = parsed(separation.refined(profile()))
    change = ImageCms.buildTransform(
        ImageCms.createProfile("LAB"), finer, "LAB", "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.NOOPTIMIZE,
    )  # fmt: skip
    found = change.apply(Image.frombytes("LAB", (1, 1), pixel)).getpixel((0, 0))
    assert dist(looks(found), wanted) < 1.6


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((0, 0, 0), (255, 255, 255)),
        ((255, 0, 0), (255, 255, 255)),
        ((0, 0, 255), (255, 255, 255)),
        ((255, 220, 180), (60, 30, 20)),
        ((120, 180, 255), (20, 40, 90)),
        ((200, 30, 60), (20, 60, 160)),
    ],
)
def test_gradients_run_evenly(start: tuple[int, ...], end: tuple[int, ...]) -> None:
    """No step is seen: eight pixels on, the colour has not turned by more than 2 units."""
    labs = [looks(inks) for inks in ramp(start, end)]
    means = [[sum(lab[i] for lab in labs[at : at + 8]) / 8 for i in range(3)] for at in range(248)]
    for before, here, after in zip(means, means[8:], means[16:], strict=False):
        middle = [(a + b) / 2 for a, b in zip(before, after, strict=True)]
        assert dist(middle, here) < 1


def test_greys_stay_grey() -> None:
    for inks in ramp((0, 0, 0), (255, 255, 255)):
        _light, a, b = looks(inks)
        assert dist((a, b), (0, 0)) < 1


def test_no_more_ink_than_the_profile_gives() -> None:
    assert output().most_ink < 2.65 + 0.02


def test_a_profile_of_another_kind_separates_by_itself() -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for other in (b"", screen, profile()[:3000], profile().replace(b"mft2", b"mftX")):
        with pytest.raises(ValueError, match=r"."):
            separation.refined(other)
    strange = OutputProfile(profile().replace(b"B2A1", b"B2AX"))
    picture = Image.new("RGB", (1, 1), (200, 30, 60))
    assert strange.from_light().apply(picture).getpixel((0, 0))[1] > 200


def test_from_the_store_it_is_the_same(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    picture = Image.linear_gradient("L").convert("RGB")
    made, kept = (
        OutputProfile(profile(), store).from_light().apply(picture).tobytes() for _time in "12"
    )
    assert made == kept == output().from_light().apply(picture).tobytes()
    assert [path.parent.parent.name for path in tmp_path.rglob("*") if len(path.name) == 62] == [
        "separation"
    ]
