"""What runs in the worker process: orders in, steps and outcomes out, for as long as it lives.

Expected trouble (PublisherError) is an outcome. A bug is not caught: it ends the process with its
traceback on stderr, the server sees the pipe close, and the next order gets a clean process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import Connection

from publisher.errors import PublisherError
from publisher.preview import sheets
from publisher.preview.values import Build, Order, Outcome, Step, gravest_first


def work(pipe: Connection, build: Build) -> None:
    """Fill orders until the pipe closes."""
    # a session of its own: Ctrl-C in the terminal is the server's, and whatever a build starts
    # can be ended together with it
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    while (order := _next(pipe)) is not None:
        pipe.send(fill(order, build, pipe))


def fill(order: Order, build: Build, pipe: Connection) -> Outcome:
    """One order; its steps are told through the pipe."""
    try:
        built = build(order, _Teller(pipe))
    except PublisherError as error:
        return Outcome(gravest_first(error.findings))
    return Outcome(
        gravest_first(built.findings),
        built.data,
        built.title,
        sheets.examine(built.data),
        built.boxes,
        built.files,
        sheets.is_right_bound(built.data),
        built.columns,
        built.pagination,
        built.lengths,
        built.bleed,
        built.safe,
    )


class _Teller:
    """A listener to progress (publisher.progress) that sends it on."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._total = 0
        self._done = 0

    def begin(self, total: int) -> None:
        self._total = total
        self._done = 0

    def step(self, what: str, detail: str = "") -> None:
        self._done += 1
        self._pipe.send(Step(self._done, self._total, what, detail))


def _next(pipe: Connection) -> Order | None:
    try:
        order: Order = pipe.recv()
    except EOFError:
        return None
    return order


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.killpg(0, signal.SIGKILL)
