"""A sandbox that gives no session gets its pages all the same."""

from __future__ import annotations

import multiprocessing
import os
import threading
from types import SimpleNamespace

import pytest

from publisher.preview import session


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Who would be ended, in a process whose parent is gone and that was refused a session."""

    def refused() -> None:
        raise PermissionError

    seen: list[tuple[str, int]] = []
    monkeypatch.setattr(os, "setsid", refused)
    monkeypatch.setattr(
        multiprocessing, "parent_process", lambda: SimpleNamespace(join=lambda: None)
    )
    monkeypatch.setattr(os, "killpg", lambda group, _number: seen.append(("group", group)))
    monkeypatch.setattr(os, "kill", lambda number, _signal: seen.append(("process", number)))
    return seen


def test_no_session_is_done_without(ended: list[tuple[str, int]]) -> None:
    session.begin()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.name.endswith(
            "(_leave_with_parent)"
        ):
            thread.join()
    assert ("process", os.getpid()) in ended


def test_the_group_of_another_is_left_alone(
    ended: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getpgrp", lambda: os.getpid() + 1)
    session._leave_with_parent()
    assert ended == [("process", os.getpid())]


def test_its_own_goes_with_it(
    ended: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getpgrp", os.getpid)
    session._leave_with_parent()
    assert ended[0] == ("group", 0)
