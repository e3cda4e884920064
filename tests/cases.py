"""Text cases as an editor writes them: `--- title`, what goes in, `=>`, what is expected."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One case of a file in tests/cases; `line` is where it begins there."""

    title: str
    given: str
    expected: str
    line: int

    def __str__(self) -> str:
        return f"{self.title} (line {self.line})"


def read(name: str) -> list[Case]:
    """The cases of `tests/cases/<name>.txt`."""
    cases, title, start, lines = [], "", 0, list[str]()
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for number, line in enumerate([*text.split("\n"), "--- "], 1):
        if not line.startswith("--- "):
            lines.append(line)
            continue
        if title:
            given, _, expected = "\n".join(lines).partition("\n=>\n")
            cases.append(Case(title, given, expected.strip("\n"), start))
        title, start, lines = line.removeprefix("--- "), number, []
    return cases
