"""A manuscript and its repairs: side by side in colour on a terminal, − and + lines in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from rich.table import Table
from rich.text import Text

from publisher.manuscript.comparison import Comparison, Row
from publisher.messages import tr

TAKEN, PUT, LOST, QUIET = "red strike", "bold green", "bold black on yellow", "dim"
_LINE_END, _LOST_MARK = "⏎", "▮"
_LONGEST = 4000  # characters; of longer paragraphs the differences are not marked


def table(comparison: Comparison) -> Table:
    """Two columns: the raw lines with their numbers, and the paragraph that they became."""
    grid = Table(box=None, expand=True, padding=(0, 1), show_header=True, header_style="bold")
    grid.add_column("", justify="right", style=QUIET, no_wrap=True)
    grid.add_column(tr("Manuscript"), ratio=1, overflow="fold")
    grid.add_column(tr("Repaired"), ratio=1, overflow="fold")
    for same, run in groupby(comparison.rows, lambda row: row.is_same):
        rows = list(run)
        if same:
            told = Text(tr("… {count} paragraphs as they were", count=len(rows)), style=QUIET)
            grid.add_row("", told, "")
            continue
        for row in rows:
            numbers = "\n".join(str(number) for number, _ in row.raw[:1])
            grid.add_row(numbers, *_marked(row))
            grid.add_row()
    return grid


def lines(comparison: Comparison) -> Iterator[str]:
    """The same for a pipe."""
    for same, run in groupby(comparison.rows, lambda row: row.is_same):
        rows = list(run)
        if same:
            yield "  " + tr("… {count} paragraphs as they were", count=len(rows))
            continue
        for row in rows:
            yield from (f"- {number}\t{text}" for number, text in row.raw)
            yield f"+ \t{_with_marks(row)}"


def _marked(row: Row) -> tuple[Text, Text]:
    """Both sides with what was taken and put in colour."""
    before, lost = _raw(row), frozenset(row.lost)
    left, right = Text(), Text()
    matcher = SequenceMatcher(None, before, row.text, autojunk=False)
    small = max(len(before), len(row.text)) <= _LONGEST
    whole = [("equal", 0, len(before), 0, len(row.text))]
    for tag, a, b, c, d in matcher.get_opcodes() if small else whole:
        left.append(before[a:b], None if tag == "equal" else TAKEN)
        for place in range(c, d):
            if place in lost:
                right.append(_LOST_MARK, LOST)
            right.append(row.text[place], None if tag == "equal" else PUT)
    if len(row.text) in lost:
        right.append(_LOST_MARK, LOST)
    return left, right


def _raw(row: Row) -> str:
    return _LINE_END.join(text for _, text in row.raw)


def _with_marks(row: Row) -> str:
    text = row.text
    for place in reversed(row.lost):
        text = text[:place] + _LOST_MARK + text[place:]
    return text
