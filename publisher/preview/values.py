"""The values that go through the preview: an order, what came of it, and what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from publisher.document.pages import SourceMap
from publisher.findings import Finding, Severity
from publisher.progress import Progress


class Order(NamedTuple):
    """What is to be built."""

    source: Path
    layout: str | None = None


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


class Built(NamedTuple):
    """What a builder hands over. `files` leads from the names in places to the files read."""

    title: str
    data: bytes
    boxes: SourceMap
    findings: tuple[Finding, ...]
    files: tuple[tuple[str, Path], ...]


Build = Callable[[Order, Progress], Built]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order. Without `data` it failed, and `findings` say why."""

    findings: tuple[Finding, ...]
    data: bytes = b""
    title: str = ""
    sheets: tuple[Sheet, ...] = ()
    boxes: SourceMap = ()
    files: tuple[tuple[str, Path], ...] = ()
    right_bound: bool = False  # the binding is at the right, as in vertical setting


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a browser page shows; replaced whole.

    `good` is the last outcome with pages, `before` the one before it; `trouble` is what is wrong
    with the attempt after it. `revision` counts the good ones.
    """

    revision: int = 0
    good: Outcome = Outcome(())
    before: Outcome = Outcome(())
    trouble: tuple[Finding, ...] = ()
    working: bool = False
    step: Step | None = None

    def begun(self) -> Shown:
        """A build has begun."""
        return replace(self, working=True, step=None)

    def come(self, step: Step) -> Shown:
        """A build has come this far."""
        return replace(self, working=True, step=step)

    def done(self, outcome: Outcome) -> Shown:
        """A build has ended; failed ones leave the last good pages in place."""
        if not outcome.data:
            return replace(self, trouble=outcome.findings, working=False, step=None)
        return Shown(self.revision + 1, outcome, self.good)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of the good pages, the gravest first."""
        return gravest_first(self.good.findings)


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors, warnings, notes; each in the order in which they were found, none twice."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda found: -Severity(found.severity)))
