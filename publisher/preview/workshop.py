"""One warm process that builds; ended and replaced when its work is endless or broken.

A build that nobody waits for is asked to stop and mostly does at its next step, so that the process
stays warm; what does not stop is ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from publisher.errors import PublisherError
from publisher.findings import Finding
from publisher.limits import USUAL, Limits
from publisher.messages import tr
from publisher.preview.bench import Bench, Crashed, TooLarge
from publisher.preview.findings import BUILD_BROKE, BUILD_CRASHED, BUILD_ENDLESS, BUILD_TOO_LARGE
from publisher.preview.values import Order, Outcome, Quick, Step
from publisher.preview.worker import Failed, Task

PATIENCE = 1.5  # seconds that an outdated build may take to end; a new process needs as long


class Workshop:
    """Fills one order at a time; the next one waits. A cancelled `make` is ended at once."""

    def __init__(
        self,
        build: Quick,
        limits: Limits = USUAL,
        bench: Bench | None = None,
        *,
        gives_way: bool = False,
    ) -> None:
        self._build = build
        self._gives_way = gives_way
        self._limits = limits
        self._bench = bench
        self._held = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workshop")
        self._waiting: list[_Wish] = []

    async def make(self, order: Order, tell: Callable[[Step], None]) -> Outcome | None:
        """Fill an order; `tell` is called on the loop with every step.

        None: the builder leaves it to another, or it was dropped.
        """
        loop = asyncio.get_running_loop()
        wish = _Wish()
        self._waiting.append(wish)

        def come(step: Step) -> None:
            wish.come(step, self._limits.seconds)
            tell(step)

        def pass_on(step: Step) -> None:
            if not wish.dropped:
                loop.call_soon_threadsafe(come, step)

        def fill() -> Outcome | None:
            if wish.dropped:
                return None
            wish.bench = self._ready()
            try:
                return wish.bench.fill(order, pass_on)
            finally:
                wish.is_done = True

        try:
            async with asyncio.timeout(self._limits.seconds) as wish.clock:
                return await loop.run_in_executor(self._thread, fill)
        except (EOFError, OSError) as error:  # TimeoutError is one
            self._discard(wish.bench)
            is_outdated, wish.dropped = wish.dropped, True
            return None if is_outdated else Outcome((self._why(error, wish),))
        except asyncio.CancelledError:
            self.close()
            raise
        finally:
            wish.clock = None
            self._waiting.remove(wish)
            wish.settle()

    def _why(self, error: Exception, wish: _Wish) -> Finding:
        match error:
            case TimeoutError():
                return BUILD_ENDLESS.at(None, seconds=f"{self._limits.seconds:g}", where=wish.where)
            case TooLarge():
                megabytes = self._limits.memory >> 20
                return BUILD_TOO_LARGE.at(None, megabytes=megabytes, where=wish.where)
            case Crashed(args=(name,)):
                return BUILD_CRASHED.at(None, signal=name, where=wish.where)
        return BUILD_BROKE.at(None)

    def drop(self) -> None:
        """Whatever was ordered is outdated; called on the loop."""
        for wish in self._waiting:
            wish.dropped = True
        if self._waiting and self._bench is not None:
            self._bench.drop()
            self._be_patient()

    def hold(self) -> None:
        """Stand still: others need the cores."""
        if self._waiting and self._bench is not None and not self._held:
            self._held = True
            self._bench.hold(on=True)
            for wish in self._waiting:
                wish.settle()

    def go_on(self) -> None:
        """Stand still no longer; what was dropped meanwhile comes to its end."""
        if self._held:
            self._held = False
            if self._bench is not None:
                self._bench.hold(on=False)
            self._be_patient()

    def _be_patient(self) -> None:
        loop = asyncio.get_running_loop()
        for wish in self._waiting:
            if wish.dropped and wish.end is None and not self._held:
                wish.end = loop.call_later(PATIENCE, self._lose_patience, wish)

    def _lose_patience(self, wish: _Wish) -> None:
        # one that has not begun never will; and the next one may be at the same bench already
        if not wish.is_done:
            self._discard(wish.bench)

    def _discard(self, bench: Bench | None) -> None:
        """End a process; the one that took its place meanwhile works on."""
        if bench is self._bench:
            self.close()
        elif bench is not None:
            bench.end()

    async def ask(self, do: Callable[..., object], *values: object) -> object:
        """What a function gives that can be imported in the process. Raises PublisherError."""
        wish = _Wish()

        def fill() -> object:
            wish.bench = self._ready()
            return wish.bench.ask(Task(do, values))

        try:
            async with asyncio.timeout(self._limits.seconds):
                done = await asyncio.get_running_loop().run_in_executor(self._thread, fill)
        except (EOFError, OSError) as error:  # TimeoutError is one
            self._discard(wish.bench)
            raise PublisherError(self._why(error, wish)) from None
        if isinstance(done, Failed):
            raise PublisherError(*done.findings)
        return done

    @property
    def process(self) -> int | None:
        """The number of the process that stands ready, if one does."""
        return self._bench.number if self._bench else None

    def close(self) -> None:
        """End the process and all that it started; a next order would get a new one."""
        bench, self._bench, self._held = self._bench, None, False
        if bench is not None:
            bench.end()

    def _ready(self) -> Bench:
        if self._bench is None:
            self._bench = Bench(self._build, self._limits, gives_way=self._gives_way)
        return self._bench


class _Wish:
    """Somebody who waits for a build, or no longer does."""

    def __init__(self) -> None:
        self.dropped = False
        self.bench: Bench | None = None  # where it is built
        self.is_done = False
        self.end: asyncio.TimerHandle | None = None
        self.clock: asyncio.Timeout | None = None
        self._step: Step | None = None

    def come(self, step: Step, seconds: float) -> None:
        """It goes on, and has so many seconds until its next step."""
        self._step = step
        if self.clock is not None and not self.clock.expired():
            self.clock.reschedule(asyncio.get_running_loop().time() + seconds)

    @property
    def where(self) -> str:
        """What was done last, in the reader's language."""
        return f"{tr(self._step.what)} {self._step.detail}".strip() if self._step else tr("Reading")

    def settle(self) -> None:
        if self.end is not None:
            self.end.cancel()
            self.end = None
