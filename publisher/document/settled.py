"""What an editor has decided of findings: the lists `accepted` and `refused` of a clean copy.

A row is the code of a finding and what it is about, so that it holds wherever the text moves:
`house-term 人工智慧` for all of an article. The code alone settles all of its kind. What was told
of the raw manuscript beside the copy has the raw line instead: `width-restored 14`. Errors cannot
be settled: what cannot be built does not become buildable by a wish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publisher.document.model import Article, Publication
from publisher.findings import Finding, Severity

RAW_LINE = "raw_line"  # a value of findings that are told of the raw manuscript beside a clean copy


def row(found: Finding) -> str:
    """How a finding is listed."""
    values = dict(found.values)
    line = values.get(RAW_LINE)
    about = line if line is not None else next((v for v in values.values() if type(v) is str), "")
    return f"{found.code} {about}".strip()


def left(findings: Iterable[Finding], publication: Publication) -> tuple[Finding, ...]:
    """The findings that are still to be told."""
    heads = {entry.file: entry.article for entry in publication.entries}
    if not any(article.accepted or article.refused for article in heads.values()):
        return tuple(findings)
    return tuple(_left(findings, heads))


def left_of(findings: Iterable[Finding], article: Article, file: str) -> tuple[Finding, ...]:
    """Those of one article, which stands in a file, that are still to be told."""
    return tuple(_left(findings, {file: article}))


def _left(findings: Iterable[Finding], heads: Mapping[str, Article]) -> Iterator[Finding]:
    for found in findings:
        article = heads.get(found.place.file) if found.place else None
        decided = {*article.accepted, *article.refused} if article else set()
        if found.severity is Severity.ERROR or not decided & {found.code, row(found)}:
            yield found
