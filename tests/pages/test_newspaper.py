"""The newspaper's pages: what stands where, what jumps, and that nothing is lost by it."""

from __future__ import annotations

import functools
import io
import os
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publisher.checks import article_text, epub_text, pdf_text
from publisher.document.model import Entry, PaperPage, Publication
from publisher.document.pages import Pagination, Spot
from publisher.epub import building
from publisher.errors import Unusable
from publisher.findings import Place
from publisher.setting.paper import _numbered
from tests.epub.made_up import Album
from tests.pages import made, paper

STORED = Path(__file__).parent / "newspaper.txt"
REFRESH = bool(os.environ.get("REFRESH_PAGES"))
ACROSS, DOWN = 40, 40
ARTICLE = re.compile(r"a(\d+)")


@functools.cache
def whole() -> made.Made:
    """All the news, set once for all tests."""
    return made.made(paper.newspaper())


@functools.cache
def bound() -> bytes:
    """The PDF of it."""
    own = whole()
    return made.bound(own.pages.flows, own.publication)


def _areas(own: made.Made) -> dict[int, list[tuple[str, float, float, float, float]]]:
    """Page -> (letter of the article, box) of all areas."""
    found: dict[int, list[tuple[str, float, float, float, float]]] = {}
    for flow, laid in zip(own.pages.flows[1:], own.laid[1:], strict=True):
        for spot, page in zip(flow.spots, laid.pages, strict=True):
            letter = chr(ord("A") + flow.flow.article - 1)
            box = spot.x, spot.y, spot.x + page.width, spot.y + page.height
            found.setdefault(spot.page, []).append((letter, *box))
    return found


def _letters(own: made.Made) -> str:
    width, height = own.publication.print.trim
    lines = []
    for number, areas in sorted(_areas(own).items()):
        lines.append(f"--- page {number}")
        for row in range(DOWN):
            y, line = (row + 0.5) * height / DOWN, ""
            for column in range(ACROSS):
                x = (column + 0.5) * width / ACROSS
                here = [name for name, a, b, c, d in areas if a <= x < c and b <= y < d]
                assert len(here) < 2, "two articles in one place"
                line += here[0] if here else "."
            lines.append(line)
    return "\n".join(lines) + "\n"


def test_articles_stand_in_their_areas() -> None:
    found = _letters(whole())
    if REFRESH:
        STORED.write_text(found, encoding="utf-8")
    assert found == STORED.read_text(encoding="utf-8")


def test_jump_lines_name_the_pages_that_they_lead_to_and_come_from() -> None:
    jumping = {
        flow.flow.article: [spot.page for spot in flow.spots]
        for flow in whole().pages.flows[1:]
        if len(flow.spots) > 1
    }
    assert jumping, "the made-up paper has an article that jumps"
    with pypdfium2.PdfDocument(bound()) as document:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    for before, after in jumping.values():
        assert f"转第{after}版" in texts[before - 1]
        assert f"上接第{before}版" in texts[after - 1]
    assert sum(text.count("转第") for text in texts) == len(jumping)


def test_the_body_is_each_article_whole_in_print_and_in_the_e_book() -> None:
    own = whole()
    wanted = article_text.body([entry.article for entry in own.publication.entries])
    assert pdf_text.body(bound()).characters == wanted.characters
    pagination = Pagination("", "", own.pages.starts)
    book = building.build(
        own.publication,
        made.layout("newspaper"),
        Album(),
        made.library(),
        made.MOMENT,
        pagination,
    )
    assert epub_text.body(book.data).characters == wanted.characters


def test_each_page_is_opened_by_one_word() -> None:
    own = whole()
    pages = {spot.page for flow in own.pages.flows for spot in flow.spots}
    assert sorted(start.folio for start in own.pages.starts) == [str(n) for n in sorted(pages)]
    assert own.pages.starts[0][:3] == (0, "a1", 0)


def test_a_page_on_which_nothing_begins_is_opened_by_what_goes_on() -> None:
    given = paper.newspaper(1)
    article = replace(given.entries[0].article, parts=paper.article(0).parts * 5)
    own = made.made(replace(given, entries=(replace(given.entries[0], article=article),)))
    first, second, *_ = own.pages.starts
    assert (first.block, first.folio) == ("a1", "1")
    assert re.fullmatch(r"a1-b\d+", second.block)
    assert second.folio == "2"


def test_boxes_lie_where_the_words_are_printed() -> None:
    own = whole()
    boxes = own.pages.boxes
    width, height = own.publication.print.trim
    assert {box.page for box in boxes} == {1, 2}
    assert all(0 <= box.x <= box.x + box.width <= width + 1 for box in boxes)
    assert all(0 <= box.y <= box.y + box.height <= height + 1 for box in boxes)
    box = next(each for each in boxes if each.place.line == 40 and each.page == 1)
    with pypdfium2.PdfDocument(bound()) as document:
        page = document[0]
        left, _, _, top = page.get_trimbox()
        x, y = left + box.x, top - box.y
        inside = x, y - box.height + 2, x + box.width, y - 2
        text = page.get_textpage().get_text_bounded(*inside)
    assert "".join(text.split())[:8] in "".join(made.text(120, 40).split())


def test_the_outline_leads_to_the_articles_on_their_pages() -> None:
    with pikepdf.open(io.BytesIO(bound())) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            found = {item.title: pages[item.destination[0].objgen] for item in outline.root}
    begins = {
        whole().publication.entries[flow.flow.article - 1].article.title: flow.spots[0].page
        for flow in whole().pages.flows[1:]
    }
    assert found == begins


def test_the_same_paper_gives_the_same_bytes() -> None:
    one, other = (made.made(paper.newspaper(3)) for _ in range(2))
    data = made.bound(one.pages.flows, one.publication)
    assert made.bound(other.pages.flows, other.publication) == data


def test_what_the_planned_pages_do_not_hold_is_one_finding_with_its_place() -> None:
    given = paper.newspaper(7, trim="185x260mm")
    given = replace(given, pages=(PaperPage("要闻"),))
    found = [each for each in made.made(given).pages.findings if each.code == "overset"]
    assert found
    assert len({each.place for each in found}) == len(found)
    values = dict(found[0].values)
    assert int(values["lines"]) > 0
    assert int(values["count"]) > int(values["lines"]) * 10


def test_a_page_whose_foot_stays_white_is_told() -> None:
    place = Place("publication.yaml", 7)
    given = replace(paper.newspaper(2), pages=(PaperPage("要闻", place=place),))
    found = {each.code: each for each in made.made(given).pages.findings}
    assert dict(found["page-underset"].values)["page"] == 1
    assert found["page-underset"].place == place


def test_an_article_cannot_leave_the_grid_of_its_page() -> None:
    given = paper.newspaper(2)
    own: Entry = replace(given.entries[1], tokens=(("leading", 15.0),))
    off: Publication = replace(given, entries=(given.entries[0], own))
    with pytest.raises(Unusable) as caught:
        made.made(off)
    assert [each.code for each in caught.value.findings] == ["off-grid"]
    assert caught.value.findings[0].place is not None


def test_columns_of_an_article_are_those_that_it_spans() -> None:
    given = paper.newspaper(4)
    wide = replace(given.entries[1], tokens=(("columns", 2),))
    own = made.made(replace(given, entries=(given.entries[0], wide, *given.entries[2:])))
    page = own.laid[2].pages[0]
    (column,) = {round(box.width) for box in page.boxes if box.id == "a2-b1"}
    assert 2 * column < page.width < 2.5 * column


def test_what_no_area_holds_has_a_page_of_its_own() -> None:
    lost = [
        replace(flow, spots=(*flow.spots, Spot(0, 10.0, 20.0))) for flow in whole().pages.flows[1:3]
    ]
    found = [[spot.page for spot in flow.spots][-1] for flow in _numbered(lost, 2)]
    assert found == [3, 4]
