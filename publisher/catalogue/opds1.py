"""Feeds of OPDS 1.2: a navigation feed as root, acquisition feeds below it, with facets and pages.

Also the plain Atom feed of new issues, which news readers follow.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.catalogue import atom, places, wording
from publisher.catalogue.atom import Element, add, link
from publisher.catalogue.book import JPEG, Book
from publisher.catalogue.listings import Listing, Listings, Page, newest
from publisher.catalogue.opds2 import MOST_FACETS, OPEN_ACCESS
from publisher.catalogue.words import both
from publisher.document import identifiers

NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
NEW = 20  # issues in the news
_IMAGE, _THUMBNAIL = "http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"
_FACET, _NEWEST = "http://opds-spec.org/facet", "http://opds-spec.org/sort/new"
_LONG = 300  # characters; a longer description has a short summary and the whole as content


def feeds(title: str, identity: str, listings: Listings) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every feed. `identity` is the shelf's URN, from which theirs are made."""
    maker = _Maker(title, identity)
    yield places.OPDS_1, maker.root(listings)
    for kind, groups in listings.groups:
        yield places.kind(kind, places.OPDS_1), maker.groups(kind, groups)
    for listing in listings.each():
        for page in listing.pages():
            path = places.opds_1(listing, page.number)
            yield path, maker.listing(listing, page, listings, path)
    yield places.NEWS, maker.news(listings.everything)


class _Maker:
    """Feeds of one shelf."""

    def __init__(self, title: str, identity: str) -> None:
        self._title, self._identity = title, identity

    def _feed(self, path: str, title: str, updated: str) -> Element:
        return atom.feed(self._named(path), title, updated, self._title)

    def _named(self, path: str) -> str:
        return identifiers.made_up(self._identity, path)

    def root(self, listings: Listings) -> bytes:
        path, updated = places.OPDS_1, listings.everything.updated
        root = self._feed(path, self._title, updated)
        link(root, "self", path, path, NAVIGATION)
        link(root, "start", path, path, NAVIGATION)
        link(root, "alternate", path, places.HOME, "text/html")
        link(root, "alternate", path, places.OPDS_2, "application/opds+json")
        target = places.opds_1(listings.everything, None)
        count = len(listings.everything.books)
        self._leads(root, (path, target), both("issues"), updated, ACQUISITION, _NEWEST, count)
        for kind, groups in listings.groups:
            newest = max(group.updated for group in groups)
            target = places.kind(kind, places.OPDS_1)
            self._leads(root, (path, target), both(kind), newest, NAVIGATION)
        return atom.written(root)

    def groups(self, kind: str, groups: tuple[Listing, ...]) -> bytes:
        path = places.kind(kind, places.OPDS_1)
        root = self._feed(path, both(kind), max(group.updated for group in groups))
        link(root, "self", path, path, NAVIGATION)
        link(root, "start", path, places.OPDS_1, NAVIGATION)
        link(root, "up", path, places.OPDS_1, NAVIGATION)
        for group in groups:
            way = path, places.opds_1(group, None)
            count = len(group.books)
            self._leads(root, way, wording.label(group), group.updated, ACQUISITION, count=count)
        return atom.written(root)

    def _leads(
        self,
        root: Element,
        way: tuple[str, str],
        title: str,
        updated: str,
        kind: str,
        relation: str = "subsection",
        count: int = 0,
    ) -> None:
        """An entry that leads from one feed to another (OPDS 1.2, 2.2)."""
        here, target = way
        entry = add(root, "entry")
        add(entry, "id", self._named(target))
        add(entry, "title", title)
        add(entry, "updated", updated)
        add(entry, "content", f"{count}" if count else title, type="text")
        made = link(entry, relation, here, target, kind)
        if count:
            made.set(f"{{{atom.THREAD}}}count", str(count))

    def listing(self, listing: Listing, page: Page, listings: Listings, path: str) -> bytes:
        updated = newest(page.books)
        root = self._feed(path, wording.label(listing) or self._title, updated)
        link(root, "self", path, path, ACQUISITION)
        link(root, "start", path, places.OPDS_1, NAVIGATION)
        link(root, "up", path, places.OPDS_1, NAVIGATION)
        for relation, number in places.neighbours(page):
            link(root, relation, path, places.opds_1(listing, number), ACQUISITION)
        link(root, "alternate", path, places.html(listing, page.number, "zh"), "text/html")
        if page.number is None:
            _facets(root, listing, listings, path)
        for book in page.books:
            _entry(root, book, path)
        return atom.written(root)

    def news(self, listing: Listing) -> bytes:
        path = places.NEWS
        root = self._feed(path, self._title, listing.updated)
        link(root, "self", path, path, "application/atom+xml")
        link(root, "alternate", path, places.HOME, "text/html")
        for book in reversed(listing.books[-NEW:]):
            entry = _said(root, book)
            link(entry, "alternate", path, places.issue(book, "zh"), "text/html")
            for file in book.files:
                target = places.of(book, file.name)
                made = link(entry, "enclosure", path, target, file.media_type)
                made.set("length", str(file.size))
        return atom.written(root)


def _facets(root: Element, here: Listing, listings: Listings, path: str) -> None:
    """Links to the groups (OPDS 1.2, 4)."""
    for kind, groups in listings.facets(here):
        for group in groups[:MOST_FACETS]:
            made = link(root, _FACET, path, places.opds_1(group, None), ACQUISITION)
            made.set("title", wording.label(group))
            made.set(f"{{{atom.OPDS}}}facetGroup", both(kind))
            made.set(f"{{{atom.THREAD}}}count", str(len(group.books)))
            if group == here:
                made.set(f"{{{atom.OPDS}}}activeFacet", "true")


def _entry(root: Element, book: Book, path: str) -> None:
    """A book to acquire (OPDS 1.2, 5)."""
    entry = _said(root, book)
    add(entry, "identifier", book.identifier, atom.DC)
    if book.language != "und":
        add(entry, "language", book.language, atom.DC)
    if book.publisher:
        add(entry, "publisher", book.publisher, atom.DC)
    if book.published:
        add(entry, "issued", book.published, atom.DC)
    if book.series:
        series = add(entry, "Series", space=atom.SCHEMA)
        series.set(f"{{{atom.SCHEMA}}}name", book.series.title)
        if book.series.position is not None:
            series.set(f"{{{atom.SCHEMA}}}position", f"{book.series.position:g}")
    link(entry, _IMAGE, path, places.of(book, book.cover.file.name), JPEG)
    link(entry, _THUMBNAIL, path, places.of(book, book.thumbnail.file.name), JPEG)
    link(entry, "alternate", path, places.issue(book, "zh"), "text/html")
    for file in book.files:
        made = link(entry, OPEN_ACCESS, path, places.of(book, file.name), file.media_type)
        made.set("length", str(file.size))


def _said(root: Element, book: Book) -> Element:
    """An entry with what a book says of itself."""
    entry = add(root, "entry")
    add(entry, "id", book.urn)
    add(entry, "title", book.title)
    add(entry, "updated", book.updated)
    for person in book.people:
        name = "author" if person.role in ("aut", "art", "ill", "trl") else "contributor"
        add(add(entry, name), "name", person.name)
    if len(book.published) == len("2026-11-07"):
        add(entry, "published", f"{book.published}T00:00:00Z")
    if book.rights:
        add(entry, "rights", book.rights)
    for subject in book.subjects:
        add(entry, "category", term=subject, label=subject)
    words = " — ".join(part for part in (book.subtitle, book.description) if part)
    if words:
        short = words if len(words) <= _LONG else words[: _LONG - 1] + "…"
        add(entry, "summary", short, type="text")
    if len(words) > _LONG:
        add(entry, "content", words, type="text")
    return entry
