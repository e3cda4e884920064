"""Options read by another process, while this one loads what they are for.

To read options takes as long as to load half of what makes an e-book, and neither needs the other.
Nothing depends on it: where no process can be had, or it is killed, options are read here. What is
imported above is little: the sooner the other one begins, the sooner it has done.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from typing import NoReturn

from publisher import beside
from publisher.beside import Line, cores

_waiting: list[Line] = []


def hand_over(*values: object) -> bool:
    """Tell values to the process that waits for them; False where none does."""
    if not _waiting:
        return False
    _waiting.pop().send(values)
    return True


def run(load: Callable[[], Callable[..., int]]) -> NoReturn:
    """Run the command that `load` gives, with the values that its options hand over."""
    reader = _reader() if cores() > 1 else None
    if reader is None:
        _read()
    from publisher.cli.ending import ended, leave

    try:
        ended(lambda: _asked(load(), reader))
    except SystemExit as end:
        leave(end.code)


def _asked(command: Callable[..., int], reader: tuple[int, Line]) -> int:
    """The exit code of a command; that of its options where they are wrong, or ask for help."""
    process, line = reader
    try:
        values = line.recv()
    except EOFError:
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if code < 0:  # somebody killed it
            _read()
        return code
    beside.lend(line)
    return command(*values)


def _reader() -> tuple[int, Line] | None:
    """A process that reads options, and the line to it."""
    with contextlib.suppress(OSError):
        ours, theirs = Line.pair()
        process = os.fork()
        if process == 0:
            ours.close()
            _become_reader(theirs)
        theirs.close()
        return process, ours
    return None


def _become_reader(line: Line) -> NoReturn:
    try:
        _waiting.append(line)
        try:
            _read()
        except SystemExit as end:
            if _waiting:  # for options that were never handed over
                from publisher.cli.ending import leave

                leave(end.code)
        # what is asked last, to draw a cover, takes long to load, and there is time now
        from publisher.epub import cover  # noqa: F401

        beside.serve(line)
        os._exit(0)
    finally:
        # whatever it was, who waits for the options meets it, too, and tells it
        os.kill(os.getpid(), signal.SIGKILL)


def _read() -> NoReturn:
    from publisher.cli.application import run as parsed

    parsed()
