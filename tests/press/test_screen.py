"""The screen PDF of the publication that travels with the program."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publisher.pipeline import pdf as stage
from publisher.pipeline.editions import in_layout
from publisher.pipeline.sources import load, made_for
from tests.press import reading

ROOT = Path(__file__).parent.parent.parent
LAYOUTS = ("book", "feature", "newspaper", "report", "vertical")


def made(layout: str = "feature") -> bytes:
    sources = made_for(load(ROOT / "manuscript"), "screen")
    return stage.build(replace(sources, publication=in_layout(sources.publication, layout))).data


@pytest.fixture(scope="module")
def data() -> bytes:
    return made()


@pytest.fixture
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def test_everything_is_light(pdf: pikepdf.Pdf) -> None:
    used = {each.operator for each in reading.operators(pdf)}
    assert not used & {"k", "K"}
    assert reading.spaces(pdf) <= {"/DeviceRGB", "/DeviceGray"}


def test_pages_are_cut_to_the_trim(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        assert list(page.obj.MediaBox) == list(page.obj.TrimBox) == list(page.obj.BleedBox)


def test_it_leads_and_is_read_aloud(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "zh-Hans"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.PageLabels.Nums
    assert len(pdf.pages[1].obj.Annots) >= 4, "the contents lead to the articles"
    with pdf.open_outline() as outline:
        assert outline.root
    with pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"


def test_it_is_linearised(pdf: pikepdf.Pdf) -> None:
    assert pdf.is_linearized
    told = io.StringIO()
    assert pdf.check_linearization(told), told.getvalue()


def test_the_same_bytes_twice(data: bytes) -> None:
    assert made() == data


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_pdf_ua_by_a_hand_that_is_not_ours(layout: str) -> None:
    page = pytest.importorskip("page")
    report = page.validate_pdf_bytes(made(layout), profile=page.ValidationProfile.PDF_UA_1)
    assert [(each.rule_id, each.message) for each in report.failures] == []
    assert report.is_compliant


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_hints_count_the_objects_that_stand_there(data: bytes, tmp_path: Path) -> None:
    """Each page's hint is the number of objects from its own up to the next page's (F.4.1).

    qpdf before 12 gives links to the structure when it counts again, and warns of a mismatch; what
    the file says is what its bytes are.
    """
    (tmp_path / "a.pdf").write_bytes(data)
    shown = subprocess.run(
        ["qpdf", "--show-linearization", "a.pdf"], cwd=tmp_path, capture_output=True, text=True
    )
    told = [
        int(number) for number in re.findall(r"^ *nobjects: (\d+)$", shown.stdout, re.MULTILINE)
    ]
    numbers = [int(each) for each in re.findall(rb"^(\d+) 0 obj", data, re.MULTILINE)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = [numbers.index(page.obj.objgen[0]) for page in pdf.pages]
    # the first page stands before all others, the last is followed by what belongs to none
    counted = [after - at for at, after in itertools.pairwise(places[1:])]
    assert told[1 : len(places) - 1] == counted  # the outline's hints follow
    assert max(counted) > 5, "a page with links"
