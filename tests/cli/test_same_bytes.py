"""The same sources give the same bytes: in another place, for another user, with another cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from publisher.pipeline import cache

ROOT = Path(__file__).parents[2]
SETTINGS = """title: 澜渡
date: 2026-11-07
print: {trim: 105x148mm, also: [booklet, pages], fill: true, creep: 0.1mm}
tokens: {accent: "#0a5c8f"}
"""
TEXT = """# 河

![桥](pictures/bridge.png "一座桥")

河水从城中穿过，人们在 1998 年修了第一座桥。“后来呢？”他问。

> 桥会记得走过它的人。

## 桥

- 一
- 二
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources") / "issue"
    (folder / "pictures").mkdir(parents=True)
    (folder / "publication.yaml").write_text(SETTINGS, encoding="utf-8")
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(TEXT, encoding="utf-8")
    ramp = Image.linear_gradient("L").resize((900, 600))
    picture = Image.merge("RGB", (ramp, ramp.rotate(90), Image.new("L", ramp.size, 90)))
    picture.save(folder / "pictures/bridge.png")
    return folder


def made(
    folder: Path,
    source: Path,
    profile: str,
    umask: int,
    environ: dict[str, str],
    jobs: int | None = None,
) -> dict[str, str]:
    """What `publisher pdf` leaves in a folder, by name: its hash."""
    folder.mkdir(parents=True)
    shutil.copytree(source, folder / "issue")
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), **environ}
    chosen = ["--profile", profile, *(["--jobs", f"{jobs}"] if jobs else [])]
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "pdf", "issue", *chosen],
        cwd=folder, env=told, umask=umask, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    out = folder / Path(done.stdout.strip().splitlines()[-1])
    files = sorted(path for path in out.parent.glob("issue*") if path.is_file())
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["print", "screen", "proof"])
def test_the_same_bytes_under_other_stars(source: Path, tmp_path: Path, profile: str) -> None:
    here = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", cache.VARIABLE: "off"}
    there = {
        "PYTHONHASHSEED": "4242", "PYTHONOPTIMIZE": "2", "TZ": "Asia/Shanghai",
        "LC_ALL": "zh_CN.UTF-8",
        cache.VARIABLE: str(tmp_path / "cache"),
    }  # fmt: skip
    first = made(tmp_path / "one", source, profile, 0o022, here)
    second = made(tmp_path / "another/folder 二", source, profile, 0o077, there)
    third = made(tmp_path / "third", source, profile, 0o002, there)  # with what was kept
    assert first == second == third
    wanted = {f"issue-{profile}.pdf"}
    if profile == "print":
        wanted = {"issue.pdf", "issue-booklet.pdf", "issue-A01.pdf", "issue.preflight.html"}
    assert wanted <= set(first)


@pytest.fixture(scope="module")
def many(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven articles of several pages: enough for several processes, and for wrong folios."""
    folder = tmp_path_factory.mktemp("many") / "issue"
    shutil.copytree(source, folder)
    for number in range(7):
        text = TEXT.replace("# 河", f"# 第{number}条河") + "\n\n河水向东流去。" * (number * 40)
        (folder / f"c{number}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_same_bytes_whoever_sets_them_and_whatever_is_kept(many: Path, tmp_path: Path) -> None:
    off = {cache.VARIABLE: "off", "LC_ALL": "C.UTF-8"}
    alone = made(tmp_path / "alone", many, "print", 0o022, off, 1)
    for jobs in (2, 5):
        assert made(tmp_path / f"{jobs}", many, "print", 0o022, off, jobs) == alone
    kept = {**off, cache.VARIABLE: str(tmp_path / "cache")}
    assert made(tmp_path / "cold", many, "print", 0o022, kept, 2) == alone
    assert made(tmp_path / "kept", many, "print", 0o022, kept, 5) == alone
    with (many / "c3.md").open("a", encoding="utf-8") as file:
        file.write("\n\n水涨了。\n")
    some = made(tmp_path / "some", many, "print", 0o022, kept, 2)
    assert some == made(tmp_path / "edited", many, "print", 0o022, off, 1) != alone
