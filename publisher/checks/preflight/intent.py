"""The output intent: for which press the colours of the file are meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from publisher.checks.content.streams import decoded
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.findings import NOT_JUDGED
from publisher.checks.preflight.subject import PrintPdf
from publisher.checks.registry import check
from publisher.document import icc
from publisher.document.condition import CUSTOM
from publisher.findings import Finding, Severity, Terms
from publisher.messages import _

PDFX = "/GTS_PDFX"


def intents(pdf: pikepdf.Pdf) -> list[Any]:
    """The output intents for printing."""
    given = pdf.Root.get("/OutputIntents")
    every = list(given) if isinstance(given, pikepdf.Array) else []
    return [
        each for each in every if isinstance(each, pikepdf.Dictionary) and each.get("/S") == PDFX
    ]


@check(
    "output-intent",
    Severity.ERROR,
    _("the file does not say rightly for which press it is meant: {what}"),
    _("export it with the output profile that the printing house names, embedded"),
    why=_("Without the press that they are meant for, the numbers of CMYK are no colours."),
)
def output_intent(pdf: PrintPdf) -> Iterator[Finding]:
    """There is exactly one, with a CMYK press profile, an identifier and the registry's name.

    ISO 15930-7 on output intents; ISO 32000-1, 14.11.5. A condition
    without a profile of its own asks for none.
    """
    found = intents(pdf.pdf)
    if not found and not pdf.condition.knows_colour:
        reason = _("the condition has no profile until one is set")
        what = Terms((_("the output intent"),))
        yield NOT_JUDGED.at(pdf.place, what=what, reason=Terms((reason,)))
        return
    if len(found) != 1:
        many = _("there are several") if found else _("there is none")
        yield output_intent.at(pdf.place, what=Terms((many,)))
    elif problems := [*_names(found[0]), *_profile(found[0])]:
        yield output_intent.at(pdf.place, what=Terms(problems))


@check(
    "output-intent-other",
    Severity.WARNING,
    _("the file is made for “{found}”, but will be printed as “{wanted}”"),
    _("export it for this condition, or check it with the one that it is made for (--condition)"),
    why=_("The same numbers of CMYK are other colours on another paper."),
)
def output_intent_other(pdf: PrintPdf) -> Iterator[Finding]:
    """The output intent is that of the printing condition (ISO 12647-2: data by paper)."""
    wanted = pdf.condition.identifier
    for intent in intents(pdf.pdf):
        found = str(intent.get("/OutputConditionIdentifier", ""))
        if found and CUSTOM not in (found, wanted) and found != wanted:
            yield output_intent_other.at(pdf.place, found=found, wanted=wanted)


def _names(intent: Any) -> Iterator[str]:
    identifier = str(intent.get("/OutputConditionIdentifier", ""))
    if not identifier:
        yield _("it has no identifier")
    elif identifier != CUSTOM and not str(intent.get("/RegistryName", "")):
        yield _("it names no registry for its identifier")
    elif identifier == CUSTOM and not str(intent.get("/Info", "")):
        yield _("it does not describe the condition that no registry knows")


def _profile(intent: Any) -> Iterator[str]:
    profile = intent.get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        yield _("no profile is embedded")
        return
    try:
        data = decoded(profile, icc.LARGEST)
    except BrokenContent:
        data = b""
    header = icc.header(data)
    if header is None:
        yield _("its profile cannot be read")
    elif header.device != "prtr":
        yield _("its profile is not that of a press")
    elif header.space != "CMYK" or int(profile.get("/N", 0)) != 4:
        yield _("its profile is not for CMYK")
    elif not icc.parses(data):
        yield _("its profile cannot be read")
