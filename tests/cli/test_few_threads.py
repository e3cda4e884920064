"""A machine that gives no other thread: what wants one does without, or says so."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NoReturn

import pytest

from tests.hostile import arena


@pytest.fixture(autouse=True)
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_thread: threading.Thread) -> NoReturn:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)


def test_an_e_book_is_made_by_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 题\n\n段落。", encoding="utf-8")
    assert arena.run(tmp_path, "epub", "a.md", "-o", "a.epub").code == 0


def test_a_batch_says_so(tmp_path: Path) -> None:
    (tmp_path / "issue").mkdir()
    (tmp_path / "issue/a.md").write_text("# 题\n\n段落。", encoding="utf-8")
    done = arena.run(tmp_path, "batch", ".", "-o", "out", "--epub", PUBLISHER_GUARD="off")
    assert done.code == 4
    assert "new thread" in done.err
    assert "remedy: " in done.err
