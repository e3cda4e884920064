"""Pages whose content cannot be read: what is not looked at is never called right."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.preflight.subject import PrintPage, PrintPdf
from publisher.checks.registry import check
from publisher.findings import Finding, Severity
from publisher.messages import _


@check(
    "page-unreadable",
    Severity.ERROR,
    _("something in this page cannot be read ({problem}), so it was not checked"),
    _("save it again in the program that it comes from"),
    why=_("A RIP that stops in the middle of a page prints the half of it, or rubbish."),
)
def page_unreadable(page: PrintPage) -> Iterator[Finding]:
    """Every instruction of every page can be read (ISO 32000-1, 7.8.2)."""
    for problem in page.problems:
        yield page_unreadable.at(page.place, problem=problem)


@check(
    "pages-beyond",
    Severity.ERROR,
    _("the file has {count} pages; only the first {most} were checked"),
    _("divide it into volumes"),
    why=_("No press binds so many; a file that says so is mostly broken."),
)
def pages_beyond(pdf: PrintPdf) -> Iterator[Finding]:
    """All pages are looked at."""
    if (count := len(pdf.pdf.pages)) > len(pdf.sheets):
        yield pages_beyond.at(pdf.place, count=count, most=len(pdf.sheets))
