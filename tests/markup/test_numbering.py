"""Numbers before headings: by level, none left out, and never part of the text."""

from __future__ import annotations

import pytest

from publisher.document.model import Article, Entry, Heading, Part, Print, Publication, Text
from publisher.markup.filters import han
from publisher.markup.numbering import section_numbers


def _publication(*articles: Article) -> Publication:
    entries = tuple(Entry(article, "a.md") for article in articles)
    return Publication("刊", entries, "urn:x", Print(None, 0, ""), "report")


def _article(*levels: int, headline: str = "") -> Article:
    blocks = tuple(Heading(level, (Text("题"),)) for level in levels)
    return Article(("题",), (Part((), (headline,) if headline else (), blocks),))


def _numbers(publication: Publication, number: int = 1) -> list[str]:
    return list(section_numbers(publication, number).values())


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ((1, 2, 2, 1, 2), ["1", "1.1", "1.2", "2", "2.1"]),
        ((2, 3, 1), ["1", "1.1", "2"]),
        ((1, 3, 2, 2), ["1", "1.1", "1.2", "1.3"]),
        ((1, 2, 3, 4, 1), ["1", "1.1", "1.1.1", "2"]),
        ((), []),
    ],
)
def test_headings_of_a_single_article(levels: tuple[int, ...], wanted: list[str]) -> None:
    assert _numbers(_publication(_article(*levels))) == wanted


def test_among_several_articles_each_is_a_chapter() -> None:
    given = _publication(_article(1), _article(1, 2, 1))
    assert _numbers(given, 2) == ["2", "2.1", "2.1.1", "2.2"]


def test_headings_stand_below_the_headline_of_their_part() -> None:
    numbers = section_numbers(_publication(_article(1, 2, headline="节")), 1)
    assert numbers == {"a1-p1": "1", "a1-b1": "1.1", "a1-b2": "1.1.1"}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        *((1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百")),
        *((101, "一百〇一"), (110, "一百一十"), (215, "二百一十五"), (1000, "1000"), (0, "0")),
    ],
)
def test_chapters_are_counted_in_han_figures(number: int, written: str) -> None:
    assert han(number) == written
