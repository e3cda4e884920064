"""Articles: each has a headline, words, and speakers that can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.checks.registry import check, checking
from publisher.document.findings import ARTICLE_EMPTY
from publisher.document.model import Publication
from publisher.findings import Finding, Severity
from publisher.messages import _


@check(
    "headline-missing",
    Severity.WARNING,
    _("this article has no headline"),
    _("write the headline as the first paragraph, or as “headline:” in the clean copy"),
    why=_("Contents page, running heads and the e-book's navigation name articles by it."),
)
def headline_missing(publication: Publication) -> Iterator[Finding]:
    """Every article has a headline."""
    for entry in publication.entries:
        if not entry.article.title.strip():
            yield headline_missing.at(entry.place)


@checking(ARTICLE_EMPTY)
def article_empty(publication: Publication) -> Iterator[Finding]:
    """Every article has running text."""
    for entry in publication.entries:
        if next(entry.article.blocks(), None) is None:
            yield article_empty.at(entry.place)


@check(
    "speaker-twice",
    Severity.WARNING,
    _("{name} has {count} parts in this article"),
    _("check the names; join the parts if they are one person's"),
    why=_("Two people of one name are told apart by their roles; one person twice is a slip."),
)
def speaker_twice(publication: Publication) -> Iterator[Finding]:
    """No two parts of an article have the same speaker."""
    for entry in publication.entries:
        seen = Counter(speaker.name for speaker in entry.article.speakers)
        told: set[str] = set()
        for part in entry.article.parts:
            for name in (speaker.name for speaker in part.speakers):
                if seen[name] > 1 and name in told:
                    yield speaker_twice.at(part.place, name=name, count=seen[name])
                told.add(name)
