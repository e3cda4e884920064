"""Work on another core: what comes back is what would have been computed here, whatever happens."""

from __future__ import annotations

import os
import signal
import threading
from functools import partial
from multiprocessing import Pipe
from pathlib import Path

import pytest

from publisher.beside import beside, helped, lend, serve, spread

HERE = os.getpid()


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    # the tests' own machine may have one
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1, 2})
    # other tests may have left threads
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def of(number: int) -> tuple[int, bool]:
    return number * number, os.getpid() == HERE


@pytest.mark.usefixtures("cores")
def test_a_value_is_computed_in_another_process() -> None:
    with beside(lambda: of(3)) as result:
        assert result() == (9, False)


@pytest.mark.usefixtures("cores")
def test_items_are_shared_and_keep_their_order() -> None:
    made = spread(of, range(10))
    assert [value for value, _here in made] == [n * n for n in range(10)]
    assert {here for _value, here in made} == {True, False}


@pytest.mark.usefixtures("cores")
def test_what_is_raised_there_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        spread(lambda number: 1 // (number - 3), range(6))


@pytest.mark.usefixtures("cores")
def test_a_killed_process_is_replaced_by_this_one() -> None:
    def work() -> str:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with beside(work) as result:
        assert result() == "done"


@pytest.mark.usefixtures("cores")
def test_one_that_nobody_waits_for_leaves_nothing_behind() -> None:
    ends = Path(f"/proc/{HERE}/task/{HERE}/children")
    before = ends.read_text()
    with beside(lambda: b"x" * (1 << 22)):
        assert ends.read_text() != before
    assert ends.read_text() == before


def test_one_core_computes_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
    with beside(lambda: of(2)) as result:
        assert result() == (4, True)


def _half(number: int) -> int:
    return number // 2


def test_a_process_that_waits_computes_what_is_helped_first() -> None:
    ours, theirs = Pipe()
    lend(ours)
    server = threading.Thread(target=serve, args=(theirs,))
    with beside(partial(_half, 10)) as other:
        assert other() == 5  # of what is computed beside, none is sent there
    with helped(partial(_half, 6)) as result:
        server.start()
        assert result() == 3
    server.join()


def test_what_a_waiting_process_cannot_do_is_done_here() -> None:
    for ends in (False, True):
        ours, theirs = Pipe()
        if ends:
            theirs.close()
        lend(ours)
        number = 8
        with helped(lambda number=number: _half(number)) as result:  # a closure cannot be sent
            assert result() == 4
    ours, theirs = Pipe()
    lend(ours)
    with helped(partial(_half, 8)) as result:
        theirs.close()  # it died
        assert result() == 4
