"""Pages two by two for a stapled booklet, and one by one."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from publisher.pipeline import pdf as stage
from publisher.pipeline.sources import load
from publisher.press.booklet import sides
from publisher.units import POINTS_PER
from tests.press import reading

MM = POINTS_PER["mm"]


def test_the_outer_sheet_has_the_last_page_and_the_first() -> None:
    assert list(sides(8)) == [(7, 0), (1, 6), (5, 2), (3, 4)]
    assert list(sides(8, right_to_left=True)) == [(0, 7), (6, 1), (2, 5), (4, 3)]


def test_blank_pages_fill_the_last_sheet() -> None:
    assert list(sides(5)) == [(None, 0), (1, None), (None, 2), (3, 4)]
    assert list(sides(1)) == [(None, 0), (None, None)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> stage.Printed:
    folder = tmp_path_factory.mktemp("booklet")
    for name in "abc":
        (folder / f"{name}.md").write_text(f"# 题{name}\n\n河水从城中穿过。\n", encoding="utf-8")
    settings = "title: 澜渡\nprint: {trim: 105x148mm, also: [booklet, pages]}\n"
    (folder / "publication.yaml").write_text(settings, encoding="utf-8")
    return stage.build(load(folder))


def test_a_booklet_is_a_print_pdf_of_open_sheets(printed: stage.Printed) -> None:
    with pikepdf.open(io.BytesIO(dict(printed.more)["-booklet.pdf"])) as pdf:
        assert len(pdf.pages) == 4  # five pages on two sheets
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.trimbox.as_list())
            assert [right - left, top - bottom] == pytest.approx([210 * MM, 148 * MM], abs=0.1)
        assert not {each.operator for each in reading.operators(pdf)} & reading.RGB_OPERATORS


def test_each_page_is_a_print_pdf(printed: stage.Printed) -> None:
    single = {name: data for name, data in printed.more if name != "-booklet.pdf"}
    assert list(single) == [f"-A0{number}.pdf" for number in range(1, 6)]
    for data in single.values():
        assert data.startswith(b"%PDF-1.6")
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == 1
            assert len(pdf.Root.OutputIntents) == 1
            assert "/StructTreeRoot" not in pdf.Root
            with pdf.open_metadata() as xmp:
                assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"


def test_a_screen_has_neither(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 题\n\n文。\n", encoding="utf-8")
    settings = "title: 澜渡\nprofile: screen\nprint: {also: [booklet]}\n"
    (tmp_path / "publication.yaml").write_text(settings, encoding="utf-8")
    assert stage.build(load(tmp_path)).more == ()


def made(folder: Path, wishes: str, articles: int = 5) -> stage.Printed:
    for name in "abcdefgh"[:articles]:
        (folder / f"{name}.md").write_text(f"# 题{name}\n\n河水从城中穿过。\n", encoding="utf-8")
    settings = f"title: 澜渡\nprint: {{trim: 105x148mm, {wishes}}}\n"
    (folder / "publication.yaml").write_text(settings, encoding="utf-8")
    return stage.build(load(folder))


def test_inner_sheets_are_moved_towards_the_fold(tmp_path: Path) -> None:
    """Of eight pages on two sheets, those of the inner one by the thickness of the outer."""
    wishes = "bleed: 3mm, also: [booklet], creep: "
    places = []
    for creep in ("0", "0.2mm"):
        data = dict(made(tmp_path, wishes + creep, 6).more)["-booklet.pdf"]
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == 4
            places.append([moves(page) for page in pdf.pages])
    moved = [
        [round((b - a) / MM, 3) for a, b in zip(one, other, strict=True)]
        for one, other in zip(*places, strict=True)
    ]
    assert moved == [[0, 0], [0, 0], [0.2, -0.2], [0.2, -0.2]]


def moves(page: pikepdf.Page) -> list[float]:
    """How far the left and the right page are moved across."""
    return [
        float(each.operands[4])
        for each in pikepdf.parse_content_stream(page)
        if str(each.operator) == "cm" and [float(n) for n in each.operands[:4]] == [1, 0, 0, 1]
    ][:2]


def test_sheets_are_filled_where_it_is_wanted(tmp_path: Path) -> None:
    """Seven pages become eight, with marks and folio; what an unfilled one would be warned of."""
    plain, filled = made(tmp_path, "bleed: 3mm"), made(tmp_path, "bleed: 3mm, fill: true")
    with (
        pikepdf.open(io.BytesIO(plain.data)) as before,
        pikepdf.open(io.BytesIO(filled.data)) as after,
    ):
        assert (len(before.pages), len(after.pages)) == (7, 8)
        last = after.pages[7]
        assert last.label == "8"
        assert last.obj.TrimBox == after.pages[0].obj.TrimBox
        assert b"PressMarks0 Do" in b"".join(s.read_bytes() for s in last.obj.Contents)
    codes = {each.code for each in stage.make(load(tmp_path)).findings}
    assert not codes & {"pages-in-sheet", "blank-page"}
