"""What the shelf knows of a book, and how it stands in the book's own folder (`issue.json`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import to_json

from publisher.catalogue import cleaning
from publisher.catalogue.findings import ISSUE_BROKEN
from publisher.catalogue.written_json import wrong
from publisher.document import identifiers
from publisher.errors import Unusable

FILE = "issue.json"
FORMAT = 1
EPUB, PDF, JPEG = "application/epub+zip", "application/pdf", "image/jpeg"
MOST_POSITIONS = 1_000_000  # in a series
LARGEST = 1 << 20  # bytes of one issue.json; a real one has two thousand
_URN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-;=?-\[\]_a-z~]+")


def _line(text: str) -> str:
    if text != cleaning.line(text, cleaning.LONGEST_TEXT):
        raise ValueError("one line without hidden characters")
    return text


def _language(text: str) -> str:
    if text != cleaning.language(text):
        raise ValueError("zh-Hans, en, …")
    return text


def _date(text: str) -> str:
    if text and text != cleaning.date(text):
        raise ValueError("2026-11-07")
    return text


def _moment(text: str) -> str:
    if text != cleaning.moment(text):
        raise ValueError("2026-11-07T00:00:00Z")
    return text


Line = Annotated[str, AfterValidator(_line)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
FileName = Annotated[str, Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=90)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, le=1 << 40)]
_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Person:
    """Who made a book: a name and a MARC relator code (`aut`, `edt`, …)."""

    __pydantic_config__ = _STRICT
    name: Line
    role: Annotated[str, Field(pattern=r"^[a-z]{3}$")] = "aut"


@dataclass(frozen=True, slots=True)
class Series:
    """The series or periodical that a book belongs to, and its number there."""

    __pydantic_config__ = _STRICT
    title: Line
    position: Annotated[int | float, Field(ge=0, lt=MOST_POSITIONS)] | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file in a book's folder: its name, media type, size in bytes and SHA-256."""

    __pydantic_config__ = _STRICT
    name: FileName
    media_type: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$")]
    size: Count
    sha256: Digest


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a book's folder with its width and height in pixels."""

    __pydantic_config__ = _STRICT
    file: File
    width: Annotated[int, Field(gt=0, le=10_000)]
    height: Annotated[int, Field(gt=0, le=10_000)]


@dataclass(frozen=True, slots=True)
class Book:
    """One issue on the shelf.

    `name` is that of its folder; `published` is a date or part of one, or empty; `updated` a time
    in UTC; `files` are the ones to download, the e-book first.
    """

    __pydantic_config__ = _STRICT
    name: Name
    identifier: Annotated[Line, Field(min_length=1, max_length=300)]
    title: Annotated[Line, Field(min_length=1)]
    language: Annotated[str, AfterValidator(_language)]
    updated: Annotated[str, AfterValidator(_moment)]
    cover: Picture
    thumbnail: Picture
    files: Annotated[tuple[File, ...], Field(min_length=1, max_length=8)]
    subtitle: Line = ""
    people: tuple[Person, ...] = ()
    publisher: Line = ""
    published: Annotated[str, AfterValidator(_date)] = ""
    rights: Line = ""
    description: Line = ""
    subjects: tuple[Line, ...] = ()
    series: Series | None = None
    direction: Annotated[str, Field(pattern="^(ltr|rtl)$")] = "ltr"

    @property
    def epub(self) -> File:
        """The e-book."""
        return self.files[0]

    @property
    def html_language(self) -> str:
        """The language as HTML says it; empty where nobody knows."""
        return "" if self.language == "und" else self.language

    @property
    def urn(self) -> str:
        """The identifier as a URI, which feeds ask for (RFC 4287, 4.2.6)."""
        if _URN.fullmatch(self.identifier):
            return self.identifier
        return identifiers.made_up("shelf", self.identifier)

    @property
    def order(self) -> tuple[str, float, str]:
        """What books are put in order by, the oldest first: date, number in the series, name."""
        position = self.series.position if self.series else None
        return self.published, position or 0.0, self.name


@dataclass(frozen=True, slots=True)
class _Written:
    __pydantic_config__ = _STRICT
    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    issue: Book


_ADAPTER = TypeAdapter(_Written)


def written(book: Book) -> bytes:
    """The issue.json of a book."""
    return to_json({"format": FORMAT, "issue": book}, indent=1) + b"\n"


def parsed(data: bytes, shown: str) -> Book:
    """The book of an issue.json. Raises Unusable with its line where it is none."""
    try:
        return _ADAPTER.validate_json(data).issue
    except ValidationError as error:
        place, key, problem = wrong(error, data, shown)
        raise Unusable(ISSUE_BROKEN.at(place, key=key, problem=problem)) from None
