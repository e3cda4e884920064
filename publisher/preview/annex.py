"""A second process for what nobody needs at once: the e-book, the file for the press.

It is started when somebody first asks for it, so that the pages themselves never wait for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LIMIT = 300.0  # seconds; as a build of the pages may take
_PROCESSES = multiprocessing.get_context("spawn")


class Annex:
    """Runs one thing after the other, in one process."""

    def __init__(self, limit: float = LIMIT) -> None:
        self._limit = limit
        self._pool: ProcessPoolExecutor | None = None
        self._one = asyncio.Lock()
        self._closed = False

    async def run(self, do: Callable[P, T], *arguments: P.args, **_none: P.kwargs) -> T | None:
        """What a function of a module returns; None where it did not come to an end."""
        async with self._one:
            if self._closed:
                return None
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, _PROCESSES, initializer=_begin)
            call = asyncio.get_running_loop().run_in_executor(self._pool, do, *arguments)
            try:
                async with asyncio.timeout(self._limit):
                    return await call
            except (TimeoutError, BrokenProcessPool):
                self._end()
                return None

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of its processes."""
        return tuple(self._pool._processes or ()) if self._pool else ()  # for `_end`: no other way

    def close(self) -> None:
        """End the process and all that it started; whoever waits for it gets nothing."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        numbers, pool, self._pool = self.processes, self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
        for number in numbers:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(number, signal.SIGKILL)


def _begin() -> None:
    # a session of its own, as in worker.py
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.killpg(0, signal.SIGKILL)
