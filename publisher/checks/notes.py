"""Foot-notes: every mark has its note, every note its mark."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from publisher.checks.registry import check
from publisher.document.model import Article, Note, NoteReference, Publication
from publisher.findings import Finding, Place, Severity
from publisher.messages import _


@check(
    "note-missing",
    Severity.ERROR,
    _("there is no note “{label}” for the mark here"),
    _("add a line “[^{label}]: …”, or delete the mark"),
    why=_("A mark that leads nowhere sends the reader searching."),
)
def note_missing(publication: Publication) -> Iterator[Finding]:
    """Every mark of a note has a note in its article."""
    for entry in publication.entries:
        notes = {note.label for note in _notes(entry.article)}
        for label, place in _marks(entry.article, Place(entry.file)):
            if label not in notes:
                yield note_missing.at(place, label=label)


@check(
    "note-unused",
    Severity.WARNING,
    _("no mark in the text leads to the note “{label}”"),
    _("put “[^{label}]” where the note belongs, or delete it"),
    why=_("A note without a mark is printed, but nobody knows what it is about."),
)
def note_unused(publication: Publication) -> Iterator[Finding]:
    """Every note is asked for."""
    for entry in publication.entries:
        marks = {label for label, _place in _marks(entry.article, Place(entry.file))}
        for note in _notes(entry.article):
            if note.label not in marks:
                yield note_unused.at(note.place, label=note.label)


@check(
    "note-twice",
    Severity.ERROR,
    _("the note “{label}” stands in this article twice"),
    _("give one of the two another label, also at its mark"),
    why=_("A mark can lead to one note only."),
)
def note_twice(publication: Publication) -> Iterator[Finding]:
    """Labels are unique in an article."""
    for entry in publication.entries:
        seen: set[str] = set()
        for note in _notes(entry.article):
            if note.label in seen:
                yield note_twice.at(note.place, label=note.label)
            seen.add(note.label)


def _notes(article: Article) -> Iterator[Note]:
    blocks = article.blocks()
    yield from (block for block in blocks if isinstance(block, Note) and block.label)


def _marks(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Every mark below a value of the model, with the nearest place above it."""
    if isinstance(value, NoteReference):
        yield value.label, place
    elif isinstance(value, tuple) and not isinstance(value, Place):
        for item in value:
            yield from _marks(item, place)
    elif dataclasses.is_dataclass(value):
        own = getattr(value, "place", place)
        for field in dataclasses.fields(value):
            yield from _marks(getattr(value, field.name), own if own.file else place)
