"""The pictures of a publication: all there, all readable, and how large they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from publisher.document import pictures
from publisher.document.assets import PictureFolder
from publisher.document.model import Publication
from publisher.errors import PublisherError, Unusable
from publisher.findings import Finding, Place


class Seen(NamedTuple):
    """Sources -> width and height in pixels, upright; and the hashes of the files."""

    sizes: dict[str, tuple[int, int]]
    hashes: dict[str, str]


def seen(publication: Publication, folder: PictureFolder) -> Seen:
    """All pictures, each read once. Raises Unusable with every broken one."""
    found = Seen({}, {})
    troubles: list[Finding] = []
    for source, place in _pictures(publication):
        try:
            if source in found.sizes:
                continue
            data = folder.read(source, place)
            found.sizes[source] = pictures.size(data, source, place)
            found.hashes[source] = sha256(data).hexdigest()
        except PublisherError as error:
            troubles += error.findings
    if troubles:
        raise Unusable(*troubles)
    return found


def digest(publication: Publication, folder: PictureFolder) -> str:
    """The hash of all pictures that an e-book shows. Raises Unusable for one that is not there."""
    own = publication.ebook
    named = [(own.cover, own.place)] if own.cover else []
    named += _pictures(publication)
    done = sha256()
    for source, place in dict(named).items():
        done.update(sha256(folder.read(source, place)).digest())
    return done.hexdigest()


def placed(findings: Iterable[Finding], publication: Publication) -> Iterator[Finding]:
    """What was found about a picture while it was drawn, where the manuscript asks for it."""
    places = dict(reversed(list(_pictures(publication))))
    for found in findings:
        source = dict(found.values).get("source")
        if found.place is None and isinstance(source, str) and source in places:
            yield replace(found, place=places[source])
        else:
            yield found


@contextmanager
def told_where(publication: Publication) -> Iterator[None]:
    """Inside it, a picture that cannot be drawn is told where the manuscript asks for it."""
    try:
        yield
    except Unusable as error:
        raise Unusable(*placed(error.findings, publication)) from None


def _pictures(publication: Publication) -> Iterator[tuple[str, Place]]:
    if publication.cover and publication.cover.picture:
        yield publication.cover.picture, publication.cover.place
    for entry in publication.entries:
        for asked in entry.article.pictures():
            yield asked.source, asked.place
