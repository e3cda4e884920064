"""Which flow is fitted or set next, on which folio: the order of work, apart from who does it.

A flow can be set when its folio is known: when all flows before it have been fitted, which says how
many pages they will have. Where that was wrong, those behind are set again. Cover and contents name
the folios of all others and are set last. So the same pages come out whoever works in what order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from publisher.document.model import Publication
from publisher.errors import PublisherError
from publisher.markup.frames import Flow, Row
from publisher.setting.seen import seen_by
from publisher.setting.values import Fit, SetFlow

AHEAD = 3  # flows for each worker that are fitted before the first of them is set
NOBODY = -1
TIMES = 6  # that contents are set: a page that grows moves the folios in it, and may grow again


class Task(NamedTuple):
    """What a worker does with the flow of a number: fit it, or set it as it was fitted.

    It is set on a `folio`, from 1, with `rows` of contents; one that is fitted has the folio 0. Who
    fits it may set it at once on the folio `then`, where that is known already.
    """

    number: int
    flow: Flow
    folio: int = 0
    rows: tuple[Row, ...] = ()
    fit: Fit | None = None
    then: int = 0

    def set_then(self, fit: Fit) -> Task:
        """The task that follows it at once."""
        return Task(self.number, self.flow, self.then, (), fit)

    @property
    def key(self) -> tuple[int, int, tuple[Row, ...]]:
        """What is asked for."""
        return self.number, self.folio, self.rows


Result = Fit | SetFlow


def as_it_is(result: Result) -> Result:
    """A result to which nothing is done."""
    return result


def as_they_come(_number: int, _flow: SetFlow) -> None:
    """Nothing is done with flows before all are there."""


@dataclass(frozen=True)
class Work:
    """What tasks are about: how one is done, and what to load before processes are forked.

    What comes of a task is made ready for what follows, by whoever has the time. The flows that are
    there are `taken` one by one, each with its number, by who leads, who would wait for the others.
    """

    publication: Publication
    do: Callable[[Task, Publication], Result]
    warm: Callable[[], None]
    made_ready: Callable[[Result], Result] = as_it_is
    taken: Callable[[int, SetFlow], None] = as_they_come

    def whole(self, task: Task, part: Publication | None = None) -> Result:
        """Do a task, and make ready what comes of it; who was sent the work was sent its part."""
        return self.made_ready(self.do(task, part or self.publication))

    def part(self, task: Task) -> Publication:
        """What of the publication is enough for a task."""
        return seen_by(task.flow, self.publication) if task.flow.article else self.publication


class Hands(Protocol):
    """Those who do the tasks of a schedule, until there are none."""

    def work(self, schedule: Schedule, work: Work) -> None:
        """Do all tasks."""


class Alone:
    """This process, one task after the other."""

    def work(self, schedule: Schedule, work: Work) -> None:
        """Do all tasks."""
        while (task := schedule.next(0, 1)) is not None:
            schedule.done(task, work.whole(task))


class Keeps(Protocol):
    """Flows and fits of earlier builds."""

    def fit(self, flow: Flow) -> Fit | None:
        """How a flow fitted."""

    def flow(self, flow: Flow, folio: int, rows: tuple[Row, ...]) -> SetFlow | None:
        """A flow as it was set."""

    def keep_fit(self, flow: Flow, fit: Fit) -> None:
        """Keep how a flow fits."""

    def keep_flow(self, done: SetFlow, rows: tuple[Row, ...]) -> None:
        """Keep a flow that was set."""


class Schedule:
    """The work on the flows of a publication, in the order of their pages."""

    def __init__(
        self,
        planned: Sequence[Flow],
        rows: Callable[[dict[int, str]], tuple[Row, ...]],
        kept: Keeps,
        tell: Callable[[Flow], None] = lambda _: None,
    ) -> None:
        """`rows` makes the contents of articles' folios; `tell` hears of each flow once."""
        self._flows, self._rows, self._kept, self._tell = tuple(planned), rows, kept, tell
        self._front = {n for n, flow in enumerate(planned) if flow.kind in ("cover", "contents")}
        self._fits: dict[int, Fit] = {}
        self._set: dict[int, SetFlow] = {}
        self._asked: dict[int, tuple[int, tuple[Row, ...]]] = {}  # what is or was set, and how
        self._fresh = deque[int]()
        self._times = [0] * len(planned)
        self._begun: dict[int, int] = {}  # who fits or fitted a flow
        self._missed: set[tuple[int, int, tuple[Row, ...]] | int] = set()  # what the store has not
        self._has_looked = False  # whether the store was asked for flows
        self._told: set[int] = set()
        self._failed: dict[int, PublisherError] = {}

    @property
    def flows(self) -> tuple[SetFlow, ...]:
        """All flows, set. Raises what the first that failed raised."""
        if self._failed:
            raise self._failed[min(self._failed)]
        return tuple(self._set[n] for n in range(len(self._flows)))

    def next(self, worker: int, workers: int) -> Task | None:
        """What one of so many workers does next; None where there is nothing to be done now.

        When none is at work either, all is done. One who fitted a flow knows its glyphs, and sets
        it if possible. Kept flows are looked for when somebody has something to do.
        """
        self._take_fits()
        if own := next((t for t in self._able() if self._begun.get(t.number) == worker), None):
            return self._given(own)
        unfitted = next((n for n in self._open() if n not in self._begun), None)
        if unfitted is not None and not self._has_looked:
            return self._fitted_by(worker, unfitted)
        self._take_flows()
        ready = self._able()
        waiting = len(self._begun.keys() - self._set.keys())
        if unfitted is not None and (waiting < AHEAD * workers or not ready):
            return self._fitted_by(worker, unfitted)
        return self._given(ready[0]) if ready else None

    def _able(self) -> list[Task]:
        """The flows that may be set now."""
        return [task for task in self._ready() if self._may(task.number)]

    def _given(self, task: Task) -> Task:
        self._asked[task.number] = task.folio, task.rows
        self._times[task.number] += 1
        return task

    def _fitted_by(self, worker: int, number: int) -> Task:
        self._begin(number, worker)
        return Task(number, self._flows[number], then=self._folio_of(number))

    def _folio_of(self, number: int) -> int:
        """The folio of a flow that needs nothing else to be set; 0 where that is not known."""
        fits = [self._fits.get(before) for before in range(number)]
        if number in self._front or None in fits:
            return 0
        return 1 + sum(fit.pages for fit in fits if fit)

    def has_work(self) -> bool:
        """Whether anything is left, as soon as that can be told."""
        return self.unfitted() > 0 or self.left() > 0

    def unfitted(self) -> int:
        """How many flows are to be fitted, and begun by nobody."""
        self._take_fits()
        return sum(n not in self._begun for n in self._open())

    def left(self) -> int:
        """How many flows are surely still to be fitted or set, and begun by nobody."""
        unfitted = self.unfitted()
        self._take_flows()
        return unfitted + sum(self._may(task.number) for task in self._ready())

    def done(self, task: Task, result: Result) -> None:
        """What came of a task."""
        flow = task.flow
        if isinstance(result, Fit):
            self._fits[task.number] = result
            self._kept.keep_fit(flow, result)
            return
        self._kept.keep_flow(result, task.rows)
        self._place(task, result)

    def goes_on(self, task: Task, fit: Fit) -> Task:
        """A flow is fitted, and who fitted it sets it at once: the task that it does now."""
        self.done(task, fit)
        return self._given(task.set_then(fit))

    def placed(self, task: Task, result: SetFlow) -> None:
        """A flow is set, and others may follow; that it is `done` is told when it is ready."""
        self._place(task, result)

    def failed(self, task: Task, error: PublisherError) -> None:
        """A task that cannot be done: nothing behind its flow is begun any more."""
        self._failed[task.number] = error

    def again(self, task: Task) -> None:
        """Forget that a task was given to somebody, who is gone."""
        if task.fit is None:
            del self._begun[task.number]
        elif self._asked.get(task.number) == (task.folio, task.rows):
            del self._asked[task.number]
            self._times[task.number] -= 1

    def fresh(self) -> tuple[int, SetFlow] | None:
        """A flow as it is set now, and its number, which was not told before; None where none is.

        It may yet be set in another way, and is told again then. Who asks has time, and looks for
        those that are kept.
        """
        if not self._fresh:
            self._take_flows()
        while self._fresh:
            number = self._fresh.popleft()
            if number in self._set:
                return number, self._set[number]
        return None

    # ── what is known ────────────────────────────────────────────────────────────────────────────

    def _open(self) -> Iterator[int]:
        """The flows before the first that failed."""
        yield from range(min(self._failed, default=len(self._flows)))

    def _may(self, number: int) -> bool:
        """Whether a flow may be set once more: its folio is right when those before it are set."""
        return number not in self._front or self._times[number] < TIMES

    def _begin(self, index: int, worker: int) -> None:
        self._begun[index] = worker
        if index not in self._told:
            self._told.add(index)
            self._tell(self._flows[index])

    def _place(self, task: Task, done: SetFlow) -> None:
        """Take a flow as it was set, unless it is wanted in another way by now."""
        if self._asked[task.number] != (task.folio, task.rows):
            return
        self._set[task.number] = done
        self._fresh.append(task.number)
        fit = self._fits[task.number]
        if fit.pages != done.page_count:
            self._fits[task.number] = replace(fit, pages=done.page_count)
            self._kept.keep_fit(task.flow, self._fits[task.number])

    def _ready(self) -> Iterator[Task]:
        """The flows whose folios are known and that are not set on these."""
        folio, folios = 1, dict[int, str]()
        tasks = []
        for n in self._open():
            fit = self._fits.get(n)
            if fit is None:
                break
            flow = self._flows[n]
            if flow.article:
                folios[flow.article] = str(folio)
            tasks.append((n, flow, folio, fit))
            folio += fit.pages
        rows = self._rows(folios) if self._settled(tasks) else None
        for n, flow, first, fit in tasks:
            own = rows if n in self._front else ()
            if own is not None and self._asked.get(n) != (first, own):
                yield Task(n, flow, first, own, fit)

    def _settled(self, tasks: Sequence[tuple[int, Flow, int, Fit]]) -> bool:
        """Whether all that contents name is set where it will stay."""
        return len(tasks) == len(self._flows) and all(
            n in self._front or (n in self._set and self._set[n].first_folio == first)
            for n, _flow, first, _fit in tasks
        )

    def _take_fits(self) -> None:
        """Take what is known of how flows fit."""
        for n in self._open():
            if n not in self._begun and n not in self._missed:
                fit = self._kept.fit(self._flows[n])
                if fit is None:
                    self._missed.add(n)
                else:
                    self._fits[n] = fit
                    self._begin(n, NOBODY)

    def _take_flows(self) -> None:
        """Take what is wanted and kept; where it is longer than was thought, others are wanted."""
        self._has_looked = found = True
        while found:
            found = False
            for task in [task for task in self._ready() if task.key not in self._missed]:
                done = self._kept.flow(task.flow, task.folio, task.rows)
                if done is None:
                    self._missed.add(task.key)
                else:
                    self._asked[task.number] = task.folio, task.rows
                    self._place(task, done)
                    found = True
