"""Turned pages: values and PDF, by a small vertical document."""

from __future__ import annotations

import io

import pikepdf

from publisher import resources
from publisher.engine import Assets, Document, LaidBox, LaidPage, Sheet, lay_out
from publisher.engine.turning import turned_page
from publisher.typefaces import Library

CSS = """
@page { size: 300pt 200pt; bleed: 6pt; margin: 10pt 20pt 30pt 40pt }
html { font: 10pt/15pt "Publisher Song" }
p, h1 { margin: 0; font-size: 10pt; font-weight: normal }
#box { width: 50pt; height: 30pt; background: repeating-linear-gradient(red, blue 5pt) }
"""
HTML = (
    '<h1 id="a1"><a href="#b">题</a></h1><div id="box"></div><p id="b">文<a href="#a1">链</a></p>'
)


def test_boxes_are_turned_clockwise() -> None:
    lying = LaidPage(300, 200, (LaidBox("a", 40, 10, 50, 15),), ("a", 3))
    made = turned_page(lying)
    assert (made.width, made.height, made.start) == (200, 300, ("a", 3))
    assert made.boxes == (LaidBox("a", 175, 40, 15, 50),)  # at the right, below the head


def test_the_pdf_is_turned_as_its_values_are() -> None:
    library = Library.load(resources.folder("fonts"))
    document = Document(HTML, (Sheet("a.css", CSS),), "zh-Hans", vertical=True)
    laid = lay_out(document, library.faces, Assets({}))
    assert [box.id for box in laid.lying[0].boxes] == [box.id for box in laid.pages[0].boxes]
    with pikepdf.open(io.BytesIO(laid.pdf())) as pdf:
        page = pdf.pages[0].obj
        assert [round(float(side), 2) for side in page.TrimBox] == [0, 0, 200, 300]
        assert [round(float(side), 2) for side in page.MediaBox] == [-6, -6, 206, 306]
        assert page.BleedBox == page.MediaBox
        head = next(box for box in laid.pages[0].boxes if box.id == "a1")
        left, _bottom, right, top = (float(side) for side in page.Annots[0].Rect)
        assert head.x <= left < right <= head.x + head.width + 1
        assert 300 - top >= head.y - 1
        goals = list(pdf.Root.Names.Dests.Names)
        places = {str(name): goal for name, goal in zip(goals[::2], goals[1::2], strict=True)}
        assert abs(float(places["a1"][3]) - (300 - head.y)) < 1
        text = pdf.pages[0].Contents.read_bytes()
        assert text.startswith(b"q 0 -1 1 0 0 300 cm")
        assert text.rstrip().endswith(b"Q")
