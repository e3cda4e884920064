"""The ways into the book: contents down to the speakers, landmarks, pages of print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.document.model import Publication
from publisher.document.pages import PageStart
from publisher.markup.chapters import chapter_title, part_title
from publisher.markup.xhtml import identifier

COVER, FRONT, CONTENTS, COLOPHON = "cover.xhtml", "front.xhtml", "nav.xhtml", "colophon.xhtml"


class Goal(NamedTuple):
    """A line of the contents, and the lines below it."""

    title: str
    href: str
    children: tuple[Goal, ...] = ()


class Landmark(NamedTuple):
    """A place that reading systems offer by themselves (EPUB 3.3, 7.4.2.3)."""

    type: str
    title: str
    href: str


class PageMark(NamedTuple):
    """A page of print: its folio and where it begins in the book."""

    folio: str
    href: str


def chapter_file(number: int) -> str:
    """The file of an article; `number` counts from 1."""
    return f"article-{number:03}.xhtml"


def contents(publication: Publication, colophon: str) -> tuple[Goal, ...]:
    """Articles, and below them the parts that have a speaker or a headline."""
    articles = (_article(publication, n) for n in range(1, len(publication.entries) + 1))
    return (*articles, Goal(colophon, COLOPHON))


def landmarks(words: dict[str, str]) -> tuple[Landmark, ...]:
    """Cover, front page, contents, where the text begins, imprint."""
    return (
        Landmark("cover", words["cover"], COVER),
        Landmark("titlepage", words["front"], FRONT),
        Landmark("toc", words["contents"], CONTENTS),
        Landmark("bodymatter", words["start"], chapter_file(1)),
        Landmark("colophon", words["colophon"], COLOPHON),
    )


def page_marks(chapters: Sequence[bytes], starts: Iterable[PageStart]) -> Iterator[PageMark]:
    """The pages whose beginning really stands in the chapters, in the order of print."""
    for start in starts:
        name = f"page-{identifier(start.folio)}"
        if f'id="{name}"'.encode() in chapters[start.article]:
            yield PageMark(start.folio, f"{chapter_file(start.article + 1)}#{name}")


def _article(publication: Publication, number: int) -> Goal:
    file = chapter_file(number)
    parts = publication.entries[number - 1].article.parts
    children = (
        Goal(part_title(part), f"{file}#a{number}-p{count}")
        for count, part in enumerate(parts, 1)
        if part_title(part)
    )
    return Goal(chapter_title(publication, number), file, tuple(children))
