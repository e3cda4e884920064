"""The report of a preflight as a value: every rule with its outcome, and what was examined."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from publisher.checks.findings import NOT_JUDGED
from publisher.checks.preflight.examination import Examination, rules
from publisher.checks.preflight.location import located
from publisher.checks.registry import Check
from publisher.document import icc
from publisher.document.condition import PrintingCondition
from publisher.document.pages import SourceMap
from publisher.findings import Finding, Severity, Spot, worst
from publisher.messages import _

PASSED, NOT_CHECKED = _("passed"), _("not checked")
FAILED, WARNED, NOTED = _("failed"), _("warning"), _("note")
_OUTCOMES = {Severity.ERROR: FAILED, Severity.WARNING: WARNED, Severity.NOTE: NOTED}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule said. `source` is its docstring: what it looks at, and by which standard."""

    code: str
    severity: Severity
    why: str
    source: str
    findings: tuple[Finding, ...] = ()

    @property
    def word(self) -> str:
        """`passed`, `not checked`, `note`, `warning` or `failed`, a msgid."""
        own = [finding for finding in self.findings if finding.kind is not NOT_JUDGED]
        gravest = worst(own)
        if gravest is not None:
            return _OUTCOMES[gravest]
        return NOT_CHECKED if self.findings else PASSED


@dataclass(frozen=True, slots=True)
class Report:
    """A preflight: the file by its name and sha256, the condition, the outcome of every rule.

    `pages` are the pages as a reader shows them: the box around each, in millimetres from the
    trim's upper left corner. `trims` are the finished sizes, each once, in millimetres. Of the
    `rendered` pages the sum of inks comes from plates that the `renderer` made.
    """

    name: str
    digest: str
    condition: PrintingCondition
    profile: str
    outcomes: tuple[Outcome, ...]
    pages: tuple[Spot, ...] = field(repr=False)
    trims: tuple[tuple[float, float], ...]
    rendered: tuple[int, ...] = ()
    renderer: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found, the gravest first."""
        found = [finding for outcome in self.outcomes for finding in outcome.findings]
        return tuple(sorted(found, key=lambda finding: -finding.severity))

    @property
    def fit(self) -> bool:
        """Whether no rule of severity error was broken."""
        return worst(self.findings) is not Severity.ERROR


def report(examination: Examination, boxes: SourceMap = ()) -> Report:
    """A file under every rule; `boxes` lead from its pages to lines of the manuscript."""
    pdf = examination.pdf
    sheets = pdf.sheets
    sizes = (sheet.spot(sheet.finished) for sheet in sheets)
    profile = pdf.condition.icc
    return Report(
        name=pdf.shown,
        digest=hashlib.sha256(pdf.data).hexdigest(),
        condition=pdf.condition,
        profile=icc.description(profile.read_bytes()) if profile is not None else "",
        outcomes=tuple(_outcome(rule, examination, boxes) for rule in rules()),
        pages=tuple(sheet.spot(sheet.crop) for sheet in sheets),
        trims=tuple(dict.fromkeys((size.width, size.height) for size in sizes)),
        rendered=examination.rendered,
        renderer=examination.renderer.name if examination.renderer and examination.rendered else "",
    )


def _outcome(rule: Check[Any], examination: Examination, boxes: SourceMap) -> Outcome:
    kind = rule.kind
    found = tuple(located(finding, boxes) for finding in examination.outcome(rule))
    return Outcome(kind.code, kind.severity, kind.why, rule.asks, found)
