"""`publisher catalogue`: publications and e-books -> a shelf of static files."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher import catalogue, manuscript, progress
from publisher.catalogue.findings import BUSY, NOT_A_BOOK, PDF_OLD
from publisher.document import findings as kinds
from publisher.document import supplied, unfinished
from publisher.document.artefact import put
from publisher.document.model import Contributor, Publication
from publisher.document.printing import Print
from publisher.epub.cover import draw_cover
from publisher.epub.metadata import voices
from publisher.errors import Missing, Unusable
from publisher.findings import Finding, Place
from publisher.messages import _
from publisher.pipeline import epub as book_stage
from publisher.pipeline import faces, pages
from publisher.pipeline.editions import edition_of
from publisher.pipeline.sources import Sources, load, require, shown

EPUB = ".epub"
_SCREEN = "-screen"  # as `publisher pdf --profile screen` names what it makes


class Order(NamedTuple):
    """What a run is to do: sources to add, names of issues to take off, a title for the shelf.

    `made` is the folder where finished files of publications lie.
    """

    sources: tuple[Path, ...]
    target: Path
    made: Path
    title: str | None = None
    leaving: tuple[str, ...] = ()


class Filled(NamedTuple):
    """What a run has done: what was found, and how many files it wrote and deleted.

    `built` are findings on publications, `findings` those on the shelf and finished e-books.
    """

    built: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    written: int
    deleted: int


def fill(order: Order, listener: progress.Progress = progress.SILENT) -> Filled:
    """Bring a shelf up to date. Raises Unusable and Missing; the shelf then is as it was."""
    listener.begin(len(order.sources) + 2)
    with _alone(order.target):
        listener.step(_("Reading the shelf"))
        shelf = catalogue.opened(order.target, shown(order.target))
        filling = catalogue.Filling(shelf, order.title, order.leaving)
        built, found, written = list[Finding](), list(shelf.findings), 0

        def arriving() -> Iterator[catalogue.Accepted]:
            for source in order.sources:
                listener.step(_("Reading the e-book"), source.name)
                for each in _accepted(source, order.made, filling.names, built):
                    found.extend(each.findings)
                    yield each
            listener.step(_("Writing the shelf"))

        def targets() -> Iterator[tuple[Path, bytes | None]]:
            nonlocal written
            for path, data in filling.changes(arriving()):
                written += 1
                yield order.target / path, data
            for path in filling.dead:
                yield order.target / path, None

        put(targets(), order.target)
        _delete_empty(order.target, filling.dead)
    return Filled(_once(built), _once(found), written, len(filling.dead))


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))


# ── sources ──────────────────────────────────────────────────────────────────────────────────────


def _accepted(
    source: Path, made: Path, names: dict[str, str], found: list[Finding]
) -> Iterator[catalogue.Accepted]:
    if require(source).suffix.lower() == EPUB and source.is_file():
        pdf = _beside(source)
        yield catalogue.accept(_read(source, catalogue.LARGEST), shown(source), _draw, pdf, names)
        return
    known = source.suffix in (".yaml", ".yml") or source.suffix.lower() in manuscript.SUFFIXES
    if not source.is_dir() and not known:
        raise Unusable(NOT_A_BOOK.at(Place(shown(source))))
    sources = load(source)
    found += sources.findings
    yield _built(sources, made, names, found)
    for name, chosen, place in sources.editions:
        edition = edition_of(sources, name, chosen, place)
        found += edition.findings
        yield _built(edition, made, names, found)


def _built(
    sources: Sources, made: Path, names: dict[str, str], found: list[Finding]
) -> catalogue.Accepted:
    artefact = book_stage.make(sources, target=made / f"{sources.name}{EPUB}")
    found += artefact.findings
    pdf = _beside(made / f"{sources.name}{EPUB}")
    place = shown(sources.root)
    if pdf and not pages.find_pages(made / pdf[0], sources.publication):
        told = PDF_OLD.at(Place(place), name=pdf[0])
        accepted = catalogue.accept(artefact.data, place, _draw, None, names)
        return accepted._replace(findings=(*accepted.findings, told))
    return catalogue.accept(artefact.data, place, _draw, pdf, names)


def _beside(book: Path) -> tuple[str, bytes] | None:
    """The PDF of an e-book's name: one for screens where there is one."""
    for name in (f"{book.stem}{_SCREEN}.pdf", f"{book.stem}.pdf"):
        file = book.with_name(name)
        if file.is_file():
            return name, _read(file, catalogue.LARGEST)
    return None


def _read(file: Path, most: int) -> bytes:
    try:
        return supplied.contents(file, most)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unusable(kinds.UNREADABLE.at(Place(shown(file)), reason=reason)) from None


def _draw(described: catalogue.Described) -> bytes:
    """A cover in the manner of our own books, for one that has none."""
    traditional = described.language.lower().startswith(("zh-hant", "zh-tw", "zh-hk"))
    publication = Publication(
        title=described.title,
        subtitle=described.subtitle,
        entries=(),
        identifier=described.identifier,
        print=Print(None, None, ""),
        layout="",
        language="zh-Hant" if traditional else "zh-Hans",
        publisher=described.publisher,
        date=described.published,
        contributors=tuple(Contributor(p.name, p.role) for p in described.people),
    )
    return draw_cover(publication, voices(publication), faces.library())


# ── the folder ───────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other run fills the same shelf meanwhile. Raises Unusable and Missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Missing(kinds.NOT_WRITTEN.at(Place(shown(folder)), reason=reason)) from None
    try:
        unfinished.locked(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Unusable(BUSY.at(Place(shown(folder)))) from None
    else:
        unfinished.settle(folder)
        yield
    finally:
        os.close(handle)


def _delete_empty(root: Path, paths: Sequence[str]) -> None:
    """Delete the folders that are empty without these files."""
    for folder in sorted({(root / path).parent for path in paths}, reverse=True):
        while folder != root:
            try:
                folder.rmdir()
            except OSError:  # something is left in it
                break
            folder = folder.parent
