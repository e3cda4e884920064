"""Pictures: each one says what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.registry import checking
from publisher.document.findings import ALT_MISSING
from publisher.document.model import Figure, Publication
from publisher.findings import Finding


@checking(ALT_MISSING)
def alt_missing(publication: Publication) -> Iterator[Finding]:
    """Every picture says what it shows, or is marked as decoration."""
    for entry in publication.entries:
        for block in entry.article.blocks():
            if isinstance(block, Figure) and not block.is_told:
                yield alt_missing.at(block.place, source=block.source)
