"""The pages around the articles: rows of the contents, lines of the cover, the barcode."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from publisher import units
from publisher.document import barcode, identifiers
from publisher.document.model import Article, Publication
from publisher.markup.chapters import chapter_title
from publisher.markup.frames import Row
from publisher.markup.imprint import number_line


class Department(NamedTuple):
    """栏目: its name (empty where an article has none), and its rows."""

    name: str
    rows: tuple[Row, ...]


def contents_rows(publication: Publication, folios: Mapping[int, str]) -> tuple[Row, ...]:
    """The rows of the contents page; `folios` leads from an article to its first folio."""
    return tuple(
        Row(
            f"a{number}",
            chapter_title(publication, number),
            folios.get(number, "0"),
            entry.department or "",
            entry.article.deck or entry.article.subheadline or "",
            _who(entry.article),
        )
        for number, entry in enumerate(publication.entries, 1)
    )


def departments(rows: Iterable[Row]) -> tuple[Department, ...]:
    """Rows under their departments, each department once, where its first article stands.

    An article without a department keeps its own place between them.
    """
    groups: list[tuple[str, list[Row]]] = []
    known: dict[str, list[Row]] = {}
    for row in rows:
        if row.department in known:
            known[row.department].append(row)
            continue
        groups.append((row.department, [row]))
        if row.department:
            known[row.department] = groups[-1][1]
    return tuple(Department(name, tuple(own)) for name, own in groups)


def cover_values(publication: Publication, rows: tuple[Row, ...]) -> dict[str, object] | None:
    """What the template of the cover is given; None where there is no cover."""
    cover = publication.cover
    if cover is None:
        return None
    return {
        "picture": quote(cover.picture),
        "lines": [row for row in rows if row.title][: cover.headlines],
    }


def barcode_values(publication: Publication) -> dict[str, object] | None:
    """The barcode as templates draw it; None where there is none, or its number is wrong.

    `module` is a module's width in points at 100 %; everything else is counted in modules.
    """
    wanted, number = publication.barcode, publication.identifier
    if wanted is None or identifiers.wrong_check_digit(number) is not None:
        return None
    digits = identifiers.isbn(number)
    if issn := identifiers.issn(number):
        digits = barcode.issn_number(issn, wanted.variant)
    if not digits:
        return None
    symbol = barcode.symbol(digits, wanted.addon)
    return {
        **symbol._asdict(),
        "module": units.points(f"{barcode.MODULE}mm"),
        "label": number_line(publication),
    }


def _who(article: Article) -> str:
    return article.byline or "　".join(speaker.name for speaker in article.speakers)
