"""Pages for people, in Chinese and in English: they work without any script but for reading online.

A static server cannot answer in the browser's language, and one page that holds both would be read
aloud in both; so there are two pages for each, each naming the other (hreflang).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from publisher.catalogue import places, wording
from publisher.catalogue.book import Book
from publisher.catalogue.listings import ALL, Listing, Listings, Page
from publisher.catalogue.naming import relative
from publisher.catalogue.words import LANGUAGES, words

FOLDER = Path(__file__).parent / "templates"
# a book's words are data: whatever they hold, nothing runs, loads or is sent
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_HOMES = {"zh": "index.html", "en": "en.html"}


def pages(title: str, listings: Listings) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every page: issues, listings, lists of groups; and what filtering reads."""
    known = {(g.kind, g.value): g for g in listings.each()}
    for language in LANGUAGES:
        site = _Site(title, language, listings, known)
        for book in listings.everything.books:
            yield places.issue(book, language), site.issue(book)
        for listing in listings.each():
            for page in listing.pages():
                yield places.html(listing, page.number, language), site.listing(listing, page)
        for kind, groups in listings.groups:
            yield places.kind(kind, _HOMES[language]), site.groups(kind, groups)
    yield places.SEARCH, _search(listings.everything)


class _Site:
    """The pages in one language."""

    def __init__(
        self,
        title: str,
        language: str,
        listings: Listings,
        known: dict[tuple[str, str], Listing],
    ) -> None:
        self._language, self._known = language, known
        self._words = words(language)
        self._common: dict[str, Any] = {
            "title": title,
            "language": language,
            "lang": LANGUAGES[language],
            "languages": LANGUAGES,
            "homes": _HOMES,
            "w": self._words,
            "policy": POLICY,
            "places": places,
            "label": wording.label,
            "amount": wording.amount,
            "line": lambda book: wording.line(book, language, self._words),
            "count_words": lambda count: self._words["count"].replace("{count}", str(count)),
            "home": False,
        }
        # only the home page names groups: other pages stay as they are whatever is added
        self._groups = listings.groups
        self._kinds = tuple((kind, ()) for kind, _groups in listings.groups)

    def _made(self, template: str, path: str, versions: dict[str, str], **values: Any) -> bytes:
        @cache
        def rel(target: str) -> str:
            return relative(path, target)

        context = {**self._common, "groups": self._kinds, **values}
        text = _environment().get_template(template).render(**context, rel=rel, versions=versions)
        return text.encode() + b"\n"

    def listing(self, listing: Listing, page: Page) -> bytes:
        versions = {each: places.html(listing, page.number, each) for each in LANGUAGES}
        head = page.number is None
        home = head and listing.kind == ALL
        featured = page.books[0] if home and page.books else None
        books = page.books[1:] if featured else page.books
        older = f"{self._words['issues']} · {page.number}"
        heading = "" if home else wording.label(listing) or older
        count = len(listing.books) if head else len(page.books)
        return self._made(
            "listing.html.j2",
            versions[self._language],
            versions,
            home=home,
            heading=heading,
            count=count,
            featured=featured,
            books=books,
            level="h3" if featured else "h2",
            older=self._to(listing, page.older),
            newer=self._to(listing, page.newer),
            groups=self._groups if home else self._kinds,
        )

    def _to(self, listing: Listing, number: int | None) -> str:
        return "" if number is None else places.html(listing, number, self._language)

    def groups(self, kind: str, groups: tuple[Listing, ...]) -> bytes:
        versions = {each: places.kind(kind, _HOMES[each]) for each in LANGUAGES}
        return self._made(
            "groups.html.j2",
            versions[self._language],
            versions,
            heading=self._words[kind],
            listed=groups,
        )

    def issue(self, book: Book) -> bytes:
        versions = {each: places.issue(book, each) for each in LANGUAGES}
        return self._made(
            "issue.html.j2",
            versions[self._language],
            versions,
            book=book,
            cover_of=self._words["cover_of"].replace("{title}", book.title),
            facts=tuple(self._facts(book)),
            subjects=[(subject, self._group("subject", subject)) for subject in book.subjects],
        )

    def _facts(self, book: Book) -> Iterator[tuple[str, str, str]]:
        """Name, value, and where it leads."""
        w = self._words
        for name, people in wording.people(book, w):
            yield name, people, ""
        if book.series:
            yield w["in_series"], book.series.title, self._group("series", book.series.title)
        if book.publisher:
            yield w["publisher"], book.publisher, ""
        if book.published:
            day = wording.day(book.published, self._language)
            yield w["published"], day, self._group("year", book.published[:4])
        yield w["identifier"], wording.number(book.identifier), ""
        if book.rights:
            yield w["rights"], book.rights, ""

    def _group(self, kind: str, value: str) -> str:
        group = self._known.get((kind, value))
        return places.html(group, None, self._language) if group else ""


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(FOLDER)
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)


def _search(listing: Listing) -> bytes:
    """What filtering reads: name, title, series, date, other words, size; the newest first."""
    rows = [
        [
            book.name,
            book.title,
            wording.series(book),
            book.published,
            " ".join((book.subtitle, *(p.name for p in book.people), *book.subjects)),
            book.thumbnail.width,
            book.thumbnail.height,
        ]
        for book in reversed(listing.books)
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()
