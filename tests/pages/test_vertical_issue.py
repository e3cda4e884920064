"""Cover, contents and imprint of the layout `vertical`, on the issues that test_issue sets."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from publisher.document.model import Cover, Publication
from publisher.engine import Assets, Laid, lay_out
from publisher.markup.compose import Flow, compose, contents_rows, families, flows
from publisher.pipeline import faces
from tests.pages import made
from tests.pages.test_issue import ALIKE, FOLDER, HARD, LONG, PICTURE, RESOLUTION, _book, _issue

REFRESH = bool(os.environ.get("REFRESH_PAGES"))


def laid(given: Publication, kind: Any, folder: Path) -> Laid:
    """A flow of a publication in upright pages."""
    (folder / "pictures").mkdir()
    Image.linear_gradient("L").resize((300, 400)).convert("RGB").save(folder / PICTURE)
    count = len(given.entries)
    rows = contents_rows(given, {number: str(2 * number) for number in range(1, count + 1)})
    chosen, layout = faces.chosen(given, vertical=True), made.layout("vertical")
    named = families(chosen.families())
    frame = replace(made._frame(), contents=rows, families=named)
    document = compose(replace(given, layout="vertical"), Flow(kind), layout, frame).document
    assets = Assets({"publication": folder, "layout": layout.folders[0]})
    return lay_out(document, chosen.every, assets)


def plain(given: Publication) -> Publication:
    """Without the tokens that this layout does not have."""
    return replace(given, tokens=tuple(each for each in given.tokens if each[0] == "ink"))


def drawn(done: Laid, resolution: float) -> Image.Image:
    """The first page."""
    document = pypdfium2.PdfDocument(done.pdf())
    picture = document[0].render(scale=resolution / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return picture


LOOKS = {
    "cover-plain": (_issue(), "cover"),
    "cover-pictured": (_issue(cover=Cover(PICTURE)), "cover"),
    "contents": (_issue(*["两岸人家"] * 9, LONG), "contents"),
    "imprint-magazine": (_issue(cover=None), "colophon"),
    "imprint-book": (_book(), "colophon"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_looks(name: str, tmp_path: Path) -> None:
    given, kind = LOOKS[name]
    page = drawn(laid(plain(given), kind, tmp_path), RESOLUTION)
    stored = FOLDER / f"vertical-{name}.png"
    if REFRESH:
        page.save(stored, optimize=True)
    with Image.open(stored) as wanted:
        assert ImageStat.Stat(ImageChops.difference(page, wanted)).mean[0] <= ALIKE


@pytest.mark.parametrize(
    "name", ["long", "long over a picture", "Western", "add-on of five", "A6 over a picture"]
)
def test_a_cover_is_one_page_on_which_nothing_leaves_the_trim(name: str, tmp_path: Path) -> None:
    given = plain(HARD[name])
    width, height = given.print.trim
    document = pypdfium2.PdfDocument(laid(given, "cover", tmp_path).pdf())
    assert len(document) == 1
    text = document[0].get_textpage()
    for at in range(text.count_chars()):
        if text.get_text_range(at, 1).strip():
            left, bottom, right, top = text.get_charbox(at)  # the trim begins at 0, 0
            assert 0 < left <= right < width
            assert 0 < bottom <= top < height
    document.close()


@pytest.mark.parametrize(
    ("given", "kind", "text"),
    [
        (_issue(cover=Cover(PICTURE)), "cover", "977100012300645"),
        (_issue(cover=None), "colophon", "977100012300645"),
        (_book(), "colophon", "9787000000001"),
    ],
)
def test_a_reader_reads_the_barcode_turned_back(
    given: Publication, kind: str, text: str, tmp_path: Path
) -> None:
    reader = pytest.importorskip("zxingcpp")
    picture = drawn(laid(plain(given), kind, tmp_path), 300)
    options = {"ean_add_on_symbol": reader.EanAddOnSymbol.Read, "try_rotate": False}
    found = {each.text.replace(" ", "") for each in reader.read_barcodes(picture, **options)}
    assert text in found


def test_the_imprint_says_the_trim_of_the_finished_page(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(laid(plain(_issue()), "colophon", tmp_path).pdf())
    text = "".join(document[0].get_textpage().get_text_range().split())
    assert "185×260mm" in text


def test_flows_begin_with_the_cover() -> None:
    kinds = [flow.kind for flow in flows(_issue(), made.layout("vertical"))]
    assert kinds[:3] == ["cover", "contents", "article"]
