"""Every character that a publication will print, with the first place where it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from publisher.document.model import Inlines, Paragraph, Publication, Ruby, Text
from publisher.document.records import field_names
from publisher.findings import Place


def every(publication: Publication) -> tuple[str, ...]:
    """Each character once, in reading order."""
    return tuple(dict.fromkeys("".join(text for text, _place in texts(publication))))


def first_places(publication: Publication) -> dict[str, Place]:
    """Character -> the place of the first block that holds it, in reading order."""
    places: dict[str, Place] = {}
    for text, place in texts(publication):
        if new := set(text).difference(places):
            places.update((each, place) for each in dict.fromkeys(text) if each in new)
    return places


def texts(publication: Publication) -> Iterator[tuple[str, Place]]:
    """Every string that a publication will print, with the place of the block that holds it."""
    for entry in publication.entries:
        yield from strings(entry.article, Place(entry.file))
        yield entry.department or "", Place(entry.file)
    for text, _ in strings(dataclasses.replace(publication, entries=()), Place("")):
        yield text, Place("publication.yaml")


def strings(value: object, place: Place) -> list[tuple[str, Place]]:
    """Every string below a value of the model, with the nearest place above it."""
    found: list[tuple[str, Place]] = []
    _gather(value, place, found)
    return found


def _gather(value: object, place: Place, found: list[tuple[str, Place]]) -> None:
    # a list that is handed down: generators within generators take three times as long
    if isinstance(value, str):
        found.append((value, place))
    elif type(value) is Paragraph:  # nearly all there is, and so without detours
        _gather_running(value.inlines, value.place if value.place.file else place, found)
    elif isinstance(value, (Text, Ruby)):
        found.append((value.text, place))
        if isinstance(value, Ruby):
            found.append((value.reading, place))
    elif isinstance(value, tuple):
        # a place is one too, and nothing of it is printed
        if not isinstance(value, Place):
            for item in value:
                _gather(item, place, found)
    elif names := field_names(type(value)):
        own = getattr(value, "place", place)
        for name in names:
            _gather(getattr(value, name), own if own.file else place, found)


def _gather_running(inlines: Inlines, place: Place, found: list[tuple[str, Place]]) -> None:
    for inline in inlines:
        if type(inline) is Text:
            found.append((inline.text, place))
        else:
            _gather(inline, place, found)
