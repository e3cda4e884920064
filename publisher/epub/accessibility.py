"""What the book can say about its own accessibility, computed from what is in it.

schema.org terms as EPUB Accessibility 1.1 (2) asks for them; nothing is claimed that was not seen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.document.model import Figure, Note, Publication, Ruby
from publisher.markup.book_words import words


@dataclass(frozen=True, slots=True)
class Contents:
    """What a reader with another sense than sight must know of."""

    pictures: bool
    pictures_told: bool
    notes: bool
    ruby: bool
    pages: bool


def seen(publication: Publication, *, pages: bool) -> Contents:
    """Look through the publication; `pages` says whether print's pages are marked."""
    values = [value for entry in publication.entries for value in _values(entry.article)]
    figures = [value for value in values if isinstance(value, Figure) and value.source]
    return Contents(
        pictures=bool(figures),
        pictures_told=all(figure.alt for figure in figures),
        notes=any(isinstance(value, Note) and value.label for value in values),
        ruby=any(isinstance(value, Ruby) for value in values),
        pages=pages,
    )


def terms(contents: Contents, language: str) -> Iterator[tuple[str, str, str | None]]:
    """(property, value, language of the value) for the package's metadata."""
    yield "schema:accessMode", "textual", None
    if contents.pictures:
        yield "schema:accessMode", "visual", None
        yield "schema:accessModeSufficient", "textual,visual", None
    if contents.pictures_told:
        yield "schema:accessModeSufficient", "textual", None
    for feature in _features(contents):
        yield "schema:accessibilityFeature", feature, None
    # still pictures neither flash nor move nor sound; nothing else is ever put into a book
    yield "schema:accessibilityHazard", "none", None
    yield "schema:accessibilitySummary", summary(contents, language), language
    yield "schema:accessibilitySummary", english_summary(contents), "en"


def _features(contents: Contents) -> Iterator[str]:
    yield from ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation")
    yield "tableOfContents"
    if contents.pictures_told:
        yield "alternativeText"  # the cover has one in any case
    if contents.pages:
        yield from ("pageBreakMarkers", "pageNavigation")
    if contents.ruby:
        yield "rubyAnnotations"


def summary(contents: Contents, language: str) -> str:
    """The sentence for people, in the publication's language."""
    own = words(language)
    return "".join(own[name] for name in _told(contents))


def english_summary(contents: Contents) -> str:
    """The same in English."""
    return " ".join(_ENGLISH[name] for name in _told(contents))


_ENGLISH = {
    "accessible": "All text can be read aloud, enlarged and recoloured.",
    "accessible_notes": "Notes lead there and back.",
    "accessible_pages": "Page numbers are those of the print edition.",
    "accessible_pictures": "All pictures are described.",
    "accessible_silent": "Some pictures are not described.",
}


def _told(contents: Contents) -> Iterator[str]:
    yield "accessible"
    if contents.pictures:
        yield "accessible_pictures" if contents.pictures_told else "accessible_silent"
    if contents.notes:
        yield "accessible_notes"
    if contents.pages:
        yield "accessible_pages"


def _values(value: object) -> Iterator[object]:
    """Every record inside a record of the model."""
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif dataclasses.is_dataclass(value):
        yield value
        for field in dataclasses.fields(value):
            yield from _values(getattr(value, field.name))
