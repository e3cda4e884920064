"""The same bytes on another machine: a bare Debian with a Python, a user and a place of its own.

Nothing of this machine is in it but the program and the packages that `requirements/main.txt`
locks: no locale, no system faces, no `/proc`, one processor, files in another order.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest

from publisher.pipeline import cache
from tests.cli import test_same_bytes

source = test_same_bytes.source  # a fixture
pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
# what tools/setup.sh asks a machine for
PACKAGES = "python3,libpango-1.0-0,libpangoft2-1.0-0,libharfbuzz-subset0"
PARTS = ("publisher", "layouts", "fonts", "conditions", "pyproject.toml")
COMMANDS = (
    ("pdf", "issue", "-o", "out/issue.pdf"),
    ("pdf", "issue", "-o", "out/issue-screen.pdf", "--profile", "screen"),
    ("pdf", "issue", "-o", "out/issue-proof.pdf", "--profile", "proof"),
    ("epub", "issue", "-o", "out/issue.epub"),
    ("repair", "issue/a.md", "-o", "out/a.md"),
    ("check", "out/issue.pdf", "--certificate", "out/certificate"),
    ("catalogue", "out/issue.epub", "-o", "out/shelf"),
    ("batch", "issues", "-o", "out/batch", "--epub"),
)
# the page that `check` writes for a reader is in that reader's language: LANGUAGE is the same
NOT_THE_SAME = (
    "batch.json",
    ".batch.json",
    "index.html",
    "en.html",
)  # of a batch: seconds and memory


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The root of another machine."""
    if not shutil.which("mmdebstrap") or os.geteuid() != 0:
        pytest.skip("a bare machine is made by mmdebstrap, and by root")
    root = tmp_path_factory.mktemp("machine") / "root"
    made = subprocess.run(
        ["mmdebstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(root)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"Debian's packages cannot be had: {made.stderr[-200:]}")
    for place in ("/usr/bin/python3", "/lib"):
        assert (root / place[1:]).exists()
    for name in reversed(PARTS):
        _copied(ROOT / name, root / "opt/program" / name)
    for file in _locked():
        _copied(file, root / "opt/libraries" / file.relative_to(_libraries()))
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _libraries() -> Path:
    return Path(str(metadata.distribution("weasyprint").locate_file("")))


def _locked() -> Iterator[Path]:
    """The files of the packages that users have."""
    lines = (ROOT / "requirements/main.txt").read_text(encoding="utf-8").splitlines()
    for name in ("publisher", *(line.partition("==")[0].strip() for line in lines if "==" in line)):
        with contextlib.suppress(metadata.PackageNotFoundError):  # one for another kind of Python
            for each in reversed(metadata.distribution(name).files or []):
                file = Path(str(each.locate()))
                if file.is_relative_to(_libraries()) and file.suffix != ".pyc" and file.is_file():
                    yield file


def _copied(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        target.mkdir()
        for each in sorted(file.iterdir(), reverse=True):
            if each.name != "__pycache__":
                _copied(each, target / each.name)
    else:
        shutil.copy2(file, target)


def made(command: list[str], folder: Path, environ: dict[str, str], cwd: Path | None) -> None:
    for words in COMMANDS:
        done = subprocess.run(
            [*command, "-m", "publisher", *words],
            cwd=cwd, env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), (words, done.stderr)
        assert "Traceback" not in done.stderr
    assert (folder / "out/issue.epub").exists()


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in files
        if not (path.is_relative_to(folder / "out/batch") and path.name in NOT_THE_SAME)
    }


def test_another_machine_makes_the_same_bytes(machine: Path, source: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here", machine / "srv/别处"
    for place in (here, there):
        place.mkdir(parents=True)
        for name in ("issue", "issues/一"):
            shutil.copytree(source, place / name)
    made(
        [sys.executable], here,
        {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(here), "TZ": "UTC",
         "LC_ALL": "C.UTF-8", "LANGUAGE": "zh", "PYTHONHASHSEED": "1",
         cache.VARIABLE: str(tmp_path / "cache")},
        here,
    )  # fmt: skip
    subprocess.run(["chown", "-R", "12345:12345", there], check=True)
    alone = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    made(
        [*alone, shutil.which("chroot") or "chroot", "--userspec=12345:12345", str(machine),
         "/usr/bin/env", "-C", "/srv/别处", "/usr/bin/python3", "-X", "utf8"],
        there,
        {"PATH": "/usr/bin:/bin", "PYTHONPATH": "/opt/program:/opt/libraries", "HOME": "/nowhere",
         "TZ": "Asia/Kathmandu", "LANG": "zh_CN.UTF-8", "LANGUAGE": "zh", "PYTHONHASHSEED": "4242",
         "PYTHONDONTWRITEBYTECODE": "1", cache.VARIABLE: "off"},
        None,
    )  # fmt: skip
    first, second = hashes(here), hashes(there)
    assert first == second
    assert {name.rpartition(".")[2] for name in first} >= {
        "pdf",
        "epub",
        "json",
        "html",
        "xml",
        "md",
    }
