"""Options read by another process, while this one loads what they are for.

To read options takes as long as to load half of what makes an e-book, and neither needs the other.
Nothing depends on it: where no process can be had, or it is killed, options are read here.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import NoReturn

from publisher import beside
from publisher.beside import cores
from publisher.cli.ending import ended
from publisher.pipeline.early import Child, forked

_waiting: list[Connection] = []


def hand_over(*values: object) -> bool:
    """Tell values to the process that waits for them; False where none does."""
    if not _waiting:
        return False
    _waiting.pop().send(values)
    return True


def run(load: Callable[[], Callable[..., int]]) -> NoReturn:
    """Run the command that `load` gives, with the values that its options hand over."""
    child = _reader() if cores() > 1 else None
    if child is None:
        _read()
    try:
        ended(lambda: _asked(load(), child))
    except SystemExit as end:
        _leave(end.code)


def _asked(command: Callable[..., int], child: Child) -> int:
    """The exit code of a command; that of its options where they are wrong, or ask for help."""
    try:
        values = child.pipe.recv()
    except EOFError:
        code = child.wait()
        if code < 0:  # somebody killed it
            _read()
        return code
    beside.lend(child.pipe)
    return command(*values)


def _reader() -> Child | None:
    with contextlib.suppress(OSError):
        return forked(_become_reader)
    return None


def _become_reader(pipe: Connection, _parent: int) -> NoReturn:
    try:
        _waiting.append(pipe)
        try:
            _read()
        except SystemExit as end:
            if _waiting:  # for options that were never handed over
                _leave(end.code)
        # what draws covers takes long to load, and there is time now
        from publisher.epub import cover  # noqa: F401

        beside.serve(pipe)
        os._exit(0)
    finally:
        # whatever it was, who waits for the options meets it, too, and tells it
        os.kill(os.getpid(), signal.SIGKILL)


def _leave(code: object) -> NoReturn:
    """End without taking down, piece by piece, all that was loaded: a tenth of a small build."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _read() -> NoReturn:
    from publisher.cli.application import run as parsed

    parsed()
