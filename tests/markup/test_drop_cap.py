"""A drop cap stands before its paragraph, and no character is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from benchmarks.meter import chars
from publisher.checks import pdf_text
from publisher.checks.body import bare
from publisher.markup.articles import text_of
from publisher.markup.filters import drop_cap
from tests.pages import made

LONG = "河边的人" * 40


def test_the_first_character_is_set_apart() -> None:
    block = Markup('<p id="a1-b1">{}</p>').format(LONG)
    assert drop_cap(block) == (
        f'<div class="drop-cap">河</div><p id="a1-b1" data-before="1">{LONG[1:]}</p>'
    )


@pytest.mark.parametrize("text", ["“河边的人”" + LONG, "AI " + LONG, "<b>河边</b>" + LONG, "短"])
def test_what_is_not_a_han_character_is_not(text: str) -> None:
    block = Markup('<p id="a1-b1">{}</p>').format(Markup(text))  # noqa: S704  # of the test
    assert drop_cap(block) == block


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_pages_with_a_drop_cap_are_whole(columns: int) -> None:
    article = made.feature(2, 6)
    publication = made.publication(article, columns=columns)
    publication = replace(publication, tokens=(*publication.tokens, ("drop_cap", True)))
    done = made.made(publication)
    (laid,) = [each for each in done.laid if any(box.id == "a1-b1" for box in each.pages[0].boxes)]
    drawn = pdf_text.body(laid.pdf()).characters
    assert bare(text_of(article.parts[0].blocks[0])) in drawn
    sizes = {round(row.size) for page in chars(laid.pdf()) for row in page}
    assert 24 in sizes  # 2.7 em of 9 pt
