"""Preflight with its certificate: a finished PDF -> findings, JSON and a page for people."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from publisher.checks.preflight import certificate, thumbnails
from publisher.checks.preflight.examination import Examination, opened
from publisher.checks.preflight.plates import ghostscript
from publisher.checks.preflight.report import Report, report
from publisher.document.condition import PrintingCondition
from publisher.document.pages import SourceMap
from publisher.findings import Finding
from publisher.pipeline import cache

JSON, HTML = ".preflight.json", ".preflight.html"


@dataclass(frozen=True, slots=True)
class Certified:
    """The outcome of a preflight; `beside` is what lies beside the file, by suffix."""

    fit: bool
    findings: tuple[Finding, ...]
    beside: tuple[tuple[str, bytes], ...]


def certify(
    data: bytes,
    shown: str,
    condition: PrintingCondition,
    language: str,
    boxes: SourceMap = (),
) -> Certified:
    """Examine a PDF and write its certificate in `zh` or `en`.

    `shown` is its name on the certificate; `boxes` say which lines its places come from. The same
    input gives the same bytes. Raises Unusable where the PDF cannot be opened.
    """
    examined = Examination(opened(data, shown, condition), cache.store(), ghostscript())
    done = report(examined, boxes)
    page = certificate.as_html(done, language, _pictures(examined, done))
    beside = ((JSON, certificate.as_json(done)), (HTML, page))
    return Certified(done.fit, done.findings, beside)


def _pictures(examined: Examination, done: Report) -> dict[int, bytes]:
    """Pictures of the pages with findings; none of a page that we could not read to its end."""
    wanted = [page for page in certificate.pages_shown(done) if page not in examined.broken]
    try:
        return dict(thumbnails.thumbnails(examined.pdf.data, wanted))
    except pypdfium2.PdfiumError:
        return {}
