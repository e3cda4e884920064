"""How repairs are shown: on a terminal, and in a pipe."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from publisher.cli import comparison as shown
from publisher.manuscript.comparison import beside
from publisher.manuscript.readers.txt import draft
from tests import cases

TEXT = "河边的树\n\n人们说得很长，也说完了。\n\n人们在桥上谈论,尚未\n\n形成规模化的应用。\n"


def _terminal(text: str, width: int = 60, colour: bool = False) -> str:
    made = io.StringIO()
    console = Console(
        file=made,
        width=width,
        highlight=False,
        force_terminal=True,
        color_system="standard" if colour else None,
    )
    for table in shown.tables(beside(draft(text, "a.txt"))):
        console.print(table)
    return made.getvalue()


@pytest.mark.parametrize("case", cases.read("comparison"), ids=str)
def test_lines_in_a_pipe(case: cases.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    found = list(shown.lines(beside(draft(case.given, "a.txt"))))
    assert found[:2] == ["--- a.txt", "+++ a.txt (Repaired)"]
    assert "\n".join(found[2:]).strip("\n") == case.expected


def test_a_join_stands_at_one_height_on_both_sides() -> None:
    rows = _terminal(TEXT, 80).splitlines()
    left = next(row for row in rows if "尚未⏎" in row)
    assert left.split()[0] == "5"
    assert left.rstrip().endswith("尚未‿")
    right = next(row for row in rows if row.split()[:1] == ["7"])
    assert right.split()[1:] == ["形成规模化的应用。"] * 2


def test_what_was_taken_is_red_and_what_was_put_is_green() -> None:
    made = _terminal(TEXT, 80, colour=True)
    assert "\x1b[9;31m,\x1b[0m" in made
    assert "\x1b[1;32m，\x1b[0m" in made


def test_what_is_asked_is_yellow_beside_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    made = _terminal("河边的树\n\n这个办法更能影视、电商。\n", 120, colour=True)
    assert "▮" in made
    assert "\x1b[33m! words seem to be lost here" in made


def test_a_long_line_is_folded_around_its_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    text = "河边的树\n\n" + "河边的树很好" * 200 + ",大家都说好。"
    made = _terminal(text, 100)
    assert "… 1080 characters …" in made
    assert len(made) < 2500


def test_a_line_of_very_many_changes_comes_to_an_end() -> None:
    made = _terminal("河边的树\n\n" + "桥上,有人." * 3000, 100)
    assert len(made) < 40_000


@given(
    st.text("河边树人说,，.。 ab\u200b\x1b\t⏎\U00020000\n", max_size=150),
    st.integers(min_value=30, max_value=100),
)
def test_no_line_is_wider_than_the_terminal_and_nothing_steers_it(text: str, width: int) -> None:
    made = _terminal("河边的树\n\n" + text, width)
    assert "\x1b" not in made
    assert all(cell_len(line) <= width for line in made.splitlines())
