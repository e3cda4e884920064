"""Addresses of links: what leads to a program or a file of the reader's machine is no link."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from publisher.checks.registry import check
from publisher.document.model import Link, Publication
from publisher.findings import Finding, Place, Severity
from publisher.markup.xhtml import safe_href
from publisher.messages import _

_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.\-\s]*:|//|\\\\)")  # not a place in the text


@check(
    "link-refused",
    Severity.NOTE,
    _("the words here do not lead to “{address}”: only https, http and mailto are linked"),
    _("give the address of a page on the web, or take the link away"),
    why=_("Other addresses start programs or open files on the machine of whoever reads."),
)
def link_refused(publication: Publication) -> Iterator[Finding]:
    """Every link leads to the web or writes a letter."""
    for entry in publication.entries:
        for address, place in _addresses(entry.article, Place(entry.file)):
            if _ELSEWHERE.match(address) and safe_href(address) is None:
                yield link_refused.at(place, address=address[:80])


def _addresses(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """The address of every link below a value of the model, with the nearest place above it."""
    if isinstance(value, Link):
        yield value.href, place
    if isinstance(value, tuple) and not isinstance(value, Place):
        for item in value:
            yield from _addresses(item, place)
    elif dataclasses.is_dataclass(value):
        own = getattr(value, "place", place)
        for field in dataclasses.fields(value):
            yield from _addresses(getattr(value, field.name), own if own.file else place)
