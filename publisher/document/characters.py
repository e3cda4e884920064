"""Every character that a publication will print, with the first place where it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from publisher.document.model import Publication, Ruby, Text
from publisher.findings import Place


def first_places(publication: Publication) -> dict[str, Place]:
    """Character -> the place of the first block that holds it, in reading order."""
    places: dict[str, Place] = {}
    for entry in publication.entries:
        for text, place in _texts(entry.article, Place(entry.file)):
            for character in text:
                places.setdefault(character, place)
        for character in entry.department or "":
            places.setdefault(character, Place(entry.file))
    for text, _ in _texts(dataclasses.replace(publication, entries=()), Place("")):
        for character in text:
            places.setdefault(character, Place("publication.yaml"))
    return places


def _texts(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Every string below a value of the model, with the nearest place above it."""
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, Place):
        return
    elif isinstance(value, (Text, Ruby)):
        yield value.text, place
        yield getattr(value, "reading", ""), place
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = getattr(value, "place", place)
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name), own if own.file else place)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, place)
