"""版权页: the rows of the imprint, in the publication's language, for print and e-book alike."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.document import identifiers
from publisher.document.model import Cip, Publication
from publisher.markup.book_words import relator, words

_BETWEEN = "　"  # names in one row
_ROMAN = "ⅠⅡⅢⅣ"
_CIRCLED = ord("①")
_MOST_CIRCLED = 20


def imprint_rows(
    publication: Publication, format_: str = "", length: str = ""
) -> Iterator[tuple[str, str]]:
    """(name, value) for each line of the imprint; a value may be empty.

    `format_` and `length` are what print knows of itself; what the editor gave goes before.
    """
    own = words(publication.language)
    series = publication.series
    yield own["journal" if is_periodical(publication) else "title"], publication.title
    yield own["subtitle"], publication.subtitle
    yield own["series"], f"{series[0]} {series[1]}" if series else ""
    yield own["issue"], issue_line(publication)
    yield own["supervisor"], _BETWEEN.join(publication.imprint.supervisor)
    yield own["sponsor"], _BETWEEN.join(publication.imprint.sponsor)
    yield own["publisher"], publication.publisher
    yield from _staff(publication)
    yield from _numbers(publication)
    yield own["date"], date_line(publication.date)
    yield from _making(publication, format_, length)
    yield from publication.imprint.more
    yield own["rights"], publication.rights


def is_periodical(publication: Publication) -> bool:
    """Whether it is a number of a magazine or newspaper rather than a book."""
    issue = publication.issue
    numbered = issue.number is not None or issue.total is not None
    kept = identifiers.issn(publication.identifier) or publication.imprint.cn
    return bool((numbered or kept) and not identifiers.isbn(publication.identifier))


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


def number_line(publication: Publication) -> str:
    """`ISBN 978-7-…` or `ISSN 1000-…`; empty where there is neither."""
    name = "ISBN" if identifiers.isbn(publication.identifier) else "ISSN"
    known = identifiers.isbn(publication.identifier) or identifiers.issn(publication.identifier)
    return f"{name} {identifiers.shown(publication.identifier)}" if known else ""


def cip_lines(publication: Publication) -> tuple[str, ...]:
    """CIP data: heading, entry, number, tracings, the agency's number (GB/T 12451)."""
    cip = publication.cip
    if cip is None:
        return ()
    title = "：".join(filter(None, (publication.title, publication.subtitle)))
    date = ".".join(str(int(part)) for part in publication.date.split("-")[:2] if part)
    where = "，".join(filter(None, (f"{cip.city}：{publication.publisher}", date)))
    own = words(publication.language)
    return (
        own["cip"],
        f"{title} / {cip.author}. —{where}",
        number_line(publication),
        _tracings(publication.title, cip),
        own["cip_number"].replace("{number}", cip.number),
    )


def _tracings(title: str, cip: Cip) -> str:
    """Ⅰ title, Ⅱ who is responsible, Ⅲ subjects, Ⅳ class."""
    groups = ((f"{title[0]}…",), (f"{cip.author[0]}…",), cip.subjects, (cip.classification,))
    numbered = (
        "".join(f"{_circled(number)}{word}" for number, word in enumerate(group, 1))
        for group in groups
    )
    return _BETWEEN.join(f"{roman}. {group}" for roman, group in zip(_ROMAN, numbered, strict=True))


def _circled(number: int) -> str:
    return chr(_CIRCLED + number - 1) if number <= _MOST_CIRCLED else f"({number})"


def _staff(publication: Publication) -> Iterator[tuple[str, str]]:
    """One row for each office, in the order in which offices first come."""
    offices: dict[str, list[str]] = {}
    for person in publication.contributors:
        offices.setdefault(person.role, []).append(person.name)
    for role, names in offices.items():
        yield relator(role, publication.language), _BETWEEN.join(names)


def _numbers(publication: Publication) -> Iterator[tuple[str, str]]:
    own, urn = words(publication.language), publication.identifier
    if identifiers.isbn(urn):
        yield own["isbn"], number_line(publication)
    elif identifiers.issn(urn):
        yield own["issn"], number_line(publication)
    else:
        yield own["identifier"], urn
    yield own["cn"], publication.imprint.cn
    yield own["post"], publication.imprint.post
    yield own["price"], publication.imprint.price


def _making(publication: Publication, format_: str, length: str) -> Iterator[tuple[str, str]]:
    """What a printing house and the law ask for."""
    own, given = words(publication.language), publication.imprint
    edition, printed = (_month(date) for date in (publication.date, given.printed))
    yield own["printer"], _BETWEEN.join(given.printer)
    yield own["distributor"], _BETWEEN.join(given.distributor)
    yield own["format"], given.format or format_
    yield own["sheets"], given.sheets
    yield own["han_count"], given.length or length
    yield own["edition"], f"{edition}第{given.edition}版" if given.edition else ""
    yield own["printing"], f"{printed or edition}第{given.printing}次" if given.printing else ""
    yield own["copies"], given.copies


def _month(date: str) -> str:
    return date_line("-".join(date.split("-")[:2]))
