"""A computation on another core, while this one goes on.

For what takes longer than a fork does, some milliseconds, and gives back a value that can be sent
from process to process. Nothing depends on it: where no process can be had, or the one that was had
is killed, or it raises, the same is computed here when it is asked for.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

_CHUNK = 1 << 20
_MOST = 4  # processes; each sends back what it made, and that takes this one's time
Given = TypeVar("Given")
Made = TypeVar("Made")


@contextlib.contextmanager
def beside(make: Callable[[], Made]) -> Iterator[Callable[[], Made]]:
    """Begin to compute; what is given back waits for the value, and raises what `make` raises."""
    with _computed(make, _forked(make)) as result:
        yield result


@contextlib.contextmanager
def helped(make: Callable[[], Made]) -> Iterator[Callable[[], Made]]:
    """The same by the process that was lent for it, if one was: `make` is sent there.

    Else it is computed here, when it is asked for.
    """
    with _computed(make, _lent[-1].asked(make) if _lent else None) as result:
        yield result


@contextlib.contextmanager
def _computed(make: Callable[[], Made], child: _Computing | None) -> Iterator[Callable[[], Made]]:
    def result() -> Made:
        found = child.bytes() if child else None
        if found is None:
            return make()
        made: Made = pickle.loads(found)  # noqa: S301 - our own child's
        return made

    try:
        yield result
    finally:
        if child:
            child.end()


def spread(make: Callable[[Given], Made], items: Sequence[Given]) -> list[Made]:
    """`make` of each item, in their order, on all cores. The first that raises is raised."""
    shares = min(cores(), _MOST, len(items))
    if shares < 2:
        return [make(each) for each in items]
    # to and fro, so that no process gets all of those that take longer where kinds take turns
    turns: list[list[int]] = [[] for _ in range(shares)]
    for number in range(len(items)):
        place = number % (2 * shares)
        turns[min(place, 2 * shares - 1 - place)].append(number)

    def share(turn: Sequence[int]) -> list[tuple[int, Made]]:
        return [(number, make(items[number])) for number in turn]

    with contextlib.ExitStack() as stack:
        results = [stack.enter_context(beside(partial(share, turn))) for turn in turns[1:]]
        made = [share(turns[0]), *(result() for result in results)]
    of_item = dict(pair for own in made for pair in own)
    return [of_item[number] for number in range(len(items))]


def cores() -> int:
    """How many this process may use."""
    with contextlib.suppress(AttributeError, OSError):  # a sandbox may refuse to tell
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Line:
    """Values to and from one other process, pickled. Raises OSError, and EOFError at its end."""

    # multiprocessing has one that does more, and takes longer to load than an article to read

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = open(reading, "rb"), open(writing, "wb")  # noqa: SIM115

    @classmethod
    def pair(cls) -> tuple[Line, Line]:
        """The two ends of one."""
        here, there = os.pipe()
        try:
            back, forth = os.pipe()
        except OSError:
            os.close(here)
            os.close(there)
            raise
        return cls(here, forth), cls(back, there)

    def send(self, value: object) -> None:
        """Raises what pickling raises, too; then nothing is sent."""
        self._writing.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        self._writing.flush()

    def recv(self) -> Any:
        """Wait for the next value."""
        try:
            return pickle.load(self._reading)  # noqa: S301 - our own child's
        except pickle.UnpicklingError:  # it died in the middle of one
            raise EOFError from None

    def close(self) -> None:
        """The other end finds its end."""
        self._reading.close()
        with contextlib.suppress(OSError):
            self._writing.close()


def lend(helper: Line) -> None:
    """Let a process that waits, in `serve`, compute what is to be `helped`."""
    _lent[:] = [_Helper(helper)]


def serve(line: Line) -> None:
    """Compute for another process what it sends, one after the other, until it is gone."""
    with contextlib.suppress(EOFError, OSError, ValueError):
        while True:
            line.send(pickle.dumps(line.recv()(), pickle.HIGHEST_PROTOCOL))


class _Computing(Protocol):
    """A process that computes."""

    def bytes(self) -> bytes | None:
        """What it computed; None where it came to nothing."""

    def end(self) -> object:
        """It is not needed any more."""


class _Helper:
    """One that was lent. It answers in the order in which it was asked."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._asked = 0
        self._answers: list[bytes] = []

    def asked(self, make: Callable[[], object]) -> _Asked | None:
        """A question that it was asked; None where it cannot be, as with a closure."""
        try:
            self._line.send(make)
        except (OSError, ValueError, pickle.PicklingError, AttributeError, TypeError):
            return None
        self._asked += 1
        return _Asked(self, self._asked - 1)

    def answer(self, number: int) -> bytes | None:
        """None where it is gone."""
        try:
            while len(self._answers) <= number:
                self._answers.append(self._line.recv())
        except (EOFError, OSError, ValueError):
            return None
        return self._answers[number]


class _Asked(NamedTuple):
    """What a helper was asked."""

    helper: _Helper
    number: int

    def bytes(self) -> bytes | None:
        return self.helper.answer(self.number)

    def end(self) -> None:
        """It is read in any case: one that nobody reads would hold up what is asked next."""
        self.bytes()


_lent: list[_Helper] = []


class _Child:
    """A process that computes, and the pipe that it writes to."""

    def __init__(self, number: int, pipe: int) -> None:
        self._number = number
        self._pipe = pipe
        self._waiting = True

    def bytes(self) -> bytes | None:
        """What it computed; None where it came to nothing."""
        pieces = []
        while piece := os.read(self._pipe, _CHUNK):
            pieces.append(piece)
        return b"".join(pieces) if self.end() == 0 else None

    def end(self) -> int:
        """Its exit code. One that still writes finds its pipe closed, and stops."""
        if not self._waiting:
            return 0
        self._waiting = False
        os.close(self._pipe)
        try:
            return os.waitstatus_to_exitcode(os.waitpid(self._number, 0)[1])
        except ChildProcessError:  # somebody else has waited for it
            return 1


def _forked(make: Callable[[], object]) -> _Child | None:
    # a lock that another thread holds would be held for ever in the child
    if cores() < 2 or threading.active_count() > 1:
        return None
    reading, writing = os.pipe()
    try:
        number = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if number:
        os.close(writing)
        return _Child(number, reading)
    _lent.clear()  # two who ask would read each other's answers
    try:
        os.close(reading)
        made = memoryview(pickle.dumps(make(), pickle.HIGHEST_PROTOCOL))
        while made:
            made = made[os.write(writing, made) :]
        os._exit(0)
    except BaseException:
        os._exit(1)
