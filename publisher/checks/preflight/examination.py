"""Preflight of one file: every rule, and no file that could stop it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import pikepdf

from publisher.checks.content.interpreter import WRONG
from publisher.checks.content.streams import DAMAGED
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.findings import NOT_A_PDF, RULE_FAILED
from publisher.checks.preflight.intent import intents
from publisher.checks.preflight.subject import PrintPdf
from publisher.checks.preflight.xmp import xmp_of
from publisher.checks.registry import Check, registered
from publisher.document.condition import PrintingCondition
from publisher.errors import Unusable
from publisher.findings import Finding, Place

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


def rules() -> tuple[Check[PrintPdf], ...]:
    """The rules of the preflight, in the order of their codes."""
    return tuple(cast("Check[PrintPdf]", rule) for rule in registered() if rule.subject is PrintPdf)


def examine(pdf: PrintPdf) -> Iterator[Finding]:
    """Everything that the rules say."""
    for rule in rules():
        yield from outcome(rule, pdf)


def outcome(rule: Check[PrintPdf], pdf: PrintPdf) -> tuple[Finding, ...]:
    """What one rule says; one that trips over a damaged file says so."""
    try:
        return tuple(rule(pdf))
    except (*DAMAGED, *WRONG, BrokenContent) as error:
        failed = RULE_FAILED.at(pdf.place, rule=rule.kind.code, problem=type(error).__name__)
        return (failed,)


def claims_print(pdf: pikepdf.Pdf) -> bool:
    """Whether a file says that it is for the press: an output intent, or PDF/X in its metadata."""
    try:
        info: Any = pdf.docinfo if "/Info" in pdf.trailer else {}
        xmp = xmp_of(pdf) or {}
        return bool(intents(pdf)) or "pdfxid:GTS_PDFXVersion" in xmp or "/GTS_PDFXVersion" in info
    except (*DAMAGED, *WRONG):
        return False
