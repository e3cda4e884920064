"""The guard: a command works in a process of its own, which another ends at its limits.

`stand()` returns in the worker; the process that called it watches and never loads more than this.
Three processes form a build: the guard; the worker, which may start others; and the tie, which
leads the worker's process group and ends the whole of it when the guard is gone, however it went.

    guard ──(pipe)── tie            the guard's end closes with it, even at kill -9
    guard ◀─(pipe)── worker …       steps (publisher.whereabouts)
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

from publisher import whereabouts
from publisher.limits import MEGABYTES, SECONDS, TICK, UNBOUNDED, Limits, family, name_of

GUARDED = frozenset({"pdf", "epub", "repair", "check", "catalogue", "batch"})
TIME, MEMORY, OFF = "PUBLISHER_TIME_LIMIT", "PUBLISHER_MEMORY", "PUBLISHER_GUARD"
STOPPED = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
# what the kernel, or a library itself, ends one with that went wrong; others come from outside
_FAULTS = frozenset(
    (signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSEGV, signal.SIGSYS)
)
_PATIENCE = 60  # seconds more than one article, or publication of a batch, may take
_PARTING = 1.2  # seconds to go by itself, for one that is asked to
_FOREVER = 1e9  # seconds
_PREFIX = "publisher-work-"


def stand(arguments: list[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Put a guard over the command that is to be run; returns True in its worker only.

    Commands that build nothing, and servers, which guard their own workers, are left alone: False.
    Raises WrongUsage for a limit that is no number, OSError where no process is to be had.
    """
    if command_of(arguments) not in GUARDED or environ.get(OFF) == "off" or not hasattr(os, "fork"):
        return False
    limits = limits_of(arguments, environ)
    # whoever started us may not want to hear of its children; we must hear of ours
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with _held_back(), _workshop() as folder:
        with contextlib.ExitStack() as opened:  # given back where another cannot be had
            steps, told = _pipe(opened)
            held, rope = _pipe(opened)
            tie = _tied(held, (rope, steps, told))
            worker = os.fork()
            opened.pop_all()
        os.close(held)
        if worker == 0:
            os.close(rope)
            os.close(steps)
            _become_worker(tie, told, folder, limits)
            return True
        os.close(told)
        watch = _Watch(worker, tie, steps, limits)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPED)
        ending = watch.until_done()
        os.close(rope)
        watch.close()  # to delete the folder takes open files, of which there may be few
    return _end_as(ending)


def command_of(arguments: list[str]) -> str:
    """The command that arguments name; empty for none."""
    return next((word for word in arguments if not word.startswith("-")), "")


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Signals that stop wait until all three stand, and know what to do with them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def usual(environ: Mapping[str, str]) -> Limits:
    """The limits that the environment sets. Raises WrongUsage for one that is no number."""
    seconds, megabytes = _number(environ, TIME, SECONDS), _number(environ, MEMORY, MEGABYTES)
    return Limits(seconds, megabytes << 20)


def limits_of(arguments: list[str], environ: Mapping[str, str]) -> Limits:
    """The limits of a command. Raises WrongUsage for one that is no number.

    A batch tells a step whenever it begins a publication, which it ends at a limit of its own.
    """
    limits, asked = usual(environ), _asked_for(arguments)
    if command_of(arguments) != "batch":
        return _at_least(limits, asked)
    return _at_least(limits._replace(memory=UNBOUNDED), asked or SECONDS)


def _at_least(limits: Limits, seconds: float) -> Limits:
    """With time for an article that may take so long; who sets it ends it first."""
    return limits._replace(seconds=max(limits.seconds, seconds + _PATIENCE if seconds else 0))


def _asked_for(arguments: list[str]) -> float:
    """What `--time-limit` says, where it is a number: the worker tells of any other."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        name, _, value = word.partition("=")
        if name == "--time-limit":
            with contextlib.suppress(ValueError):
                asked = float(value or following)
                return asked if 0 < asked < _FOREVER else 0
    return 0


def _number(environ: Mapping[str, str], name: str, usual: int) -> int:
    given = environ.get(name, "").strip()
    if not given:
        return usual
    if given.isascii() and given.isdigit() and int(given[:9]) > 0 and len(given) < 9:
        return int(given)
    from publisher.cli.findings import NOT_A_LIMIT
    from publisher.errors import WrongUsage

    raise WrongUsage(NOT_A_LIMIT.at(None, name=name, value=given[:40]))


# ── the worker ───────────────────────────────────────────────────────────────────────────────────


def _become_worker(group: int, told: int, folder: str | None, limits: Limits) -> None:
    os.setpgid(0, group)
    # in a terminal the worker is in the background, from where it may still be heard
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    limits.keep()
    if folder is not None:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
    whereabouts.tell_to(told)


# ── the tie ──────────────────────────────────────────────────────────────────────────────────────


def _pipe(opened: contextlib.ExitStack) -> tuple[int, int]:
    ends = os.pipe()
    for each in ends:
        opened.callback(os.close, each)
    return ends


def _tied(held: int, others: tuple[int, ...]) -> int:
    """A process that leads a new group and ends it with the guard, which has the other end."""
    tie = os.fork()
    if tie:
        with contextlib.suppress(OSError):  # both do it, so that it is done whoever comes first
            os.setpgid(tie, tie)
        return tie
    try:
        os.setpgid(0, 0)
        for handle in (*others, 0, 1, 2):
            os.close(handle)
        os.read(held, 1)  # nothing is ever written: it returns when the guard is gone
        os.killpg(0, signal.SIGKILL)
    finally:
        os._exit(0)


# ── the guard ────────────────────────────────────────────────────────────────────────────────────


class _Watch:
    """What the guard knows of the worker: its last step, and whether someone wants it to stop."""

    def __init__(self, worker: int, group: int, steps: int, limits: Limits) -> None:
        self._worker, self._group, self._steps, self._limits = worker, group, steps, limits
        self._step = b""
        self._stop: int | None = None
        self._ends = _ends_of(worker)
        for number in STOPPED:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                signal.signal(number, self._asked)
        signal.signal(signal.SIGTSTP, self._rest)

    def until_done(self) -> Ending:
        """How it ended. Whatever it started is gone then, too."""
        last = time.monotonic()
        while (status := self._ended()) is None:
            if self._heard():
                last = time.monotonic()
            if self._stop is not None:
                self._part()
                self._hear()
                return Ending(STOPPED[signal.Signals(self._stop)], step=self._step)
            if time.monotonic() - last > self._limits.seconds:
                return self._at_limit("time")
            if self._limits.are_passed_by(self._worker):
                return self._at_limit("memory")
        self._hear()
        self._end_group()
        return _ending(os.waitstatus_to_exitcode(status), self._step)

    def close(self) -> None:
        """Give back what it listened to."""
        for handle in (self._steps, *self._ends):
            os.close(handle)

    def _at_limit(self, limit: str) -> Ending:
        self._end_group()
        os.waitpid(self._worker, 0)
        return Ending(3, limit, self._step)

    def _ended(self) -> int | None:
        done, status = os.waitpid(self._worker, os.WNOHANG)
        return status if done else None

    def _heard(self) -> bool:
        """Wait a moment; whether a step was told meanwhile."""
        ready, _, _ = select.select([self._steps, *self._ends], [], [], TICK)
        if self._steps not in ready:
            return False
        if not self._hear():
            _pause(TICK / 20)  # closed: it is about to end
            return False
        return True

    def _hear(self) -> bool:
        os.set_blocking(self._steps, False)
        with contextlib.suppress(BlockingIOError):
            data = os.read(self._steps, 1 << 16)
            lines = data.strip(b"\n").split(b"\n")
            self._step = lines[-1] or self._step
            return bool(data)
        return False

    def _asked(self, number: int, _frame: object) -> None:
        self._stop = self._stop or number

    def _rest(self, _number: int, _frame: object) -> None:
        """Ctrl-Z stops the worker with its guard, and `fg` wakes both."""
        os.killpg(self._group, signal.SIGSTOP)
        os.kill(os.getpid(), signal.SIGSTOP)
        os.killpg(self._group, signal.SIGCONT)

    def _part(self) -> None:
        """Asked to go, so that nothing half-made stays; ended where it does not."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._worker, signal.SIGTERM)
        until = time.monotonic() + _PARTING
        while self._ended() is None:
            if time.monotonic() > until:
                self._end_group()
                os.waitpid(self._worker, 0)
                return
            _pause(TICK / 10)
        self._end_group()

    def _end_group(self) -> None:
        # a checker may have gone into a group of its own
        for process in family(self._worker):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._group, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._group, 0)


def _pause(seconds: float) -> None:
    """Wait, not until a time, as `time.sleep` does, which is refused where a clock is made up."""
    select.select([], [], [], seconds)


def _ends_of(worker: int) -> list[int]:
    """What can be read once a process has ended, where the system has such a thing.

    Its pipe says the same later: whom it started may hold that, too, and for longer.
    """
    with contextlib.suppress(OSError, AttributeError):
        return [os.pidfd_open(worker)]
    return []


class Ending(NamedTuple):
    """How a worker ended: code, the limit that it reached, its last step, the crash's signal."""

    code: int
    limit: str = ""
    step: bytes = b""
    crash: int = 0


def _ending(code: int, step: bytes) -> Ending:
    if code >= 0:
        return Ending(code, "", step)
    if -code in STOPPED:
        return Ending(STOPPED[signal.Signals(-code)], "", step)
    return Ending(4, "", step, -code)


# ── the folder for what is passing ───────────────────────────────────────────────────────────────


@contextlib.contextmanager
def _workshop() -> Iterator[str | None]:
    """A folder of its own for the worker's temporary files; None where none can be made.

    It is locked for as long as one of the build's processes lives. What a build left that was
    ended with its guard is deleted by the next.
    """
    guard = os.getpid()
    folder, lock = None, -1
    with contextlib.suppress(OSError):
        folder, lock = _folder_somewhere()
    try:
        yield folder
    finally:
        if folder is not None and os.getpid() == guard:
            with contextlib.suppress(OSError):  # what was made is made
                os.close(lock)  # to look into a folder takes open files, of which there may be few
            _delete(folder)


def _folder_somewhere() -> tuple[str, int]:
    """A locked folder in the first place that takes a file. Raises OSError where none does.

    `tempfile` finds that place by a file of its own, which an end at that moment would leave.
    """
    places: list[str] = tempfile._candidate_tempdir_list()  # type: ignore[attr-defined]
    for place in places:
        with contextlib.suppress(OSError):
            _sweep(place)
            folder, lock = _locked_folder(place)
            try:
                Path(folder, "a").write_bytes(b"a")
                Path(folder, "a").unlink()
            except OSError:
                os.close(lock)
                _delete(folder)
                raise
            return folder, lock
    raise FileNotFoundError


def _locked_folder(place: str) -> tuple[str, int]:
    while True:
        folder = tempfile.mkdtemp(prefix=_PREFIX, dir=place)
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(handle, fcntl.LOCK_SH)
        except FileNotFoundError:  # taken for one that is left, before it could be locked
            continue
        except OSError:
            Path(folder).rmdir()
            raise
        if os.fstat(handle).st_nlink:  # else another build took it for one that is left
            return folder, handle
        os.close(handle)


def _delete(folder: str) -> None:
    try:
        Path(folder).rmdir()  # it is empty for most
    except OSError:
        for _again in range(2):  # a disk may refuse once
            shutil.rmtree(folder, ignore_errors=True)


def _sweep(place: str) -> None:
    with os.scandir(place) as entries:
        left = [each.path for each in entries if each.name.startswith(_PREFIX)]
    for path in left:
        with contextlib.suppress(OSError):
            _delete_unlocked(path)


def _delete_unlocked(path: str) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(handle).st_uid == os.geteuid():
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
    finally:
        os.close(handle)


# ── what is said ─────────────────────────────────────────────────────────────────────────────────


def _end_as(ending: Ending) -> NoReturn:
    if ending.limit or ending.crash or ending.code in STOPPED.values():
        _take_back(ending.step)
    if ending.limit or ending.crash:
        _tell(ending)
        sys.exit(ending.code)
    os._exit(ending.code)  # nothing of its own is left to write, and to take all down takes time


def _take_back(step: bytes) -> None:
    """What a worker had begun to put in place when it was ended."""
    from publisher.document import unfinished

    what, _, folder = step.partition(b"\t")
    if what == unfinished.STEP.encode():
        unfinished.settle(whereabouts.folder(folder))


def _tell(ending: Ending) -> None:
    # loaded now, since a guard that has nothing to say needs none of it
    from publisher.cli import console, findings
    from publisher.messages import tr

    what, _, detail = ending.step.decode("utf-8", "replace").partition("\t")
    where = f"{tr(what)} {detail}".strip() or tr("Reading")
    if ending.limit == "time":
        seconds = limits_of(sys.argv[1:], os.environ).seconds
        found = findings.TOO_LONG.at(None, seconds=f"{seconds:g}", where=where)
    elif ending.limit == "memory":
        megabytes = usual(os.environ).memory >> 20
        found = findings.TOO_MUCH.at(None, megabytes=megabytes, where=where)
    else:
        kind = findings.CRASHED if ending.crash in _FAULTS else findings.KILLED
        found = kind.at(None, signal=name_of(ending.crash), where=where)
    console.show([found])
