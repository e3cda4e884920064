"""Orders -> outcomes on the processes of this machine."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from queue import SimpleQueue
from typing import TypeVar

from publisher.pipeline.batch.station import Station
from publisher.pipeline.batch.values import Limits, Order, Outcome

T = TypeVar("T")


def outcomes(
    tasks: Iterable[tuple[T, Order]], jobs: int, limits: Limits
) -> Generator[tuple[T, Outcome]]:
    """Fill orders on `jobs` processes; they come back as they are done, with what they are for.

    Closing the generator ends all processes. At most two orders a process are under way, so that
    finished files do not heap up where the disk is slower than the cores.
    """
    waiting = iter(tasks)
    stations = [Station(limits) for _ in range(jobs)]
    free: SimpleQueue[Station] = SimpleQueue()
    for each in stations:
        free.put(each)

    def fill(what: T, order: Order) -> tuple[T, Outcome]:
        station = free.get()
        try:
            return what, station.fill(order)
        finally:
            free.put(station)

    pool = ThreadPoolExecutor(jobs, thread_name_prefix="batch")
    running: set[Future[tuple[T, Outcome]]] = set()
    try:
        while True:
            fresh = islice(waiting, 2 * jobs - len(running))
            running |= {pool.submit(fill, *task) for task in fresh}
            if not running:
                return
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for each_done in finished:
                yield each_done.result()
    finally:
        for station in stations:
            station.stop()
        pool.shutdown(cancel_futures=True)
        for station in stations:
            station.close()
