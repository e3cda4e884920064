"""The print PDF of the publication that travels with the program."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from publisher.document import icc
from publisher.pipeline import pdf as stage
from publisher.pipeline.sources import load
from publisher.units import POINTS_PER
from tests.press import reading

ROOT = Path(__file__).parent.parent.parent
MM = POINTS_PER["mm"]


@pytest.fixture(scope="module")
def data() -> bytes:
    return stage.build(load(ROOT / "manuscript")).data


@pytest.fixture
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def test_nothing_is_in_rgb(pdf: pikepdf.Pdf) -> None:
    used = {drawn.operator for drawn in reading.operators(pdf)}
    assert not used & reading.RGB_OPERATORS
    assert not reading.spaces(pdf) & reading.RGB_SPACES
    assert "k" in used


def test_text_is_black_alone_or_two_inks(pdf: pikepdf.Pdf) -> None:
    inks: tuple[float, ...] = ()
    seen: dict[tuple[float, ...], int] = {}
    for drawn in reading.operators(pdf):
        if drawn.operator == "k":
            inks = tuple(float(part) for part in drawn.operands)
        elif drawn.operator in ("Tj", "TJ"):
            seen[inks] = seen.get(inks, 0) + 1
    assert max(seen, key=lambda each: seen[each]) == (0, 0, 0, 1)
    assert all(sum(part > 0 for part in each) <= 2 for each in seen)


def test_black_text_overprints_and_of_all_else_only_black_can(pdf: pikepdf.Pdf) -> None:
    states: list[bool] = [False]
    black, count = False, 0
    for drawn in reading.operators(pdf):
        match drawn.operator:
            case "q":
                states.append(states[-1])
            case "Q":
                states.pop()
            case "gs" if str(drawn.operands[0]) in ("/over", "/apart"):
                states[-1] = str(drawn.operands[0]) == "/over"
            case "k":
                black = [float(part) for part in drawn.operands] == [0, 0, 0, 1]
            case "TJ":
                assert states[-1] == black
                count += black
            case "f" | "f*" if states[-1]:
                assert black
            case "Do" | "sh":
                assert not states[-1]
    assert count > 100
    state = pdf.pages[2].obj.Resources.ExtGState["/over"]
    assert (state.OP, state.op, state.OPM) == (True, True, 1)


def test_boxes_and_bleed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        trim, bleed, media = (
            [float(edge) for edge in page.obj[name]]
            for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx(
            [185 * MM, 260 * MM], abs=0.01
        )
        around = [3 * MM] * 4
        assert [abs(b - t) for b, t in zip(bleed, trim, strict=True)] == pytest.approx(
            around, abs=0.01
        )
        assert media[0] < bleed[0]
        assert media[3] > bleed[3]
        assert "/Annots" not in page.obj


def test_it_says_that_it_is_pdf_x4(pdf: pikepdf.Pdf, data: bytes) -> None:
    assert data.startswith(b"%PDF-1.6")
    assert pdf.trailer.ID
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert icc.header(intent.DestOutputProfile.read_bytes()) == ("prtr", "CMYK", (2, 2))
    info = pdf.trailer.Info
    assert info.Trapped == "/False"
    with pdf.open_metadata() as xmp:
        assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert xmp["pdf:Trapped"] == "False"
        assert xmp["dc:title"] == str(info.Title)
        assert (
            xmp["xmp:CreateDate"].replace("-", "").replace(":", "")[:8]
            == str(info.CreationDate)[2:10]
        )
    assert b"pdfxid:GTS_PDFXVersion" in data, "XMP is not stored plain"


def test_marks_are_on_every_plate_and_outside_the_bleed(pdf: pikepdf.Pdf) -> None:
    resources = pdf.pages[0].obj.Resources
    kind, name, *_ = resources.ColorSpace["/PressAll"]
    assert (kind, name) == ("/Separation", "/All")
    text = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0]))
    assert text.index(b"/PressMarks0 Do") > text.rindex(b"ET")


def test_the_same_bytes_twice(data: bytes) -> None:
    assert stage.build(load(ROOT / "manuscript")).data == data


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("gs"), reason="needs Ghostscript")
def test_plates_of_a_text_page(data: bytes, tmp_path: Path) -> None:
    """Page 5 has text in black and in the accent: nothing of it is cyan, the body is K alone."""
    (tmp_path / "a.pdf").write_bytes(data)
    command = [
        "gs",
        "-q",
        "-dNOPAUSE",
        "-dBATCH",
        "-dSAFER",
        "-sDEVICE=tiffsep",
        "-r72",
        "-dUseTrimBox",
    ]
    pages = ["-dFirstPage=5", "-dLastPage=5", f"-sOutputFile={tmp_path}/p%d.tif"]
    subprocess.run([*command, *pages, str(tmp_path / "a.pdf")], check=True)
    plates = {}
    for plate in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(next(tmp_path.glob(f"*{plate}*.tif"))) as picture:
            plates[plate] = ImageChops.invert(picture.convert("L"))
    assert plates["Cyan"].getextrema() == (0, 0)
    dark = plates["Black"].point(lambda level: 255 * (level > 128))
    assert dark.histogram()[255] > 10_000
    for plate in ("Magenta", "Yellow"):
        assert plates[plate].getextrema()[1] > 200, "the accent"
        assert ImageChops.multiply(plates[plate], dark).getextrema() == (0, 0)
