"""Publication -> EPUB 3.3."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from publisher.beside import helped
from publisher.document.assets import Assets
from publisher.document.characters import texts
from publisher.document.findings import ALT_MISSING, ARTICLE_EMPTY
from publisher.document.model import Article, Block, Figure, Publication
from publisher.document.pages import PageStart, Pagination
from publisher.epub import accessibility, archive, metadata, navigation, pages
from publisher.epub.cover_apart import cover_of
from publisher.epub.faces import WEIGHT, face_items, face_style
from publisher.epub.findings import CHARACTER_FORBIDDEN, COVER_DRAWN, PAGE_START_LOST
from publisher.epub.package import XHTML, Item, Package, written
from publisher.errors import Unusable
from publisher.findings import Finding
from publisher.markup.book_words import words
from publisher.markup.chapter_blocks import Picture
from publisher.markup.chapters import Chapter, compose_chapter
from publisher.markup.layout import Layout
from publisher.markup.xhtml import FORBIDDEN
from publisher.typefaces import Face, Library

if TYPE_CHECKING:
    from publisher.epub.pictures import Prepared

STYLE = "reflow.css"
COVER_PICTURE = "pictures/cover.jpg"


Judge = Callable[[Mapping[str, bytes]], Sequence[Finding]]


class Built(NamedTuple):
    """The e-book and what there is to say about it."""

    data: bytes
    findings: tuple[Finding, ...]


def build(
    publication: Publication,
    layout: Layout,
    assets: Assets,
    library: Library,
    modified: datetime.datetime,
    pagination: Pagination | None = None,
    judge: Judge | None = None,
) -> Built:
    """The e-book of a publication; the same values give the same bytes.

    `modified` is the time that stands in it. Without a pagination it has no page list. That it is
    accessible is claimed only where a judge finds nothing in its documents, and the publisher, who
    certifies it, is named. Raises
    Unusable for pictures that are not there or cannot be shown, and for templates that fail.
    """
    given = _given_cover(publication, assets)
    bare, voices = replace(publication, entries=()), metadata.voices(publication)
    drawing = helped(partial(cover_of, bare, voices, library, given.finished, given.picture))
    # a thread begins after a process does
    with drawing as drawn, archive.Packer() as packer:
        starts = _starts(pagination)
        pictures = _pictures(publication, assets)
        chapters = [
            packer.add(
                compose_chapter(_chapter(publication, number, starts, pictures, layout), layout)
            )
            for number in range(1, len(publication.entries) + 1)
        ]
        marks = tuple(navigation.page_marks(chapters, starts))
        items = _items(publication, layout, chapters, marks)
        items += (Item(_file(n, p), p.data, p.media_type) for n, p in _numbered(pictures))
        items += _styles(publication, layout, library, items)
        against = (*_findings(publication), *given.findings)
        judges = judge is not None and bool(publication.publisher) and not against
        if judge and judges:
            against = tuple(judge({i.file: i.data for i in items if i.media_type == XHTML}))
        cover = Item(COVER_PICTURE, drawn(), "image/jpeg", ("cover-image",))
        claim = metadata.conformance(publication.publisher) if judges and not against else ()
        direction = "rtl" if layout.vertical else "ltr"
        package = _package(publication, [cover, *items], pagination if marks else None, direction)
        package = package._replace(statements=(*package.statements, *claim))
        data = archive.rewritten(written(package, modified), modified, packer)
    return Built(data, (*against, *_lost(starts, marks)))


def _items(
    publication: Publication,
    layout: Layout,
    chapters: Sequence[bytes],
    marks: tuple[navigation.PageMark, ...],
) -> list[Item]:
    """The documents in reading order."""
    documents = (
        (navigation.COVER, pages.cover(publication, layout, COVER_PICTURE)),
        (navigation.FRONT, pages.front(publication, layout)),
        (navigation.CONTENTS, pages.contents(publication, layout, marks)),
        *((navigation.chapter_file(number), each) for number, each in enumerate(chapters, 1)),
        (navigation.COLOPHON, pages.colophon(publication, layout)),
    )
    return [Item(file, data, in_spine=True) for file, data in documents]


def _styles(
    publication: Publication, layout: Layout, library: Library, items: Sequence[Item]
) -> Iterator[Item]:
    """The style sheet, and the face that the book is to bring along."""
    style, carried = layout.reflow, _face(publication, layout, library)
    if carried:
        style += face_style(carried)
    yield Item(STYLE, style.encode(), "text/css")
    if carried:
        yield from face_items(carried, [item.data for item in items if item.media_type == XHTML])


def _face(publication: Publication, layout: Layout, library: Library) -> Face | None:
    """The face that the layout sets headlines in, where the book is to bring it along."""
    if not publication.ebook.carries_faces:
        return None
    role = str(layout.tokens(publication).get("headline_face", "song"))
    return library.face(role, WEIGHT)


def _package(
    publication: Publication, items: list[Item], pagination: Pagination | None, direction: str
) -> Package:
    chapters = (item.data for item in items if item.media_type == XHTML)
    seen = accessibility.seen(publication, chapters, pages=pagination is not None)
    source = metadata.print_edition(pagination.source) if pagination else ()
    colophon = words(publication.language)["colophon"]
    return Package(
        identifier=metadata.unique(publication),
        title=publication.title,
        language=publication.language,
        direction=direction,
        items=items,
        statements=(*metadata.statements(publication), *source),
        terms=tuple(accessibility.terms(seen, publication.language)),
        contents=navigation.contents(publication, colophon),
    )


def _chapter(
    publication: Publication,
    number: int,
    starts: tuple[PageStart, ...],
    pictures: dict[str, Prepared],
    layout: Layout,
) -> Chapter:
    shown = {
        key: Picture(_file(n, picture), picture.width, picture.height)
        for (n, picture), key in zip(_numbered(pictures), pictures, strict=True)
    }
    own = tuple(start for start in starts if start.article == number - 1)
    tokens = layout.tokens(publication, publication.entries[number - 1])
    return Chapter(publication, number, own, shown, bool(tokens.get("pull_quotes", True)))


def _starts(pagination: Pagination | None) -> tuple[PageStart, ...]:
    """The pages of print, each folio once: an id may not stand twice."""
    once: dict[str, PageStart] = {}
    for start in pagination.starts if pagination else ():
        once.setdefault(start.folio, start)
    return tuple(once.values())


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────


def figures(article: Article) -> Iterator[Figure]:
    """The figures of an article that have a picture, in order."""
    blocks: Iterator[Block] = article.blocks()
    yield from (block for block in blocks if isinstance(block, Figure) and block.source)


def _pictures(publication: Publication, assets: Assets) -> dict[str, Prepared]:
    """Every picture once in each of its cuts. Raises Unusable, with all that are wrong."""
    wanted = [each for entry in publication.entries for each in entry.article.pictures()]
    if not wanted:
        return {}
    from publisher.epub.pictures import prepared  # with Pillow, which a book of text does without

    found: dict[str, Prepared] = {}
    wrong: list[Finding] = []
    for asked in wanted:
        if asked.key in found:
            continue
        try:
            data = assets.read(asked.source, asked.place)
            found[asked.key] = prepared(data, asked.source, asked.place, asked.crop, asked.focus)
        except Unusable as trouble:
            wrong.extend(trouble.findings)
    if wrong:
        raise Unusable(*wrong)
    return found


class _Given(NamedTuple):
    """What the editor gives for the cover: a finished one, else a picture to draw it with."""

    finished: bytes | None = None
    picture: bytes | None = None
    findings: tuple[Finding, ...] = ()


def _given_cover(publication: Publication, assets: Assets) -> _Given:
    """Raises Unusable where it cannot be a cover."""
    own, pictured = publication.ebook, publication.cover
    if not own.cover and (pictured is None or not pictured.picture):
        return _Given()
    from publisher.epub.cover_given import cut_by, finished
    from publisher.epub.pictures import prepared

    if own.cover or pictured is None:
        return _Given(finished(assets.read(own.cover, own.place), own.cover, own.place))
    source, place = pictured.picture, pictured.place
    made = prepared(assets.read(source, place), source, place)
    if made.suffix == ".svg":
        # Pillow draws no SVG; such a cover keeps the picture that is drawn from the title
        return _Given(findings=(COVER_DRAWN.at(place, source=source),))
    return _Given(picture=made.data, findings=tuple(cut_by(made, source, place)))


def _numbered(pictures: Mapping[str, Prepared]) -> Iterator[tuple[int, Prepared]]:
    yield from enumerate(pictures.values(), 1)


def _file(number: int, picture: Prepared) -> str:
    return f"pictures/{number:03}{picture.suffix}"


# ── findings ─────────────────────────────────────────────────────────────────────────────────────


def _findings(publication: Publication) -> Iterator[Finding]:
    for entry in publication.entries:
        if next(entry.article.blocks(), None) is None:
            yield ARTICLE_EMPTY.at(entry.place)
        for figure in figures(entry.article):
            if not figure.is_told:
                yield ALT_MISSING.at(figure.place, source=figure.source)
    told: set[str] = set()
    for text, place in texts(publication):
        for character in FORBIDDEN.findall(text) if not text.isprintable() else ():
            if character not in told:
                told.add(character)
                yield CHARACTER_FORBIDDEN.at(place, code_point=f"U+{ord(character):04X}")


def _lost(
    starts: tuple[PageStart, ...], marks: tuple[navigation.PageMark, ...]
) -> Iterator[Finding]:
    standing = {mark.folio for mark in marks}
    for start in starts:
        if start.folio not in standing:
            yield PAGE_START_LOST.at(None, folio=start.folio)
