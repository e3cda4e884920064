"""A publication or a finished file from disk, and all that the checks say about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.checks.registry import run
from publisher.checks.subjects import EpubFile, PdfFile
from publisher.document.assets import Assets
from publisher.document.findings import UNREADABLE
from publisher.document.model import Picture, Publication
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
        for picture in entry.article.pictures():
            if picture.source not in asked:
                asked.add(picture.source)
                yield from _trouble(picture, assets)


def _trouble(picture: Picture, assets: Assets) -> tuple[Finding, ...]:
    try:
        assets.read(picture.source, picture.place)
    except Unusable as trouble:
        return trouble.findings
    return ()
