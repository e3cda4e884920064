"""A manuscript and its repairs: side by side in colour on a terminal, − and + lines in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from rich.table import Table
from rich.text import Text

from publisher.cli.visible import visible
from publisher.findings import Finding
from publisher.manuscript.changes import Change, changes
from publisher.manuscript.comparison import Comparison, Piece, Row
from publisher.messages import sentence, tr

TAKEN, PUT, LOST, ASKED, QUIET = "red strike", "bold green", "bold black on yellow", "yellow", "dim"
LINE_END, JOIN_MARK, LOST_MARK = "⏎", "‿", "▮"
_KEPT = 60  # characters on either side of a long stretch that is folded
_MOST_CHANGES = 400  # of one raw line; it is folded behind them


def tables(comparison: Comparison) -> Iterator[Table]:
    """Two columns: raw lines with their numbers, and what became of them; one table a paragraph.

    The widths of all are the same, so that they are shown while the next ones are being made.
    """
    width = max([3, *(len(str(p.line)) for row in comparison.rows for p in row.pieces)])
    head = _grid(width)
    head.add_row("", Text(tr("Manuscript"), style="bold"), Text(tr("Repaired"), style="bold"))
    _ask(head, comparison.asked)
    yield head
    for rows, folded in _runs(comparison):
        grid = _grid(width)
        if folded:
            grid.add_row("", Text(folded, style=QUIET), "")
        for row in rows:
            _add(grid, row)
        grid.add_row()
        yield grid


def lines(comparison: Comparison) -> Iterator[str]:
    """The same for a pipe: − and the raw lines, + and the paragraph, ! and what is asked."""
    yield f"--- {visible(comparison.file)}"
    yield f"+++ {visible(comparison.file)} ({tr('Repaired')})"
    yield from (f"! \t{visible(sentence(finding))}" for finding in comparison.asked)
    for rows, folded in _runs(comparison):
        if folded:
            yield f"  {folded}"
        for row in rows:
            for piece in row.pieces:
                yield from _prefixed(f"- {piece.line}", piece.raw)
            if any(piece.text for piece in row.pieces):
                yield from _prefixed("+ ", JOIN_MARK.join(map(_with_marks, row.pieces)))
            for piece in row.pieces:
                for finding in piece.asked:
                    yield from _prefixed(f"! {piece.line}", sentence(finding))


def _runs(comparison: Comparison) -> Iterator[tuple[list[Row], str]]:
    """Single rows to show, and what stands for a run of rows in which nothing happened."""
    for same, run in groupby(comparison.rows, lambda row: row.is_same):
        if same:
            yield [], tr("… {count} paragraphs as they were", count=sum(1 for _ in run))
        else:
            yield from (([row], "") for row in run)


def _prefixed(mark: str, text: str) -> Iterator[str]:
    yield from (f"{mark}\t{visible(line)}" for line in text.split("\n"))


def _with_marks(piece: Piece) -> str:
    text = piece.text
    for place in reversed(piece.lost):
        text = text[:place] + LOST_MARK + text[place:]
    return text


# ── the terminal ─────────────────────────────────────────────────────────────────────────────────


def _grid(width: int) -> Table:
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(justify="right", style=QUIET, no_wrap=True, width=width)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    return grid


def _add(grid: Table, row: Row) -> None:
    """A raw line a row, so that the place where lines were joined is seen on both sides."""
    for number, piece in enumerate(row.pieces, 1):
        left, right = _marked(piece)
        if number < len(row.pieces):
            left.append(LINE_END, TAKEN)
            right.append(JOIN_MARK, PUT)
        grid.add_row(str(piece.line), left, right)
        _ask(grid, piece.asked)


def _ask(grid: Table, findings: Iterable[Finding]) -> None:
    for finding in findings:
        grid.add_row("", "", Text(f"! {visible(sentence(finding))}", style=ASKED))


def _marked(piece: Piece) -> tuple[Text, Text]:
    """Both sides with what was taken and put in colour."""
    left, right = Text(), Text()
    place, lost = 0, list(piece.lost)
    found = changes(piece.raw, piece.text)
    for change in islice(found, _MOST_CHANGES):
        place += len(change.new)
        before: list[int] = []
        while lost and lost[0] < place:
            before.append(lost.pop(0) - place + len(change.new))
        _append(left, right, change, before)
    rest = list(found)
    _put(left, "".join(change.old for change in rest), QUIET)
    _put(right, "".join(change.new for change in rest), QUIET)
    if lost:
        right.append(LOST_MARK, LOST)
    return left, right


def _append(left: Text, right: Text, change: Change, lost: list[int]) -> None:
    _put(left, change.old, "" if change.is_none else TAKEN)
    start = 0
    for place in lost:
        _put(right, change.new[start:place], "" if change.is_none else PUT)
        right.append(LOST_MARK, LOST)
        start = place
    _put(right, change.new[start:], "" if change.is_none else PUT)


def _put(side: Text, text: str, style: str) -> None:
    """A stretch, folded where it is long."""
    folded = len(text) - 2 * _KEPT
    if folded <= _KEPT:
        side.append(visible(text), style)
        return
    side.append(visible(text[:_KEPT]), style)
    side.append(tr(" … {count} characters … ", count=folded), QUIET)
    side.append(visible(text[-_KEPT:]), style)
