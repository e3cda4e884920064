"""All looks of the command line: the only module that prints.

What was made goes to stdout (a path, the clean copy, JSON); what is said about it goes to stderr.
Colours and progress bars appear on a terminal only.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from publisher import progress, whereabouts
from publisher.cli.findings import NOT_HEARD
from publisher.cli.visible import harmless
from publisher.errors import Missing, PublisherError
from publisher.findings import Finding, Place, Severity
from publisher.messages import remedy, sentence, tr

if TYPE_CHECKING:
    import rich.progress
    from rich.console import Console

    from publisher.manuscript import Comparison

# findings of one kind in one file: nobody reads on, and a stranger's file may hold 50,000
MOST = 200
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


@lru_cache(maxsize=8)
def _styled(stream: TextIO | None) -> Console | None:
    """Where colours are shown; a build in a pipe has none, and does not wait for rich."""
    if stream is None or not (stream.isatty() or os.environ.get("FORCE_COLOR")):
        return None
    from rich.console import Console

    on_error = stream is sys.stderr
    console = Console(stderr=on_error, highlight=False, soft_wrap=on_error)
    return console if console.is_terminal else None


def _tell(*pieces: tuple[str, str]) -> None:
    """A line on stderr, of words and the style of each."""
    console = _styled(sys.stderr)
    if console is None and sys.stderr is not None:
        try:
            sys.stderr.write("".join((*(words for words, _style in pieces), "\n")))
            sys.stderr.flush()
        except OSError:  # a full disk, a closed pipe: nobody hears, and the work is done
            _leave(sys.stderr)
    elif console is not None:
        from rich.text import Text

        console.print(Text.assemble(*pieces))


def made(path: Path) -> None:
    """The path of what was made; the last line of a command.

    It may be called as a manuscript is: a terminal is given nothing that it would obey.
    """
    line = f"{path}\n"
    out(harmless(line) if sys.stdout and sys.stdout.isatty() else line)


def out(text: str) -> None:
    """Text for a person or a program on stdout, as UTF-8 whatever the locale says."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _leave(sys.stdout)  # the reader (head, less) has seen enough
    except OSError as problem:
        _leave(sys.stdout)
        raise Missing(NOT_HEARD.at(Place("stdout"), reason=str(problem.strerror))) from None


def _leave(stream: TextIO) -> None:
    """Python's own flush at exit must not complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def out_json(value: object) -> None:
    """One JSON object on stdout."""
    out(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def say(msgid: str, **values: str | int | float) -> None:
    """A word beside the work, on stderr, on a terminal only."""
    if _styled(sys.stderr):
        _tell((tr(msgid, **values), "dim"))


def told(text: str) -> None:
    """A sentence of the outcome, on stderr."""
    _tell((harmless(text), "dim"))


def failed(error: PublisherError) -> None:
    """What went wrong, in the shape of every finding."""
    show(error.findings)


def trace(text: str) -> None:
    """A fault of the program with all its calls, for those who mend it."""
    _tell((harmless(text), ""))


def compare(comparison: Comparison) -> None:
    """A manuscript beside its repairs: in colour on a terminal, in lines elsewhere."""
    from publisher.cli.comparison import lines, tables

    if console := _styled(sys.stdout):
        for table in tables(comparison):
            console.print(table)
    else:
        out("".join(f"{line}\n" for line in lines(comparison)))


def show(findings: Iterable[Finding]) -> None:
    """Findings as an editor reads them: place and problem, then the remedy.

    Those of one kind in one file are told up to `MOST`, and the rest counted behind them.
    """
    every = list(findings)
    counts = Counter(map(_alike, every))
    told: Counter[tuple[str, str]] = Counter()
    for finding in every:
        alike = _alike(finding)
        told[alike] += 1
        if told[alike] > MOST:
            continue
        place = harmless(f"{finding.place}: ") if finding.place else ""
        word = f"{tr(finding.severity.word)}: ", COLOURS[finding.severity]
        _tell((place, "bold"), word, (harmless(sentence(finding)), ""))
        if what := remedy(finding):
            _tell((harmless("  " + tr("remedy: {remedy}").replace("{remedy}", what)), ""))
        if told[alike] == MOST and (count := counts[alike] - MOST):
            more = tr("{count} more of this kind; “publisher check --json” lists them", count=count)
            _tell((harmless(f"{alike[1]}: ") if alike[1] else "", "bold"), (more, "dim"))


def _alike(finding: Finding) -> tuple[str, str]:
    """What findings have in common that say the same of one file: its name is the second."""
    return finding.code, finding.place.file if finding.place else ""


def summary(findings: Sequence[Finding], where: str = "") -> None:
    """Errors and warnings whole, notes counted: a build is not the place to read 200 repairs."""
    show(f for f in findings if f.severity > Severity.NOTE)
    notes = sum(f.severity is Severity.NOTE for f in findings)
    if notes:
        command = f"publisher check {where}".rstrip()
        told = tr("{count} repairs and notes; “{command}” lists them", count=notes, command=command)
        _tell((told, "dim"))


class _Bars:
    """Progress on a terminal."""

    def __init__(self, bars: rich.progress.Progress) -> None:
        self._bars = bars
        self._task = bars.add_task("", total=None)

    def begin(self, total: int) -> None:
        self._bars.update(self._task, total=total)

    def step(self, what: str, detail: str = "") -> None:
        words = f"{tr(what)} {detail[:40]}".rstrip()
        self._bars.update(self._task, description=words, advance=1)


class _Told:
    """Progress that the guard hears of, too."""

    def __init__(self, listener: progress.Progress) -> None:
        self._listener = listener

    def begin(self, total: int) -> None:
        self._listener.begin(total)

    def step(self, what: str, detail: str = "") -> None:
        whereabouts.at(what, detail)
        self._listener.step(what, detail)


@contextmanager
def working() -> Iterator[progress.Progress]:
    """A progress bar on a terminal; nothing when piped."""
    console = _styled(sys.stderr)
    if console is None:
        yield _Told(progress.SILENT)
        return
    # loaded on a terminal only: a build in a pipe need not wait for it
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        yield _Told(_Bars(bars))


def tally(findings: Sequence[Finding]) -> None:
    """How many of each severity, on stdout."""
    count = {level: sum(f.severity is level for f in findings) for level in Severity}
    told = tr(
        "{errors} errors, {warnings} warnings, {notes} notes",
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        notes=count[Severity.NOTE],
    )
    out(told + "\n")
