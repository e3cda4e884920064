"""What the book can say about its own accessibility, computed from what is in it.

schema.org terms as EPUB Accessibility 1.1 (2) asks for them; nothing is claimed that was not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.document.model import Figure, Note, Publication
from publisher.markup.book_words import words


@dataclass(frozen=True, slots=True)
class Contents:
    """What a reader with another sense than sight must know of."""

    pictures: bool
    pictures_told: bool
    notes: bool
    ruby: bool
    pages: bool


def seen(publication: Publication, chapters: Iterable[bytes], *, pages: bool) -> Contents:
    """Look through the publication and its chapters; `pages` says whether print's are marked."""
    articles = [entry.article for entry in publication.entries]
    blocks = [block for article in articles for block in article.blocks()]
    figures = [block for block in blocks if isinstance(block, Figure) and block.source]
    portraits = any(speaker.portrait for article in articles for speaker in article.speakers)
    return Contents(
        pictures=bool(figures) or portraits,
        pictures_told=all(figure.is_told for figure in figures),
        notes=any(isinstance(block, Note) and block.label for block in blocks),
        ruby=any(b"<ruby" in chapter for chapter in chapters),
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
