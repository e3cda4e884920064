"""Preflight of one file: every rule, and no file that could stop it.

A rule looks at the file or at one page, as its argument says. What is said of several pages alike
becomes one finding with all its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, TypeVar

import pikepdf

from publisher.checks.content.interpreter import WRONG
from publisher.checks.content.streams import DAMAGED
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.findings import NOT_A_PDF, NOT_JUDGED, RULE_FAILED
from publisher.checks.preflight import plates
from publisher.checks.preflight.ink import ink_limit
from publisher.checks.preflight.intent import intents
from publisher.checks.preflight.plates import Renderer
from publisher.checks.preflight.remembered import Looked, Memory
from publisher.checks.preflight.subject import MOST_SPOTS, PrintPage, PrintPdf, Sheet
from publisher.checks.preflight.xmp import xmp_of
from publisher.checks.registry import Check, registered
from publisher.document.condition import PrintingCondition
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.store import NOTHING_KEPT, Store

Subject = TypeVar("Subject", PrintPage, PrintPdf)
_STREAM = re.compile(r"stream <[^>]*>[:,]? ?")  # what pikepdf calls bytes without a name


def opened(data: bytes, shown: str, condition: PrintingCondition) -> PrintPdf:
    """A PDF to be examined. Raises Unusable where it cannot be opened."""
    try:
        pdf = PrintPdf(data, shown, condition)
        if len(pdf.pdf.pages):
            return pdf
        problem = "0 pages"
    except (*DAMAGED, *WRONG) as error:
        problem = _STREAM.sub("", str(error))[:120]
    raise Unusable(NOT_A_PDF.at(Place(shown), problem=problem))


@cache
def rules() -> tuple[Check[Any], ...]:
    """The rules of the preflight, in the order of their codes; no other check is loaded."""
    every = registered("preflight")
    return tuple(rule for rule in every if rule.subject in (PrintPdf, PrintPage))


class Examination:
    """A PDF under every rule. Pages that were examined before come from the store.

    Where the content of a page does not tell how much ink lies on it, plates are looked at, if
    there is somebody who can make them.
    """

    def __init__(
        self, pdf: PrintPdf, store: Store = NOTHING_KEPT, renderer: Renderer | None = None
    ) -> None:
        self.pdf, self._store, self.renderer = pdf, store, renderer

    def findings(self) -> Iterator[Finding]:
        """Everything that the rules say."""
        for rule in rules():
            yield from self.outcome(rule)

    def outcome(self, rule: Check[Any]) -> tuple[Finding, ...]:
        """What one rule says; one that trips over a damaged file says so."""
        if rule.kind is ink_limit.kind:
            return self._sums_of_ink[0]
        if rule.subject is PrintPage:
            return self._by_page.get(rule.kind.code, ())
        return _said(rule, self.pdf)

    @cached_property
    def broken(self) -> frozenset[int]:
        """The numbers of the pages that could not be read to their end."""
        return frozenset(number for number, page in enumerate(self._pages, 1) if page.is_broken)

    @property
    def rendered(self) -> tuple[int, ...]:
        """The pages of which plates were looked at."""
        return self._sums_of_ink[1]

    @cached_property
    def _sums_of_ink(self) -> tuple[tuple[Finding, ...], tuple[int, ...]]:
        found = self._by_page.get(ink_limit.kind.code, ())
        if self.renderer is None or self.broken:
            return found, ()
        return plates.judged(self.pdf, found, self.renderer)

    def unknown(self) -> tuple[Sheet, ...]:
        """The pages that have to be looked at."""
        return self._memory.unknown()

    def look_ahead(self, sheets: Iterable[Sheet]) -> bytes:
        """Look at some pages: what is found is for `learn`, in this process or another."""
        return self._memory.look_ahead(sheets, _look)

    def learn(self, told: bytes) -> None:
        """Take over what was found ahead; what is not in it is looked at again."""
        self._memory.learn(told)

    @cached_property
    def _pages(self) -> tuple[Looked, ...]:
        pages = tuple(self._memory.looked(sheet, _look) for sheet in self.pdf.sheets)
        self._memory.keep()
        return pages

    @cached_property
    def _memory(self) -> Memory:
        return Memory(self.pdf, self._store, (rule.kind for rule in rules()))

    @cached_property
    def _by_page(self) -> Mapping[str, tuple[Finding, ...]]:
        """The code of a rule -> its findings on all pages."""
        found: dict[str, list[Finding]] = {}
        for page in self._pages:
            for code, finding in page.findings:
                found.setdefault(code, []).append(finding)
        return {code: tuple(_gathered(each)) for code, each in found.items()}


def examine(pdf: PrintPdf) -> Iterator[Finding]:
    """Everything that the rules say; nothing is kept."""
    return Examination(pdf).findings()


def _look(page: PrintPage) -> Iterator[tuple[str, Finding]]:
    for rule in rules():
        if rule.subject is PrintPage:
            for finding in _said(rule, page):
                yield rule.kind.code, finding


def _said(rule: Check[Subject], subject: Subject) -> tuple[Finding, ...]:
    try:
        return tuple(rule(subject))
    except (*DAMAGED, *WRONG, BrokenContent) as error:
        failed = RULE_FAILED.at(subject.place, rule=rule.kind.code, problem=type(error).__name__)
        return (failed,)


def _gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is said alike, once with all places; what could not be judged comes last."""
    alike: dict[Finding, list[Place]] = {}
    for finding in findings:
        alike.setdefault(replace(finding, place=None), []).append(finding.place or Place(""))
    for finding, places in sorted(alike.items(), key=lambda each: each[0].kind is NOT_JUDGED):
        spots = dict.fromkeys(spot for place in places for spot in place.spots)
        yield replace(finding, place=places[0]._replace(spots=tuple(spots)[:MOST_SPOTS]))


def claims_print(pdf: pikepdf.Pdf) -> bool:
    """Whether a file says that it is for the press: an output intent, or PDF/X in its metadata."""
    try:
        info: Any = pdf.docinfo if "/Info" in pdf.trailer else {}
        xmp = xmp_of(pdf) or {}
        return bool(intents(pdf)) or "pdfxid:GTS_PDFXVersion" in xmp or "/GTS_PDFXVersion" in info
    except (*DAMAGED, *WRONG):
        return False
