"""The order of work: whoever does what when, the same flows stand on the same folios."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from publisher.errors import Unusable
from publisher.markup.compose import Flow, Row
from publisher.setting.findings import OFF_GRID
from publisher.setting.schedule import Schedule, Task
from publisher.setting.values import Fit, SetFlow


class Nothing:
    """A store that has nothing."""

    def fit(self, flow: Flow) -> Fit | None:
        return None

    def flow(self, flow: Flow, folio: int, rows: tuple[Row, ...]) -> SetFlow | None:
        return None

    def keep_fit(self, flow: Flow, fit: Fit) -> None:
        pass

    def keep_flow(self, done: SetFlow, rows: tuple[Row, ...]) -> None:
        pass


class Remembered(Nothing):
    """A store that has everything."""

    def __init__(self) -> None:
        self.fits: dict[Flow, Fit] = {}
        self.flows: dict[tuple[object, ...], SetFlow] = {}

    def fit(self, flow: Flow) -> Fit | None:
        return self.fits.get(flow)

    def flow(self, flow: Flow, folio: int, rows: tuple[Row, ...]) -> SetFlow | None:
        return self.flows.get((flow, folio, rows))

    def keep_fit(self, flow: Flow, fit: Fit) -> None:
        self.fits[flow] = fit

    def keep_flow(self, done: SetFlow, rows: tuple[Row, ...]) -> None:
        self.flows[done.flow, done.first_folio, rows] = done


def rows(folios: dict[int, str]) -> tuple[Row, ...]:
    return tuple(Row(f"a{number}", "", folio, "", "", "") for number, folio in folios.items())


def set_flow(task: Task, pages: int) -> SetFlow:
    said = " ".join(row.folio for row in task.rows).encode()
    return SetFlow(task.flow, task.folio, said, pages, (), (), (), (), (), ())


def planned(count: int) -> list[Flow]:
    return [Flow("contents"), *(Flow("article", n) for n in range(1, count + 1)), Flow("colophon")]


def done_by(
    workers: int, thought: list[int], real: list[int], hat: random.Random, store: Nothing
) -> tuple[SetFlow, ...]:
    """All flows, by workers who finish in any order; an article has other pages than thought."""
    schedule = Schedule(planned(len(thought) - 2), rows, store)
    at_work: dict[int, Task] = {}
    while True:
        for worker in range(workers):
            if worker not in at_work and (task := schedule.next(worker, workers)):
                at_work[worker] = task
        if not at_work:
            return schedule.flows
        who = hat.choice(sorted(at_work))
        task = at_work.pop(who)
        number = task.number
        if task.then and hat.random() < 0.5:
            at_work[who] = schedule.goes_on(task, Fit(thought[number]))
        elif task.fit is None:
            schedule.done(task, Fit(thought[number]))
        else:
            schedule.done(task, set_flow(task, real[number]))


@given(
    some.lists(some.tuples(some.integers(1, 5), some.integers(1, 5)), min_size=3, max_size=12),
    some.integers(1, 5),
    some.integers(0, 1000),
)
def test_the_same_folios_whoever_sets_them(
    pages: list[tuple[int, int]], workers: int, seed: int
) -> None:
    thought, real = [pair[0] for pair in pages], [pair[1] for pair in pages]
    store = Remembered()
    done = done_by(workers, thought, real, random.Random(seed), store)
    firsts = [1 + sum(real[:number]) for number in range(len(real))]
    assert [flow.first_folio for flow in done] == firsts
    assert done[0].pdf.decode() == " ".join(map(str, firsts[1:-1]))
    assert done == done_by(1, thought, real, random.Random(0), Nothing())
    again = Schedule(planned(len(pages) - 2), rows, store)
    assert again.next(0, 1) is None  # all of it is kept
    assert again.flows == done


def test_who_fits_a_flow_whose_folio_is_known_sets_it_at_once() -> None:
    schedule, seen = Schedule(planned(2), rows, Nothing()), []
    while (task := schedule.next(0, 1)) is not None:
        seen.append((task.flow.kind, task.folio, task.then))
        if task.then:
            task = schedule.goes_on(task, Fit(2))
        schedule.done(task, Fit(2) if task.fit is None else set_flow(task, 2))
    # contents come first and are set last, when the folios of all others are known
    assert seen == [
        ("contents", 0, 0), ("article", 0, 3), ("article", 0, 5), ("colophon", 0, 7),
        ("contents", 1, 0),
    ]  # fmt: skip
    assert [flow.first_folio for flow in schedule.flows] == [1, 3, 5, 7]


def test_the_first_flow_that_fails_is_told_whoever_failed_first() -> None:
    schedule = Schedule(planned(4), rows, Nothing())
    tasks = []
    while len(tasks) < 4 and (task := schedule.next(len(tasks), 4)):
        tasks.append(task)
    third, second = tasks[3], tasks[2]
    schedule.failed(third, Unusable(OFF_GRID.at(None)))
    schedule.failed(second, Unusable(OFF_GRID.at(None), OFF_GRID.at(None)))
    schedule.done(tasks[0], Fit(1))
    schedule.done(tasks[1], Fit(1))
    while (task := schedule.next(0, 4)) is not None:
        assert task.number < second.number  # nothing behind it is begun
        schedule.done(task, Fit(1) if task.fit is None else set_flow(task, 1))
    with pytest.raises(Unusable) as error:
        _ = schedule.flows
    assert len(error.value.findings) == 2
