"""A publication or a finished file from disk, and all that the checks say about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.checks.registry import run
from publisher.checks.subjects import EpubFile, PdfFile
from publisher.document.assets import Assets
from publisher.document.findings import UNREADABLE
from publisher.document.model import Figure, Publication
from publisher.errors import Unusable
from publisher.findings import Finding, Place

SUBJECTS = {".epub": EpubFile, ".pdf": PdfFile}


def check_file(path: Path, shown: str) -> Iterator[Finding]:
    """The findings on a finished file, by its suffix. Raises Unusable where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unusable(UNREADABLE.at(Place(shown), reason=reason)) from None
    yield from run(SUBJECTS[path.suffix.lower()](data, shown))


def check_publication(publication: Publication, assets: Assets) -> Iterator[Finding]:
    """The findings on a publication, and every picture that cannot be had."""
    yield from run(publication)
    asked: set[str] = set()
    for entry in publication.entries:
        for block in entry.article.blocks():
            if isinstance(block, Figure) and block.source and block.source not in asked:
                asked.add(block.source)
                yield from _trouble(block, assets)


def _trouble(figure: Figure, assets: Assets) -> tuple[Finding, ...]:
    try:
        assets.read(figure.source, figure.place)
    except Unusable as trouble:
        return trouble.findings
    return ()
