"""What the command line says where there is very much to say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.cli import console
from tests.cli.conftest import Publisher

MANY = 1000


@pytest.mark.parametrize("command", ["check", "repair"])
def test_findings_of_one_kind_are_told_up_to_a_number_and_the_rest_counted(
    publisher: Publisher, tmp_path: Path, command: str
) -> None:
    """A PDF of 10,000 spot inks, a manuscript of 50,000 repairs: 20,000 lines that nobody reads."""
    manuscript = tmp_path / "a.txt"
    manuscript.write_text("题目\n\n" + "他说:天亮了,走吧。\n\n" * MANY, encoding="utf-8")
    every = json.loads(publisher(command, manuscript, "--json").out)["findings"]
    kinds = {found["code"] for found in every}
    assert len(every) >= MANY
    answer = publisher(command, manuscript)
    assert len(answer.err.splitlines()) <= len(kinds) * (2 * console.MOST + 1)
    assert f"{MANY - console.MOST} more of this kind" in answer.err


def test_what_a_file_has_few_of_is_told_beside_what_another_has_many_of(
    publisher: Publisher, tmp_path: Path
) -> None:
    for name, times in (("a.txt", MANY), ("b.txt", 1)):
        text = "题目\n\n" + "他说:天亮了,走吧。\n\n" * times
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert "b.txt:3" in publisher("check", tmp_path).err
