"""Flows: which there are, what they know of themselves, and that they travel."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from publisher.document.model import Article, Entry, Part, Publication, Sidebar, Speaker, Table
from publisher.errors import Unusable
from publisher.markup.compose import Flow, flows
from publisher.markup.tokens import Token
from tests.pages import made

HEAD = 22 * 72 / 25.4


def test_contents_then_articles_then_imprint() -> None:
    given = made.publication(made.verse(), made.news())
    kinds = [flow.kind for flow in flows(given, made.layout())]
    assert kinds == ["contents", "article", "article", "colophon"]


def test_a_single_unsigned_article_is_one_flow() -> None:
    given = made.publication(made.verse())
    bare = Publication(given.title, given.entries, "urn:x", given.print, "feature")
    assert flows(bare, made.layout()) == (Flow("article", 1),)


def test_folios_run_on_through_the_flows() -> None:
    folio = 1
    for flow in made.whole().pages.flows:
        assert flow.first_folio == folio
        folio += flow.page_count


def test_the_contents_page_has_the_folios_of_the_articles() -> None:
    whole = made.whole()
    text = _texts(whole.laid[0])
    for flow in whole.pages.flows:
        if flow.flow.kind == "article":
            assert str(flow.first_folio) in text


def _texts(laid: object) -> list[str]:
    return ["".join(e.itertext()) for e in laid.drawing.root.iter("p")]  # type: ignore[attr-defined]


def test_every_page_of_an_article_says_with_what_it_opens() -> None:
    for flow in made.whole().pages.flows:
        if flow.flow.kind == "article":
            folios = [start.folio for start in flow.starts]
            numbers = range(flow.first_folio, flow.first_folio + flow.page_count)
            assert folios == [str(number) for number in numbers]
            assert flow.starts[0].block == f"a{flow.flow.article}"


def test_boxes_point_at_the_manuscript() -> None:
    boxes = made.whole().pages.boxes
    assert {box.place.file for box in boxes} >= {"feature.txt", "news.md"}
    assert max(box.page for box in boxes) <= sum(f.page_count for f in made.whole().pages.flows)


def test_a_flow_goes_to_another_process() -> None:
    flow = made.whole().pages.flows[1]
    assert pickle.loads(pickle.dumps(flow)) == flow  # noqa: S301 - our own bytes


def test_nothing_of_the_layout_is_ignored_by_the_engine() -> None:
    assert made.whole().pages.findings == ()


def test_columns_are_full_but_on_the_last_page() -> None:
    """Every column of a page that is not the last ends within four lines of its foot."""
    laid = made.whole().laid[1]
    for page in laid.pages[:-1]:
        frame = next(box for box in page.boxes if box.id == "a1-columns")
        feet: dict[int, float] = {}
        for box in page.boxes:
            if box.id.startswith("a1-b") or box.id.endswith("-quote"):
                feet[round(box.x)] = max(feet.get(round(box.x), 0), box.y + box.height)
        assert len(feet) == 3
        assert all(frame.y + frame.height - foot <= 4 * 15.01 for foot in feet.values())


def test_all_lines_stand_on_one_grid() -> None:
    for laid in made.whole().laid[1:3]:
        for page in laid.pages:
            off = [box for box in page.boxes if "-b" in box.id and 0.1 < (box.y - HEAD) % 15 < 14.9]
            assert not off


@pytest.mark.slow
@pytest.mark.parametrize(
    "article",
    [
        pytest.param(Article(("题",), ()), id="no parts"),
        pytest.param(Article((), (Part((Speaker("甲"),), (), ()),)), id="an empty part"),
        pytest.param(made.feature(1, 1), id="one line"),
        pytest.param(made.feature(1, 300), id="300 paragraphs"),
        pytest.param(made.feature(12, 4), id="12 speakers"),
        pytest.param(made.feature(3, 3, "很长的标题" * 40), id="a title of 200 characters"),
    ],
)
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_pages_come_out_whole(article: Article, columns: int) -> None:
    try:
        done = made.made(made.publication(article, columns=columns))
    except Unusable as error:
        pytest.fail(str(error.findings))
    for laid in done.laid:
        for page in laid.pages:
            for box in page.boxes:
                assert box.x >= -1, box
                assert box.x + box.width <= page.width + 1, box
                assert box.y + box.height <= page.height + 1, box


def test_a_short_piece_with_its_notes_and_pictures_fills_one_page() -> None:
    news = made.whole().pages.flows[3]
    assert (news.flow.article, news.page_count) == (3, 1)


@pytest.mark.slow
@pytest.mark.parametrize("token", [token for token in made.layout().declared if token.high])
@pytest.mark.parametrize("end", ["low", "high"])
def test_every_token_holds_at_both_ends_of_its_range(token: Token, end: str) -> None:
    value = getattr(token, end)
    given = int(value) if token.kind == "integer" else value
    done = made.made(made.publication(made.feature(2, 4), made.news(), **{token.name: given}))
    assert done.pages.findings == ()
    for laid in done.laid:
        for page in laid.pages:
            for box in page.boxes:
                assert box.x >= -0.1, box
                assert box.x + box.width <= page.width + 0.1, box
                assert box.y + box.height <= page.height + 0.1, box


@pytest.mark.parametrize("kicker", ["特稿", None])
def test_the_air_of_an_opening_moves_the_columns_by_so_many_lines(kicker: str | None) -> None:
    """What the columns are thought to hold is what they hold, with a kicker or without one."""
    for article in (replace(made.feature(), kicker=kicker), replace(made.news(), kicker=kicker)):
        entry = Entry(article, "a.txt")
        given = replace(made.publication(article), entries=(entry,))
        tops = [made.columns_top(given, air) for air in (0, 5)]
        assert tops[1] - tops[0] == pytest.approx(5 * 15, abs=0.1)


@pytest.mark.parametrize("name", ["feature", "book", "report"])
def test_what_follows_a_table_or_a_sidebar_stands_on_the_grid(name: str) -> None:
    """Rules and padding take whole lines."""
    rows = (
        (made.inlines("桥"), made.inlines("人次")),
        (made.inlines("南门桥"), made.inlines("8214")),
    )
    blocks = (
        made.paragraph(80, 1),
        Table(rows, 1, ()),
        made.paragraph(80, 2),
        Sidebar(("框里",), (made.paragraph(60, 3),)),
        made.paragraph(80, 4),
    )
    article = Article(("有表的文章",), (Part((), (), blocks),))
    composed, laid = made.article(replace(made.publication(article), layout=name))
    assert composed.grid is not None
    line = composed.grid.line
    tops = [box.y for page in laid.pages for box in page.boxes if box.id in ("a1-b3", "a1-b5")]
    first = next(box.y for page in laid.pages for box in page.boxes if box.id == "a1-b1")
    assert len(tops) >= 2
    assert all(min((top - first) % line, line - (top - first) % line) < 0.1 for top in tops)
