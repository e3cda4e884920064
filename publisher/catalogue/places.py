"""Where everything lies on the shelf, so that pages and feeds name the same addresses."""

from __future__ import annotations

from publisher.catalogue import naming
from publisher.catalogue.book import Book
from publisher.catalogue.listings import ALL, Listing, Page

HOME, OPDS_2, OPDS_1, NEWS = "index.html", "opds.json", "opds.xml", "news.xml"
SEARCH = "list.json"
READER, READER_WORDS = "read/index.html", "read/words.js"
STYLE, SCRIPT = "static/shelf.css", "static/shelf.js"


def html(listing: Listing, number: int | None, language: str) -> str:
    """A page for people; `number` as in Page, 0 or None for the head."""
    if not number:
        head = HOME if language == "zh" else "en.html"
        return head if listing.kind == ALL else f"{listing.folder}/{head}"
    return f"{listing.folder}/{number}{'' if language == 'zh' else '.en'}.html"


def opds_2(listing: Listing, number: int | None) -> str:
    """A feed of OPDS 2.0."""
    if not number:
        return OPDS_2 if listing.kind == ALL else f"{listing.folder}/{OPDS_2}"
    return f"{listing.folder}/{number}.json"


def opds_1(listing: Listing, number: int | None) -> str:
    """An acquisition feed of OPDS 1.2; the root, opds.xml, is a navigation feed."""
    return f"{listing.folder}/{number}.xml" if number else f"{listing.folder}/{OPDS_1}"


def kind(name: str, file: str) -> str:
    """A page or feed that lists the groups of a kind."""
    return f"by/{name}/{file}"


def issue(book: Book, language: str) -> str:
    """The page of an issue."""
    return f"{naming.folder(book.name)}/{HOME if language == 'zh' else 'en.html'}"


def of(book: Book, file: str) -> str:
    """A file in an issue's folder."""
    return f"{naming.folder(book.name)}/{file}"


def neighbours(page: Page) -> tuple[tuple[str, int], ...]:
    """Link relations of RFC 5005 with the numbers of the pages they lead to, 0 for the head."""
    found = [("first", 0)]
    if page.older is not None:
        found.append(("next", page.older))
    if page.newer is not None:
        found.append(("previous", page.newer))
    return tuple(found)
