"""The print PDF of every layout, by programs that are not ours."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from publisher.document.artefact import Artefact
from publisher.document.model import Paragraph, Publication
from publisher.findings import Severity
from publisher.pipeline import pages
from publisher.pipeline import pdf as stage
from publisher.pipeline.editions import in_layout
from publisher.pipeline.sources import load
from tests.press.test_screen import LAYOUTS

ROOT = Path(__file__).parent.parent.parent
RESOLUTION = 144  # of plates, pixels an inch
Edges = tuple[float, float, float, float]  # left, top, right, bottom
COLOURS = ("Cyan", "Magenta", "Yellow")

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("layout", LAYOUTS)]


@cache
def made(layout: str) -> tuple[Artefact, Publication]:
    """The print PDF of the publication that travels with the program, in a layout."""
    sources = load(ROOT / "manuscript")
    sources = replace(sources, publication=in_layout(sources.publication, layout))
    return stage.make(sources), sources.publication


@pytest.fixture
def file(layout: str, tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    made(layout)[0].write(path)
    return path


def test_it_is_fit_for_print(layout: str) -> None:
    artefact, _publication = made(layout)
    assert artefact.fit
    assert [each for each in artefact.findings if each.severity is Severity.ERROR] == []


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_qpdf_has_nothing_to_say(layout: str, file: Path) -> None:
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="needs Poppler")
def test_all_faces_are_embedded_and_subset(layout: str, file: Path) -> None:
    rows = subprocess.check_output(["pdffonts", str(file)], text=True).splitlines()[2:]
    assert rows
    for row in rows:
        *_name, embedded, subset, _unicode, _object, _generation = row.split()
        assert (embedded, subset) == ("yes", "yes"), row
        assert "Type 3" not in row


@pytest.mark.skipif(not shutil.which("gs"), reason="needs Ghostscript")
def test_body_text_is_on_the_black_plate_alone(layout: str, file: Path) -> None:
    """Plates of text and pictures: within paragraphs nothing is cyan, magenta or yellow."""
    _artefact, publication = made(layout)
    for number, boxes in sorted(paragraphs(file, publication).items()):
        plates = separated(file, number)
        black = 0
        for box in boxes:
            edges = tuple(round(edge * RESOLUTION / 72) for edge in box)
            black += plates["Black"].crop(edges).histogram()[255]
            for colour in COLOURS:
                most = plates[colour].crop(edges).getextrema()[1]
                assert most == 0, f"page {number}, {box}: {colour}"
        assert black > 100, f"page {number}"


def paragraphs(file: Path, publication: Publication) -> dict[int, list[Edges]]:
    """Page -> the paragraphs on it, in points of the trimmed page."""
    wanted = set(places(publication))
    found: dict[int, list[Edges]] = {}
    for box in pages.find_places(file):
        if (box.place.file, box.place.line) in wanted:
            edges = box.x, box.y, box.x + box.width, box.y + box.height
            found.setdefault(box.page, []).append(edges)
    return found


def places(publication: Publication) -> Iterator[tuple[str, int]]:
    """Where paragraphs stand in the manuscript, but those that a quote is lifted from."""
    for entry in publication.entries:
        quotes = {part.pull_quote.place for part in entry.article.parts if part.pull_quote}
        for block in entry.article.blocks():
            if isinstance(block, Paragraph) and block.place not in quotes:
                yield block.place.file, block.place.line


def separated(file: Path, page: int) -> dict[str, Image.Image]:
    """The plates of a page, trimmed, without rules and areas: 255 is a solid."""
    command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep"]
    command += [f"-r{RESOLUTION}", "-dUseTrimBox", "-dFILTERVECTOR"]
    command += [f"-dFirstPage={page}", f"-dLastPage={page}"]
    out = file.with_name("plate.tif")
    subprocess.run([*command, f"-sOutputFile={out}", str(file)], check=True)
    plates = {}
    for name in (*COLOURS, "Black"):
        with Image.open(file.with_name(f"plate({name}).tif")) as plate:
            plates[name] = ImageChops.invert(plate.convert("L"))
    return plates
