"""A working folder full of modules that are called as Python's own: none of them is taken.

Whoever unpacks a manuscript goes into its folder and calls `publisher` there. Processes that are
started with `-c`, as those of the preview and of a batch, took `multiprocessing.py` from it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.hostile.corpus import HEAD
from tests.preview.conftest import Client

ROOT = Path(__file__).parents[2]
OURS = ("yaml", "lxml", "PIL", "pydantic", "weasyprint", "sitecustomize", "usercustomize")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder; a module of it that is run leaves a file beside it."""
    folder = tmp_path / "issue"
    folder.mkdir()
    (folder / "a.md").write_text(HEAD + "人们在桥上。", encoding="utf-8")
    (folder / "list.txt").write_text("a.md\n", encoding="utf-8")
    for name in (*sys.stdlib_module_names, *OURS):
        harm = f"open({str(tmp_path / 'taken')!r}, 'a').write({name!r} + ' ')\n"
        (folder / f"{name}.py").write_text(harm)
    # as pip writes it
    (tmp_path / "publisher").write_text(
        "from publisher.cli import main\nif __name__ == '__main__':\n    main()\n"
    )
    return folder


def _started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(folder.parent / "publisher"), *arguments], cwd=folder, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def _taken(folder: Path) -> str:
    file = folder.parent / "taken"
    return file.read_text() if file.exists() else ""


@pytest.mark.slow
def test_builds_take_no_module_from_it(folder: Path) -> None:
    for arguments in (
        ("epub", "a.md", "-o", "out/a.epub"),
        ("pdf", "a.md", "-o", "out/a.pdf"),
        ("batch", "list.txt", "-o", "out/batch", "--epub"),
    ):
        with _started(folder, *arguments) as process:
            said = process.communicate(timeout=120)[1]
        assert process.returncode in (0, 1), said
        assert _taken(folder) == ""


def test_the_preview_takes_no_module_from_it(folder: Path) -> None:
    with _started(folder, "preview", "a.md", "--port", "0") as process:
        assert process.stdout is not None
        client = Client(urlsplit(process.stdout.readline()).port or 0)
        try:
            client.until(lambda state: bool(state.get("sheets")), 60)
        finally:
            client.close()
            process.send_signal(signal.SIGTERM)
            process.wait(10)
    assert _taken(folder) == ""
