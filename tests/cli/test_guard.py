"""The guard: limits are kept and named, whatever the worker does; nothing outlives a build."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.cli import guard

ROOT = Path(__file__).parents[2]
# a worker that misbehaves at will, told as an article is
WORKER = """
import os, signal, subprocess, sys, time
from publisher.cli import guard
guard.stand(["pdf", "a.md"])
from publisher import whereabouts
whereabouts.at("Setting", "一篇文章")
"""


def started(folder: Path, misdeed: str, **environ: str) -> subprocess.Popen[str]:
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-c", WORKER + misdeed],
        env=told | {"TMPDIR": str(temporary)} | environ, cwd=folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def ended(folder: Path, misdeed: str, **environ: str) -> tuple[int, str]:
    """Exit code and stderr; no temporary file may be left."""
    process = started(folder, misdeed, **environ)
    _out, said = process.communicate(timeout=60)
    assert not list((folder / "temporary").iterdir())
    return process.returncode, said


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("misdeed", ["time.sleep(99)", "while True: pass"])
def test_a_build_that_goes_nowhere_is_ended_and_says_where(tmp_path: Path, misdeed: str) -> None:
    code, said = ended(tmp_path, misdeed, PUBLISHER_TIME_LIMIT="1")
    assert code == 3
    assert "for 1 seconds" in said
    assert "Setting 一篇文章" in said
    assert "remedy: " in said


def test_steps_keep_a_long_build_alive(tmp_path: Path) -> None:
    steps = "\nfor n in range(8): time.sleep(0.3); whereabouts.at('Setting', str(n))"
    assert ended(tmp_path, steps, PUBLISHER_TIME_LIMIT="1") == (0, "")


def test_a_build_that_fills_the_memory_is_ended_and_says_where(tmp_path: Path) -> None:
    misdeed = "\nheld = []\nwhile True: held.append(bytearray(b'x' * (1 << 20))); time.sleep(0.001)"
    code, said = ended(tmp_path, misdeed, PUBLISHER_MEMORY="120")
    assert code == 3
    assert "120 MB" in said
    assert "一篇文章" in said


def test_the_memory_of_what_a_worker_starts_counts(tmp_path: Path) -> None:
    child = "\nif os.fork() == 0:\n    held = b'x' * (200 << 20); time.sleep(60)\ntime.sleep(60)"
    code, said = ended(tmp_path, child, PUBLISHER_MEMORY="120")
    assert (code, "120 MB" in said) == (3, True)


def test_a_library_that_breaks_down_is_a_sentence(tmp_path: Path) -> None:
    code, said = ended(tmp_path, "os.kill(os.getpid(), signal.SIGSEGV)")
    assert code == 4
    assert "SIGSEGV" in said
    assert "一篇文章" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(("number", "name"), [(9, "SIGKILL"), (24, "SIGXCPU"), (40, "signal 40")])
def test_who_is_ended_from_outside_blames_no_library(
    tmp_path: Path, number: int, name: str
) -> None:
    code, said = ended(tmp_path, f"os.kill(os.getpid(), {number})")
    assert code == 4
    assert f"ended from outside ({name}); it was at: Setting 一篇文章" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["out", "x" * 200, "a\nb", "b\udcff"])
def test_a_worker_that_is_killed_while_it_writes_leaves_nothing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    writes = f"""
from pathlib import Path
from publisher.document import artefact
os.fsync = lambda _file: os.kill(os.getpid(), 9)
artefact.put([(Path({str(folder)!r}, "a"), b"a")])
"""
    assert ended(tmp_path, writes)[0] == 4
    assert list(folder.iterdir()) == []


def test_temporary_files_go_with_the_build(tmp_path: Path) -> None:
    litter = "import tempfile; tempfile.mkstemp(); tempfile.mkdtemp(); os.kill(os.getpid(), 9)"
    assert ended(tmp_path, litter)[0] == 4


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)],
)
@pytest.mark.parametrize("deaf", [False, True])
def test_nothing_outlives_a_build_that_is_stopped(
    tmp_path: Path, number: signal.Signals, code: int, deaf: bool
) -> None:
    misdeed = (
        "child = subprocess.Popen(['sleep', '99'])\nother = os.fork()\n"
        + "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" * deaf
        + "if other: print(os.getpid(), other, child.pid, flush=True)\n"
        "while True: time.sleep(0.1)"
    )
    process = started(tmp_path, "\n" + misdeed)
    assert process.stdout is not None
    family = [int(word) for word in process.stdout.readline().split()]
    begun = time.monotonic()
    process.send_signal(number)
    process.wait(2)
    while any(map(alive, family)):
        assert time.monotonic() - begun < 2
        time.sleep(0.02)
    assert process.returncode == code
    process.communicate()


def test_the_next_build_clears_up_after_one_that_was_killed(tmp_path: Path) -> None:
    process = started(tmp_path, "\nprint(flush=True); time.sleep(99)")
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate()
    assert len(list((tmp_path / "temporary").iterdir())) == 1
    time.sleep(0.2)  # the rest of it ends
    assert ended(tmp_path, "pass") == (0, "")


@pytest.mark.parametrize(
    ("command", "value"),
    [("pdf", "0"), ("pdf", "-3"), ("pdf", "many"), ("pdf", "9" * 40), ("preview", "many")],
)
def test_a_limit_that_is_none_is_told(tmp_path: Path, command: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "publisher", command], cwd=tmp_path, capture_output=True, text=True,
        env={"PYTHONPATH": str(ROOT), "PUBLISHER_MEMORY": value, "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 2
    assert "PUBLISHER_MEMORY" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_article_that_does_not_end_is_ended_at_its_limit(tmp_path: Path) -> None:
    own = tmp_path / "layouts" / "endless"
    shutil.copytree(ROOT / "layouts" / "feature", own)
    page = (ROOT / "layouts" / "base" / "page.html.j2").read_text(encoding="utf-8")
    loop = "{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}\n"
    (own / "page.html.j2").write_text(loop + page, encoding="utf-8")
    (tmp_path / "publication.yaml").write_text("title: 题\nlayout: endless\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("---\nheadline: 题\n---\n\n字。\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "publisher", "pdf", str(tmp_path), "--time-limit", "1"],
        capture_output=True, text=True, encoding="utf-8", cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LANGUAGE": "en"},
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (3, "")
    assert "1 second" in run.stderr
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (["pdf"], 600), (["pdf", "--time-limit", "5"], 600), (["pdf", "--time-limit=900"], 960),
        (["pdf", "--time-limit"], 600), (["pdf", "--time-limit", "nan"], 600),
        (["batch", "list.txt"], 660), (["batch", "list.txt", "--time-limit", "900.5"], 960.5),
    ],
)  # fmt: skip
def test_the_guard_waits_longer_than_an_article_may_take(given: list[str], seconds: float) -> None:
    assert guard.limits_of(given, {}).seconds == seconds


def test_a_batch_has_a_limit_of_memory_for_each_of_its_processes_instead() -> None:
    assert guard.limits_of(["batch", "list.txt"], {}).memory == guard.UNBOUNDED
    assert guard.limits_of(["pdf", "a.md"], {}).memory == guard.MEGABYTES << 20


def test_a_guard_hears_of_its_worker_though_whoever_started_it_wants_no_news(
    tmp_path: Path,
) -> None:
    """Some supervisors ignore SIGCHLD, and so do those that they start: nobody could wait then."""
    process = subprocess.run(
        [sys.executable, "-c", WORKER + "sys.exit(5)"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        cwd=tmp_path, capture_output=True, text=True, timeout=60,
        preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN) and None,
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (5, "")


@pytest.mark.parametrize("command", ["repair", "pdf --profile print"])
@pytest.mark.parametrize("files", [5, 6, 7, 8, 9])
def test_few_open_files(tmp_path: Path, files: int, command: str) -> None:
    """What stands guard takes some itself; where it gets none, that is told, and nothing stays."""
    (tmp_path / "a.md").write_text("# 题\n\n段落。", encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "publisher", *command.split(), "a.md", "-o", "out/b"],
        cwd=tmp_path, capture_output=True, text=True,
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TMPDIR": str(temporary)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)),
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 4)
    assert done.returncode == 0 or "remedy: " in done.stderr
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("after", [0, 1])
def test_no_process_is_to_be_had(tmp_path: Path, after: int) -> None:
    (tmp_path / "temporary").mkdir()
    code = (
        "import errno, os\nfork, left = os.fork, [None] * "
        + str(after)
        + "\ndef refused():\n    if left: return left.pop() or fork()\n"
        "    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))\n"
        "os.fork = refused\n"
        "import sys\nsys.argv = ['publisher', 'repair', 'a.md']\n"
        "from publisher.cli import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True,
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TMPDIR": str(tmp_path / "temporary")},
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "Resource temporarily unavailable" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_output_that_links_to_itself(tmp_path: Path) -> None:
    (tmp_path / "issue").mkdir()
    (tmp_path / "issue/a.md").write_text("# 题\n\n段落。", encoding="utf-8")
    (tmp_path / "out").symlink_to("out")
    for command in (("batch", "."), ("catalogue", "issue"), ("epub", "issue")):
        done = subprocess.run(
            [sys.executable, "-m", "publisher", *command, "-o", "out"],
            cwd=tmp_path, capture_output=True, text=True,
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PUBLISHER_CACHE": "off"},
        )  # fmt: skip
        assert "fault of the program" not in done.stderr
        assert done.returncode == 4 or command[0] == "epub"
        assert (tmp_path / "out").is_symlink() or command[0] == "epub"
