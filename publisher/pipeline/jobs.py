"""Flows set by several processes of this machine, which are forked when the engine is warm.

The first of them may have begun before there was work (`early`), and sets few flows alone. One that
dies is replaced, and what it did is done again; nothing depends on who did what. All of them end
with this process, whatever ends it.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from types import FrameType
from typing import Any, NoReturn

from publisher import modules, once
from publisher.beside import cores
from publisher.document.model import Publication
from publisher.document.printing import Print
from publisher.errors import PublisherError, Unusable
from publisher.findings import Finding, Place
from publisher.markup.frames import Flow
from publisher.pipeline.early import Child, forked
from publisher.pipeline.findings import TIME_OVER, WORKER_LOST, WORKER_LOST_AGAIN
from publisher.setting.schedule import Result, Schedule, Task, Work, as_it_is, as_they_come
from publisher.setting.values import SetFlow

TIME_LIMIT = 600.0  # seconds for one article
MEMORY = 400 << 20  # bytes that a worker has held, from where on another takes its place
LEAST = 3  # flows that are worth several processes
MORE = 6  # flows that are worth others beside one that began early
_PR_SET_PDEATHSIG = 1  # prctl(2)
_FOREVER = 3600.0
_ALL = sys.maxsize
# who is sent the work is sent a part of the publication with each task
_NOBODYS = Publication("", (), "", Print(None, None, ""), "")


@dataclass
class Crew:
    """Up to `jobs` processes; an article may take `time_limit` seconds. `findings` say of mishaps.

    Few flows are set in this process, or in the one that began `early`: to fork would take longer.
    `meanwhile` is what this process does while others work, one thing after the other: what it
    does not come to is left.
    """

    jobs: int = field(default_factory=cores)
    time_limit: float = TIME_LIMIT
    memory: int = MEMORY
    findings: list[Finding] = field(default_factory=list)
    at_work: int = 1  # processes that the last schedule was worth
    early: Child | None = None
    meanwhile: list[Callable[[], object]] = field(default_factory=list)

    def work(self, schedule: Schedule, work: Work) -> None:
        """Do all tasks. A task that takes too long fails with Unusable."""
        self.at_work = 1
        first = self._warm_one() if schedule.has_work() else None
        if first is None:
            self._alone(schedule, work, LEAST if self._may_fork else _ALL)
        if first or schedule.left():
            try:
                with contextlib.closing(_Shift(self, schedule, work)) as shift:
                    shift.run(first)
            finally:
                gc.unfreeze()
            self._alone(schedule, work, _ALL)  # where not one process could be made

    @property
    def _may_fork(self) -> bool:
        return self.jobs > 1 and hasattr(os, "fork")

    def _warm_one(self) -> Child | None:
        """The process that began early, where it got so far; it sets one schedule."""
        early, self.early = self.early, None
        return early if early and early.is_warm() else None

    def _alone(self, schedule: Schedule, work: Work, enough: int) -> None:
        """Do what there is, until so many flows are left that several processes are worth it."""
        used: Counter[int] = Counter()
        while schedule.left() < enough and (task := schedule.next(0, 1)) is not None:
            start = time.monotonic()
            try:
                with _alarm(self.time_limit - used[task.number]):
                    result = work.whole(task)
            except _TimeOver:
                raise self.over(task, work.publication) from None
            used[task.number] += time.monotonic() - start  # type: ignore[assignment]
            schedule.done(task, result)

    def over(self, task: Task, publication: Publication) -> Unusable:
        """What is said of an article that takes too long."""
        place = place_of(task.flow, publication)
        return Unusable(TIME_OVER.at(place, seconds=f"{self.time_limit:g}"))


def place_of(flow: Flow, publication: Publication) -> Place | None:
    """Where a flow comes from."""
    return publication.entries[flow.article - 1].place if flow.article else None


def in_shares(shares: int, do: Callable[[int], bytes]) -> Iterator[bytes]:
    """What is made of the shares of some work in a process each, the first in this one.

    Nothing comes of a process that dies: the work must be of the kind that is done by itself where
    it is lacking.
    """
    children: list[Child] = []
    try:
        for share in range(1, shares):
            with contextlib.suppress(OSError):
                children.append(forked(partial(_do_share, do, share)))
        yield do(0)
        for child in children:
            with contextlib.suppress(EOFError, OSError):
                yield child.pipe.recv_bytes()
    finally:
        for child in children:
            child.end()


def _do_share(do: Callable[[int], bytes], share: int, pipe: Connection, parent: int) -> NoReturn:
    """What a process of one share does; a bug in it is met again by who does what is lacking."""
    try:
        _belong_to(parent)
        pipe.send_bytes(do(share))
    finally:
        os._exit(0)


# ── the processes ────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Worker:
    number: int
    child: Child
    task: Task | None = None
    since: float = 0.0
    is_early: bool = False
    only_sets: bool = False
    is_worn: bool = False

    @property
    def pipe(self) -> Connection:
        return self.child.pipe


class _Shift:
    """The processes at work on one schedule."""

    def __init__(self, crew: Crew, schedule: Schedule, work: Work) -> None:
        self._crew, self._schedule, self._work = crew, schedule, work
        self._used: dict[int, float] = {}
        self._lost: Counter[int] = Counter()
        self._unready: list[tuple[Task, Result]] = []
        self.workers: list[_Worker] = []

    def run(self, early: Child | None) -> None:
        """Fork and work until nothing is left to do."""
        if early:
            self._employ(early)
        self._give_out()
        while busy := [worker for worker in self.workers if worker.task is not None]:
            ends = self._heard(busy)
            for worker in busy:
                if worker.pipe in ends:
                    self._take(worker)
                elif time.monotonic() > self._deadline(worker):
                    self._stop_late(worker)
            self._renew_worn()
            self._give_out()
            self._make_ready()

    def _employ(self, early: Child) -> None:
        """Send the work to those that began early.

        Of few flows, what they set is made ready by this process, which has loaded what that takes.
        """
        is_much = self._schedule.unfitted() >= MORE
        work = replace(self._work, publication=_NOBODYS, taken=as_they_come)
        sent = ForkingPickler.dumps(work if is_much else replace(work, made_ready=as_it_is))
        for number, child in enumerate(filter(None, (early, early.twin()))):
            with contextlib.suppress(OSError):  # it is dead; its pipe says so
                child.pipe.send_bytes(sent)
            self.workers.append(_Worker(number, child, is_early=True, only_sets=not is_much))
        self._crew.at_work = len(self.workers)

    def _heard(self, busy: list[_Worker]) -> list[Any]:
        """The pipes of those who have something to say; what can be done meanwhile is done."""
        pipes = [worker.pipe for worker in busy]
        while not (ends := wait(pipes, 0)) and self._do_meanwhile():
            pass
        return ends or wait(pipes, self._patience(busy))

    def _do_meanwhile(self) -> bool:
        """Do something that need not wait until all flows are there; False where nothing is."""
        if self._crew.meanwhile:
            self._crew.meanwhile.pop(0)()
            return True
        if fresh := self._schedule.fresh():
            self._work.taken(*fresh)
        return fresh is not None

    def _give_out(self) -> None:
        """Give all workers something to do; where much is left, others are to help them."""
        for worker in self.workers:
            if worker.task is None and not worker.is_worn:
                self._give(worker, self._schedule.next(worker.number, len(self.workers)))
        left = self._schedule.left() if len(self.workers) < self._crew.jobs else 0
        if left >= (MORE if self.workers else 1):
            self._fork_others(min(self._crew.jobs, len(self.workers) + left))
            self._give_out()

    def _make_ready(self) -> None:
        """What comes of the early one, who has not loaded what that takes; this process has."""
        for task, result in self._unready:
            self._schedule.done(task, self._work.made_ready(result))
        self._unready.clear()

    def _fork_others(self, count: int) -> None:
        self._work.warm()
        gc.collect()
        gc.freeze()  # what is shared stays shared: nobody looks through it for garbage
        for number in range(len(self.workers), count):
            try:
                self.workers.append(self._fork(number))
            except OSError:  # no more processes for this user: with those that there are
                self._crew.jobs = len(self.workers)
        self._crew.at_work = len(self.workers)

    def close(self) -> None:
        """End all processes. Those that began early have much memory to give back: that goes on."""
        for worker in self.workers:
            if worker.is_early:
                worker.child.dismiss()
            else:
                worker.child.end()

    def _give(self, worker: _Worker, task: Task | None) -> None:
        worker.task, worker.since = task, time.monotonic()
        if task is not None:
            with contextlib.suppress(OSError):  # it is dead; its pipe says so
                worker.pipe.send((task, self._work.part(task) if worker.is_early else None))

    def _take(self, worker: _Worker) -> None:
        task = worker.task
        assert task is not None  # noqa: S101 - only who is busy is heard
        try:
            said, result, memory = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace_lost(worker, task)
            return
        self._count_time(worker)
        worker.task = None
        match said:
            case "fitted":
                worker.task, worker.since = self._schedule.goes_on(task, result), time.monotonic()
                return
            case "done":
                if worker.only_sets and isinstance(result, SetFlow):
                    self._schedule.placed(task, result)
                    self._unready.append((task, result))
                else:
                    self._schedule.done(task, result)
            case "failed":
                self._schedule.failed(task, result)
            case _:
                raise result
        worker.is_worn = memory > self._crew.memory

    def _replace_lost(self, worker: _Worker, task: Task) -> None:
        """Another process in the place of one that died; its task is done again, but once."""
        place = place_of(task.flow, self._work.publication)
        self._lost[task.number] += 1
        if self._lost[task.number] > 1:
            self._schedule.failed(task, Unusable(WORKER_LOST_AGAIN.at(place)))
        else:
            self._crew.findings.append(WORKER_LOST.at(place))
            self._schedule.again(task)
        self._renew(worker)

    def _stop_late(self, worker: _Worker) -> None:
        task = worker.task
        assert task is not None  # noqa: S101
        self._schedule.failed(task, self._crew.over(task, self._work.publication))
        self._renew(worker)

    def _renew_worn(self) -> None:
        """Others for those that have held much; of twins, for both, when neither is at work."""
        twins = [worker for worker in self.workers if worker.is_early]
        if any(worker.is_worn for worker in twins):
            at_rest = all(worker.task is None for worker in twins)
            for worker in twins:
                worker.is_worn = True
        else:
            at_rest = False
        for worker in [worker for worker in reversed(self.workers) if worker.is_worn]:
            if worker.task is None and (at_rest or not worker.is_early):
                self._renew(worker)

    def _renew(self, worker: _Worker) -> None:
        worker.child.end()
        self.workers.remove(worker)
        with contextlib.suppress(OSError):
            self.workers.append(self._fork(worker.number))

    def _count_time(self, worker: _Worker) -> None:
        if worker.task is not None:
            spent = time.monotonic() - worker.since
            index = worker.task.number
            self._used[index] = self._used.get(index, 0.0) + spent

    def _deadline(self, worker: _Worker) -> float:
        used = self._used.get(worker.task.number, 0.0) if worker.task else 0.0
        return worker.since + self._crew.time_limit - used

    def _patience(self, busy: list[_Worker]) -> float:
        until = min(map(self._deadline, busy)) - time.monotonic()
        return min(max(until + 0.01, 0.0), _FOREVER)

    def _fork(self, number: int) -> _Worker:
        return _Worker(number, forked(lambda pipe, parent: _serve(pipe, self._work, parent)))


def serve_early(pipe: Connection, second: Connection, parent: int) -> NoReturn:
    """What a worker does that began before there was work: it loads all, says so, and waits.

    While it waits it forks a twin, who says its number into the `second` pipe.
    """
    _belong_to(parent)
    from publisher import engine
    from publisher.pipeline import faces
    from publisher.setting import flow

    engine.warm(faces.listed().faces)
    import jinja2.sandbox

    del flow, jinja2  # loading them was the point
    once.keep()
    modules.keep()
    pipe.send(True)
    gc.freeze()  # what is shared stays shared
    own, twin = os.getpid(), -1
    with contextlib.suppress(OSError):
        twin = os.fork()
    if twin == 0:
        pipe.close()
        pipe, parent = second, own
        os.nice(5)  # who is first sets what takes longest, and should not wait for who leads
        _belong_to(parent)
        pipe.send(os.getpid())
    else:
        second.close()
    _serve(pipe, None, parent, twin)


def _belong_to(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, who ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with(parent)


def _serve(pipe: Connection, given: Work | None, parent: int, twin: int = -1) -> NoReturn:
    """What a worker does for as long as it lives: tasks in, results out.

    One that was not forked with the work gets it first. When nothing is left to do, it waits for
    its twin, if there is one.
    """
    code = 1
    try:
        _belong_to(parent)
        work: Work = given or pipe.recv()
        while True:
            task, part = pipe.recv()
            said, result, memory = _done(task, part, work)
            if task.then and said == "done":
                pipe.send(("fitted", result, memory))
                said, result, memory = _done(task.set_then(result), part, work)
            pipe.send((said, result, memory))
    except (EOFError, OSError):
        code = 0
        if twin > 0:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(twin, 0)
    except MemoryError:
        pass
    finally:
        # nothing of the parent's may run here: no handlers at exit, no buffers written twice
        os._exit(code)


def _done(task: Task, part: Publication | None, work: Work) -> tuple[str, Any, int]:
    try:
        result: Result | Exception = work.whole(task, part)
        said = "done"
    except MemoryError:
        raise  # the end of this process, not of the work
    except PublisherError as error:
        said, result = "failed", error
    except Exception as error:  # a bug travels, to be shown by the parent
        error.add_note(traceback.format_exc())
        said, result = "bug", error
    return said, result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def _die_with(parent: int) -> None:
    """End when the parent ends, be it by kill -9 (Linux; elsewhere the closed pipe says so)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


# ── this process ─────────────────────────────────────────────────────────────────────────────────


class _TimeOver(BaseException):
    """The time is over; no handler of errors on the way may take it for one."""


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise _TimeOver after so many seconds; a thread beside the first gets no signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _TimeOver
