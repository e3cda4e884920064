"""A second process for what nobody needs at once: the e-book, the file for the press.

It is started when somebody first asks for it, so that the pages themselves never wait for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

from publisher.limits import TICK, USUAL, Limits
from publisher.preview import session

P = ParamSpec("P")
T = TypeVar("T")

_PROCESSES = multiprocessing.get_context("spawn")


class Annex:
    """Runs one thing after the other, in one process."""

    def __init__(self, limits: Limits = USUAL) -> None:
        self._limits = limits
        self._pool: ProcessPoolExecutor | None = None
        self._one = asyncio.Lock()
        self._closed = False

    async def run(self, do: Callable[P, T], *arguments: P.args, **_none: P.kwargs) -> T | None:
        """What a function of a module returns; None where it did not come to an end."""
        async with self._one:
            if self._closed:
                return None
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    1, _PROCESSES, initializer=_begin, initargs=(self._limits,)
                )
            call = asyncio.get_running_loop().run_in_executor(self._pool, do, *arguments)
            try:
                async with asyncio.timeout(self._limits.seconds):
                    return await self._watched(call)
            except (TimeoutError, MemoryError, BrokenProcessPool):
                self._end()
                return None

    async def _watched(self, call: asyncio.Future[T]) -> T:
        """What comes of a call. Raises MemoryError where the process holds more than it may."""
        while not (await asyncio.wait({call}, timeout=TICK))[0]:
            if any(map(self._limits.are_passed_by, self.processes)):
                raise MemoryError
        if call.cancelled():  # `_end` came before the process began with it
            raise BrokenProcessPool
        return call.result()

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
            for end in (os.killpg, os.kill):  # one that is still starting leads no group yet
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    end(number, signal.SIGKILL)


def _begin(limits: Limits) -> None:
    session.begin()
    limits.keep()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
