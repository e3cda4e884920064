"""The stage: a list and an output folder -> publications made, and a summary of them all."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from publisher import progress
from publisher.beside import cores
from publisher.document.artefact import put
from publisher.document.key import key
from publisher.errors import Missing
from publisher.findings import Finding
from publisher.messages import _
from publisher.pipeline.batch import bundle, fingerprint, folder, listing, local, page, summary
from publisher.pipeline.batch.bundle import Bundle, Parcel
from publisher.pipeline.batch.listing import Listed, Shard
from publisher.pipeline.batch.summary import Row, Summary
from publisher.pipeline.batch.values import Limits, Order, Outcome, Told, Wanted, failed


@dataclass(frozen=True, slots=True)
class Batch:
    """What `publisher batch` was asked for. `cluster` is the address of a Dask scheduler."""

    given: Path
    output: Path
    wanted: Wanted = field(default_factory=Wanted)
    limits: Limits = field(default_factory=Limits)
    jobs: int = 0
    shard: Shard | None = None
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A publication that is to be made, with its files and the key of all that it is made from."""

    listed: Listed
    bundle: Bundle
    key: str

    def order(self, wanted: Wanted) -> Order:
        """What a process is asked for."""
        return Order(str(self.listed.root), self.listed.inner, wanted)


Outcomes = Generator[tuple[Task, Outcome]]


def run(batch: Batch, listener: progress.Progress = progress.SILENT) -> Summary:
    """Make what is missing or changed, write the summary, and give it back.

    Raises Unusable for a list, Missing for a folder or a cluster, that cannot be used; what one
    publication causes stands in the summary.
    """
    start = time.monotonic()
    chosen = listing.part(listing.publications(batch.given, batch.output), batch.shard)
    told: list[Finding] = []
    with folder.opened(batch.output, batch.shard) as shelf:
        listener.begin(len(chosen))
        rows = dict(_compared(chosen, batch, shelf, listener))
        tasks = tuple(each for each in rows.values() if isinstance(each, Task))
        listener.begin(len(chosen) + len(tasks))
        with closing(_filling(batch, tasks, told)) as outcomes:
            for task, done in outcomes:
                listener.step(_("Made"), task.listed.name)
                rows[task.listed.name] = _written(task, done, shelf)
        whole = Summary(
            tuple(row for row in rows.values() if isinstance(row, Row)),
            time.monotonic() - start,
            batch.jobs or cores(),
            str(batch.shard or ""),
            batch.cluster,
            tuple(map(Told.of, told)),
        )
        put(_told_in(batch.output, whole))
    return whole


def _compared(
    chosen: tuple[Listed, ...], batch: Batch, shelf: folder.Folder, listener: progress.Progress
) -> Iterator[tuple[str, Row | Task]]:
    """Every publication by its name: a row if there is nothing to make, else a task."""
    here, around = fingerprint.here(), cache(bundle.surroundings)
    for each in chosen:
        listener.step(_("Comparing"), each.name)
        if each.trouble:
            yield each.name, _row(each, failed(each.trouble))
            continue
        files = bundle.of(each.root, each.inner, around)
        task = Task(each, files, key(here, files, each.inner, each.name, batch.wanted))
        record = shelf.current(each.name, task.key)
        yield each.name, _kept(each, record) if record else task


def _filling(batch: Batch, tasks: tuple[Task, ...], told: list[Finding]) -> Outcomes:
    """Outcomes as they come, from here or from a cluster; `told` is of the cluster itself."""
    if not batch.cluster:
        jobs = max(1, min(batch.jobs or cores(), len(tasks)))
        return local.outcomes(((t, t.order(batch.wanted)) for t in tasks), jobs, batch.limits)
    from publisher.pipeline.batch import cluster  # Dask, for those who have a cluster

    sent = ((t, Parcel(t.bundle, t.order(batch.wanted))) for t in tasks)
    return cluster.outcomes(sent, batch.cluster, batch.limits, told.append)


def _written(task: Task, done: Outcome, shelf: folder.Folder) -> Row:
    """Put the files in place. Raises Missing when no more can be written: nothing would follow."""
    row = _row(task.listed, done)
    if done.failed:
        return row
    try:
        shelf.write(task.listed.name, task.key, done)
    except Missing as error:  # its place is in the output folder, as the editor wrote that
        shelf.require_room(done)
        return replace(row, files=(), told=(*map(Told.of, error.findings), *row.told))
    return row


def _row(listed: Listed, done: Outcome) -> Row:
    files = tuple((file, len(data)) for file, data in done.files)
    told = done.told if listed.trouble else tuple(_from_here(listed, each) for each in done.told)
    return Row(listed.name, listed.source, files, told, done.notes, done.cost, tries=done.tries)


def _kept(listed: Listed, record: folder.Record) -> Row:
    files = tuple((file, known.size) for file, known in record.files.items())
    told = tuple(_from_here(listed, each) for each in record.told)
    return Row(listed.name, listed.source, files, told, record.notes, record.cost, kept=True)


def _from_here(listed: Listed, told: Told) -> Told:
    """A place that was said from the publication's folder, as the editor would write it.

    One on pages of what was made goes from the output folder.
    """
    if not told.file:
        return replace(told, file=listed.source)
    if told.file.endswith((".pdf", ".epub")):
        return replace(told, file=f"{listed.name}/{told.file}")
    source = Path(listed.source)
    base = source if source.name != listed.inner else source.parent
    return replace(told, file=(base / told.file).as_posix())


def _told_in(output: Path, whole: Summary) -> Iterator[tuple[Path, bytes]]:
    yield output / summary.file_name(summary.JSON, whole.shard), summary.json_bytes(whole)
    for language, name in summary.PAGES.items():
        yield output / summary.file_name(name, whole.shard), page.html(whole, language)
