"""A publication or a finished file from disk, and all that the checks say about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from publisher.checks.findings import FOR_SCREENS
from publisher.checks.preflight.examination import Examination, claims_print, opened
from publisher.checks.preflight.plates import ghostscript
from publisher.checks.preflight.reading import page_unreadable
from publisher.checks.registry import run
from publisher.checks.subjects import EpubFile, PdfFile
from publisher.document import supplied
from publisher.document.assets import Assets
from publisher.document.condition import PrintingCondition
from publisher.document.findings import UNREADABLE
from publisher.document.model import Picture, Publication
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.store import NOTHING_KEPT, Store

Profile = Literal["print", "screen"]
LARGEST = 2 << 30  # bytes of a finished file
SUBJECTS = {".epub": EpubFile, ".pdf": PdfFile}


def check_file(
    path: Path,
    shown: str,
    condition: PrintingCondition | None = None,
    profile: Profile | None = None,
    store: Store = NOTHING_KEPT,
) -> Iterator[Finding]:
    """The findings on a finished file, by its suffix. Raises Unusable where it cannot be read.

    A PDF is examined under the printing condition if its profile is `print`; where no profile is
    given, if it says itself that it is for the press.
    """
    subject = SUBJECTS[path.suffix.lower()](read(path, shown), shown)
    if isinstance(subject, PdfFile) and condition is not None:
        yield from _check_pdf(subject, condition, profile, store)
    else:
        yield from run(subject)


def read(path: Path, shown: str = "") -> bytes:
    """A finished file. Raises Unusable where it cannot be read."""
    try:
        return supplied.contents(path, LARGEST)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unusable(UNREADABLE.at(Place(shown or str(path)), reason=reason)) from None


def _check_pdf(
    file: PdfFile, condition: PrintingCondition, profile: Profile | None, store: Store
) -> Iterator[Finding]:
    """The findings on a PDF. One that we cannot read to its end is not given to other readers."""
    try:
        pdf = opened(file.data, file.shown, condition)
    except Unusable as trouble:
        yield from trouble.findings
        return
    examination = Examination(pdf, store, ghostscript())
    if not examination.broken:
        yield from run(file)
    if profile == "print" or (profile is None and claims_print(pdf.pdf)):
        yield from examination.findings()
    elif examination.broken:
        yield from examination.outcome(page_unreadable)
    elif profile is None:
        yield FOR_SCREENS.at(Place(file.shown))


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
