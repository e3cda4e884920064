"""An end between two files that belong together: a PDF and its certificate, those of a shelf."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
TEXT = "# 河\n\n河水从城中穿过。\n\n" + "桥会记得走过它的人。" * 20
PRINT = ["pdf", "a.md", "--profile", "print", "-o", "out/a.pdf"]
SHELF = ["catalogue", "a.md", "-o", "out"]
# the worker ends by kill -9, with its guard or alone, when it is to move a file of this number
ENDED = """
import os, signal, sys
from pathlib import Path
number, whom, *arguments = sys.argv[1:]
left, real = [int(number)], Path.replace
def replace(path, target):
    if path.parent.name.startswith(".publisher-unfinished-") and path.name.isdigit():
        left[0] -= 1
        if not left[0]:
            if whom == "both":
                os.kill(os.getppid(), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)
    return real(path, target)
Path.replace = replace
sys.argv = ["publisher", *arguments]
from publisher.cli import main
main()
"""


class Folder:
    """A manuscript, and what was made of an earlier state of it."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self._folder, self._command = folder, command
        self._environ = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8",
            "PUBLISHER_CACHE": str(folder / "cache"),
        }  # fmt: skip
        self.write(TEXT)
        assert self.run().returncode == 0
        self.old = self.state()
        shutil.copytree(folder / "out", folder / "old")
        self.write(TEXT + "\n\n改过的一段。")

    def write(self, text: str) -> None:
        (self._folder / "a.md").write_text(text, encoding="utf-8")

    def run(self, *before: str) -> subprocess.CompletedProcess[str]:
        begin = ["-c", ENDED, *before] if before else ["-m", "publisher"]
        return subprocess.run(
            [sys.executable, *begin, *self._command],
            cwd=self._folder, env=self._environ, capture_output=True, text=True,
        )  # fmt: skip

    def restore(self) -> None:
        shutil.rmtree(self._folder / "out")
        shutil.copytree(self._folder / "old", self._folder / "out")

    def state(self) -> dict[str, bytes]:
        files = (path for path in (self._folder / "out").rglob("*") if path.is_file())
        return {path.relative_to(self._folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("command", [PRINT, SHELF], ids=["print", "shelf"])
def test_a_worker_that_was_killed_leaves_the_old_files(tmp_path: Path, command: list[str]) -> None:
    folder = Folder(tmp_path, command)
    for number in ("1", "3"):
        done = folder.run(number, "worker")
        assert done.returncode == 4, done.stderr
        assert folder.state() == folder.old


@pytest.mark.parametrize("command", [PRINT, SHELF], ids=["print", "shelf"])
def test_the_next_build_needs_no_help(tmp_path: Path, command: list[str]) -> None:
    """Not even where the manuscript has changed since: a shelf took its own files for another's."""
    folder = Folder(tmp_path, command)
    assert folder.run("3", "both").returncode < 0
    time.sleep(0.5)  # the rest of it ends
    folder.write(TEXT + "\n\n又改过的一段。")
    done = folder.run()
    assert done.returncode == 0, done.stderr
    found = folder.state()
    folder.restore()
    assert folder.run().returncode == 0
    assert found == folder.state()
