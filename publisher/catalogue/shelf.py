"""A shelf as a value: what stands on it, what comes and what goes, and the files of it all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from publisher.catalogue import book as books
from publisher.catalogue import cleaning, ledger, opds1, opds2, places, web, words
from publisher.catalogue.book import Book
from publisher.catalogue.findings import (
    FOLDER_STRANGE,
    ISSUE_FILE,
    ISSUE_FILE_MISSING,
    ISSUE_LINK,
    ISSUE_NAME,
    NO_SUCH_ISSUE,
    NUMBER_TWICE,
    SCRIPT_CHANGED,
)
from publisher.catalogue.intake import Accepted
from publisher.catalogue.ledger import Ledger
from publisher.catalogue.listings import arranged
from publisher.catalogue.naming import ISSUES, folder
from publisher.document import identifiers
from publisher.errors import Missing, Unusable
from publisher.findings import Finding, Place

DEFAULT_TITLE = "书架"
_PARTS = ("static", "read")  # folders beside this module that every shelf holds a copy of
_VENDORED = "VENDORED"  # names the files of others with their SHA-256
_FOLDERS = (ISSUES, "all", "by", *_PARTS)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands in a folder: books by name. `shown` is the folder as editors would write it."""

    root: Path
    shown: str
    books: Mapping[str, Book]
    ledger: Ledger
    findings: tuple[Finding, ...] = ()
    is_new: bool = False


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def opened(root: Path, shown: str) -> Shelf:
    """What stands in a folder, which may be empty or not exist yet. Raises Unusable."""
    for name in _FOLDERS:
        if (root / name).is_symlink():
            raise Unusable(ISSUE_LINK.at(Place(f"{shown}/{name}")))
    data = ledger.present(root, ledger.FILE, shown)
    found: list[Finding] = []
    standing = {each.name: each for each in _issues(root, shown, found)}
    if data is not None:
        own = ledger.parsed(data, f"{shown}/{ledger.FILE}")
        return Shelf(root, shown, standing, own, tuple(found))
    own = Ledger(DEFAULT_TITLE, identifiers.made_up("shelf", DEFAULT_TITLE))
    return Shelf(root, shown, standing, own, tuple(found), is_new=True)


def _issues(root: Path, shown: str, found: list[Finding]) -> Iterator[Book]:
    if not (root / ISSUES).is_dir():
        return
    for path in sorted((root / ISSUES).iterdir()):
        place = f"{shown}/{ISSUES}/{path.name}"
        if path.is_symlink():
            raise Unusable(ISSUE_LINK.at(Place(place)))
        if not path.is_dir():
            continue
        data = ledger.present(root, f"{ISSUES}/{path.name}/{books.FILE}", shown)
        if data is None:
            if any(path.iterdir()):
                found.append(FOLDER_STRANGE.at(Place(place)))
            continue
        yield _sound(path, books.parsed(data, f"{place}/{books.FILE}"), place)


def _sound(path: Path, book: Book, place: str) -> Book:
    """The book, whose files must be there with their sizes. Raises Unusable."""
    owner = books.FILE
    if book.name != path.name:
        raise Unusable(ISSUE_NAME.at(Place(f"{place}/{owner}"), name=book.name))
    for file in (*book.files, book.cover.file, book.thumbnail.file):
        at = Place(f"{place}/{file.name}")
        try:
            found = os.lstat(path / file.name).st_size
        except OSError:
            raise Unusable(ISSUE_FILE_MISSING.at(at, owner=owner)) from None
        if found != file.size:
            raise Unusable(ISSUE_FILE.at(at, owner=owner, found=found, size=file.size))
    return book


# ── changing ─────────────────────────────────────────────────────────────────────────────────────


class Filling:
    """One run over a shelf: books that come and go, and the files that change by it.

    Books are taken one by one, so that ten thousand need no more memory than one.
    """

    def __init__(self, shelf: Shelf, title: str | None = None, leaving: Sequence[str] = ()) -> None:
        self._shelf, self._title, self._leaving = shelf, title, frozenset(leaving)
        for name in leaving:
            if name not in shelf.books:
                raise Unusable(_no_such_issue(shelf, name))
        self._standing = {n: book for n, book in shelf.books.items() if n not in self._leaving}
        self._came: dict[str, Book] = {}
        self.names = {book.identifier: name for name, book in self._standing.items()}
        self.dead: list[str] = []

    def changes(self, arriving: Iterable[Accepted]) -> Iterator[tuple[str, bytes]]:
        """(path, bytes) of what is to be written, in this order; `dead` is then to be deleted.

        Books come before the pages that name them and the ledger comes last: a run that is cut off
        leaves a shelf that names nothing that is not there. Raises Unusable before anything of
        another hand is lost.
        """
        shelf, fresh = self._shelf, dict[str, str]()
        for path, data in self._files(arriving):
            fresh[path] = ledger.digest(data)
            old = ledger.present(shelf.root, path, shelf.shown)
            if old == data:
                continue
            if old is not None:
                ledger.require_ours(shelf.ledger, path, old, shelf.shown)
            yield path, data
        entries = dict(sorted({**self._kept(fresh), **fresh}.items()))
        data = ledger.written(replace(self._titled(), files=entries))
        if ledger.present(shelf.root, ledger.FILE, shelf.shown) != data:
            yield ledger.FILE, data

    def _files(self, arriving: Iterable[Accepted]) -> Iterator[tuple[str, bytes]]:
        for each in arriving:
            self._take(each)
            for name, data in each.files:
                yield f"{folder(each.book.name)}/{name}", data
        yield from _parts()
        yield places.READER_WORDS, words.reader_script()
        own = self._titled()
        listings = arranged(self._standing.values())
        yield from web.pages(own.title, listings)
        yield from opds2.feeds(own.title, listings)
        yield from opds1.feeds(own.title, own.identifier, listings)

    def _take(self, each: Accepted) -> None:
        """One book more, or the new version of one. Raises Unusable for two of one number."""
        new = each.book
        old = self._standing.get(self.names.get(new.identifier, new.name))
        differs = old and (old.identifier, old.title) != (new.identifier, new.title)
        if old and (differs or self._came.get(new.name, new) != new):
            raise Unusable(
                NUMBER_TWICE.at(
                    Place(each.shown),
                    title=new.title,
                    other=old.title,
                    identifier=new.identifier,
                    remove=f"--remove {old.name}",
                )
            )
        self._standing[new.name] = self._came[new.name] = new
        self.names[new.identifier] = new.name

    def _titled(self) -> Ledger:
        """The ledger with the shelf's title: the one given, its own, at first its publisher's."""
        shelf, given = self._shelf, cleaning.line(self._title or "")
        if not given and shelf.is_new and self._standing:
            given = max(self._standing.values(), key=lambda book: book.order).publisher
        if not given:
            return shelf.ledger
        identity = identifiers.made_up("shelf", given) if shelf.is_new else shelf.ledger.identifier
        return replace(shelf.ledger, title=given, identifier=identity)

    def _kept(self, fresh: Mapping[str, str]) -> dict[str, str]:
        """Entries of files that this run does not make and that stay; others become `dead`.

        In an issue's folder only what the run itself replaces or takes off is deleted.
        """
        shelf, mine = self._shelf, self._leaving | self._came.keys()
        kept = dict(_adopted(shelf, mine)) if shelf.is_new else {}
        for path, known in shelf.ledger.files.items():
            if path in fresh:
                continue
            data = ledger.present(shelf.root, path, shelf.shown)
            if data is None:
                continue
            first, _slash, rest = path.partition("/")
            if first == ISSUES and rest.partition("/")[0] not in mine:
                kept[path] = known
                continue
            ledger.require_ours(shelf.ledger, path, data, shelf.shown)
            self.dead.append(path)
        return kept


def _adopted(shelf: Shelf, mine: Set[str]) -> Iterator[tuple[str, str]]:
    """Entries of issues that stand where the ledger is lost: their own files vouch for them."""
    for name, book in shelf.books.items():
        if name not in mine:
            for file in (*book.files, book.cover.file, book.thumbnail.file):
                yield f"{folder(name)}/{file.name}", file.sha256
            yield f"{folder(name)}/{books.FILE}", ledger.digest(books.written(book))


def _no_such_issue(shelf: Shelf, name: str) -> Finding:
    nearest = next(iter(get_close_matches(name, shelf.books, 1, 0)), "…")
    return NO_SUCH_ISSUE.at(Place(f"{shelf.shown}/{ISSUES}"), name=name[:80], nearest=nearest)


@cache
def _parts() -> tuple[tuple[str, bytes], ...]:
    """Styles, scripts and the reader, which are the same on every shelf."""
    here = Path(__file__).parent
    found = [file for part in _PARTS for file in (here / part).rglob("*") if file.is_file()]
    parts = {file.relative_to(here).as_posix(): file.read_bytes() for file in sorted(found)}
    for listing in [name for name in parts if name.endswith(f"/{_VENDORED}")]:
        _require_unchanged(listing, parts)
    return tuple(parts.items())


def _require_unchanged(listing: str, parts: Mapping[str, bytes]) -> None:
    """Scripts of others go to readers as they came, or not at all. Raises Missing."""
    for line in parts[listing].decode("utf-8").splitlines():
        known, _, name = line.partition("  ")
        path = listing.removesuffix(_VENDORED) + name
        if len(known) == 64 and ledger.digest(parts.get(path, b"")) != known:
            raise Missing(SCRIPT_CHANGED.at(Place(path)))
