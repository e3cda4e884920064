"""A program that is not whole, or of which a sandbox leaves little, ends with a sentence too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import beside, messages

ROOT = Path(__file__).parents[2]
CATALOGUE = "publisher/messages/zh/LC_MESSAGES/publisher.mo"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that may be damaged."""
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(ROOT / "publisher", folder / "publisher")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("left", [None, b"", b"import nothing_of_this_name", b'"""'])
@pytest.mark.parametrize("name", ["pipeline/start.py", "cli/console.py"])
def test_a_module_that_is_damaged(
    program: Path, tmp_path: Path, name: str, left: bytes | None
) -> None:
    file = program / "publisher" / name
    whole = file.read_bytes()
    file.unlink() if left is None else file.write_bytes(left)
    try:
        done = said(program, tmp_path)
    finally:
        file.write_bytes(whole)
    assert done.returncode in ((1, 4) if left == b"" else (4,)), done.stderr
    assert "Traceback" not in done.stderr
    assert "remedy: " in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.99])
def test_a_catalogue_that_is_torn(program: Path, tmp_path: Path, share: float) -> None:
    file = program / CATALOGUE
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    try:
        done = said(program, tmp_path, LANGUAGE="zh")
        refused = said(program, tmp_path, "--nonsense", LANGUAGE="zh")
    finally:
        file.write_bytes(whole)
    assert done.returncode == 0, done.stderr
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr


def said(
    program: Path, folder: Path, *options: str, **environ: str
) -> subprocess.CompletedProcess[str]:
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(program), "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "publisher", "new", "issue", *options],
        cwd=folder, env=told | environ, capture_output=True, text=True,
    )  # fmt: skip


def test_a_catalogue_that_cannot_be_read_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "zh/LC_MESSAGES/publisher.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xde\x12")
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    monkeypatch.setenv("LANGUAGE", "zh")
    messages._catalogue.cache_clear()
    try:
        assert messages.tr("Reading") == "Reading"
        assert not messages.is_whole()
    finally:
        messages._catalogue.cache_clear()


def test_a_sandbox_that_does_not_tell_of_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_process: int) -> set[int]:
        raise PermissionError

    monkeypatch.setattr(os, "sched_getaffinity", refused)
    assert beside.cores() >= 1
