"""Preflight with its certificate: a finished PDF -> findings, JSON and a page for people."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pypdfium2

from publisher.checks.preflight import certificate, thumbnails
from publisher.checks.preflight.examination import Examination, opened
from publisher.checks.preflight.plates import ghostscript
from publisher.checks.preflight.report import Report, report
from publisher.document.coding import as_json, cut, from_json, joined, told, untold
from publisher.document.condition import PrintingCondition
from publisher.document.pages import SourceMap
from publisher.findings import Finding
from publisher.pipeline import cache
from publisher.pipeline.programs import program

KIND = "certificate"
EXAMINERS = ("checks", "document", "messages", "colour", "findings.py", "units.py")
LIBRARIES = ("pikepdf", "pillow", "pypdfium2", "jinja2")
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
    store, renderer = cache.store(), ghostscript()
    limits = replace(condition, icc=None), condition.knows_colour
    said = repr((shown, limits, language, boxes)).encode("utf-8", "surrogatepass")
    versions = program(*EXAMINERS, libraries=LIBRARIES), renderer.name if renderer else ""
    parts = (data, said, *(each.encode() for each in versions))
    found = store.get(KIND, parts)
    if found is not None:
        return _read(found)
    examined = Examination(opened(data, shown, condition), store, renderer)
    done = report(examined, boxes)
    page = certificate.as_html(done, language, _pictures(examined, done))
    beside = ((JSON, certificate.as_json(done)), (HTML, page))
    certified = Certified(done.fit, done.findings, beside)
    store.put(KIND, parts, _written(certified))
    return certified


def _written(done: Certified) -> bytes:
    head = as_json([done.fit, [told(each) for each in done.findings]])
    return joined((head, *(data for _, data in done.beside)))


def _read(data: bytes) -> Certified:
    head, *files = cut(data)
    fit, findings = from_json(head)
    beside = tuple(zip((JSON, HTML), files, strict=True))
    return Certified(fit, tuple(map(untold, findings)), beside)


def _pictures(examined: Examination, done: Report) -> dict[int, bytes]:
    """Pictures of the pages with findings; none of a page that we could not read to its end."""
    wanted = [page for page in certificate.pages_shown(done) if page not in examined.broken]
    try:
        return dict(thumbnails.thumbnails(examined.pdf.data, wanted))
    except pypdfium2.PdfiumError:
        return {}
