"""Batches on a Dask cluster whose workers die, are strangers, or are not there."""

from __future__ import annotations

import logging
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from publisher.errors import Missing
from publisher.pipeline.batch import cluster, fingerprint
from publisher.pipeline.batch.run import Batch, run
from publisher.pipeline.batch.values import Limits, Wanted
from tests.pipeline.batch.made_up import benches, files, gone, publication

distributed = pytest.importorskip("distributed", reason="Dask distributed is not installed")
ROOT = str(Path(__file__).parents[3])
EPUB = Wanted(("epub",))


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 5)
    monkeypatch.setenv("PYTHONPATH", ROOT)  # of the workers


@contextmanager
def local_cluster(**options: Any) -> Iterator[Any]:
    """Two workers in processes of their own, each of which has a nurse that starts it again."""
    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(
        host="127.0.0.1", silence_logs=logging.CRITICAL, **settings, **options
    ) as made:
        yield made


def shelf_of(folder: Path, count: int) -> Path:
    for number in range(count):
        issue = publication(folder / f"第 {number:02} 期", number)
        (issue / "same.yaml").write_text("x" * 100_000, encoding="utf-8")  # larger than `SMALL`
    return folder


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_cluster_makes_the_same_bytes_though_workers_are_killed(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path / "shelf", 8)
    here, there = tmp_path / "here", tmp_path / "there"
    assert run(Batch(shelf, here)).code == 0
    others = set(benches())
    with local_cluster() as made:
        command = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "publisher",
                "batch",
                str(shelf),
                "-o",
                str(there),
                "--cluster",
                made.scheduler_address,
            ],
            cwd=ROOT,
        )
        chance, killed = random.Random(7), 0
        while command.poll() is None:
            done = len(list(there.glob("*/.batch.json")))
            if killed < 2 and done >= 2 * (killed + 1):
                os.kill(chance.choice([w.pid for w in made.workers.values() if w.pid]), 9)
                killed += 1
            time.sleep(0.1)
        assert (command.returncode, killed) == (0, 2)
        working = set(benches()) - others
    assert files(there) == files(here)
    assert len(files(there)) == 8 * 6
    assert gone(working)


@pytest.mark.slow
@pytest.mark.parametrize(("end", "code"), [("command", 130), ("scheduler", 4)])
def test_a_stopped_command_and_a_lost_scheduler_end_in_order(
    tmp_path: Path, end: str, code: int
) -> None:
    shelf = shelf_of(tmp_path / "shelf", 12)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-dashboard"]
    silent: dict[str, Any] = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "cwd": tmp_path,
    }
    running = [
        subprocess.Popen([*dask, "--host", address], **silent),
        subprocess.Popen([*worker, "--nworkers", "1", "--nthreads", "1"], **silent),
    ]
    try:
        time.sleep(8)  # until both have found each other
        command = subprocess.Popen(
            [
                *(sys.executable, "-m", "publisher", "batch", str(shelf), "--epub"),
                *("-o", str(tmp_path / "out"), "--cluster", address),
            ],
            cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        while command.poll() is None and not list(tmp_path.glob("out/*/.batch.json")):
            time.sleep(0.1)
        (command if end == "command" else running[0]).send_signal(
            signal.SIGINT if end == "command" else signal.SIGKILL
        )
        _out, said = command.communicate(timeout=120)
    finally:
        for each in reversed(running):
            each.terminate()
            each.wait()
    assert (command.returncode, b"Traceback" in said) == (code, False)
    assert (b"the connection to the cluster was lost" in said) == (end == "scheduler")
    names = {path.parent.name for path in (tmp_path / "out").rglob(".batch.json")}
    assert {name.split("/")[0] for name in files(tmp_path / "out")} == names


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_worker_that_would_make_other_bytes_is_left_out_by_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelf_of(tmp_path / "shelf", 2)
    with local_cluster() as made:
        monkeypatch.setattr(fingerprint, "here", lambda: (("faces", "0" * 64), *_all_but_faces()))
        with pytest.raises(Missing) as raised:
            run(Batch(shelf, tmp_path / "out", EPUB, cluster=made.scheduler_address))
    assert raised.value.finding.code == "cluster-workers"
    assert files(tmp_path / "out") == {}


_own = fingerprint.here


def _all_but_faces() -> tuple[tuple[str, str], ...]:
    return tuple(each for each in _own() if each[0] != "faces")


@contextmanager
def listening(answer: bytes) -> Iterator[str]:
    """Something that is no scheduler: it takes calls and says `answer`, or nothing."""
    script = (
        "import socket,sys; s=socket.create_server(('127.0.0.1',0)); print(s.getsockname()[1],"
        "flush=True); k=[]\nwhile 1:\n c,_=s.accept(); k.append(c); c.sendall(sys.argv[1].encode())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, answer.decode()], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield f"tcp://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


@pytest.mark.parametrize("answer", ["", "HTTP/1.1 400 Bad Request\r\n\r\n" + "x" * 99])
def test_somebody_else_listens_there(tmp_path: Path, answer: str) -> None:
    shelf = shelf_of(tmp_path / "shelf", 1)
    with listening(answer.encode()) as address, pytest.raises(Missing) as raised:
        run(Batch(shelf, tmp_path / "out", EPUB, Limits(), cluster=address))
    assert raised.value.finding.code == "cluster-silent"


@pytest.mark.slow
def test_nothing_listens_there(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path / "shelf", 1)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for address in (f"tcp://127.0.0.1:{port}", "nonsense", "tcp://127.0.0.1:99999", "x://y"):
        with pytest.raises(Missing) as raised:
            run(Batch(shelf, tmp_path / "out", EPUB, cluster=address))
        assert raised.value.finding.code == "cluster-silent"
