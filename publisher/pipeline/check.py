"""`publisher check`: every finding on sources and on finished files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher import checks, manuscript, progress
from publisher.document.assets import PictureFolder
from publisher.document.condition import DEFAULT
from publisher.document.condition import load as load_condition
from publisher.errors import PublisherError, Unusable
from publisher.findings import Finding, Place
from publisher.messages import _
from publisher.pipeline import conditions, faces
from publisher.pipeline.findings import NOT_A_PDF_OR_EPUB
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
        folders = conditions.folders(source.parent)
        wanted = load_condition(condition or DEFAULT, folders, Place("--condition"))
        own = profile or ("print" if condition else None)
        yield from checks.check_file(source, shown(source), wanted, own)
    elif source.is_dir() or suffix in (".yaml", ".yml") or suffix in manuscript.SUFFIXES:
        yield from _sources(source)
    else:
        suffixes = " ".join(sorted(manuscript.SUFFIXES))
        raise Unusable(NOT_A_PDF_OR_EPUB.at(Place(shown(source)), suffixes=suffixes))


def _sources(source: Path) -> Iterator[Finding]:
    """What a build would say, gathered instead of stopping at the first."""
    try:
        sources = load(source)
    except PublisherError as error:
        yield from error.findings
        return
    yield from sources.findings
    yield from checks.check_publication(sources.publication, PictureFolder(sources.root))
    try:
        yield from faces.chosen(sources.publication).findings
    except PublisherError as error:
        yield from error.findings
