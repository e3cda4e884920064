"""Books in order, cut into pages that stay: the whole shelf, and each group that readers ask for.

Pages are counted from the oldest book (RFC 5005, 4, archived feeds): a full page is never cut anew,
so an issue that is added at the end changes the head of a listing and nothing before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from publisher.catalogue import naming
from publisher.catalogue.book import Book

PAGE = 24  # books: even rows of two, three, four and six covers
ALL = "all"
EARLIEST = "1980-01-01T00:00:00Z"  # where nothing has a date; never the clock
KINDS = ("series", "year", "language", "subject")
_FEWEST = {"subject": 2, "language": 1, "year": 1, "series": 1}  # a word used once groups nothing


class Page(NamedTuple):
    """Some books, the newest first. `number` is None for the head; None where nothing follows.

    `older` is the number of the page before; `newer` that of the page after, 0 for the head.
    """

    number: int | None
    books: tuple[Book, ...]
    older: int | None
    newer: int | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Books under one heading, the oldest first. `kind` is `all` or one of KINDS."""

    kind: str
    value: str
    books: tuple[Book, ...]

    @property
    def folder(self) -> str:
        """Where its pages lie; those of the whole shelf lie above, at its very beginning."""
        return ALL if self.kind == ALL else f"by/{naming.slug(self._key, self._key)}"

    @property
    def _key(self) -> str:
        return f"{self.kind} {self.value}"

    @property
    def updated(self) -> str:
        """The newest time of its books."""
        return newest(self.books)

    def pages(self) -> Iterator[Page]:
        """The head, then the full pages from the oldest. The head has 1 book to 47."""
        full = max(len(self.books) // PAGE - 1, 0)
        head = self.books[full * PAGE :]
        yield Page(None, head[::-1], full or None, None)
        for number in range(1, full + 1):
            books = self.books[(number - 1) * PAGE : number * PAGE]
            newer = number + 1 if number < full else 0
            yield Page(number, books[::-1], number - 1 or None, newer)


@dataclass(frozen=True, slots=True)
class Listings:
    """The whole shelf and its groups, by kind: years the newest first, others the fullest first."""

    everything: Listing
    groups: tuple[tuple[str, tuple[Listing, ...]], ...]

    def facets(self, here: Listing) -> tuple[tuple[str, tuple[Listing, ...]], ...]:
        """The groups that the head of a listing leads to.

        Those of the whole shelf lead to all; a group names itself alone, or every group would
        change whenever a book comes into another.
        """
        return self.groups if here.kind == ALL else ((here.kind, (here,)),)

    def each(self) -> Iterator[Listing]:
        """All of them."""
        yield self.everything
        for _kind, listings in self.groups:
            yield from listings


def newest(books: Iterable[Book]) -> str:
    """The newest time of some books; of none, a time before all."""
    return max((book.updated for book in books), default=EARLIEST)


def arranged(books: Iterable[Book]) -> Listings:
    """The listings of some books. Time grows in line with the books."""
    ordered = tuple(sorted(books, key=lambda book: book.order))
    found: dict[str, dict[str, list[Book]]] = {kind: defaultdict(list) for kind in KINDS}
    for book in ordered:
        for kind, value in _values(book):
            found[kind][value].append(book)
    groups = []
    for kind, values in found.items():
        kept = [
            Listing(kind, value, tuple(below))
            for value, below in values.items()
            if len(below) >= _FEWEST[kind]
        ]
        kept.sort(key=lambda each: (-len(each.books), each.value))
        if kind == "year":
            kept.sort(key=lambda each: each.value, reverse=True)
        if kept:
            groups.append((kind, tuple(kept)))
    return Listings(Listing(ALL, "", ordered), tuple(groups))


def _values(book: Book) -> Iterator[tuple[str, str]]:
    if book.series:
        yield "series", book.series.title
    if book.published:
        yield "year", book.published[:4]
    if book.language != "und":
        yield "language", book.language
    for subject in book.subjects:
        yield "subject", subject
