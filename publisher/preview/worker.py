"""What runs in a worker process: orders in, steps and outcomes out, for as long as it lives.

Expected trouble (PublisherError) is an outcome. A bug is not caught: it ends the process with its
traceback on stderr, the server sees the pipe close, and the next order gets a clean process.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from publisher.errors import PublisherError
from publisher.findings import Finding, Place
from publisher.limits import Limits
from publisher.preview import session
from publisher.preview.findings import FILE_MOVED
from publisher.preview.values import Built, Order, Outcome, Quick, Step, gravest_first

DROP = "drop"  # sent while a build runs: nobody waits for it any longer
NO_MEMORY = 12  # ENOMEM: the exit code of one to which the kernel gave no more
_PR_SET_PDEATHSIG = 1  # prctl(2)
# nice(2): the browser, the server and the article in hand go first; no more, or other work on the
# machine would leave it nothing. Where Linux shares cores out among sessions, it changes nothing.
_GIVES_WAY = 5
_MOVING = 3  # times that an order is tried while files change under its hands


class Task(NamedTuple):
    """Something else to do where manuscripts can be read: a function of ours and its values."""

    do: Callable[..., object]
    values: tuple[object, ...]


class Failed(NamedTuple):
    """A task could not be done."""

    findings: tuple[Finding, ...]


class Dropped(Exception):
    """Nobody waits for this build any longer."""


def work(pipe: Connection, build: Quick, limits: Limits, gives_way: bool) -> None:
    """Fill orders until the pipe closes."""
    session.begin()
    # one that came before is dropped; what a build starts can be stopped as ever
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGINT, signal.default_int_handler)
    limits.keep()
    if gives_way:
        os.nice(_GIVES_WAY)
    if sys.platform.startswith("linux"):  # also while it is held, when no thread of it runs
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        if asked == DROP:
            continue  # it came when the build was done
        try:
            pipe.send(_done(asked) if isinstance(asked, Task) else fill(asked, build, pipe))
        except MemoryError:
            os._exit(NO_MEMORY)  # at once: what it remembers may be there in part


def fill(order: Order, build: Quick, pipe: Connection) -> Outcome | None:
    """One order; its steps are told through the pipe. None: not ours, or dropped."""
    try:
        built = _steady(order, build, pipe)
    except Dropped:
        return None
    except PublisherError as error:
        return Outcome(gravest_first(error.findings))
    if built is None:
        return None
    from publisher.preview import sheets  # only here: the server itself stays light

    drawn = sheets.examine(built.data)
    if built.part:
        first = built.runs[0].page
        drawn = tuple(s._replace(folio=str(first + place)) for place, s in enumerate(drawn))
    return Outcome(
        gravest_first(built.findings),
        built.data,
        built.title,
        drawn,
        built.boxes,
        built.files,
        sheets.is_right_bound(built.data),
        built.runs,
        built.part,
        built.look,
        not built.part,
        built.columns,
        built.pagination,
        built.lengths,
        built.bleed,
        built.safe,
    )


def _steady(order: Order, build: Quick, pipe: Connection) -> Built | None:
    """A file may be moved, or be written only in part, just while it is read: look again."""
    for _ in range(_MOVING):
        try:
            return build(order, _Teller(pipe))
        except (OSError, UnicodeDecodeError) as error:
            last = error
    named = getattr(last, "filename", None) or order.source
    raise PublisherError(FILE_MOVED.at(Place(Path(str(named)).name)))


def _done(task: Task) -> object:
    try:
        return task.do(*task.values)
    except PublisherError as error:
        return Failed(error.findings)


class _Teller:
    """A listener to progress (publisher.progress) that sends it on, and stops when told to."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._total = 0
        self._done = 0

    def begin(self, total: int) -> None:
        self._total = total
        self._done = 0

    def step(self, what: str, detail: str = "") -> None:
        if self._pipe.poll() and self._pipe.recv() == DROP:
            raise Dropped
        self._done += 1
        self._pipe.send(Step(self._done, self._total, what, detail))
