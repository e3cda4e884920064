"""What the package document says about the book (EPUB 3.3, 5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.document import identifiers, pinyin
from publisher.document.model import Contributor, Issue, Publication

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# MARC relators that make a book; all others help with it
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
CREATORS = frozenset({"art", "aui", "aut", "cmp", "com", "cre", "ill", "pht"})


class Statement(NamedTuple):
    """One element: a Dublin Core name (`title`), or None for a `meta`; its text and attributes."""

    name: str | None
    value: str
    attributes: dict[str, str]


def refining(of: str, key: str, value: str, scheme: str | None = None) -> Statement:
    """A `meta` that says more about another element."""
    attributes = {"refines": f"#{of}", "property": key}
    return Statement(None, value, attributes | ({"scheme": scheme} if scheme else {}))


def statements(publication: Publication) -> Iterator[Statement]:
    """Everything but identifier and time, which EbookLib writes by itself."""
    yield from _titles(publication)
    yield Statement("language", publication.language, {})
    for number, person in enumerate(people(publication), 1):
        yield from _person(f"person-{number}", person)
    once = {
        "publisher": publication.publisher,
        "date": publication.date,
        "rights": publication.rights,
        "description": publication.description,
    }
    yield from (Statement(name, value, {}) for name, value in once.items() if value)
    yield from (Statement("subject", subject, {}) for subject in publication.subjects)
    yield from _collection(publication)
    yield from _kind_of_number(publication.identifier)
    yield from _domestic(publication)


def voices(publication: Publication) -> tuple[str, ...]:
    """The names of those who speak in its articles."""
    return tuple(person.name for person in people(publication) if person.role == "spk")


def people(publication: Publication) -> Iterator[Contributor]:
    """The staff in charge as given, then everyone who speaks, each once."""
    speakers = (s.name for entry in publication.entries for s in entry.article.speakers)
    voices = (Contributor(name, "spk") for name in speakers)
    yield from dict.fromkeys((*publication.contributors, *voices))


def print_edition(source: str) -> Iterator[Statement]:
    """Which print edition the page list is of (EPUB Accessibility 1.1, 4.1.2)."""
    yield Statement(None, source, {"property": "pageBreakSource"})
    yield Statement("source", source, {"id": "print-edition"})
    yield refining("print-edition", "source-of", "pagination")


def conformance(certifier: str) -> Iterator[Statement]:
    """That the book conforms, and who says so (EPUB Accessibility 1.1, 4.2 and 4.3)."""
    yield Statement(None, CONFORMS, {"property": "dcterms:conformsTo", "id": "conformance"})
    yield refining("conformance", "a11y:certifiedBy", certifier)


def _titles(publication: Publication) -> Iterator[Statement]:
    yield Statement("title", publication.title, {"id": "title"})
    yield refining("title", "title-type", "main")
    yield from _filed("title", publication.title, pinyin.title(publication.title))
    if publication.subtitle:
        yield refining("title", "display-seq", "1")
        yield Statement("title", publication.subtitle, {"id": "subtitle"})
        yield refining("subtitle", "title-type", "subtitle")
        yield refining("subtitle", "display-seq", "2")


def _person(identity: str, person: Contributor) -> Iterator[Statement]:
    name = "creator" if person.role in CREATORS else "contributor"
    yield Statement(name, person.name, {"id": identity})
    yield refining(identity, "role", person.role, "marc:relators")
    yield from _filed(identity, person.name, pinyin.person(person.name))


def _filed(identity: str, value: str, sorted_as: str) -> Iterator[Statement]:
    """Where a name or a title is looked for, unless it is looked for as it is written."""
    if sorted_as != value:
        yield refining(identity, "file-as", sorted_as)


def _collection(publication: Publication) -> Iterator[Statement]:
    """The series, or for an issue of a periodical the periodical itself."""
    issue = publication.issue
    number: int | None
    if publication.series:
        name, number = publication.series
    else:
        name, number = publication.title, issue.total or issue.number
    if number is None:
        return
    yield Statement(None, name, {"property": "belongs-to-collection", "id": "collection"})
    yield refining("collection", "collection-type", "series")
    yield refining("collection", "group-position", str(number))
    if not publication.series and identifiers.issn(publication.identifier):
        # the number of the periodical; that of the issue is the book's own (`unique`)
        yield refining("collection", "dcterms:identifier", publication.identifier)


def unique(publication: Publication) -> str:
    """What tells this book from all others: an ISSN is that of every issue of its periodical."""
    issue = publication.issue
    if not identifiers.issn(publication.identifier) or issue == Issue():
        return publication.identifier
    which = f"{issue.number} {issue.total}"
    return identifiers.made_up(publication.identifier, which, publication.date)


def _domestic(publication: Publication) -> Iterator[Statement]:
    """国内统一连续出版物号, beside the number that the book is known by."""
    if publication.imprint.cn:
        yield Statement("identifier", publication.imprint.cn, {"id": "cn"})


def _kind_of_number(identifier: str) -> Iterator[Statement]:
    """ONIX code list 5: 15 is an ISBN-13."""
    if identifier.startswith("urn:isbn:"):
        yield refining("id", "identifier-type", "15", "onix:codelist5")
