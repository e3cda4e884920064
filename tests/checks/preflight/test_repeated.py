"""Forms that several pages draw are run once for each way in which they begin."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from publisher.checks.content import interpreter
from publisher.checks.preflight import examination
from publisher.checks.preflight.fingerprint import Fingerprint, Seen
from publisher.checks.preflight.subject import PrintPdf
from publisher.findings import Finding
from tests.checks.preflight.good import coated, good, saved

LINE = b"0 0 0 1 k 100 100 60 .1 re f"  # thinner than any press can hold


def found(data: bytes) -> list[Finding]:
    return list(examination.examine(examination.opened(data, "a.pdf", coated())))


def with_form(*contents: bytes, drawn: bytes = LINE) -> bytes:
    """The good file, with a form that its first pages draw."""
    pdf = good()
    form = pdf.make_stream(
        drawn,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 999, 999]),
        Resources=Dictionary(),
    )
    for page, content in zip(pdf.pages, contents, strict=False):
        page.Resources.XObject.Again = form
        page.contents_add(pdf.make_stream(content))
    return saved(pdf)


def spots(data: bytes, code: str) -> list[tuple[int, float]]:
    places = (each.place for each in found(data) if each.code == code)
    return [(spot.page, spot.x) for place in places if place for spot in place.spots]


def test_a_form_is_told_on_each_page_at_its_place() -> None:
    data = with_form(b"/Again Do", b"q 1 0 0 1 28.3465 0 cm /Again Do Q", b"/Again Do /Again Do")
    (_, first), (_, second), (_, third) = told = spots(data, "hairline")
    assert [page for page, _ in told] == [1, 2, 3]
    assert second - first == pytest.approx(10, abs=0.2)
    assert third == first


@pytest.mark.parametrize(
    "before",
    [b"1 0 0 rg", b"/Big gs", b"0 0 10 10 re W n", b"q 2 0 0 2 0 0 cm", b"5 w", b"/DeviceRGB cs"],
)
def test_a_form_in_another_state_is_run_again(
    before: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes over colour, clip and matrix: what it draws then is not what it drew before."""
    data = with_form(
        b"/Again Do", before + b" /Again Do", drawn=b"100 100 60 .1 re f 90 90 5 5 re S"
    )
    remembered = found(data)
    monkeypatch.setattr(interpreter, "MOST_MARKS", -1)
    assert remembered == found(data)


def test_a_form_that_draws_with_the_page_s_own_names_is_run_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pdf = good()
    form = pdf.make_stream(
        b"/Ink cs 1 scn 100 100 9 9 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 999, 999]),
    )
    for page, space in zip(pdf.pages, (Name.DeviceGray, Name.DeviceRGB), strict=False):
        page.Resources = Dictionary(XObject=Dictionary(Again=form))
        page.Resources.ColorSpace = Dictionary(Ink=Array([Name.Indexed, space, 0, b"\0\0\0"]))
        page.Contents = pdf.make_stream(b"/Again Do")
    data = saved(pdf)
    remembered = found(data)
    monkeypatch.setattr(interpreter, "MOST_MARKS", -1)
    assert remembered == found(data)


def test_an_object_in_itself_has_a_fingerprint() -> None:
    """And one that does not depend on the page from which it was entered first."""
    pdf = good()
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Resources = Dictionary(XObject=Dictionary(Self=form))
    for page in list(pdf.pages)[:2]:
        page.Resources = Dictionary(XObject=Dictionary(Self=form))
        page.Contents = pdf.make_stream(b"/Self Do")
    out = io.BytesIO()
    pdf.save(out)
    with pikepdf.open(out):
        own = PrintPdf(out.getvalue(), "a.pdf", coated())
    seen: Seen = {}
    one, other = (Fingerprint(sheet, seen).digest for sheet in own.sheets[:2])
    assert one == other == Fingerprint(own.sheets[1], {}).digest
