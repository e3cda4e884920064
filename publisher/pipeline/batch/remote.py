"""What runs on a worker of the cluster: a bundle is laid out, a process of its own makes it.

The process is a station's, as on one machine: a publication that crashes, loops or eats memory ends
that process and never the worker, which others may be using.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory

from publisher.errors import PublisherError
from publisher.pipeline import cache
from publisher.pipeline.batch import bundle, fingerprint
from publisher.pipeline.batch.bundle import Parcel
from publisher.pipeline.batch.fingerprint import Fingerprint
from publisher.pipeline.batch.station import Station
from publisher.pipeline.batch.values import Limits, Outcome, Told

_KIND = "bundle"  # in the store
_stations: SimpleQueue[tuple[Limits, Station]] = SimpleQueue()
_looking = threading.Lock()


@dataclass(frozen=True, slots=True)
class Lacking:
    """Contents that this worker has not yet."""

    digests: frozenset[str]


@dataclass(frozen=True, slots=True)
class Differs:
    """A worker that would make other bytes, and what there is the cause."""

    parts: tuple[str, ...]


Answer = Outcome | Lacking | Differs


def differing(expected: Fingerprint) -> tuple[str, ...]:
    """What is other on this worker than where the batch was started, as msgids."""
    with _looking:
        return fingerprint.differing(expected, fingerprint.here())


def fill(
    expected: Fingerprint, parcel: Parcel, sent: Mapping[str, bytes], limits: Limits
) -> Answer:
    """Make a publication of what was sent and of what an earlier one left here."""
    if parts := differing(expected):
        return Differs(parts)
    contents = dict(sent)
    store = cache.store()
    for digest, data in sent.items():
        if sha256(data).hexdigest() == digest:
            store.put(_KIND, [digest.encode()], data)
    needed = parcel.bundle.contents.keys()
    for digest in needed - contents.keys():
        known = store.get(_KIND, [digest.encode()])
        if known is not None:
            contents[digest] = known
    if lacking := needed - contents.keys():
        return Lacking(frozenset(lacking))
    return _filled(parcel, contents, limits)


def _filled(parcel: Parcel, contents: Mapping[str, bytes], limits: Limits) -> Outcome:
    with TemporaryDirectory(prefix="publisher-bundle-") as folder:
        try:
            root = bundle.lay_out(parcel.bundle, contents, Path(folder))
        except PublisherError as error:
            return Outcome(told=tuple(map(Told.of, error.findings)), code=error.exit_code)
        station = _station(limits)
        try:
            return station.fill(replace(parcel.order, root=str(root)))
        finally:
            _stations.put((limits, station))


def _station(limits: Limits) -> Station:
    """One that stands ready under the same limits, else a new one."""
    try:
        known, station = _stations.get_nowait()
    except Empty:
        return Station(limits)
    if known == limits:
        return station
    station.close()
    return Station(limits)
