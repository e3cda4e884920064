"""One warm process that builds; ended and replaced when its work is outdated, endless or broken."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.context import SpawnProcess

from publisher.preview import worker
from publisher.preview.findings import BUILD_BROKE, BUILD_ENDLESS
from publisher.preview.values import Build, Order, Outcome, Step

LIMIT = 300.0  # seconds; a publication of 300 pages on a slow machine is done in less
_PROCESSES = multiprocessing.get_context("spawn")  # a fork would carry our threads' locks along


class Workshop:
    """Fills one order at a time. `make` may be cancelled: the build is then ended at once."""

    def __init__(self, build: Build, limit: float = LIMIT) -> None:
        self._build = build
        self._limit = limit
        self._bench: _Bench | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workshop")

    async def make(self, order: Order, tell: Callable[[Step], None]) -> Outcome:
        """Fill an order; `tell` is called on the loop with every step."""
        loop = asyncio.get_running_loop()
        bench = self._bench = self._bench or _Bench(self._build)

        def pass_on(step: Step) -> None:
            loop.call_soon_threadsafe(tell, step)

        try:
            async with asyncio.timeout(self._limit):
                return await loop.run_in_executor(self._thread, bench.fill, order, pass_on)
        except TimeoutError:
            self.close()
            return Outcome((BUILD_ENDLESS.at(None, seconds=round(self._limit)),))
        except (EOFError, OSError):
            self.close()
            return Outcome((BUILD_BROKE.at(None),))
        except asyncio.CancelledError:
            self.close()
            raise

    @property
    def process(self) -> int | None:
        """The number of the process that stands ready, if one does."""
        return self._bench.number if self._bench else None

    def close(self) -> None:
        """End the process and all that it started; a next order would get a new one."""
        if self._bench is not None:
            self._bench.end()
            self._bench = None


class _Bench:
    """A process and the pipe to it."""

    def __init__(self, build: Build) -> None:
        self._pipe, theirs = _PROCESSES.Pipe()
        self._process: SpawnProcess = _PROCESSES.Process(
            target=worker.work, args=(theirs, build), name="publisher-preview"
        )
        self._process.start()
        theirs.close()

    @property
    def number(self) -> int:
        return self._process.pid or 0

    def fill(self, order: Order, tell: Callable[[Step], None]) -> Outcome:
        """Called on a thread, which `end` sets free. Raises EOFError when the process is gone."""
        self._pipe.send(order)
        while isinstance(message := self._pipe.recv(), Step):
            tell(message)
        outcome: Outcome = message
        return outcome

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.number, signal.SIGKILL)
        self._process.kill()
        self._process.join()
