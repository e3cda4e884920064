"""Limits of what may be built from a stranger's files, and what a process holds.

Who watches over a process (`cli.guard`, `preview.bench`) ends it at its limits; the kernel's own
hold between two looks.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from collections.abc import Iterator
from typing import NamedTuple

SECONDS, MEGABYTES = 600, 4096  # without a step; of all processes together
LARGEST_FILE = 4 << 30  # bytes of one file that is written
UNBOUNDED = sys.maxsize  # a batch has a limit for each process of its own instead
TICK = 0.1  # seconds between two looks at the memory
_PAGE = resource.getpagesize()


class Limits(NamedTuple):
    """Seconds without a step, and bytes of memory of a worker and all that it started."""

    seconds: float = SECONDS
    memory: int = MEGABYTES << 20

    def keep(self) -> None:
        """Have the kernel hold this process, and all that it will start, to them."""
        if self.memory != UNBOUNDED:
            _lower(resource.RLIMIT_DATA, 2 * self.memory)
        _lower(resource.RLIMIT_FSIZE, LARGEST_FILE)
        _lower(resource.RLIMIT_CORE, 0)

    def are_passed_by(self, process: int) -> bool:
        """Whether a process and those it started hold more memory than they may."""
        return self.memory != UNBOUNDED and memory_of(process, self.memory) > self.memory


USUAL = Limits()


def name_of(number: int) -> str:
    """The name of a signal that ended a process; of those without one, its number."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _lower(kind: int, limit: int) -> None:
    soft, hard = resource.getrlimit(kind)
    if soft == resource.RLIM_INFINITY or soft > limit:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (limit, hard))


def memory_of(process: int, enough: int) -> int:
    """Bytes that a process and those it started hold alone; 0 where the system does not tell.

    Quick and too high where memory is shared: beyond `enough` it is counted by shares instead.
    """
    processes = list(family(process))
    total = sum(map(_private, processes))
    return total if total <= enough else sum(map(_proportional, processes))


def family(process: int) -> Iterator[int]:
    """A process, and all that it started and that they started."""
    yield process
    for child in _read(f"/proc/{process}/task/{process}/children").split():
        yield from family(int(child))


def _private(process: int) -> int:
    sizes = _read(f"/proc/{process}/statm").split()
    return (int(sizes[1]) - int(sizes[2])) * _PAGE if len(sizes) > 2 else 0


def _proportional(process: int) -> int:
    for line in _read(f"/proc/{process}/smaps_rollup").splitlines():
        if line.startswith(b"Pss_Anon:"):
            return int(line.split()[1]) << 10
    return _private(process)


def _read(path: str) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(handle, 1 << 16)
    except OSError:
        return b""
    finally:
        os.close(handle)
