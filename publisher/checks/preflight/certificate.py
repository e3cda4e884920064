"""The certificate: a report as JSON for machines, and as one page of HTML for people.

Pure functions of the report, a language and the pictures: the same bytes for the same input, with
no clock and no locale. The page carries everything inside; it can be sent by mail.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from publisher import __version__, units
from publisher.checks.findings import NOT_JUDGED
from publisher.checks.preflight.report import (
    FAILED,
    NOT_CHECKED,
    NOTED,
    PASSED,
    WARNED,
    Outcome,
    Report,
)
from publisher.compiled import Compiled
from publisher.findings import Finding, Spot
from publisher.messages import Speaker, _

LANGUAGES = ("zh", "en")
MOST_PICTURES = 24  # pages shown; a file with more of them is sent back anyway
_SMALLEST = 1.2  # millimetres: a mark for a hairline must be seen
_ORDER = (FAILED, WARNED, NOT_CHECKED, NOTED, PASSED)
_CLASSES = {
    FAILED: "failed",
    WARNED: "warned",
    NOT_CHECKED: "unknown",
    NOTED: "noted",
    PASSED: "passed",
}


def pages_shown(report: Report) -> tuple[int, ...]:
    """The pages of which the certificate shows a picture: those with errors and warnings first."""
    found = (spot.page for finding in report.findings for spot in _marked(finding))
    return tuple(sorted(list(dict.fromkeys(found))[:MOST_PICTURES]))


def _marked(finding: Finding) -> tuple[Spot, ...]:
    """The places that are marked on pictures: not those of which only nothing is known."""
    return finding.place.spots if finding.place and finding.kind is not NOT_JUDGED else ()


# ── for machines ─────────────────────────────────────────────────────────────────────────────────


def as_json(report: Report) -> bytes:
    """The report as JSON (UTF-8), with sentences in Chinese and English."""
    told = {
        "file": report.name,
        "sha256": report.digest,
        "fit": report.fit,
        "program": f"publisher {__version__}",
        "condition": report.condition.name,
        "profile": report.profile,
        "pages": len(report.pages),
        "ink": {"by": report.renderer or "content", "pages_rendered": list(report.rendered)},
        "rules": [_rule(outcome) for outcome in report.outcomes],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _rule(outcome: Outcome) -> dict[str, Any]:
    return {
        "code": outcome.code,
        "severity": outcome.severity.word,
        "outcome": outcome.word,
        "findings": [_finding(finding) for finding in outcome.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    spots = finding.place.spots if finding.place else ()
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "message": {each: Speaker(each).sentence(finding) for each in LANGUAGES},
        "remedy": {each: Speaker(each).remedy(finding) for each in LANGUAGES},
        "line": _line(finding),
        "spots": [spot._asdict() for spot in spots],
    }


# ── for people ───────────────────────────────────────────────────────────────────────────────────


class Row(NamedTuple):
    """A rule as it stands on the page."""

    code: str
    word: str
    style: str
    why: str
    source: str
    findings: tuple[Told, ...]


class Told(NamedTuple):
    """A finding as it stands on the page; `number` is what its marks carry."""

    number: int
    style: str
    sentence: str
    remedy: str
    pages: str
    line: str


class Mark(NamedTuple):
    """A marked place on a picture, in per cent of it."""

    number: int
    style: str
    left: float
    top: float
    width: float
    height: float


class Shown(NamedTuple):
    """A picture of a page with its marks."""

    page: int
    picture: str
    marks: tuple[Mark, ...]


def as_html(report: Report, language: str, pictures: Mapping[int, bytes]) -> bytes:
    """The report as one page of HTML, in `zh` or `en`; `pictures` are PNG by page from 1."""
    speaker = Speaker(language)
    numbers = {id(f): number for number, f in enumerate(report.findings, 1)}
    ordered = sorted(report.outcomes, key=lambda outcome: _ORDER.index(outcome.word))
    rows = [_row(outcome, numbers, speaker) for outcome in ordered]
    count = {word: sum(outcome.word == word for outcome in report.outcomes) for word in _ORDER}
    return (
        template()
        .render(
            tr=speaker.tr,
            language={"zh": "zh-Hans"}.get(language, language),
            report=report,
            version=__version__,
            condition=report.condition.title(language),
            trims=" · ".join(f"{width:g} × {height:g} mm" for width, height in report.trims[:3]),
            limits=_limits(report, speaker),
            found=[row for row in rows if row.findings],
            passed=[row for row in rows if not row.findings],
            rendered=_ranges(list(report.rendered)),
            count=[(speaker.tr(word), _CLASSES[word], count[word]) for word in _ORDER],
            shown=[_shown(page, pictures[page], report, numbers) for page in sorted(pictures)],
        )
        .encode("utf-8", "replace")  # of a file whose name is not UTF-8
    )


def _limits(report: Report, speaker: Speaker) -> list[tuple[str, str]]:
    """What the condition holds the file to, as people say it."""
    tr, limits = speaker.tr, report.condition
    small = tr(
        _("up to {size} pt at most {count} inks"),
        size=f"{limits.small_text:g}",
        count=limits.small_text_inks,
    )
    return [
        (tr(_("output profile")), report.profile or "—"),
        (tr(_("sum of inks")), f"≤ {limits.ink_limit} %"),
        (tr(_("photographs")), f"≥ {limits.photographs.warn} ppi"),
        (tr(_("line art")), f"≥ {limits.line_art.warn} ppi"),
        (tr(_("thinnest rule")), f"≥ {limits.thinnest_rule:g} pt"),
        (tr(_("small text")), small),
        (tr(_("bleed")), f"≥ {units.millimetres(limits.bleed):g} mm"),
        (tr(_("safe area")), f"≥ {units.millimetres(limits.safe):g} mm"),
    ]


def _row(outcome: Outcome, numbers: Mapping[int, int], speaker: Speaker) -> Row:
    told = tuple(
        Told(
            numbers[id(finding)],
            finding.severity.word,
            speaker.sentence(finding),
            speaker.remedy(finding),
            _pages(finding, speaker),
            _line(finding),
        )
        for finding in outcome.findings
    )
    word = outcome.word
    why, source = speaker.tr(outcome.why), speaker.tr(outcome.source)
    return Row(outcome.code, speaker.tr(word), _CLASSES[word], why, source, told)


def _pages(finding: Finding, speaker: Speaker) -> str:
    """`page 1 (20, 88 mm), 2–5`: the first place exactly, then the pages."""
    spots = finding.place.spots if finding.place else ()
    if not spots:
        return ""
    pages = sorted({spot.page for spot in spots})
    first, whole = spots[0], not spots[0].width and not spots[0].height
    where = "" if whole else f" ({first.x:g}, {first.y:g} mm)"
    return speaker.tr(_("page {pages}"), pages=_ranges(pages)) + where


def _line(finding: Finding) -> str:
    """`manuscript/wuzhen.txt:12` where the line is known that a place comes from."""
    place = finding.place
    return f"{place.file}:{place.line}" if place and place.line else ""


def _ranges(pages: list[int]) -> str:
    """`1–3, 7` for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _shown(page: int, picture: bytes, report: Report, numbers: Mapping[int, int]) -> Shown:
    area = report.pages[page - 1]
    marks = tuple(
        _mark(numbers[id(finding)], finding, spot, area)
        for finding in report.findings
        for spot in _marked(finding)
        if spot.page == page
    )
    return Shown(page, base64.b64encode(picture).decode("ascii"), marks)


def _mark(number: int, finding: Finding, spot: Spot, area: Spot) -> Mark:
    """A place as a rectangle over the picture of its page; a whole page is framed."""
    if not spot.width and not spot.height:
        return Mark(number, f"{finding.severity.word} whole", 0.0, 0.0, 100.0, 100.0)
    width, height = max(spot.width, _SMALLEST), max(spot.height, _SMALLEST)
    left, top = spot.x - (width - spot.width) / 2, spot.y - (height - spot.height) / 2
    across, down = max(area.width, 0.1) / 100, max(area.height, 0.1) / 100
    numbers = ((left - area.x) / across, (top - area.y) / down, width / across, height / down)
    return Mark(number, finding.severity.word, *(round(each, 2) for each in numbers))


def prepare() -> None:
    """Load the page and the words of both languages."""
    template()
    for language in LANGUAGES:
        Speaker(language).tr(WORDS[0])


_FOLDER = Path(__file__).parent


@cache
def template() -> jinja2.Template:
    """The page for people, before it is filled in."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled([_FOLDER]),
    )
    return environment.get_template("certificate.html.j2")


# what the template says; tools/messages.py gathers msgids from Python alone
WORDS = (
    _("Preflight"),
    _("fit for print"),
    _("not fit for print"),
    _("pages"),
    _("trimmed size"),
    _("printing condition"),
    _("Findings"),
    _("Places"),
    _("Rules that it passed"),
    _(
        "Checked by the {count} rules of publisher {version}, which are published with it; not by "
        "an ISO validator. The sum of inks is computed from the colours and pictures in the file. "
        "What was not checked is not called passed."
    ),
    _("Where these do not tell it (page {pages}), it was measured on plates by {renderer}."),
)
