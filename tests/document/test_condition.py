"""Printing conditions: the three that come along, those of a publication, and what is wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import ImageCms

from publisher import resources
from publisher.document import condition, icc
from publisher.errors import Unusable
from publisher.findings import Place

OURS = resources.folder("conditions")
COATED = (OURS / "coated-sheetfed.yaml").read_text(encoding="utf-8")
PROFILE = (OURS / "fogra39-coated.icc").read_bytes()
HERE = Place("publication.yaml", 3)


def _lines(error: Unusable) -> list[str]:
    return [f"{found.place} {found.code}" for found in error.findings]


def test_those_that_come_along_can_be_read() -> None:
    names = ["coated-sheetfed", "digital", "newspaper-coldset"]
    assert list(condition.known([OURS])) == names
    coated, digital, newspaper = (condition.load(name, [OURS]) for name in names)
    assert (coated.ink_limit, coated.photographs.warn, round(coated.bleed, 2)) == (300, 300, 8.5)
    assert (newspaper.ink_limit, newspaper.bleed, newspaper.knows_colour) == (240, 0, False)
    assert digital.title("zh") == "数码印刷"


def test_the_profile_is_the_one_that_the_readme_names() -> None:
    assert hashlib.sha256(PROFILE).hexdigest() in (OURS / "README.md").read_text(encoding="utf-8")
    assert icc.header(PROFILE) == ("prtr", "CMYK", (2, 2))


def test_a_condition_of_the_publication_goes_first(tmp_path: Path) -> None:
    own = COATED.replace("300  ", "320  ").replace("profile:", "# profile:")
    (tmp_path / "coated-sheetfed.yaml").write_text(own, encoding="utf-8")
    found = condition.load("coated-sheetfed", [tmp_path, OURS])
    assert (found.ink_limit, found.icc) == (320, None)


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(Unusable) as error:
        condition.load("newspaper", [OURS], HERE)
    assert error.value.finding.place == HERE
    assert dict(error.value.finding.values)["nearest"] == "newspaper-coldset"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("ink_limit: 300", "ink_limit: 3000", "11:1 condition-ink-limit"),
        ("ink_limit: 300", "ink_limt: 300", "11:1 settings-unknown-key"),
        ("bleed: 3mm", "bleed: 3", "16:1 settings-length"),
        ("{warn: 300, least: 200}", "{warn: 150, least: 200}", "12:15 condition-order"),
        ("{warn: 300, least: 200}", "300", "12:1 settings-mapping"),
        ("least: 600", "lest: 600", "13:24 settings-unknown-key"),
        ("fogra39-coated.icc", "no.icc", "7:1 profile-missing"),
        ("fogra39-coated.icc", "../pyproject.toml", "7:1 profile-outside"),
        ("fogra39-coated.icc", "README.md", "7:1 profile-broken"),
        ("pages_in: 4", "pages_in: 0", "18:1 settings-number"),
    ],
)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, told: str) -> None:
    assert right in COATED
    with pytest.raises(Unusable) as error:
        condition.read(COATED.replace(right, wrong), "conditions/a.yaml", "a", OURS)
    assert f"conditions/a.yaml:{told}" in _lines(error.value)


def test_a_profile_of_a_publication(tmp_path: Path) -> None:
    (tmp_path / "house.icc").write_bytes(PROFILE)
    coated = condition.load("coated-sheetfed", [OURS])
    found = coated.with_profile(tmp_path, "house.icc", HERE)
    assert (found.identifier, found.registry) == (condition.CUSTOM, "")
    assert found.icc == tmp_path / "house.icc"


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "profile-broken"),
        (b"words" * 100, "profile-broken"),
        (PROFILE[:5000], "profile-broken"),
        (PROFILE[:132] + bytes(len(PROFILE) - 132), "profile-broken"),
        (SRGB, "profile-class"),
        (PROFILE.replace(b"prtr", b"scnr", 1), "profile-class"),
        (PROFILE.replace(b"CMYK", b"RGB ", 1), "profile-space"),
        (PROFILE + bytes(icc.LARGEST), "profile-too-big"),
    ],
)
def test_a_profile_that_is_none_of_a_press(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.icc").write_bytes(data)
    with pytest.raises(Unusable) as error:
        icc.press_profile(tmp_path, "a.icc", HERE)
    assert [(found.code, found.place) for found in error.value.findings] == [(code, HERE)]
