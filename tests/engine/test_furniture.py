"""What stands about the text of columns: foot-notes on their page, spanning headings, the grid."""

from __future__ import annotations

from benchmarks.meter import Row, chars, rows_of
from publisher.checks import pdf_text
from publisher.engine import Laid
from tests.engine.pages import laid

PITCH = 16.0  # points from line to line, as tests.engine.pages has it
CSS = """
.columns h2 { column-span: all; margin: 0; font-size: 20pt; line-height: 32pt; text-indent: 0 }
.columns .said { column-span: all; margin: 0 0 16pt; font-size: 15pt; line-height: 24pt;
  padding: 4pt 0; text-indent: 0 }
/* a mark that is raised must not push the line from the grid */
.note::footnote-call { line-height: 0 }
.note { font-size: 8pt; line-height: 16pt }
@page { @footnote { margin-top: 16pt } }
"""
TEXT = "河边的人说这座桥还在，孩子们每天从桥上走过去上学，船在桥下慢慢地过。"
PLACES = range(1, 9)


def _page() -> Laid:
    paragraphs = "".join(
        f"<p>{TEXT * 2}第{n}处<span class=note>见县志第{n}卷。</span>在这里。{TEXT}</p>"
        for n in PLACES
    )
    said = "<div class=said>桥是两岸的人重新见面的理由。</div>"
    columns = f"<h2>一条河与三座桥</h2>{paragraphs}{said}{paragraphs}"
    return laid(f"<div class=columns>{columns}</div>", CSS)


def _lines(drawn: Laid) -> list[list[Row]]:
    return [rows_of(page) for page in chars(drawn.pdf())]


def _text(row: Row) -> str:
    return "".join(char.text for char in row.chars)


def test_a_foot_note_stands_on_the_page_of_its_mark() -> None:
    drawn = _page()
    for page in pdf_text.drawn(drawn.pdf()):
        for n in PLACES:
            assert page.count(f"第{n}处") == page.count(f"县志第{n}卷"), (n, page)


def test_body_lines_share_a_grid_below_what_spans_and_above_notes() -> None:
    for page in _lines(_page()):
        feet = [row.chars[0].y for row in page if round(row.em) == 10]
        phases = [(max(feet) - y) % PITCH for y in feet]
        assert max(min(phase, PITCH - phase) for phase in phases) < 0.75


def test_every_word_is_drawn_once() -> None:
    found = "".join(pdf_text.drawn(_page().pdf()))
    assert {found.count(char) for char in "孩每走学船"} == {2 * 3 * len(PLACES)}
    assert found.count("重新见面的理由") == found.count("一条河与三座桥") == 1
