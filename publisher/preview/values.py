"""The values that go through the preview: an order, what came of it, and what is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from publisher.document.pages import Box, Columns, Pagination, SourceMap
from publisher.findings import Finding, Severity
from publisher.progress import Progress

Value = str | int | float | bool
Tokens = tuple[tuple[str, Value], ...]
OnPage = TypeVar("OnPage", Box, Columns)


class Run(NamedTuple):
    """The pages of one article: its number, its file's name, its first page, how many."""

    article: int
    file: str
    page: int
    pages: int


class Order(NamedTuple):
    """What is to be built, and how it is looked at.

    An empty `profile` is the screen's view of what the publication is made for; `tokens` are tried
    out over its own. `changed` are the files saved since pages were last shown, None where that is
    not known; `runs` are the articles' pages as they are shown.
    """

    source: Path
    layout: str | None = None
    profile: str = ""
    tokens: Tokens = ()
    changed: tuple[Path, ...] | None = None
    runs: tuple[Run, ...] = ()


class Step(NamedTuple):
    """How far a build has come: `what` is a msgid, `detail` is shown as it is."""

    done: int
    total: int
    what: str
    detail: str


class Sheet(NamedTuple):
    """One page.

    `picture` is a hash of what is drawn; the size is that of the trimmed page in points; `folio`
    is the page number as printed.
    """

    picture: str
    width: float
    height: float
    folio: str


class Length(NamedTuple):
    """An article's title and how many Chinese characters it has."""

    title: str
    han: int


class Control(NamedTuple):
    """A token of the layout that may be tried out. Lengths are in points."""

    name: str
    title: str
    kind: str
    value: Value
    low: float | None
    high: float | None
    choices: tuple[str, ...]


class Look(NamedTuple):
    """The layout in use, all that are to be had (name, title), and what may be tried out."""

    layout: str = ""
    layouts: tuple[tuple[str, str], ...] = ()
    controls: tuple[Control, ...] = ()


NO_LOOK, NO_ORDER = Look(), Order(Path())


class Built(NamedTuple):
    """What a builder hands over.

    `files` leads from the names in places to the files read; `bleed` and `safe` are how far pages
    run beyond their trim, and how far from it type must stay, in points. With a `part` it is that
    article alone: its boxes and columns count pages from 1.
    """

    title: str
    data: bytes
    boxes: SourceMap
    findings: tuple[Finding, ...]
    files: tuple[tuple[str, Path], ...]
    runs: tuple[Run, ...] = ()
    part: int = 0
    look: Look = NO_LOOK
    columns: tuple[Columns, ...] = ()
    pagination: Pagination | None = None
    lengths: tuple[Length, ...] = ()
    bleed: float = 0.0
    safe: float = 0.0


Build = Callable[[Order, Progress], Built]
# None: this order is for the one who builds the whole
Quick = Callable[[Order, Progress], Built | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order. Without `data` it failed, and `findings` say why.

    With a `part` it is one article alone. An outcome whose article was set again alone is not
    `whole`: its `data` are those of the last PDF of all pages.
    """

    findings: tuple[Finding, ...]
    data: bytes = b""
    title: str = ""
    sheets: tuple[Sheet, ...] = ()
    boxes: SourceMap = ()
    files: tuple[tuple[str, Path], ...] = ()
    right_bound: bool = False  # the binding is at the right, as in vertical setting
    runs: tuple[Run, ...] = ()
    part: int = 0
    look: Look = NO_LOOK
    whole: bool = True
    columns: tuple[Columns, ...] = ()
    pagination: Pagination | None = None
    lengths: tuple[Length, ...] = ()
    bleed: float = 0.0
    safe: float = 0.0

    def with_part(self, part: Outcome) -> Outcome:
        """These pages with those of one article instead of its own; the pages behind it move."""
        new = part.runs[0]
        old = next((run for run in self.runs if run.article == new.article), None)
        if old is None or self.part:  # the first pages of all, before there was a whole
            return replace(part, whole=False)
        more, last = new.pages - old.pages, old.page + old.pages - 1
        return replace(
            self,
            findings=(
                *(found for found in self.findings if not _is_of(found, new.file)),
                *part.findings,
            ),
            sheets=(*self.sheets[: old.page - 1], *part.sheets, *self.sheets[last:]),
            boxes=_replaced(self.boxes, part.boxes, old, more),
            files=tuple(dict((*self.files, *part.files)).items()),
            runs=tuple(_run(run, old, more) for run in self.runs),
            whole=False,
            columns=_replaced(self.columns, part.columns, old, more),
            lengths=(*self.lengths[: new.article - 1], *part.lengths, *self.lengths[new.article :]),
        )


def _run(run: Run, changed: Run, more: int) -> Run:
    if run == changed:
        return run._replace(pages=run.pages + more)
    return run._replace(page=run.page + more) if run.page > changed.page else run


def _replaced(
    whole: tuple[OnPage, ...], part: tuple[OnPage, ...], old: Run, more: int
) -> tuple[OnPage, ...]:
    """What lies on pages, with that of an article in the place of its `old` pages."""
    last = old.page + old.pages - 1
    before = _moved(whole, 0, range(1, old.page))
    here = _moved(part, old.page - 1)
    return before + here + _moved(whole, more, range(last + 1, sys.maxsize))


def _moved(
    lying: tuple[OnPage, ...], by: int, pages: range = range(1, sys.maxsize)
) -> tuple[OnPage, ...]:
    return tuple(each._replace(page=each.page + by) for each in lying if each.page in pages)


def _is_of(found: Finding, file: str) -> bool:
    return found.place is not None and found.place.file == file


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a browser page shows; replaced whole.

    `good` is the last outcome with pages, `before` the last whole one before it; `trouble` is what
    is wrong with the attempt after it. `revision` counts the good ones, `saves` the changes of
    files. `asked` is how the editor wants to see it.
    """

    revision: int = 0
    good: Outcome = Outcome(())
    before: Outcome = Outcome(())
    trouble: tuple[Finding, ...] = ()
    working: bool = False
    step: Step | None = None
    saves: int = 0
    asked: Order = NO_ORDER

    def saved(self) -> Shown:
        """Files have changed."""
        return replace(self, saves=self.saves + 1)

    def begun(self, order: Order) -> Shown:
        """A build has begun."""
        return replace(self, working=True, step=None, asked=order)

    def come(self, step: Step) -> Shown:
        """A build has come this far."""
        return replace(self, working=True, step=step)

    def done(self, outcome: Outcome) -> Shown:
        """A build has ended; failed ones leave the last good pages in place."""
        if not outcome.data:
            return replace(self, trouble=outcome.findings, working=False, step=None)
        good = self.good.with_part(outcome) if outcome.part else outcome
        return replace(
            self,
            revision=self.revision + 1,
            good=good,
            before=self.good if self.good.whole and self.good.data else self.before,
            trouble=(),
            working=not good.whole,
            step=None,
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of the good pages, the gravest first."""
        return gravest_first(self.good.findings)


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors, warnings, notes; each in the order in which they were found, none twice."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda found: -Severity(found.severity)))
