"""Machines that fail: the old file or the new one, a plain sentence, its code, and no litter.

`ROUNDS` builds are ended at random moments by kill -9, a fifth of them by each other fault.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("BAD_DAYS", "100"))
TEXT = (
    "# 河\n\n河水从城中穿过，人们在 1998 年修了第一座桥。“后来呢？”他问。\n\n"
    + "桥会记得走过它的人。" * 40
)
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


class Day:
    """A folder with a manuscript, an output of an earlier state, and a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out, self.temporary = folder / "out", folder / "temporary"
        for each in (self.out, self.temporary, folder / "issue"):
            each.mkdir()
        (folder / "issue/a.md").write_text(TEXT, encoding="utf-8")
        self.environ = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8",
            "TMPDIR": str(self.temporary), "PUBLISHER_CACHE": str(folder / "cache"),
        }  # fmt: skip
        self.old = self.made()
        self.write(TEXT + "\n\n改过的一段。")
        done = self.run(output=folder / "new/a.epub")
        assert done.returncode == 0, done.stderr
        self.new = (folder / "new/a.epub").read_bytes()
        assert self.old != self.new

    def write(self, text: str) -> None:
        (self.folder / "issue/a.md").write_text(text, encoding="utf-8")

    def made(self) -> bytes:
        done = self.run()
        assert done.returncode == 0, done.stderr
        return (self.out / "a.epub").read_bytes()

    def restore(self) -> None:
        (self.out / "a.epub").write_bytes(self.old)

    def command(self, output: Path | None = None) -> list[str]:
        told = str(output or self.out / "a.epub")
        return [sys.executable, "-m", "publisher", "epub", "issue/a.md", "-o", told]

    def start(self, **environ: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(), cwd=self.folder, env=self.environ | environ, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(
        self,
        output: Path | None = None,
        before: Callable[[], None] | None = None,
        cwd: Path | None = None,
        **environ: str,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(output), cwd=cwd or self.folder, env=self.environ | environ, text=True,
            capture_output=True, preexec_fn=before, timeout=120,
        )  # fmt: skip

    def is_whole(self) -> bool:
        return (self.out / "a.epub").read_bytes() in (self.old, self.new)

    def litter(self) -> list[str]:
        left = [path.name for path in self.out.iterdir() if path.name != "a.epub"]
        return left + [path.name for path in self.temporary.iterdir()]

    def refused(self, done: subprocess.CompletedProcess[str], code: int = 4) -> None:
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        assert "remedy: " in done.stderr
        assert (self.out / "a.epub").read_bytes() == self.old
        assert not self.litter()


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path)


def test_builds_killed_at_random_moments(day: Day) -> None:
    begun = time.monotonic()
    day.run()
    whole = time.monotonic() - begun
    dice = random.Random(7)
    reached = set()
    for _ in range(ROUNDS):
        day.restore()
        process = day.start()
        time.sleep(dice.random() * whole * 1.1)
        process.kill()
        process.communicate()
        assert day.is_whole()
        reached.add((day.out / "a.epub").read_bytes() == day.new)
    time.sleep(0.5)  # the last one's processes end
    assert day.run().returncode == 0
    assert (day.out / "a.epub").read_bytes() == day.new
    assert day.litter() == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_builds_stopped_at_random_moments(day: Day, number: signal.Signals, code: int) -> None:
    begun = time.monotonic()
    day.run()
    whole = time.monotonic() - begun
    dice = random.Random(int(number))
    for _ in range(ROUNDS // 5):
        day.restore()
        process = day.start()
        # before that Python itself is starting, and answers as it likes
        time.sleep(0.15 + dice.random() * whole)
        process.send_signal(number)
        begun = time.monotonic()
        _out, said = process.communicate()
        assert time.monotonic() - begun < 2
        # the last is how it ends before anything of ours was loaded; a shell says the same code
        assert process.returncode in (code, 0, -number)
        assert "Traceback" not in said
        assert "Exception ignored" not in said
        assert day.is_whole()
        assert day.litter() == []


def test_a_limit_on_the_size_of_files(day: Day) -> None:
    for limit in range(0, len(day.new), len(day.new) // (ROUNDS // 5)):
        day.restore()

        def bounded(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = day.run(before=bounded)
        assert "Traceback" not in done.stderr
        assert done.returncode == 4, done.stderr
        assert (day.out / "a.epub").read_bytes() == day.old
        assert day.litter() == []


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, where the machine lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", place])
    if mounted.returncode:
        pytest.skip("no right to mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place])


def test_a_full_disk(day: Day, disk: Path) -> None:
    day.out = disk
    small = b"old"
    for filled in range(0, 64, max(1, 64 // (ROUNDS // 5))):
        (disk / "a.epub").write_bytes(small)
        day.old = small
        with contextlib.suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
            ballast.write(bytes(filled << 10))  # or as much as there is room for
        done = day.run()
        (disk / "ballast").unlink()
        if done.returncode == 0:
            assert (disk / "a.epub").read_bytes() == day.new
            assert day.litter() == []
        else:
            day.refused(done)


def test_a_disk_that_cannot_be_written(day: Day, disk: Path) -> None:
    day.out, day.old = disk, b"old"
    (disk / "a.epub").write_bytes(b"old")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for _ in range(3):
        day.refused(day.run())


def test_no_room_for_what_is_passing(day: Day, disk: Path) -> None:
    (disk / "ballast").write_bytes(bytes(60 << 10))
    done = day.run(TMPDIR=str(disk))
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 4)
    assert [path.name for path in disk.iterdir()] == ["ballast"]


@pytest.mark.parametrize(
    "environ",
    [
        {"TMPDIR": "/nowhere"},
        {"HOME": ""},
        {"HOME": "/nowhere", "PUBLISHER_CACHE": ""},
        {"PUBLISHER_CACHE": "/proc/nowhere"},
        {"LC_ALL": "xx_YY.nonsense", "LANG": "\udcff"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"TZ": "Nowhere/Never"},
        {"COLUMNS": "-1", "TERM": "\x1b"},
        {"SOURCE_DATE_EPOCH": "99999999999999"},
        {"SOURCE_DATE_EPOCH": "yesterday"},
        {"PYTHONINSPECT": "1"},
    ],
)
def test_a_strange_environment(day: Day, environ: dict[str, str]) -> None:
    done = day.run(**environ)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2, 3)
    assert day.is_whole()


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_the_umask_decides_who_may_read(day: Day, mask: int) -> None:
    assert day.run(before=lambda: os.umask(mask) and None).returncode == 0
    assert (day.out / "a.epub").stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_folder_that_vanished(day: Day) -> None:
    gone = day.folder / "gone"
    gone.mkdir()
    code = (
        "import os, shutil, sys; shutil.rmtree(os.getcwd());"
        f"sys.argv = ['publisher', 'epub', '{day.folder}/issue/a.md', '-o', 'a.epub'];"
        "from publisher.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=gone, env=day.environ, capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 4


@pytest.mark.parametrize("target", ["/dev/full", "/dev/null", "/proc/self/a.epub", "/sys/a.epub"])
def test_what_is_no_place_for_a_file(day: Day, target: str) -> None:
    before = os.lstat("/dev/null").st_rdev
    done = day.run(output=Path(target))
    assert done.returncode == 4
    assert "remedy: " in done.stderr
    assert os.lstat("/dev/null").st_rdev == before


def test_two_builds_of_the_same_output_at_once(day: Day) -> None:
    for _ in range(max(1, ROUNDS // 20)):
        day.restore()
        processes = [day.start() for _ in range(3)]
        said = [process.communicate() for process in processes]
        assert [process.returncode for process in processes] == [0, 0, 0], said
        assert (day.out / "a.epub").read_bytes() == day.new
        assert day.litter() == []


def test_a_manuscript_that_changes_while_it_is_read(day: Day) -> None:
    done = threading.Event()

    def change() -> None:
        file = day.folder / "issue/a.md"
        dice = random.Random(1)
        while not done.is_set():
            match dice.randrange(4):
                case 0:
                    file.write_text(TEXT * 3, encoding="utf-8")
                case 1:
                    file.write_bytes(b"")
                case 2:
                    file.unlink(missing_ok=True)
                case _:
                    file.write_text(TEXT[: dice.randrange(len(TEXT))], encoding="utf-8")

    writer = threading.Thread(target=change)
    writer.start()
    try:
        for _ in range(ROUNDS // 5):
            ended = day.run()
            assert "Traceback" not in ended.stderr
            assert "fault of the program" not in ended.stderr
            assert ended.returncode in (0, 3), ended.stderr
    finally:
        done.set()
        writer.join()


@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not there")
@pytest.mark.parametrize(
    "moment", ["@1975-01-01 00:00:00", "@2107-12-31 23:59:59", "+0 x5000", "-0 i-2.0"]
)
def test_a_clock_that_is_wrong(day: Day, moment: str) -> None:
    """The last two run fast, and back; what counts seconds since the start is left alone."""
    steady = {} if moment.startswith("@") else {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    ended = day.run(LD_PRELOAD=str(FAKETIME), FAKETIME=moment, **steady)
    assert ended.returncode == 0, ended.stderr
    assert (day.out / "a.epub").read_bytes() == day.new
    assert day.litter() == []


@pytest.mark.parametrize("deaf", ["2> /dev/full", "2< /dev/null", "2> >(exec true)"])
def test_what_nobody_is_told_is_no_failure(day: Day, deaf: str) -> None:
    shell = shutil.which("bash") or "/bin/sh"
    line = f"{' '.join(day.command())} {deaf}"
    done = subprocess.run([shell, "-c", line], cwd=day.folder, env=day.environ, capture_output=True)
    assert done.returncode == 0
    assert (day.out / "a.epub").read_bytes() == day.new
    assert day.litter() == []


@pytest.mark.parametrize(
    "closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-", "| true", "2>&1 | head -c 1", "> /dev/full"]
)
def test_nobody_listens(day: Day, closed: str) -> None:
    shell = shutil.which("bash") or "/bin/sh"
    line = f"{' '.join(day.command())} {closed}"
    done = subprocess.run(
        [shell, "-c", line], cwd=day.folder, env=day.environ, capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert "fault of the program" not in done.stderr
    assert (day.out / "a.epub").read_bytes() == day.new
    assert day.litter() == []


def test_what_cannot_be_said_is_told_as_that(day: Day) -> None:
    (day.folder / "b.md").write_text("# 桥\n\n桥还在。\n", encoding="utf-8")
    words = [sys.executable, "-m", "publisher", "repair", "b.md", "-o", "out/b.md"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            words, cwd=day.folder, env=day.environ, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 4
    assert "stdout: error: what was to be said here cannot be written" in done.stderr
    assert "an earlier file was left as it was" not in done.stderr
    assert (day.out / "b.md").read_text(encoding="utf-8")
