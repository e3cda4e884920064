"""What of a publication a flow is composed from: a key which leaves out the rest is right."""

from __future__ import annotations

from dataclasses import replace

from publisher.document.model import Article, Entry, Publication
from publisher.markup.frames import Flow

MADE_UP = "urn:uuid:"
_UNSEEN = Entry(Article((), ()), "")
_WHOLE = ("colophon", "sheet")


def seen_by(flow: Flow, publication: Publication) -> Publication:
    """What a flow sees: an article knows nothing of the others.

    Cover and contents know the rows of the contents.
    """
    if flow.kind in _WHOLE:
        return publication
    own = flow.article
    entries = (e if n == own else _UNSEEN for n, e in enumerate(publication.entries, 1))
    number = number_seen(flow, publication)
    return replace(publication, entries=tuple(entries), identifier=number)


def number_seen(flow: Flow, publication: Publication) -> str:
    """The number that a flow sees: one that was made up, of all headlines, stands on few pages."""
    number = publication.identifier
    return "" if number.startswith(MADE_UP) and flow.kind not in _WHOLE else number
