"""Boxes and slug lines of pages that are alike, and of pages that are not."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.press.boxes import Around
from publisher.press.letters import Letters
from publisher.press.slug import Surround
from tests.pages import made

SIZES = ((100, 200), (100, 200), (300, 200))


def pages(*, shared: bool) -> pikepdf.Pdf:
    """Three pages of two sizes, the first with a crop box; they have one table of resources."""
    pdf = pikepdf.new()
    table = pdf.make_indirect(Dictionary())
    for width, height in SIZES:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, width, height]),
            TrimBox=Array([0, 0, width, height]),
            Resources=table if shared else Dictionary(),
            Contents=pdf.make_stream(b""),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.pages[0].obj.CropBox = Array([1, 1, 2, 2])
    return pdf


def test_each_page_has_boxes_around_its_own_trim() -> None:
    pdf, around = pages(shared=True), Around(3.0, 10.0)
    for page, (width, height) in zip(pdf.pages, SIZES, strict=True):
        boxes = around.set(page)
        assert (boxes.width, boxes.height) == (width, height)
        assert page.obj.TrimBox == Array([0, 0, width, height])
        assert page.obj.BleedBox == Array([-3, -3, width + 3, height + 3])
        assert page.obj.MediaBox == Array([-13, -13, width + 13, height + 13])
        assert "/CropBox" not in page.obj


def test_all_that_a_slug_line_is_made_of_is_named() -> None:
    for shared in (False, True):
        pdf, around = pages(shared=shared), Around(3.0)
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=89)]))
        surround = Surround(pdf, Letters(made.library().face("hei")), "words")
        for page in pdf.pages:
            surround.put(page, around.set(page))
        for page, figures in zip(pdf.pages, ("89", "90", "91"), strict=True):
            drawn = page.obj.Contents[-1].read_bytes()
            names = [word.decode() for word in drawn.split() if word.startswith(b"/Press")]
            own = page.obj.Resources
            wanted = [f"/PressFigure{each}" for each in figures]
            assert [name for name in names if name in wanted] == wanted
            assert all(name in own.XObject or name in own.ColorSpace for name in names)
