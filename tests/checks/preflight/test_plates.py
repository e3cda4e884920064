"""Where the content does not tell how much ink there is, plates do; and the certificate says so."""

from __future__ import annotations

import io
import json
import shutil

import pikepdf
import pytest
from pikepdf import Array

from publisher.checks.preflight import examination, plates
from publisher.checks.preflight.plates import Renderer
from publisher.findings import Finding
from publisher.pipeline import examining, preflight
from tests.checks.preflight.broken import draw, resources
from tests.checks.preflight.good import at, coated, good, saved

pytestmark = pytest.mark.skipif(not shutil.which("gs"), reason="needs Ghostscript")


def found(data: bytes, renderer: Renderer | None) -> list[tuple[str, object]]:
    pdf = examination.opened(data, "a.pdf", coated())
    done: list[Finding] = list(examination.Examination(pdf, renderer=renderer).findings())
    return [(each.code, dict(each.values).get("found")) for each in done]


X, Y = map(float, at(20, 60).split())
UPPER = f"{X} {Y} m {X} {Y + 60} l {X + 60} {Y + 60} l f"
LOWER = f"{X + 6} {Y} m {X + 60} {Y} l {X + 60} {Y + 54} l f"
WHOLE = f"{X} {Y} 60 60 re f"


def laid(below: str, above: str) -> bytes:
    """A triangle of inks, and black that overprints: beside it, but within its box, or upon it."""
    pdf = good()
    draw(pdf, f"0.9 0.9 0.9 0 k {below} /Overprint gs 0 0 0 1 k {above}")
    return saved(pdf)


@pytest.mark.parametrize(("above", "expected"), [(LOWER, []), (WHOLE, [("ink-limit", "370")])])
def test_plates_decide_where_a_bound_is_too_high(
    above: str, expected: list[tuple[str, str]]
) -> None:
    data = laid(UPPER, above)
    assert found(data, None) == [("not-judged", None)]
    assert found(data, plates.ghostscript()) == expected


def test_a_turned_page_is_looked_at_in_the_right_place() -> None:
    for rotation in (0, 90, 180, 270):
        with pikepdf.open(io.BytesIO(laid(UPPER, WHOLE))) as pdf:
            pdf.pages[0].obj.Rotate = rotation
            assert found(saved(pdf), plates.ghostscript()) == [("ink-limit", "370")], rotation


@pytest.mark.parametrize(("black", "expected"), [("0.2", []), ("0.9", ["ink-limit"])])
def test_a_gradient_by_a_program_is_measured(black: str, expected: list[str]) -> None:
    pdf = good()
    program = pdf.make_stream(f"{{ dup 0.8 mul exch dup 0.9 mul exch 0.9 mul {black} }}".encode())
    program.FunctionType, program.Domain = 4, Array([0, 1])
    program.Range = Array([0, 1] * 4)
    shade = resources(pdf).Shading.Shade
    shade.Function, shade.Coords = program, Array([0, 0, 110, 0])
    assert [code for code, _most in found(saved(pdf), plates.ghostscript())] == expected


def test_what_cannot_be_rendered_stays_not_checked() -> None:
    data = laid(UPPER, LOWER)
    assert ("not-judged", None) in found(data, Renderer("nobody", lambda _data, _sheet: None))


def test_the_certificate_says_who_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    data = laid(UPPER, LOWER)
    for renderer in (plates.ghostscript(), None):
        monkeypatch.setattr(examining, "ghostscript", lambda own=renderer: own)
        monkeypatch.setattr(preflight, "_plate_maker", lambda own=renderer: (own and own.name,))
        (_json, told), (_html, page) = preflight.certify(data, "a.pdf", coated(), "en").beside
        by = renderer.name if renderer else "content"
        pages = [1] if renderer else []
        assert json.loads(told)["ink"] == {"by": by, "pages_rendered": pages}
        assert (f"measured on plates by {by}" in page.decode()) is (renderer is not None)
