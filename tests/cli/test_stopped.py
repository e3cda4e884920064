"""Ctrl-C in the middle of a build: 130, nobody left at work, nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.pipeline import cache

ROOT = Path(__file__).parents[2]


def children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in told.read_text().split()] if told.exists() else []


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_all_processes_end_and_nothing_is_written(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    for each in range(12):
        text = f"# 第{each}篇\n\n" + "河水从城中穿过，人们修了第一座桥。\n\n" * 80
        (tmp_path / f"{each:02}.md").write_text(text, encoding="utf-8")
    told = {**os.environ, cache.VARIABLE: "off", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "publisher", "pdf", ".", "-o", "out/a.pdf", "--jobs", "2"]
    build = subprocess.Popen(command, cwd=tmp_path, env=told, start_new_session=True)
    try:
        for _ in range(1200):
            if len(workers := children(build.pid)) == 2 or build.poll() is not None:
                break
            time.sleep(0.02)
        assert len(workers) == 2
        time.sleep(0.3)
        # Ctrl-C reaches all who sit at the terminal; a scheduler ends the one that it started
        os.killpg(build.pid, number) if number == signal.SIGINT else build.send_signal(number)
        assert build.wait(20) == code
    finally:
        build.kill()
        build.wait()
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert not list(tmp_path.glob("out/*"))


DROPS = """
import os, signal, time
from publisher.cli.ending import ended

class Held:
    def __del__(self):  # what is raised here is dropped
        os.kill(os.getpid(), signal.SIGTERM)
        sum(range(1000))

def build():
    held = Held()
    del held
    while True:
        time.sleep(0.01)

ended(build)
"""


def test_a_stop_that_a_library_drops_comes_again_and_nothing_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DROPS],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert (done.returncode, done.stderr) == (143, "")
