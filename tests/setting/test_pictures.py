"""Pictures on pages: at the heads of pages, to the edge, in pairs, portraits; all on the grid."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publisher.document.model import (
    Article,
    Crop,
    Figure,
    Focus,
    Part,
    Ruby,
    Speaker,
    Text,
    Width,
)
from publisher.document.model import Paragraph as ParagraphOf
from tests.pages import made

LINE, HEAD = 15.0, 22 * 72 / 25.4
HEAD_OF_PART = re.compile(r"a1-p\d+")
WIDTHS: tuple[Width, ...] = ("column", "full", "", "bleed", "columns-2")


def figure(width: Width = "", *, crop: Crop | None = None, words: int = 12) -> Figure:
    told = made.inlines(made.text(words, 7))
    return Figure(
        made.PICTURE, "河", told, "图/程一", width=width, crop=crop, focus=Focus(0.2, 0.9)
    )


def article(*figures: Figure, between: int = 4) -> Article:
    blocks = []
    for number, each in enumerate(figures):
        blocks += [made.paragraph(120, 40 * number + n) for n in range(between)]
        blocks.append(each)
    return Article(("桥上的灯",), (Part((), (), (*blocks, made.paragraph(140, 9))),))


def boxes(given: Article) -> list[tuple[int, str, float, float, float, float]]:
    """(page, id, left, top, width, height) in points."""
    laid, _ = made.made(made.publication(given)).laid
    return [
        (number, box.id, box.x, box.y, box.width, box.height)
        for number, page in enumerate(laid.pages, 1)
        for box in page.boxes
    ]


def test_a_wide_picture_stands_at_the_head_of_a_page() -> None:
    found = boxes(article(figure("full"), figure("full"), figure(), between=9))
    heads = [(page, top) for page, name, _, top, _, _ in found if name == "a1-b20-head"]
    assert heads == [(3, pytest.approx(HEAD, abs=0.5))]
    columns = [box for box in found if box[1] == "a1-columns" and box[0] == 3]
    (picture,) = (box for box in found if box[1] == "a1-b20")
    assert columns[0][3] == pytest.approx(picture[3] + picture[5], abs=0.5)


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_leave_the_lines_on_the_grid(width: Width) -> None:
    found = boxes(article(figure(width), figure(width, crop=Crop(1, 1)), figure(width, words=290)))
    for _, name, _, top, _, _ in found:
        if name.startswith("a1-b") and not name.endswith("-head"):
            off = (top - HEAD) / LINE % 1
            assert min(off, 1 - off) < 0.05, name


def test_thirty_pictures_come_out() -> None:
    given = article(*(figure(WIDTHS[n % 5]) for n in range(30)), between=1)
    shown = {name for _, name, *_ in boxes(given)}
    assert {f"a1-b{2 * n}" for n in range(1, 31)} <= shown


def test_two_side_by_side_have_one_top_and_fill_the_type_area() -> None:
    pair = Figure(made.PICTURE, "河", pair=True, crop=Crop(1, 1))
    other = Figure(made.PICTURE, "河", pair=True)
    blocks = (made.paragraph(90, 1), pair, other, made.paragraph(90, 2))
    found = boxes(Article(("桥",), (Part((), (), blocks),)))
    one, two = (box for box in found if box[1] in ("a1-b2", "a1-b3"))
    assert one[3] == two[3]
    assert one[2] + one[4] < two[2]
    area = (185 - 12.5 - 10.5) * 72 / 25.4
    assert two[2] + two[4] - one[2] == pytest.approx(area, abs=0.5)


@pytest.mark.parametrize("layout", ["feature", "newspaper", "book", "report", "vertical"])
def test_twelve_portraits_leave_heads_whole_lines(layout: str) -> None:
    roles = ("桥梁养护中心主任", "江北大学土木工程学院教授、澜河桥梁博物馆名誉馆长")
    parts = tuple(
        Part(
            tuple(Speaker(f"周砚{n}", roles[: n % 3], made.PICTURE) for _ in range(1 + n % 2)),
            ("给老桥做一次体检",) * (n % 2),
            (made.paragraph(150, n),),
        )
        for n in range(12)
    )
    publication = replace(made.publication(Article(("桥",), parts)), layout=layout)
    pages = [page for laid in made.made(publication).laid for page in laid.lying or laid.pages]
    found = [box for page in pages for box in page.boxes if HEAD_OF_PART.fullmatch(box.id)]
    line = made.layout(layout).tokens(publication, None)["leading"]
    assert len(found) == 12
    for box in found:
        assert box.height / line == pytest.approx(round(box.height / line), abs=0.01)


def test_ruby_neither_moves_lines_nor_makes_the_setter_fall_back() -> None:
    text = made.text(60, 3)
    inlines = (
        Text(text),
        Ruby("装", "zhuāng"),
        Ruby("霜", "shuāng"),
        Ruby("镇", "ㄓㄣˋ"),
        Text(text),
    )
    given = Article(("桥",), (Part((), (), (ParagraphOf(inlines),)),))
    whole = made.made(made.publication(given))
    assert not [f for f in whole.pages.findings if f.code == "engine-stock-lines"]
    found = (b for b in whole.laid[0].pages[0].boxes if b.id == "a1-b1")
    for box in found:
        assert box.height / LINE == pytest.approx(round(box.height / LINE), abs=0.01)
