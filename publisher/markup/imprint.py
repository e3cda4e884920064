"""版权页: the rows of the imprint, in the publication's language, for print and e-book alike."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.document.model import Publication
from publisher.markup.book_words import relator, words


def imprint_rows(publication: Publication) -> Iterator[tuple[str, str]]:
    """(name, value) for each line of the imprint; a value may be empty."""
    own, language = words(publication.language), publication.language
    series = publication.series
    yield own["title"], publication.title
    yield own["subtitle"], publication.subtitle
    yield own["series"], f"{series[0]} {series[1]}" if series else ""
    yield own["issue"], issue_line(publication)
    for person in publication.contributors:
        yield relator(person.role, language), person.name
    yield own["publisher"], publication.publisher
    yield own["date"], date_line(publication.date)
    yield _number(publication.identifier, own["identifier"])
    yield own["rights"], publication.rights


def issue_line(publication: Publication) -> str:
    """第45期（总第1203期）"""
    total_word = "總" if publication.language == "zh-Hant" else "总"
    number, total = publication.issue.number, publication.issue.total
    if number is None:
        return f"{total_word}第{total}期" if total else ""
    return f"第{number}期" + (f"（{total_word}第{total}期）" if total else "")


def date_line(date: str) -> str:
    """`2026-11-07` -> 2026年11月7日"""
    year, month, day = [*date.split("-"), "", ""][:3]
    units = ((year, "年"), (month, "月"), (day, "日"))
    return "".join(f"{int(number)}{unit}" for number, unit in units if number)


def _number(urn: str, otherwise: str) -> tuple[str, str]:
    for scheme in ("isbn", "issn"):
        if urn.startswith(f"urn:{scheme}:"):
            return scheme.upper(), urn.removeprefix(f"urn:{scheme}:")
    return otherwise, urn
