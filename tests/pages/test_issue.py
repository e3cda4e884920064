"""The pages around the articles: cover, contents by department, imprint; barcodes read back.

Small pictures hold their looks (`REFRESH_PAGES=1` writes them anew; look at them).
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from publisher import units
from publisher.document import barcode
from publisher.document.model import (
    Article,
    Barcode,
    Cip,
    Cover,
    Imprint,
    Issue,
    Paragraph,
    Part,
    Publication,
    Text,
)
from publisher.engine import Assets, Laid, lay_out
from publisher.markup.compose import Flow, compose, contents_rows, flows
from tests.colour.test_rasters import press
from tests.pages import made

FOLDER = Path(__file__).parent / "pictures"
REFRESH = bool(os.environ.get("REFRESH_PAGES"))
PIXEL = 0.75  # points: the engine draws in pixels of CSS
RESOLUTION = 40  # pixels an inch
ALIKE = 2.0  # of 255, on average of a page
LONG = "关于两岸人家与河流桥梁渡口的一些不得不说的往事以及由此而来的种种争论"
PICTURE = "pictures/a b%.png"
MAGAZINE = Imprint(
    supervisor=("澜渡县文化馆",),
    sponsor=("澜渡河志编纂会",),
    cn="CN 99-9045/G0",
    post="99-45",
    price="25.00元",
)
CIP = Cip("顾闻笛主编", "澜渡", ("桥梁—史料—中国",), "U448-092", "（2026）第123456号")


def _article(headline: str) -> Article:
    return Article(
        (headline,), (Part((), (), (Paragraph((Text("河水。"),)),)),), byline="文/林小满"
    )


def _issue(*headlines: str, **changes: Any) -> Publication:
    named = headlines or ("一条河，七个人的桥", "档案里的第八座桥", "三座旧桥去留公示", "渡口")
    given = made.publication(*map(_article, named), **changes.pop("tokens", {}))
    wanted = {"cover": Cover(), "barcode": Barcode("45"), "imprint": MAGAZINE, **changes}
    return replace(given, **wanted)


def _book() -> Publication:
    book = _issue(identifier="urn:isbn:9787000000001", cover=None, issue=Issue(), cip=CIP)
    return replace(book, barcode=Barcode())


def _in(layout: str, **changes: Any) -> Publication:
    """A book in another layout, at that layout's trim."""
    book = replace(_book(), layout=layout, **changes)
    return replace(book, print=replace(book.print, trim=None))


def _laid(given: Publication, kind: Any, folder: Path) -> Laid:
    (folder / "pictures").mkdir(exist_ok=True)
    Image.linear_gradient("L").resize((300, 400)).convert("RGB").save(folder / PICTURE)
    count = len(given.entries)
    rows = contents_rows(given, {number: str(2 * number) for number in range(1, count + 1)})
    frame = replace(made._frame(), contents=rows)
    layout = made.layout(given.layout)
    document = compose(given, Flow(kind), layout, frame).document
    assets = Assets({"publication": folder, "layout": layout.folders[0]})
    return lay_out(document, made.library().faces, assets)


def _drawn(laid: Laid, resolution: float, number: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(laid.pdf())
    picture = document[number].render(scale=resolution / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return picture


LOOKS = {
    "cover-plain": (_issue(), "cover"),
    "cover-pictured": (_issue(cover=Cover(PICTURE)), "cover"),
    "contents-departments": (_issue(*["两岸人家"] * 9, LONG), "contents"),
    "imprint-magazine": (_issue(cover=None), "colophon"),
    "imprint-book": (_book(), "colophon"),
    "imprint-in-book": (_in("book", imprint=Imprint(price="25.00元")), "colophon"),
    "imprint-in-report": (_in("report"), "colophon"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_looks(name: str, tmp_path: Path) -> None:
    given, kind = LOOKS[name]
    page = _drawn(_laid(given, kind, tmp_path), RESOLUTION)
    stored = FOLDER / f"issue-{name}.png"
    if REFRESH:
        page.save(stored, optimize=True)
    with Image.open(stored) as wanted:
        assert ImageStat.Stat(ImageChops.difference(page, wanted)).mean[0] <= ALIKE


@pytest.mark.parametrize("layout", ["feature", "book", "report"])
@pytest.mark.parametrize("cover", [Cover(), None])
def test_an_imprint_is_one_page(layout: str, cover: Cover | None, tmp_path: Path) -> None:
    more = replace(MAGAZINE, printer=("澜渡印务社",), distributor=("澜渡县邮局",), sheets="1")
    given = _issue(cover=cover, imprint=more, layout=layout)
    given = replace(given, print=replace(given.print, trim=None))
    assert len(_laid(given, "colophon", tmp_path).pages) == 1


# ── barcodes ─────────────────────────────────────────────────────────────────────────────────────


def _rectangles(pdf: bytes) -> Iterator[tuple[tuple[float, ...], float, float]]:
    """(fill colour, width, height in points) of every rectangle that is filled."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        colour: tuple[float, ...] = ()
        last = None
        for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
            match str(operator):
                case "k" | "rg" | "g" | "scn":
                    colour = tuple(float(each) for each in operands)  # type: ignore[arg-type]
                case "re":
                    last = float(operands[2]), float(operands[3])  # type: ignore[arg-type]
                case "f" | "f*" if last:
                    yield colour, abs(last[0]) * PIXEL, abs(last[1]) * PIXEL
                    last = None


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.2])
def test_bars_are_black_alone_and_of_exact_width(scale: float, tmp_path: Path) -> None:
    tokens = {"ink": "0 0 0 100", "barcode_scale": scale}
    laid = _laid(_issue(tokens=tokens), "cover", tmp_path)
    module = units.points("0.33mm") * scale
    tall = [
        each
        for each in _rectangles(laid.pdf(None, press()))
        if each[2] > 50 * module and each[1] < 20
    ]
    assert len(tall) == 30 + 7  # of the main symbol, and of two digits
    drawn = barcode.symbol("9771000123006", "45")
    widths = [width for _, width, _ in tall]
    assert widths == pytest.approx([bar.width * module for bar in drawn.bars], abs=0.002)
    assert {colour for colour, _, _ in tall} == {(0, 0, 0, 1)}


@pytest.mark.parametrize("kind", ["cover", "colophon"])
def test_a_row_of_pixels_reads_as_the_symbol(kind: str, tmp_path: Path) -> None:
    given = _issue() if kind == "cover" else _issue(cover=None)
    picture = _drawn(_laid(given, kind, tmp_path), 72 / units.points("0.11mm"))  # three a module
    wanted = "".join(each * 3 for each in barcode.modules("9771000123006"))
    threshold = picture.point(lambda level: 1 if level < 128 else 0)
    lines = (
        "".join(map(str, threshold.crop((0, y, threshold.width, y + 1)).tobytes()))
        for y in range(0, threshold.height, 20)
    )
    assert any(_like(line, wanted) for line in lines)


def _like(line: str, wanted: str) -> bool:
    """Whether a row of pixels holds the modules, each read in its middle."""
    modules = wanted[1::3]
    starts = [at for at in range(len(line) - len(wanted)) if line[at : at + 2] == "01"]
    return any(line[at + 2 : at + 2 + len(wanted)][::3][: len(modules)] == modules for at in starts)


@pytest.mark.parametrize(
    ("given", "kind", "text"),
    [
        (_issue(), "cover", "977100012300645"),
        (_issue(cover=Cover(PICTURE)), "cover", "977100012300645"),
        (_issue(barcode=Barcode("02500", "07")), "cover", "977100012307502500"),
        (_issue(cover=None, tokens={"barcode_scale": 0.8}), "colophon", "977100012300645"),
        (_issue(tokens={"barcode_scale": 1.2}), "cover", "977100012300645"),
        (_book(), "colophon", "9787000000001"),
    ],
)
def test_a_reader_reads_it(given: Publication, kind: str, text: str, tmp_path: Path) -> None:
    reader = pytest.importorskip("zxingcpp")
    picture = _drawn(_laid(given, kind, tmp_path), 300)
    with_addon = reader.EanAddOnSymbol.Read
    found = {
        each.text.replace(" ", "")
        for each in reader.read_barcodes(picture, ean_add_on_symbol=with_addon)
    }
    assert text in found


# ── whatever is written on it ────────────────────────────────────────────────────────────────────

HARD = {
    "long": _issue(*[LONG * 5] * 9, cover=Cover("", 8), title=LONG * 6),
    "long over a picture": _issue(*[LONG * 5] * 9, cover=Cover(PICTURE, 8), title=LONG * 6),
    "one word": _issue(
        "渡口", title="桥", subtitle="", publisher="", imprint=Imprint(), barcode=None
    ),
    "no headlines": _issue(cover=Cover("", 0)),
    "Western": _issue("A River and Seven Bridges", title="The Bridges of Landu"),
    "add-on of five": _issue(barcode=Barcode("02500"), tokens={"barcode_scale": 1.2}),
    "A6": _issue(print=replace(made.publication().print, trim=units.size("105x148mm"))),
    "A6 over a picture": _issue(
        cover=Cover(PICTURE), print=replace(made.publication().print, trim=units.size("105x148mm"))
    ),
    "A3": _issue(print=replace(made.publication().print, trim=units.size("297x420mm"))),
}


@pytest.mark.parametrize("name", HARD)
def test_a_cover_is_one_page_on_which_nothing_leaves_the_trim(name: str, tmp_path: Path) -> None:
    laid = _laid(HARD[name], "cover", tmp_path)
    assert len(laid.pages) == 1
    document = pypdfium2.PdfDocument(laid.pdf())
    text, bleed = document[0].get_textpage(), HARD[name].print.bleed
    width, height = HARD[name].print.trim
    for at in range(text.count_chars()):
        if text.get_text_range(at, 1).strip():
            left, bottom, right, top = text.get_charbox(at)
            assert left - bleed > 0
            assert right - bleed < width
            assert bottom - bleed > 0
            assert top - bleed < height
    document.close()


def test_flows_begin_with_the_cover() -> None:
    given = _issue()
    kinds = [flow.kind for flow in flows(given, made.layout())]
    assert kinds[:3] == ["cover", "contents", "article"]
    assert flows(replace(given, cover=None), made.layout())[0].kind == "contents"


def test_folios_count_the_cover() -> None:
    pages = made.made(_issue()).pages
    assert [flow.first_folio for flow in pages.flows] == [1, 2, 3, 4, 5, 6, 7]
    assert {start.folio for start in pages.starts} == {"3", "4", "5", "6"}
    cover = pages.flows[0]
    assert {link.target for link in cover.links} == {"a1", "a2", "a3", "a4"}
