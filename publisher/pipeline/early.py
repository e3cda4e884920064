"""A process that loads the engine while this one still reads the manuscripts, and then is two.

Reading and the engine take the same time to load, and neither needs the other; where there is a
second core, one article is done a third sooner. When it has loaded all, it waits for work, and has
time to fork a twin. Nothing depends on it: where no process can be had, or it ends too soon, the
engine is loaded where it is needed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, Pipe
from typing import NoReturn

from publisher.beside import cores

_PARTING, _LOOKS = 0.2, 200  # seconds for one that has nothing left to do; looks


@dataclass
class Child:
    """A process of ours, and the pipe to it."""

    pid: int
    pipe: Connection
    has_ended: bool = False
    second: Connection | None = None  # to the twin of one that began early
    has_twin: bool = False

    def is_warm(self) -> bool:
        """Wait until one that began early has loaded all; False where it came to nothing."""
        try:
            return bool(self.pipe.recv())
        except (EOFError, OSError):
            return False

    def twin(self) -> Child | None:
        """The twin of one that began early and is warm; it ends with it."""
        second, self.second = self.second, None
        if second is None:
            return None
        try:
            twin = Child(int(second.recv()), second)
            self.has_twin = True
            return twin
        except (EOFError, OSError):
            second.close()
            return None

    def wait(self) -> int:
        """Its exit code, when it has ended; below 0 where a signal ended it."""
        self.has_ended = True
        self.pipe.close()
        with contextlib.suppress(ChildProcessError):
            return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return -signal.SIGKILL

    def dismiss(self) -> None:
        """It is needed no more: it ends by itself, and who began it waits for that later."""
        self.pipe.close()

    def end(self) -> None:
        """End it, whatever it does; one that is gone already is no matter."""
        if self.has_ended:  # its number may be another's by now
            return
        self.has_ended = True
        self.pipe.close()
        if self.second:
            self.second.close()
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            if not (self.has_twin and self._parts()):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)

    def _parts(self) -> bool:
        """Whether it ends by itself in a moment: it counts the time of its twin as its own."""
        for _look in range(_LOOKS):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return True
            time.sleep(_PARTING / _LOOKS)
        return False


_begun: list[Child] = []


def taken() -> Child | None:
    """The process that began before the command knew its options, for who takes it first."""
    return _begun.pop() if _begun else None


@contextlib.contextmanager
def begun(arguments: Sequence[str]) -> Iterator[None]:
    """A process for `taken`, where there are cores for it; it ends with what stands under this.

    There is none where `arguments` say how many there are to be, or ask for help.
    """
    is_told = any(each.startswith(("-j", "--j", "-h", "--h")) for each in arguments)
    with early(1 if is_told else cores()) as child:
        _begun[:] = [child] if child else []
        try:
            yield
        finally:
            _begun.clear()


@contextlib.contextmanager
def early(jobs: int) -> Iterator[Child | None]:
    """A process that is to be a worker, where there are `jobs` for two.

    It ends with what stands under this.
    """
    child = _forked() if jobs > 1 else None
    try:
        yield child
    finally:
        if child:
            child.end()


def _forked() -> Child | None:
    # a lock that another thread holds would be held for ever in the child
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return None
    with contextlib.suppress(OSError):
        ours, theirs = Pipe()
        try:
            child = forked(partial(_become_worker, theirs, ours))
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        child.second = ours
        return child
    return None


def forked(work: Callable[[Connection, int], NoReturn]) -> Child:
    """A process that does `work` with its end of a pipe and our number. Raises OSError."""
    ours, theirs = Pipe()
    parent = os.getpid()
    try:
        pid = os.fork()
    except OSError:
        ours.close()
        theirs.close()
        raise
    if pid == 0:
        ours.close()
        work(theirs, parent)
    theirs.close()
    return Child(pid, ours)


def _become_worker(second: Connection, ours: Connection, pipe: Connection, parent: int) -> NoReturn:
    try:
        ours.close()
        from publisher.pipeline.jobs import serve_early

        serve_early(pipe, second, parent)
    finally:
        # what is wrong with the engine is told by the parent, who loads it then
        os._exit(1)
