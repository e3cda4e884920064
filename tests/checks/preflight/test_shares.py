"""Pages that several processes look at: the same to the byte, whatever becomes of these."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection

import pytest

from publisher.checks.preflight.examination import Examination
from publisher.checks.preflight.subject import Sheet
from publisher.pipeline import cache, examining, jobs, preflight
from publisher.pipeline.preflight import Certified
from tests.checks.preflight.broken import draw
from tests.checks.preflight.good import at, coated, good, saved

THIN = f"0 0 0 1 k {at(20, 60)} 100 .1 re f"


@pytest.fixture
def certify(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Certified]:
    """A certificate by so many processes, nothing kept; the second and fourth page are wrong."""
    monkeypatch.setenv(cache.VARIABLE, "off")
    monkeypatch.setattr(examining, "FEW", 0)
    pdf = good()
    draw(pdf, THIN, page=1)
    draw(pdf, f"0.9 0.9 0.8 0.9 k {at(30, 60)} 100 100 re f {THIN}", page=3)
    data = saved(pdf)
    return lambda count: preflight.certify(data, "a.pdf", coated(), "zh", jobs=count)


@pytest.mark.parametrize("count", [2, 3, 9])
def test_many_hands_find_the_same(certify: Callable[[int], Certified], count: int) -> None:
    alone = certify(1)
    assert {each.code for each in alone.findings} == {"hairline", "ink-limit"}
    assert certify(count) == alone


def test_one_that_dies_is_not_missed(
    certify: Callable[[int], Certified], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, own, look_ahead = certify(1), os.getpid(), Examination.look_ahead

    def killed(examination: Examination, sheets: Iterable[Sheet]) -> bytes:
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return look_ahead(examination, sheets)

    monkeypatch.setattr(Examination, "look_ahead", killed)
    assert certify(3) == alone


def test_what_is_torn_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that dies while it tells what it found."""

    def torn(pipe: Connection, _told: bytes) -> None:
        os.write(pipe.fileno(), b"\0\0\0\5ab")
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Connection, "send_bytes", torn)
    assert list(jobs.in_shares(2, lambda share: b"%d" % share)) == [b"0"]


def test_where_there_are_no_processes_it_is_done_alone(
    certify: Callable[[int], Certified], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = certify(1)

    def none() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", none)
    assert certify(4) == alone
