"""Promise 1 in one call: clean copy, e-book and print hold the same body text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.checks import clean_text, epub_text, pdf_text
from publisher.checks.furniture import furniture
from publisher.checks.text_equality import differences, print_differences
from publisher.document.model import Publication
from publisher.findings import Finding

CLEAN_COPY, EPUB, PDF = "clean copy", "EPUB", "PDF"


def same_text(
    publication: Publication,
    copies: Sequence[str],
    epub: bytes | None = None,
    pdf: bytes | None = None,
) -> Iterator[Finding]:
    """A finding for each output that differs from the clean copies (one an article, in order).

    The publication says what print may draw beside the body. Raises Unusable for unreadable files.
    """
    wanted = clean_text.body(*copies)
    if epub is not None:
        yield from differences({CLEAN_COPY: wanted, EPUB: epub_text.body(epub)})
    if pdf is not None:
        yield from print_differences(PDF, pdf_text.body(pdf), wanted, furniture(publication))
