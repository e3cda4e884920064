"""`publisher check`: every finding on sources and on finished files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from publisher import checks, manuscript, messages, progress
from publisher.checks.ebook.metadata import languages
from publisher.checks.ebook.reading import book_of
from publisher.checks.findings import NOT_JUDGED
from publisher.checks.preflight.location import located
from publisher.document import settled
from publisher.document.artefact import companion, put
from publisher.document.assets import PictureFolder
from publisher.document.condition import DEFAULT, PrintingCondition
from publisher.document.condition import load as load_condition
from publisher.errors import PublisherError, Unusable
from publisher.findings import Finding, Place, Terms
from publisher.messages import _
from publisher.pipeline import cache, conditions, faces, preflight
from publisher.pipeline.findings import NOT_A_PDF_OR_EPUB
from publisher.pipeline.pages import find_places
from publisher.pipeline.sources import load, require, shown

FINISHED = (".pdf", ".epub")


def check(
    source: Path,
    listener: progress.Progress = progress.SILENT,
    condition: str | None = None,
    profile: checks.Profile | None = None,
) -> Iterator[Finding]:
    """The findings on one source or finished file, in the order of their making.

    A PDF is examined under the printing condition of this name, looked for in `conditions/` beside
    it; naming one says that it is for print.
    """
    listener.step(_("Checking"), source.name)
    suffix = require(source).suffix.lower()
    if suffix in FINISHED:
        wanted = _condition(source, condition)
        own = profile or ("print" if condition else None)
        places = find_places(source)
        for finding in checks.check_file(source, shown(source), wanted, own, cache.store()):
            yield located(finding, places)
    elif source.is_dir() or suffix in (".yaml", ".yml") or suffix in manuscript.SUFFIXES:
        yield from _sources(source)
    else:
        suffixes = " ".join(sorted(manuscript.SUFFIXES))
        raise Unusable(NOT_A_PDF_OR_EPUB.at(Place(shown(source)), suffixes=suffixes))


def compare(given: Sequence[Path]) -> Iterator[Finding]:
    """Where e-books say something else than the one publication that is given beside them.

    A book in the other script is another text, and is not compared.
    """
    books = [path for path in given if path.suffix.lower() == ".epub"]
    others = [path for path in given if path.suffix.lower() not in FINISHED]
    if len(others) != 1 or not books:
        return
    publication = load(others[0]).publication
    copies = [manuscript.clean_copy(entry.article) for entry in publication.entries]
    for path in books:
        data = checks.read(path)
        book = book_of(checks.EpubFile(data, shown(path)))
        if book is None:
            continue
        if languages(book) != [publication.language]:
            reason = Terms((_("it is in another script"),))
            yield NOT_JUDGED.at(book.place, what=shown(others[0]), reason=reason)
        else:
            yield from checks.same_text(publication, copies, epub=data)


def certify(source: Path, folder: Path, condition: str | None = None) -> tuple[Path, ...]:
    """Write the certificate of a PDF for the press into a folder; nothing of other sources.

    The paths of what was made, the page for people last. Raises Unusable and Missing.
    """
    if require(source).suffix.lower() != ".pdf":
        return ()
    wanted = _condition(source, condition)
    data, language = checks.read(source), messages.language()
    done = preflight.certify(data, source.name, wanted, language, find_places(source))
    made = [(companion(folder / source.name, suffix), data) for suffix, data in done.beside]
    put(made)
    return tuple(path for path, _data in made)


def _condition(source: Path, name: str | None) -> PrintingCondition:
    """The condition of a name, from `conditions/` beside a file or from the program's."""
    folders = conditions.folders(source.parent)
    return load_condition(name or DEFAULT, folders, Place("--condition"))


def _sources(source: Path) -> Iterator[Finding]:
    """What a build would say, gathered instead of stopping at the first."""
    try:
        sources = load(source)
    except PublisherError as error:
        yield from error.findings
        return
    yield from sources.findings
    own = sources.publication
    yield from settled.left(checks.check_publication(own, PictureFolder(sources.root)), own)
    try:
        yield from settled.left(faces.chosen(own).findings, own)
    except PublisherError as error:
        yield from error.findings
