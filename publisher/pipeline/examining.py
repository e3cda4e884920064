"""A finished PDF -> findings, and the certificate as JSON and as a page for people."""

from __future__ import annotations

from publisher.checks.preflight import certificate, remembered, thumbnails
from publisher.checks.preflight.examination import Examination, opened, rules
from publisher.checks.preflight.plates import ghostscript
from publisher.checks.preflight.report import Report, report
from publisher.document.condition import PrintingCondition
from publisher.document.pages import SourceMap
from publisher.findings import Finding
from publisher.pipeline.jobs import in_shares
from publisher.pipeline.preflight import HTML, JSON
from publisher.store import Store

FEW = 12  # pages: to share them out would take longer than to look at them


def examined(
    data: bytes,
    shown: str,
    condition: PrintingCondition,
    language: str,
    boxes: SourceMap,
    store: Store,
    jobs: int = 1,
) -> tuple[bool, tuple[Finding, ...], tuple[tuple[str, bytes], ...]]:
    """(fit, findings, files beside it by suffix). Raises Unusable where it cannot be opened.

    So many `jobs` look at the pages that the store does not know, if they are many.
    """
    seen = Examination(opened(data, shown, condition), store, ghostscript())
    if jobs > 1 and len(unknown := seen.unknown()) > FEW:
        for told in in_shares(jobs, lambda share: seen.look_ahead(unknown[share::jobs])):
            seen.learn(told)
    done = report(seen, boxes)
    page = certificate.as_html(done, language, _pictures(seen, done))
    beside = ((JSON, certificate.as_json(done)), (HTML, page))
    return done.fit, done.findings, beside


def prepare() -> None:
    """Load what is the same for all files: rules, the certificate's page, who makes plates."""
    rules()
    remembered.basis()
    certificate.prepare()
    ghostscript()


def _pictures(examined: Examination, done: Report) -> dict[int, bytes]:
    """Pictures of the pages with findings; none of a page that we could not read to its end."""
    wanted = [page for page in certificate.pages_shown(done) if page not in examined.broken]
    return dict(thumbnails.thumbnails(examined.pdf.data, wanted)) if wanted else {}
