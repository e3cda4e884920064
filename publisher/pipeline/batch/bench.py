"""What runs in a process of its own: orders come in, outcomes go out, until the pipe closes.

A bug is not caught: it ends the process, and the station that started it tells of it. Nothing of
one publication stays for the next but what was loaded, and what `functools.cache` holds of files
that came with the program.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import select
import signal
import struct
import sys
import threading
from typing import IO

from publisher.pipeline.batch import findings
from publisher.pipeline.batch.values import Order, Outcome, failed

_LENGTH = struct.Struct(">Q")
_PR_SET_PDEATHSIG = 1  # prctl(2)
_FEWER_SWEEPS = 200_000, 20, 100  # as in cli.application: trees live until a publication is done


def main(parent: int, memory: int) -> None:
    """Fill orders; `parent` is the process that gives them, `memory` the bytes for each."""
    _leave_with(parent)
    # what a library prints must not come between outcomes
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(resource, "RLIMIT_DATA"):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    gc.set_threshold(*_FEWER_SWEEPS)
    orders = sys.stdin.buffer
    while (order := receive(orders)) is not None:
        assert isinstance(order, Order)  # noqa: S101 - for the type checker
        send(results, _filled(order, memory))
        gc.collect()


def _filled(order: Order, memory: int) -> Outcome:
    from publisher.pipeline.batch.making import make

    try:
        return make(order)
    except MemoryError:
        return failed(findings.TOO_BIG.at(None, megabytes=memory >> 20))


def send(pipe: IO[bytes], value: object) -> None:
    """One value, with its length before it. Raises OSError when the other side is gone."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object:
    """The next value; None where the pipe was closed, before a value or within one."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        return None
    # only the two ends of our own pipe speak here
    return pickle.loads(data)  # noqa: S301


def _leave_with(parent: int) -> None:
    """End when the parent ends, however it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before we asked
            os._exit(1)
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    """Where the kernel does not tell: a parent that is gone has closed the pipe."""
    watched = select.poll()
    watched.register(0, 0)  # no events asked for: a hang-up alone is told
    while not any(event & select.POLLHUP for _file, event in watched.poll()):
        pass
    # within the group: a checker that a build started ends as well
    os.killpg(0, signal.SIGKILL)
