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
