"""Dates, sizes, numbers and names as pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.catalogue.book import Book
from publisher.catalogue.listings import Listing
from publisher.document import identifiers

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
# what languages call themselves
_LANGUAGES = {
    "zh-hans": "简体中文",
    "zh-cn": "简体中文",
    "zh-hant": "繁體中文",
    "zh-tw": "繁體中文",
}
_NAMED = {"zh": "中文", "en": "English", "ja": "日本語", "ko": "한국어", "fr": "Français"}
_ROLES = {
    "aut": "author",
    "edt": "editor",
    "red": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "pht": "photographer",
    "spk": "speakers",
}


def label(listing: Listing) -> str:
    """The heading of a group."""
    if listing.kind != "language":
        return listing.value
    tag = listing.value.lower()
    return _LANGUAGES.get(tag) or _NAMED.get(tag.partition("-")[0]) or listing.value


def amount(size: int) -> str:
    """`597 KB`, `2.1 MB`: bytes as people say them."""
    if size < 999_500:
        return f"{max(round(size / 1000), 1)} KB"
    return f"{size / 1_000_000:.1f} MB"


def day(date: str, language: str) -> str:
    """`2026年11月7日`, `7 November 2026`; a part of a date likewise."""
    year, month, number = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    if language == "zh":
        return f"{year}年" + (f"{month}月" if month else "") + (f"{number}日" if number else "")
    name = _MONTHS[month - 1] if month else ""
    return " ".join(part for part in (str(number or ""), name, str(year)) if part)


def series(book: Book) -> str:
    """`面孔 12`; empty without a series."""
    if book.series is None:
        return ""
    position = book.series.position
    return book.series.title if position is None else f"{book.series.title} {position:g}"


def line(book: Book, language: str, words: Mapping[str, str]) -> str:
    """The line below a title: number in the series, and date."""
    parts = []
    if book.series and book.series.position is not None:
        own = book.series.title == book.title  # an issue of a periodical
        numbered = words["number"].replace("{number}", f"{book.series.position:g}")
        parts.append(numbered if own else series(book))
    elif book.series and book.series.title != book.title:
        parts.append(book.series.title)
    if book.published:
        parts.append(day(book.published, language))
    return " · ".join(parts)


def number(identifier: str) -> str:
    """An ISBN or ISSN as books print it; other identifiers as they are."""
    if identifiers.isbn(identifier):
        return f"ISBN {identifiers.shown(identifier)}"
    if identifiers.issn(identifier):
        return f"ISSN {identifiers.shown(identifier)}"
    return identifier


def people(book: Book, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(what they are, their names) in the order of the book."""
    found: dict[str, list[str]] = {}
    for person in book.people:
        role = words[_ROLES.get(person.role, "people")]
        found.setdefault(role, []).append(person.name)
    for role, names in found.items():
        yield role, words["comma"].join(dict.fromkeys(names))
