"""A process that fills orders, and the pipe to it. Light: it starts before the server is loaded."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnProcess

from publisher.limits import TICK, Limits, name_of
from publisher.preview import worker
from publisher.preview.values import Order, Outcome, Quick, Step
from publisher.preview.worker import DROP, Task

_PROCESSES = multiprocessing.get_context("spawn")  # a fork would carry our threads' locks along


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """What starts here is reached by no Ctrl-C until `worker` has a session of its own."""
    if threading.current_thread() is not threading.main_thread():
        yield  # the server is up: its loop takes the signals
        return
    resource_tracker.ensure_running()  # or it starts later, and lets the signal through again
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class TooLarge(EOFError):
    """The process held more memory than it may, and has ended."""


class Crashed(EOFError):
    """A library broke down in the process; the signal's name."""


class Bench:
    """One process. It can be held while others need the cores, and ended at any time.

    One that `gives_way` works on what the cores have left.
    """

    def __init__(self, build: Quick, limits: Limits, *, gives_way: bool = False) -> None:
        self._limits = limits
        self._pipe, theirs = _PROCESSES.Pipe()
        self._sending = threading.Lock()
        self._ended = False
        self._process: SpawnProcess = _PROCESSES.Process(
            target=worker.work, args=(theirs, build, limits, gives_way), name="publisher-preview"
        )
        self._begun: Order | None = None
        try:
            with _undisturbed():
                self._process.start()
        except BaseException:  # Ctrl-C meanwhile: nobody else knows the process yet
            self.end()
            raise
        theirs.close()

    @property
    def number(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    def begin(self, order: Order) -> None:
        """Have an order filled before there is anybody to tell; `fill` with it gets what came."""
        self._begun = order
        self._send(order)

    def fill(self, order: Order, tell: Callable[[Step], None]) -> Outcome | None:
        """Called on a thread, which `end` sets free. Raises EOFError when the process is gone.

        TooLarge and Crashed say what it went of, where it went by itself.
        """
        if order != self._begun:
            self._clear()
            self._send(order)
        self._begun = None
        return self._outcome(tell)

    def ask(self, task: Task) -> object:
        """As `fill`, for something else."""
        self._clear()
        self._send(task)
        return self._received()

    def drop(self) -> None:
        """Nobody waits for the order in hand any longer."""
        with contextlib.suppress(OSError):
            self._send(DROP)

    def hold(self, *, on: bool) -> None:
        """Have the process, and all that it started, stand still, or go on."""
        # it leads its own group as soon as it runs; before that there is nobody of that number
        self._signal(signal.SIGSTOP if on else signal.SIGCONT)

    def end(self) -> None:
        """End the process and all that it started."""
        if not self._ended:
            self._ended = True
            if self._process.pid is None:
                return
            self._signal(signal.SIGKILL)
            self._process.kill()
            self._process.join()

    def _clear(self) -> None:
        """Whoever began an order never came for it."""
        if self._begun is not None:
            self._begun = None
            self._outcome(lambda _step: None)

    def _outcome(self, tell: Callable[[Step], None]) -> Outcome | None:
        while isinstance(message := self._received(), Step):
            tell(message)
        assert message is None or isinstance(message, Outcome)  # noqa: S101 - for the type checker
        return message

    def _received(self) -> object:
        while not self._pipe.poll(TICK):
            if self._limits.are_passed_by(self.number):
                raise TooLarge
        try:
            said: object = self._pipe.recv()
        except (EOFError, OSError):
            if not self._ended:
                self._say_why()
            raise
        return said

    def _say_why(self) -> None:
        self._process.join()  # the kernel closes its pipe a moment before
        code = self._process.exitcode or 0
        if code == worker.NO_MEMORY:
            raise TooLarge
        if code < 0 and not self._ended:
            raise Crashed(name_of(-code))

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.number, number)

    def _send(self, message: object) -> None:
        with self._sending:
            self._pipe.send(message)
