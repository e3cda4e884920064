"""Options that are right need no pydantic; wrong ones are told as typer tells them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer import core

from publisher.cli import plain_options

WATCHED = """
import sys
from publisher.cli import application, ending
told = ending.ended
def ended(command):
    try:
        told(command)
    finally:
        print("pydantic" in sys.modules, file=sys.stderr)
application.ended = ended
sys.argv = ["publisher", *sys.argv[1:]]
application.run()
"""
ARTICLE = "# 题\n\n一段话。\n"


def said(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    return done.returncode, done.stderr


def test_typer_is_the_one_that_is_known() -> None:
    assert vars(core)["build_runtime_param"] in (plain_options._stock, plain_options._Plain)
    assert plain_options._stock is not None


def test_a_command_without_a_mistake_loads_none(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text(ARTICLE, encoding="utf-8")
    code, told = said("epub", str(article), "-o", str(tmp_path / "a.epub"))
    assert (code, told.split()[-1]) == (0, "False"), told
    code, told = said("pdf", str(article), "-o", str(tmp_path / "a.pdf"), "--jobs", "1")
    assert (code, told.split()[-1]) == (0, "False"), told


@pytest.mark.parametrize(
    "wrong",
    [
        ("--jobs", "0"), ("--jobs", "x"), ("--jobs", "9999"), ("--time-limit", "-1"),
        ("--profile", "foo"), ("--jobs",), ("--layuot", "a"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    article = tmp_path / "a.md"
    article.write_text(ARTICLE, encoding="utf-8")
    code, told = said("pdf", str(article), *wrong)
    assert code == 2
    assert wrong[0] in told
    assert "Traceback" not in told
    assert not list(tmp_path.glob("*.pdf"))
