"""Pictures that come later for the sake of a column, and quotes that have no place."""

from __future__ import annotations

from publisher.document.model import Article, Figure, Heading, Part, PullQuote, Speaker
from publisher.setting.columns import Block, Columns
from publisher.setting.columns import Part as Lines
from publisher.setting.deferring import order_of
from tests.pages import made

PICTURE = Figure(made.PICTURE, "图")


def _set_out(*kinds: str) -> tuple[Article, Lines]:
    """Paragraphs of six lines (p), pictures of nine (f), headings (h), in this order."""
    blocks = {"p": made.paragraph(90, 1), "f": PICTURE, "h": Heading(1, made.inlines("题"))}
    lines = {"p": Block(6), "f": Block(9, 1, whole=True), "h": Block(1, whole=True, holds=True)}
    article = Article(("题",), (Part((), (), tuple(blocks[kind] for kind in kinds)),))
    return article, Lines(0, tuple(lines[kind] for kind in kinds), 0)


def test_a_picture_that_leaves_a_hole_comes_later() -> None:
    article, lines = _set_out(*"pfpppp")
    # twelve lines: six of text, and the picture of nine would leave six empty
    assert order_of(article, [lines], Columns(1, (12,))) == ((0, 2, 1, 3, 4, 5),)


def test_one_that_fits_stays() -> None:
    article, lines = _set_out(*"pfpppp")
    assert order_of(article, [lines], Columns(1, (40,))) == ()


def test_no_picture_passes_a_heading() -> None:
    article, lines = _set_out(*"pfhpppp")
    assert order_of(article, [lines], Columns(1, (12,))) == ()


def test_a_quote_that_is_left_out_is_told() -> None:
    said = made.paragraph(20, 3)
    quote = PullQuote(said.inlines[0].text)  # type: ignore[union-attr]
    part = Part((Speaker("周砚"),), ("给老桥做一次体检",), (said,), quote)
    whole = made.made(made.publication(Article(("一条河",), (part,))))
    assert [found.kind.code for found in whole.pages.findings] == ["pull-quote-left-out"]
