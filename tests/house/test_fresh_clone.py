"""A stranger's clone: the README's two commands, then every command of the guides, on clean ground.

All but `make test` itself, which is what runs this.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = ("README.md", "docs/editor.md", "docs/designer.md", "docs/production.md", "docs/shelf.md")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LARGEST_SET_UP = 250  # MB

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is committed, and nothing else: no .venv, no caches."""
    target = tmp_path_factory.mktemp("stranger") / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(target)], check=True)
    return target


def _run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    environment |= {"PIP_NO_CACHE_DIR": "1", "LANG": "C.UTF-8"}
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
    )


def test_make_pdf_and_make_epub_set_up_what_they_need(clone: Path) -> None:
    for goal, made in (("pdf", "build/manuscript.pdf"), ("epub", "build/manuscript.epub")):
        done = _run(f"make {goal}", clone)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == made
        assert (clone / made).stat().st_size > 100_000
    size = sum(f.stat().st_size for f in (clone / ".venv").rglob("*") if f.is_file()) >> 20
    assert size < LARGEST_SET_UP


def _commands() -> Iterator[str]:
    for page in PAGES:
        for block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
            for line in block.splitlines():
                command = line.partition("#")[0].strip()
                if command and command != "make test":
                    yield command


def test_every_command_of_the_guides_works(clone: Path) -> None:
    if not (clone / ".venv" / ".main").is_file():
        assert _run("make pdf", clone).returncode == 0
    known = set[str]()
    for command in _commands():
        if command in known and " new " not in command:
            continue
        known.add(command)
        if " new " in command:
            _run("rm -rf my-issue", clone)
        if " preview " in command:
            _preview(command, clone)
            continue
        done = _run(command, clone)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def _preview(command: str, clone: Path) -> None:
    """It says its address, and ends when it is asked to."""
    assert _run("tools/setup.sh preview", clone).returncode == 0
    words = [*shlex.split(command), "--port", "0"]
    with subprocess.Popen(words, cwd=clone, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline().startswith("http://127.0.0.1:")
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(timeout=20) in (143, -signal.SIGTERM)


def test_the_pages_in_chinese_name_the_same_commands() -> None:
    for page in PAGES:
        own = BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
        chinese = BLOCK.findall((ROOT / page.replace(".md", ".zh.md")).read_text(encoding="utf-8"))
        bare = [[line.partition("#")[0].strip() for line in b.splitlines()] for b in own]
        assert bare == [
            [line.partition("#")[0].strip() for line in b.splitlines()] for b in chinese
        ]
