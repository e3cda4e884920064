"""EPUBCheck, the specification's own checker, on books of ours: no errors, no warnings."""

from __future__ import annotations

import dataclasses

import pytest

from publisher.checks import EpubFile
from publisher.checks.epubcheck import available, epubcheck
from publisher.document.model import Article, Crop, Figure, Focus, Part, Publication, Speaker
from tests.epub.made_up import ARTICLE, PAGES, book, build, one_part, paragraph, publication

pytestmark = pytest.mark.skipif(not available(), reason="EPUBCheck or Java is not installed")


CUT = Figure("pictures/a.png", "图", width="bleed", crop=Crop(1, 1), focus=Focus(0.2, 0.8))
BESIDE = dataclasses.replace(CUT, width="", pair=True)
PICTURES = Article(
    ("题",), (Part((Speaker("甲", (), "pictures/a.png"),), ("小题",), (CUT, BESIDE, BESIDE)),)
)


def complaints(data: bytes) -> list[object]:
    return list(epubcheck(EpubFile(data, "book.epub")))


def test_a_book_of_everything_is_valid():
    assert complaints(book()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "of",
    [
        pytest.param(publication(one_part(paragraph("文。"))), id="one article"),
        pytest.param(publication(Article((), ())), id="nothing"),
        pytest.param(dataclasses.replace(publication(), language="zh-Hant"), id="zh-Hant"),
        pytest.param(dataclasses.replace(publication(), title="&<" * 250), id="long title"),
        pytest.param(publication(one_part(Figure("图 片.png", "x"))), id="odd names"),
        pytest.param(publication(*[ARTICLE] * 30), id="30 articles"),
        pytest.param(publication(PICTURES), id="pairs, cuts, portraits"),
        pytest.param(
            Publication(
                "题",
                publication().entries,
                "urn:uuid:" + PAGES.source[9:],
                publication().print,
                "feature",
            ),
            id="little metadata",
        ),
    ],
)
def test_books_of_all_kinds_are_valid(of):
    pages = None if of.identifier == PAGES.source else PAGES
    if len(of.entries) < 2:
        pages = None
    assert complaints(build(of, pages).data) == []
