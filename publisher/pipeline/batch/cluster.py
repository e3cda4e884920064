"""Parcels -> outcomes on the workers of a Dask scheduler.

A worker is asked first without the contents: what it has from earlier it needs not be sent. A
worker that dies takes nothing with it: its parcels are sent again, so often as the limits say.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from publisher.errors import Missing, PublisherError
from publisher.findings import Finding, Terms
from publisher.pipeline.batch import bundle, findings, fingerprint, remote
from publisher.pipeline.batch.bundle import Parcel
from publisher.pipeline.batch.values import Limits, Outcome, Told, failed

T = TypeVar("T")
PATIENCE = 10  # seconds until an address counts as silent
SMALL = 64 << 10  # bytes of a file that goes along without being asked for
_ROUNDS = 4  # a worker that always lacks something has no store: then all is sent
_NOTICE = 5.0  # seconds between looks at whether anybody is left to work


@dataclass(slots=True)
class _Sent(Generic[T]):
    """A parcel under way."""

    what: T
    parcel: Parcel
    tries: int = 1
    rounds: int = 0


def outcomes(
    parcels: Iterable[tuple[T, Parcel]],
    address: str,
    limits: Limits,
    tell: Callable[[Finding], None],
) -> Generator[tuple[T, Outcome]]:
    """Outcomes as they come. Raises Missing where no scheduler answers or no worker can help."""
    client = _connected(address)
    try:
        yield from _Crew(client, address, limits, tell).outcomes(iter(parcels))
    except _lost():
        raise Missing(findings.CLUSTER_LOST.at(None)) from None
    finally:
        with contextlib.suppress(Exception):  # whatever it is, nobody waits for it
            client.close(timeout=PATIENCE)


class _Crew:
    """The workers of a scheduler, and what is sent to them."""

    def __init__(
        self, client: Any, address: str, limits: Limits, tell: Callable[[Finding], None]
    ) -> None:
        self._client, self._address, self._limits, self._tell = client, address, limits, tell
        self._here = fingerprint.here()
        self._unfit: set[str] = set()
        self._fit: set[str] = set()
        self._look()

    def outcomes(self, parcels: Iterator[tuple[T, Parcel]]) -> Generator[tuple[T, Outcome]]:
        """Send two parcels a thread at a time, so that neither side holds a whole batch."""
        import distributed

        running: dict[Any, _Sent[T]] = {}
        while True:
            room = max(4, 2 * sum(self._client.nthreads().values())) - len(running)
            for what, parcel in islice(parcels, max(0, room)):
                yield from self._send(_Sent(what, parcel), running)
            if not running:
                return
            try:
                with self._client.as_current():
                    done, _rest = distributed.wait(
                        list(running), timeout=_NOTICE, return_when="FIRST_COMPLETED"
                    )
            except TimeoutError:
                self._look()
                continue
            for future in done:
                yield from self._received(future, running.pop(future), running)

    def _send(
        self, sent: _Sent[T], running: dict[Any, _Sent[T]], wanted: frozenset[str] | None = None
    ) -> Iterator[tuple[T, Outcome]]:
        """Give a parcel to any worker that is fit; an outcome only where it cannot be sent."""
        try:
            contents = dict(_contents(sent.parcel, wanted))
        except PublisherError as error:
            yield sent.what, Outcome(told=tuple(map(Told.of, error.findings)), code=3)
            return
        with warnings.catch_warnings():
            # of Dask's own: that what is sent is large
            warnings.simplefilter("ignore", UserWarning)
            future = self._client.submit(
                remote.fill,
                self._here,
                sent.parcel,
                contents,
                self._limits,
                pure=False,
                workers=sorted(self._fit) if self._unfit else None,
                # a wish: were it an order, it would wait for workers that are gone for ever
                allow_other_workers=bool(self._unfit),
            )
        running[future] = sent

    def _received(
        self, future: Any, sent: _Sent[T], running: dict[Any, _Sent[T]]
    ) -> Iterator[tuple[T, Outcome]]:
        import distributed

        try:
            answer = future.result()
        except distributed.scheduler.KilledWorker:
            yield from self._again(sent, running)
            return
        finally:
            future.release()  # or it would be made again when its worker dies
        if isinstance(answer, remote.Lacking):
            sent.rounds += 1
            every = frozenset(sent.parcel.bundle.contents)
            wanted = answer.digests if sent.rounds < _ROUNDS else every
            yield from self._send(sent, running, wanted)
        elif isinstance(answer, remote.Differs):
            self._look()
            yield from self._send(sent, running)
        else:
            yield sent.what, replace(answer, tries=max(answer.tries, sent.tries))

    def _again(self, sent: _Sent[T], running: dict[Any, _Sent[T]]) -> Iterator[tuple[T, Outcome]]:
        """Once more, after Dask has given up a parcel because workers died while they had it."""
        if sent.tries > self._limits.retries:
            died = findings.PROCESS_DIED.at(None, reason="KilledWorker", tries=sent.tries)
            yield sent.what, replace(failed(died), tries=sent.tries)
            return
        sent.tries += 1
        sent.rounds = 0
        yield from self._send(sent, running)

    def _look(self) -> None:
        """Who is there, and who would make other bytes. Raises Missing where nobody is fit."""
        there = set(self._client.nthreads())
        fresh = sorted(there - self._unfit - self._fit)
        answers = (
            self._client.run(remote.differing, self._here, workers=fresh, on_error="return")
            if fresh
            else {}
        )
        for worker, parts in answers.items():
            if parts == ():
                self._fit.add(worker)
                continue
            self._unfit.add(worker)
            lacks = isinstance(parts, BaseException)
            what = Terms(parts) if not lacks else Terms((findings.PROGRAM,))
            self._tell(findings.WORKER_DIFFERS.at(None, address=worker, parts=what))
        self._fit &= there
        if there and not self._fit:
            raise Missing(findings.NO_WORKERS.at(None, address=self._address))


def _contents(parcel: Parcel, wanted: frozenset[str] | None) -> Iterator[tuple[str, bytes]]:
    """The contents that are wanted; of a first sending those that are small. Raises Unusable."""
    root = Path(parcel.order.root)
    for digest, piece in parcel.bundle.contents.items():
        if bundle.size(root, piece) <= SMALL if wanted is None else digest in wanted:
            yield digest, bundle.content(root, piece)


def _lost() -> tuple[type[BaseException], ...]:
    """What Dask raises when the scheduler goes: an asyncio.CancelledError is no Exception."""
    from distributed.client import FutureCancelledError, FuturesCancelledError

    return OSError, FutureCancelledError, FuturesCancelledError


def _connected(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise Missing(findings.NO_DASK.at(None)) from None
    # it tells of every worker that goes; what matters is in the outcomes
    for name in ("distributed", "distributed.client"):  # the second has a level of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(_greet(address))
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception:  # whoever listens there may say anything
        raise Missing(findings.NO_CLUSTER.at(None, address=address[:200])) from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise Missing(findings.NO_WORKERS.at(None, address=address)) from None
    return client


async def _greet(address: str) -> None:
    """Raise OSError or ValueError where no scheduler speaks: a client of Dask's may wait for ever.

    Not for a worker either, whose address is like a scheduler's.
    """
    from distributed.comm import connect

    async with asyncio.timeout(PATIENCE):
        comm = await connect(address, timeout=PATIENCE)
        try:
            await comm.write({"op": "identity", "reply": True})
            answer = await comm.read()
        finally:
            comm.abort()
    if answer.get("type") != "Scheduler":
        raise ValueError(address)
