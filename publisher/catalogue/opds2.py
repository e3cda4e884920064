"""Feeds of OPDS 2.0 (JSON; publications as in the Readium Web Publication Manifest)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from publisher.catalogue import places, wording
from publisher.catalogue.book import JPEG, Book, Picture
from publisher.catalogue.listings import ALL, Listing, Listings, Page, newest
from publisher.catalogue.naming import relative
from publisher.catalogue.words import both

TYPE = "application/opds+json"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
MOST_FACETS = 30  # of one kind on one feed; the feed of the kind has them all
# MARC relators that the manifest has a name for; all others are contributors with their role
_ROLES = {
    "aut": "author",
    "trl": "translator",
    "edt": "editor",
    "art": "artist",
    "ill": "illustrator",
    "nrt": "narrator",
}

Json = dict[str, Any]


def feeds(title: str, listings: Listings) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every feed: the shelf, its groups, and the list of groups of each kind."""
    for listing in listings.each():
        for page in listing.pages():
            path = places.opds_2(listing, page.number)
            yield path, _bytes(_feed(title, listing, page, listings, path))
    for kind, groups in listings.groups:
        path = places.kind(kind, places.OPDS_2)
        yield path, _bytes(_groups(kind, groups, path))


def _feed(title: str, listing: Listing, page: Page, listings: Listings, path: str) -> Json:
    shown = wording.label(listing) or title
    feed: Json = {
        "metadata": {"title": shown, "modified": newest(page.books)},
        "links": _links(listing, page, path),
    }
    if page.number is None:
        # pages that are full stay as they are, so what counts or names others stands on heads only
        feed["metadata"]["numberOfItems"] = len(listing.books)
        if listing.kind == ALL and listings.groups:
            feed["navigation"] = [
                _link(path, places.kind(kind, places.OPDS_2), TYPE, title=both(kind))
                for kind, _groups in listings.groups
            ]
        if chosen := listings.facets(listing):
            feed["facets"] = [_facet(kind, groups, listing, path) for kind, groups in chosen]
    feed["publications"] = [_publication(book, path) for book in page.books]
    return feed


def _links(listing: Listing, page: Page, path: str) -> list[Json]:
    found = [_link(path, path, TYPE, rel="self"), _link(path, places.OPDS_2, TYPE, rel="start")]
    for relation, number in places.neighbours(page):
        found.append(_link(path, places.opds_2(listing, number), TYPE, rel=relation))
    web = places.html(listing, page.number, "zh")
    found.append(_link(path, web, "text/html", rel="alternate", language="zh-Hans"))
    english = places.html(listing, page.number, "en")
    found.append(_link(path, english, "text/html", rel="alternate", language="en"))
    return found


def _facet(kind: str, groups: tuple[Listing, ...], here: Listing, path: str) -> Json:
    links = []
    for group in groups[:MOST_FACETS]:
        link = _link(path, places.opds_2(group, None), TYPE, title=wording.label(group))
        link["properties"] = {"numberOfItems": len(group.books)}
        if group == here:
            link["rel"] = "self"
        links.append(link)
    return {"metadata": {"title": both(kind)}, "links": links}


def _groups(kind: str, groups: tuple[Listing, ...], path: str) -> Json:
    links = []
    for group in groups:
        link = _link(path, places.opds_2(group, None), TYPE, title=wording.label(group))
        link["properties"] = {"numberOfItems": len(group.books)}
        links.append(link)
    return {
        "metadata": {"title": both(kind), "modified": max(group.updated for group in groups)},
        "links": [
            _link(path, path, TYPE, rel="self"),
            _link(path, places.OPDS_2, TYPE, rel="start"),
            _link(path, places.OPDS_2, TYPE, rel="up"),
        ],
        "navigation": links,
    }


def _publication(book: Book, path: str) -> Json:
    metadata: Json = {
        "@type": "http://schema.org/Book",
        "identifier": book.urn,
        "title": book.title,
        "language": book.language,
        "modified": book.updated,
        "readingProgression": book.direction,
    }
    given = {
        "subtitle": book.subtitle,
        "publisher": book.publisher,
        "description": book.description,
        "subject": list(book.subjects),
        # the manifest asks for a whole date
        "published": book.published if len(book.published) == len("2026-11-07") else "",
    }
    metadata |= {key: value for key, value in given.items() if value}
    for person in book.people:
        role = _ROLES.get(person.role)
        named = {"name": person.name} if role else {"name": person.name, "role": person.role}
        metadata.setdefault(role or "contributor", []).append(named)
    if book.series:
        series: Json = {"name": book.series.title}
        if book.series.position is not None:
            series["position"] = book.series.position
        metadata["belongsTo"] = {"series": [series]}
    page = places.issue(book, "zh")
    links = [_link(path, page, "text/html", rel="alternate")]
    for file in book.files:
        link = _link(path, places.of(book, file.name), file.media_type, rel=OPEN_ACCESS)
        links.append(link | {"size": file.size})
    images = [_image(book, picture, path) for picture in (book.cover, book.thumbnail)]
    return {"metadata": metadata, "links": links, "images": images}


def _image(book: Book, picture: Picture, path: str) -> Json:
    link = _link(path, places.of(book, picture.file.name), JPEG)
    return link | {"width": picture.width, "height": picture.height}


def _link(here: str, target: str, media_type: str, **more: str) -> Json:
    return {"href": relative(here, target), "type": media_type, **more}


def _bytes(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
