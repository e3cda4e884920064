"""What is made from the code is fresh; what must not be named is not named."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import resources
from publisher.markup.layout import Layout

ROOT = Path(__file__).parent.parent.parent
LAYOUTS = sorted(file.parent.name for file in (ROOT / "layouts").glob("*/layout.yaml"))


def test_the_table_of_findings_is_fresh() -> None:
    done = subprocess.run([sys.executable, "tools/findings.py", "--check"], cwd=ROOT)
    assert done.returncode == 0, "make docs"


def test_the_list_of_what_layouts_are_made_of_is_fresh() -> None:
    done = subprocess.run([sys.executable, "tools/layouts.py", "--check"], cwd=ROOT)
    assert done.returncode == 0, "make docs"


def test_the_pages_on_tokens_are_fresh() -> None:
    done = subprocess.run([sys.executable, "tools/pictures/tokens.py", "--check"], cwd=ROOT)
    assert done.returncode == 0, "make docs; make pictures for what is new"


def test_every_token_of_every_layout_is_told_of_and_shown() -> None:
    layouts = [Layout.load(name, [resources.folder("layouts")]) for name in LAYOUTS]
    declared = {token.name for layout in layouts for token in layout.declared}
    told = set(re.findall(r"^### (\w+)$", (ROOT / "docs" / "tokens.md").read_text(), re.M))
    assert told == declared
    assert {file.stem for file in (ROOT / "docs" / "pictures" / "tokens").iterdir()} == declared


def test_codes_are_told_apart() -> None:
    codes = re.findall(r"^\| `([a-z0-9-]+)` ", (ROOT / "docs" / "findings.md").read_text(), re.M)
    assert len(codes) > 50
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "page", ["README.md", "README.zh.md", *map(str, (ROOT / "docs").glob("*.md"))]
)
def test_links_of_the_documents_lead_somewhere(page: str) -> None:
    file = ROOT / page
    for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), f"{page}: {target}"


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    long = [
        f"{file.relative_to(ROOT)}: {count}"
        for file in (ROOT / "publisher").rglob("*.py")
        if (count := len(file.read_text(encoding="utf-8").splitlines())) > 500
    ]
    assert long == []


def test_make_help_lists_the_targets() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in (
        "pdf",
        "epub",
        "catalogue",
        "preview",
        "check",
        "test",
        "test-slow",
        "bench",
        "clean",
        "help",
    ):
        assert re.search(rf"\b{target}\b", done.stdout), target
