"""One warm process that builds; ended and replaced when its work is endless or broken.

A build that nobody waits for is asked to stop and mostly does at its next step, so that the process
stays warm; what does not stop is ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.context import SpawnProcess

from publisher.errors import PublisherError
from publisher.preview import worker
from publisher.preview.findings import BUILD_BROKE, BUILD_ENDLESS
from publisher.preview.values import Order, Outcome, Quick, Step
from publisher.preview.worker import DROP, Failed, Task

LIMIT = 300.0  # seconds; a publication of 300 pages on a slow machine is done in less
PATIENCE = 1.5  # seconds that an outdated build may take to end; a new process needs as long
_PROCESSES = multiprocessing.get_context("spawn")  # a fork would carry our threads' locks along


class Workshop:
    """Fills one order at a time; the next one waits. A cancelled `make` is ended at once."""

    def __init__(self, build: Quick, limit: float = LIMIT) -> None:
        self._build = build
        self._limit = limit
        self._bench: _Bench | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workshop")
        self._waiting: list[_Wish] = []

    async def make(self, order: Order, tell: Callable[[Step], None]) -> Outcome | None:
        """Fill an order; `tell` is called on the loop with every step.

        None: the builder leaves it to another, or it was dropped.
        """
        loop = asyncio.get_running_loop()
        wish = _Wish()
        self._waiting.append(wish)

        def pass_on(step: Step) -> None:
            if not wish.dropped:
                loop.call_soon_threadsafe(tell, step)

        def fill() -> Outcome | None:
            return None if wish.dropped else self._ready().fill(order, pass_on)

        try:
            async with asyncio.timeout(self._limit):
                return await loop.run_in_executor(self._thread, fill)
        except TimeoutError:
            self.close()
            return Outcome((BUILD_ENDLESS.at(None, seconds=round(self._limit)),))
        except (EOFError, OSError):
            self.close()
            return None if wish.dropped else Outcome((BUILD_BROKE.at(None),))
        except asyncio.CancelledError:
            self.close()
            raise
        finally:
            self._waiting.remove(wish)
            wish.settle()

    def drop(self) -> None:
        """Whatever was ordered is outdated; called on the loop."""
        for wish in self._waiting:
            if not wish.dropped:
                wish.dropped = True
                wish.end = asyncio.get_running_loop().call_later(PATIENCE, self.close)
        if self._waiting and self._bench is not None:
            self._bench.drop()

    async def ask(self, do: Callable[..., object], *values: object) -> object:
        """What a function gives that can be imported in the process. Raises PublisherError."""

        def fill() -> object:
            return self._ready().ask(Task(do, values))

        try:
            async with asyncio.timeout(self._limit):
                done = await asyncio.get_running_loop().run_in_executor(self._thread, fill)
        except (TimeoutError, EOFError, OSError):
            self.close()
            raise PublisherError(BUILD_BROKE.at(None)) from None
        if isinstance(done, Failed):
            raise PublisherError(*done.findings)
        return done

    @property
    def process(self) -> int | None:
        """The number of the process that stands ready, if one does."""
        return self._bench.number if self._bench else None

    def close(self) -> None:
        """End the process and all that it started; a next order would get a new one."""
        bench, self._bench = self._bench, None
        if bench is not None:
            bench.end()

    def _ready(self) -> _Bench:
        if self._bench is None:
            self._bench = _Bench(self._build)
        return self._bench


class _Wish:
    """Somebody who waits for a build, or no longer does."""

    def __init__(self) -> None:
        self.dropped = False
        self.end: asyncio.TimerHandle | None = None

    def settle(self) -> None:
        if self.end is not None:
            self.end.cancel()


class _Bench:
    """A process and the pipe to it."""

    def __init__(self, build: Quick) -> None:
        self._pipe, theirs = _PROCESSES.Pipe()
        self._sending = threading.Lock()
        self._process: SpawnProcess = _PROCESSES.Process(
            target=worker.work, args=(theirs, build), name="publisher-preview"
        )
        self._process.start()
        theirs.close()

    @property
    def number(self) -> int:
        return self._process.pid or 0

    def fill(self, order: Order, tell: Callable[[Step], None]) -> Outcome | None:
        """Called on a thread, which `end` sets free. Raises EOFError when the process is gone."""
        self._send(order)
        while isinstance(message := self._pipe.recv(), Step):
            tell(message)
        outcome: Outcome | None = message
        return outcome

    def ask(self, task: Task) -> object:
        self._send(task)
        done: object = self._pipe.recv()
        return done

    def drop(self) -> None:
        with contextlib.suppress(OSError):
            self._send(DROP)

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.number, signal.SIGKILL)
        self._process.kill()
        self._process.join()

    def _send(self, message: object) -> None:
        with self._sending:
            self._pipe.send(message)
