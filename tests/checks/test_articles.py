"""Checks of publications."""

from __future__ import annotations

import pytest

from publisher import checks
from publisher.document.model import (
    Article,
    Figure,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Part,
    Speaker,
    Text,
)
from publisher.findings import Place
from tests.epub.made_up import one_part, paragraph, publication

HERE = Place("articles/1.txt", 9)


def found(*articles: Article) -> list[tuple[str, Place | None]]:
    return [(finding.code, finding.place) for finding in checks.run(publication(*articles))]


def test_a_picture_without_a_description():
    assert found(one_part(Figure("a.png", place=HERE))) == [("alt-missing", HERE)]


def test_a_caption_alone_needs_no_description():
    assert found(one_part(Figure("", caption=(Text("图注"),), place=HERE))) == []


def test_an_article_without_a_headline():
    article = Article((), (Part((), (), (paragraph("文。"),)),), place=HERE)
    assert found(article) == [("headline-missing", HERE)]


def test_an_article_without_text():
    assert found(Article(("题",), ())) == [("article-empty", Place("articles/1.txt"))]


def test_a_speaker_with_two_parts():
    first = Part((Speaker("甲"),), (), (paragraph("一。"),))
    second = Part((Speaker("甲"),), (), (paragraph("二。"),), place=HERE)
    assert found(Article(("题",), (first, second))) == [("speaker-twice", HERE)]


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ((Paragraph((NoteReference("1"),), HERE),), "note-missing"),
        ((Note("1", (paragraph("注"),), HERE),), "note-unused"),
        (
            (
                Paragraph((NoteReference("1"),)),
                Note("1", (paragraph("注"),)),
                Note("1", (paragraph("另一注"),), HERE),
            ),
            "note-twice",
        ),
    ],
)
def test_notes_and_their_marks(blocks, code):
    assert found(one_part(*blocks)) == [(code, HERE)]


@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("javascript:alert(1)", True),
        ("file:///etc/passwd", True),
        (r"\\host\share", True),
        ("//host/share", True),
        ("https://example.org/", False),
        ("mailto:a@example.org", False),
        ("#below", False),  # a place in the text it came from: nothing that could harm
    ],
)
def test_a_link_that_leads_to_a_program_or_a_file_is_told(address, is_told):
    block = Paragraph((Link(address, (Text("字"),)),), HERE)
    assert found(one_part(block)) == [("link-refused", HERE)] * is_told
