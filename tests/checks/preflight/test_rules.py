"""Every rule can fail, and fails alone."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from publisher import resources
from publisher.checks.preflight import examination, subject
from publisher.document import condition
from publisher.findings import Severity
from publisher.messages import remedy, sentence
from tests.checks.preflight.broken import CASES, SQUARE, draw, picture
from tests.checks.preflight.good import at, coated, good, saved

ROOT = Path(__file__).parents[3]
ALL = [(code, name) for code, cases in CASES.items() for name in cases]
TOLD_BESIDE = {"not-judged"}  # notes of what could not be looked at


def examined(data: bytes) -> list:
    """What the preflight says of a file."""
    return list(examination.examine(examination.opened(data, "a.pdf", coated())))


def test_the_good_file_has_no_findings() -> None:
    assert [sentence(found) for found in examined(saved(good()))] == []


def test_qpdf_takes_the_good_file() -> None:
    assert pikepdf.open(io.BytesIO(saved(good()))).check_pdf_syntax() == []


def test_every_rule_has_a_file_that_breaks_it() -> None:
    """A rule that cannot fail cannot exist."""
    assert {rule.kind.code for rule in examination.rules()} == set(CASES)


@pytest.mark.parametrize(("code", "name"), ALL)
def test_a_broken_point_is_caught_by_its_rule_alone(
    monkeypatch: pytest.MonkeyPatch, code: str, name: str
) -> None:
    monkeypatch.setattr(subject, "MOST_PAGES", 8)  # 5000 would take as many seconds as files here
    pdf = good()
    options = CASES[code][name](pdf) or {}
    found = examined(saved(pdf, **options))
    assert {f.code for f in found} - TOLD_BESIDE == {code}
    for each in found:
        assert "{" not in sentence(each) + remedy(each)
        assert str(each.place).startswith("a.pdf")


def test_what_overprints_adds_to_what_lies_below() -> None:
    """A bound: within the limit it proves, above it is not checked, and never called right."""
    for below, expected in (("0.9 0.9 0 0", []), ("0.9 0.9 0.9 0.1", ["not-judged"])):
        pdf = good()
        draw(pdf, f"{below} k {SQUARE} f /Overprint gs 0 0 0 1 k {SQUARE} f")
        assert [found.code for found in examined(saved(pdf))] == expected


@pytest.mark.parametrize(("side", "expected"), [("left", []), ("right", ["not-judged"])])
def test_what_overprints_a_picture_adds_to_what_is_there(side: str, expected: list[str]) -> None:
    """A picture of 72 pt whose right half has 240 %; black upon the left half is no matter."""
    pdf = good()
    picture(pdf, pikepdf.Name.DeviceCMYK, (bytes(4 * 150) + b"\xcc\xcc\xcc\0" * 150) * 300)
    x, y = map(float, at(20, 60).split())
    x += 2 if side == "left" else 40
    draw(pdf, f"/Overprint gs 0 0 0 1 k {x} {y + 9} 30 30 re f")
    assert [found.code for found in examined(saved(pdf))] == expected


def test_a_newspaper_without_bleed_passes_as_one() -> None:
    pdf = good()
    for page in pdf.pages:
        page.obj.BleedBox = page.obj.TrimBox
    newspaper = condition.load("newspaper-coldset", [resources.folder("conditions")])
    data = saved(pdf)
    assert {f.code for f in examined(data)} == {"bleed-missing"}
    under = examination.examine(examination.opened(data, "a.pdf", newspaper))
    assert {f.code for f in under} == {"output-intent-other"}


def test_without_a_profile_colour_is_not_checked() -> None:
    pdf = good()
    del pdf.Root.OutputIntents
    newspaper = condition.load("newspaper-coldset", [resources.folder("conditions")])
    found = list(examination.examine(examination.opened(saved(pdf), "a.pdf", newspaper)))
    assert [(f.code, sentence(f)) for f in found] == [
        (
            "not-judged",
            "the output intent was not checked: the condition has no profile until one is set",
        )
    ]


def test_a_border_of_an_empty_box_is_as_thick_as_it_looks() -> None:
    """WeasyPrint draws one as a frame whose inside has no height."""
    pdf = good()
    x, y = map(float, at(20, 60).split())
    draw(pdf, f"0 0 0 1 k {x} {y + 1} 99 0 re {x} {y} 99 1.0000001 re f*")
    assert examined(saved(pdf)) == []


def test_a_turned_page_is_measured_as_it_is_read() -> None:
    places = {}
    for rotation in (0, 90, 180, 270):
        pdf = good()
        draw(pdf, f"0 0 0 1 k {at(20, 60)} 100 .1 re f")
        pdf.pages[0].obj.Rotate = rotation
        (found,) = examined(saved(pdf))
        assert found.place is not None
        (spot,) = found.place.spots
        places[rotation] = (spot.x, spot.y, spot.width, spot.height)
    assert places == {
        0: (20.0, 88.0, 35.3, 0.0),
        90: (60.0, 20.0, 0.0, 35.3),
        180: (49.7, 60.0, 35.3, 0.0),
        270: (88.0, 49.7, 0.0, 35.3),
    }


@pytest.mark.parametrize("page", ["production.md", "production.zh.md"])
def test_every_rule_stands_in_the_documents(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert [
        rule.kind.code for rule in examination.rules() if f"`{rule.kind.code}`" not in text
    ] == []


def test_rules_say_why_and_by_what_right() -> None:
    for rule in examination.rules():
        kind = rule.kind
        assert all((kind.message, kind.remedy, kind.why)), kind.code
        assert rule.look.__doc__, kind.code
        assert kind.severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
