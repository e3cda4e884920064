"""Work on another core: what comes back is what would have been computed here, whatever happens."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from publisher.beside import Line, beside, helped, lend, serve, spread

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


@pytest.fixture
def helper() -> Iterator[Line]:
    """What a process that helps is reached by; its other end waits in a thread of this one."""
    ours, theirs = Line.pair()
    lend(ours)
    server = threading.Thread(target=serve, args=(theirs,))
    server.start()
    yield ours
    ours.close()
    server.join()
    theirs.close()


@pytest.mark.usefixtures("helper")
def test_a_helper_answers_whoever_asks_last_first() -> None:
    with helped(partial(_half, 4)) as first, helped(partial(_half, 6)) as second:
        assert (second(), first()) == (3, 2)
    with helped(partial(_half, 10)) as again:
        assert again() == 5


@pytest.mark.usefixtures("helper")
def test_an_answer_that_nobody_asks_for_holds_nothing_up() -> None:
    large = bytes(1 << 22)
    with helped(partial(bytes, 1 << 22)):
        pass
    with helped(partial(len, large)) as result:
        assert result() == 1 << 22


def test_what_a_helper_cannot_do_is_done_here(helper: Line) -> None:
    def closure(number: int = 8) -> int:  # which cannot be sent
        return _half(number)

    with helped(closure) as result:
        assert result() == 4
    helper.close()  # it died
    with helped(partial(_half, 6)) as result:
        assert result() == 3


def test_one_that_dies_over_it() -> None:
    ours, theirs = Line.pair()
    lend(ours)
    with helped(partial(_half, 8)) as result:
        theirs.close()
        assert result() == 4
    ours.close()
