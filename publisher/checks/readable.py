"""Finished files that cannot be read at all."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks import epub_text, pdf_text
from publisher.checks.findings import NOT_A_PDF, NOT_AN_EPUB
from publisher.checks.registry import checking
from publisher.checks.subjects import EpubFile, PdfFile
from publisher.errors import Unusable
from publisher.findings import Finding


@checking(NOT_AN_EPUB)
def epub_unreadable(book: EpubFile) -> Iterator[Finding]:
    """An e-book has a spine whose documents can be read."""
    try:
        epub_text.body(book.data, book.shown)
    except Unusable as trouble:
        yield from trouble.findings


@checking(NOT_A_PDF)
def pdf_unreadable(pdf: PdfFile) -> Iterator[Finding]:
    """A PDF has pages that can be read."""
    try:
        pdf_text.body(pdf.data, pdf.shown)
    except Unusable as trouble:
        yield from trouble.findings
