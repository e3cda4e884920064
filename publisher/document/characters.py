"""Every character that a publication will print, with the first place where it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from publisher.document.model import Publication, Ruby, Text
from publisher.document.records import field_names
from publisher.findings import Place


def first_places(publication: Publication) -> dict[str, Place]:
    """Character -> the place of the first block that holds it, in reading order."""
    places: dict[str, Place] = {}
    for text, place in texts(publication):
        for character in dict.fromkeys(text):
            places.setdefault(character, place)
    return places


def texts(publication: Publication) -> Iterator[tuple[str, Place]]:
    """Every string that a publication will print, with the place of the block that holds it."""
    for entry in publication.entries:
        yield from _texts(entry.article, Place(entry.file))
        yield entry.department or "", Place(entry.file)
    for text, _ in _texts(dataclasses.replace(publication, entries=()), Place("")):
        yield text, Place("publication.yaml")


def _texts(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Every string below a value of the model, with the nearest place above it."""
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, Place):
        return
    elif isinstance(value, (Text, Ruby)):
        yield value.text, place
        yield getattr(value, "reading", ""), place
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, place)
    elif names := field_names(type(value)):
        own = getattr(value, "place", place)
        for name in names:
            yield from _texts(getattr(value, name), own if own.file else place)
