"""An order -> its outcome, in this process: what `publisher pdf` and `publisher epub` would write.

The working folder becomes the publication's own. So places are said from there, and what is made
does not depend on where the publication lies: here, or in a worker's bundle.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.document.artefact import Artefact, companion, put
from publisher.document.findings import NO_SOURCE
from publisher.errors import PublisherError, Unusable
from publisher.findings import Finding, Place, Severity, worst
from publisher.pipeline import epub, pdf
from publisher.pipeline.batch.values import Cost, Format, Order, Outcome, Told, Wanted
from publisher.pipeline.editions import edition_of
from publisher.pipeline.jobs import Crew
from publisher.pipeline.pages import PAGES
from publisher.pipeline.sources import Sources, load, made_for
from publisher.progress import SILENT

_RSS = 1 if sys.platform == "darwin" else 1024  # bytes in a unit of ru_maxrss


def make(order: Order) -> Outcome:
    """Make a publication and its editions. What its texts cause is told, never raised."""
    wall, cores = time.perf_counter(), time.process_time()
    done = _made(order)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, _CHILDREN))
    cost = Cost(time.perf_counter() - wall, time.process_time() - cores, peak * _RSS)
    return Outcome(done.files, done.told, done.notes, done.code, cost)


_CHILDREN = resource.RUSAGE_CHILDREN


def _made(order: Order) -> Outcome:
    _under_its_date(order.wanted.epoch)
    maker = _Maker(order.wanted)
    try:
        _enter(Path(order.root))
        with TemporaryDirectory(prefix="publisher-batch-") as folder:
            maker.add_all(Path(order.inner), Path(folder))
    except PublisherError as error:
        return maker.outcome(error)
    return maker.outcome()


class _Maker:
    """Collects files and findings; one edition that fails does not take the others away."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._files: dict[str, bytes] = {}
        self._found: list[Finding] = []
        self._code = 0

    def add_all(self, source: Path, scratch: Path) -> None:
        """The publication, then its editions. Raises PublisherError for the publication itself."""
        own = load(source)
        self._found += own.findings
        self._add(own, scratch)
        for name, chosen, place in own.editions:
            try:
                edition = edition_of(own, name, chosen, place)
                self._found += edition.findings
                self._add(edition, scratch)
            except PublisherError as error:
                self._found += error.findings
                self._code = error.exit_code

    def _add(self, sources: Sources, scratch: Path) -> None:
        for format_ in self._wanted.formats:
            for path, data in self._built(sources, format_, scratch):
                self._files[path.name] = data

    def _built(
        self, sources: Sources, format_: Format, scratch: Path
    ) -> Iterator[tuple[Path, bytes]]:
        """The files of one format. The e-book finds the print edition's pages in `scratch`."""
        path = scratch / f"{sources.name}.{format_}"
        if format_ == "pdf":
            profile = self._wanted.profile
            wanted = made_for(sources, profile) if profile else sources
            # one process: others make other publications meanwhile
            artefact = pdf.make(wanted, SILENT, path, Crew(jobs=1))
            put((companion(path, s), data) for s, data in artefact.beside if s == PAGES)
        else:
            artefact = epub.make(sources, SILENT, None, path)
        self._found += artefact.findings
        yield from _named(path, artefact)

    def outcome(self, error: PublisherError | None = None) -> Outcome:
        """All that was collected; after an error there are no files."""
        found = list(dict.fromkeys((*(error.findings if error else ()), *self._found)))
        told = tuple(Told.of(each) for each in found if each.severity > Severity.NOTE)
        notes = sum(each.severity is Severity.NOTE for each in found)
        if error:
            return Outcome((), told, notes, error.exit_code)
        code = self._code or int(worst(found) is Severity.ERROR)
        return Outcome(tuple(self._files.items()), told, notes, code)


def _named(path: Path, artefact: Artefact) -> Iterator[tuple[Path, bytes]]:
    path = artefact.named(path)
    yield path, artefact.data
    for suffix, data in artefact.beside:
        yield companion(path, suffix), data


def _enter(root: Path) -> None:
    try:
        os.chdir(root)
    except OSError:  # it was there when the list was read
        raise Unusable(NO_SOURCE.at(Place(root.name))) from None


def _under_its_date(epoch: str | None) -> None:
    """The date of whoever gave the order, not of the machine that fills it."""
    if epoch is None:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
    else:
        os.environ["SOURCE_DATE_EPOCH"] = epoch
