"""`publisher epub` as it is started: options are read by another process, where there is a core."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.cli import apart
from publisher.pipeline import cache

ROOT = Path(__file__).parents[2]
ONE_CORE: Callable[[], None] = lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # noqa: E731


def publisher(
    folder: Path, *arguments: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "publisher", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", cache.VARIABLE: "off"},
        capture_output=True,
        text=True,
        preexec_fn=before,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("# 河\n\n河水从城中穿过。\n", encoding="utf-8")
    return tmp_path


def test_on_one_core_and_on_many_the_same_is_made(folder: Path) -> None:
    many = publisher(folder, "epub", "a.md", "-o", "many.epub")
    one = publisher(folder, "epub", "a.md", "-o", "one.epub", before=ONE_CORE)
    assert (many.returncode, many.stdout) == (0, "many.epub\n")
    assert (one.returncode, one.stderr) == (0, many.stderr)
    assert (folder / "one.epub").read_bytes() == (folder / "many.epub").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["epub", "--help"], 0, "EPUB 3.3"),
        (["epub", "--pages"], 2, "--pages"),
        (["epub", "--no-such-thing", "a.md"], 2, "--no-such-thing"),
        (["epub", "nowhere"], 3, "nowhere"),
    ],
)
def test_what_options_end_with(folder: Path, arguments: list[str], code: int, said: str) -> None:
    for before in (None, ONE_CORE):
        done = publisher(folder, *arguments, before=before)
        assert done.returncode == code
        assert (done.stdout + done.stderr).count("Traceback") == 0
        assert said in done.stdout + done.stderr
    assert not list(folder.glob("*.epub"))


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "(_ for _ in ()).throw(GeneratorExit)"])
def test_a_reader_that_is_killed_or_breaks_is_done_without(folder: Path, end: str) -> None:
    kills = (
        "import os, sys; from publisher.cli import apart\n"
        "hand_over = apart.hand_over\n"
        "apart.hand_over = lambda *values: END if apart._waiting else False\n"
        "sys.argv[1:] = ['epub', 'a.md', '-o', 'a.epub']\n"
        "from publisher.cli import main; main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", kills.replace("END", end)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), cache.VARIABLE: "off"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "a.epub\n"), done.stderr


def test_nobody_waits_where_none_was_started() -> None:
    assert not apart.hand_over("a.md")
