"""An e-book's bytes -> a book with the files of its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple

from publisher.catalogue import book as books
from publisher.catalogue import cleaning, documents, naming
from publisher.catalogue import covers as drawing
from publisher.catalogue.archive import Archive
from publisher.catalogue.book import EPUB, JPEG, PDF, Book, File, Picture
from publisher.catalogue.covers import Draw, Drawn
from publisher.catalogue.findings import BOOK_NUMBER, BOOK_TITLE
from publisher.catalogue.listings import EARLIEST
from publisher.catalogue.package import Described, described
from publisher.document import identifiers
from publisher.document.findings import CHECK_DIGIT
from publisher.findings import Finding, Place

LARGEST = 256 << 20  # bytes of an e-book


class Accepted(NamedTuple):
    """A book, the files of its folder by name, and what there is to say. `shown` is its source."""

    book: Book
    files: tuple[tuple[str, bytes], ...]
    findings: tuple[Finding, ...]
    shown: str


def accept(
    epub: bytes,
    shown: str,
    draw: Draw,
    pdf: tuple[str, bytes] | None = None,
    names: Mapping[str, str] = MappingProxyType({}),
) -> Accepted:
    """Read an e-book, and a PDF (name, bytes) beside it. Raises Unusable.

    `draw` draws covers; `names` are the folders of books on the shelf by their identifiers.
    """
    archive = Archive(epub, shown)
    told = described(archive, shown)
    known, found = _completed(told, shown)
    picture = archive.read(told.cover, drawing.LARGEST) if told.cover else None
    pictures = drawing.covers(known, picture, draw, shown)
    own = names.get(known.identifier)
    name = own or naming.slug(_readable(known), known.identifier)
    downloads = [(f"{name}.epub", EPUB, epub)]
    refusal = None
    if pdf is not None:
        refusal = documents.refused(pdf[1], pdf[0], shown)
        downloads += [] if refusal else [(f"{name}.pdf", PDF, pdf[1])]
    files = {file: data for file, _type, data in downloads}
    files |= {"cover.jpg": pictures.cover.data, "thumbnail.jpg": pictures.thumbnail.data}
    book = Book(
        name=name,
        identifier=known.identifier,
        title=known.title,
        language=known.language,
        updated=known.updated,
        cover=_picture("cover.jpg", pictures.cover),
        thumbnail=_picture("thumbnail.jpg", pictures.thumbnail),
        files=tuple(_file(file, kind, data) for file, kind, data in downloads),
        subtitle=known.subtitle,
        people=known.people,
        publisher=known.publisher,
        published=known.published,
        rights=known.rights,
        description=known.description,
        subjects=known.subjects,
        series=known.series,
        direction=known.direction,
    )
    files[books.FILE] = books.written(book)
    refusals = (refusal,) if refusal else ()
    told_of = (*known.findings, *found, *pictures.findings, *refusals)
    return Accepted(book, tuple(files.items()), told_of, shown)


def _completed(told: Described, shown: str) -> tuple[Described, tuple[Finding, ...]]:
    """With a title, an identifier and a date, which a shelf cannot do without."""

    def missing() -> Iterator[Finding]:
        if not told.title:
            yield BOOK_TITLE.at(Place(shown))
        if not told.identifier:
            yield BOOK_NUMBER.at(Place(shown))
        right = identifiers.wrong_check_digit(told.identifier)
        if right is not None:
            yield CHECK_DIGIT.at(Place(shown), value=told.identifier, right=right)

    title = told.title or cleaning.line(PurePath(shown).stem) or "?"
    identifier = told.identifier or identifiers.made_up("shelf", title, told.published)
    day = told.published if len(told.published) == len("2026-11-07") else ""
    updated = told.updated or (f"{day}T00:00:00Z" if day else EARLIEST)
    known = told._replace(title=title, identifier=identifier, updated=updated)
    return known, tuple(missing())


def _readable(known: Described) -> str:
    """What a folder is named after: the title, and the number in its series."""
    position = known.series.position if known.series else None
    return known.title if position is None else f"{known.title} {position:g}"


def _file(name: str, media_type: str, data: bytes) -> File:
    return File(name, media_type, len(data), hashlib.sha256(data).hexdigest())


def _picture(name: str, drawn: Drawn) -> Picture:
    return Picture(_file(name, JPEG, drawn.data), drawn.width, drawn.height)
