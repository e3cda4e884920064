"""What a stranger's e-book says of itself: its package document (EPUB 3.3, 5; EPUB 2 as well)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from publisher.catalogue import cleaning
from publisher.catalogue.archive import Archive
from publisher.catalogue.book import MOST_POSITIONS, Person, Series
from publisher.catalogue.findings import BOOK_DAMAGED, BOOK_SCRIPTED, COVER_UNUSABLE, TEXT_CLEANED
from publisher.errors import Unusable
from publisher.findings import Finding, Place, Terms
from publisher.messages import _

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_SCRIPTS = frozenset({"text/javascript", "application/javascript", "application/ecmascript"})
_MOST = 40  # people or subjects; a list of thousands is no list
_ROLE = re.compile("[a-z]{3}")


class Described(NamedTuple):
    """The words of a book about itself, clean; empty where it says nothing. `cover` is a file."""

    identifier: str
    title: str
    subtitle: str
    language: str
    people: tuple[Person, ...]
    publisher: str
    published: str
    updated: str
    rights: str
    description: str
    subjects: tuple[str, ...]
    series: Series | None
    direction: str
    cover: str
    findings: tuple[Finding, ...]


def described(archive: Archive, shown: str) -> Described:
    """Read the package document of a book. Raises Unusable."""
    return _Reader(archive, shown).read()


class _Reader:
    """One package document with its refinements at hand."""

    def __init__(self, archive: Archive, shown: str) -> None:
        self._archive, self._place = archive, Place(shown)
        container = archive.xml("META-INF/container.xml")
        rootfile = container.find(f".//{CONTAINER}rootfile")
        self._path = (rootfile.get("full-path") or "") if rootfile is not None else ""
        self._package = archive.xml(self._path)
        metadata = self._package.find(f"{OPF}metadata")
        if metadata is None:
            raise Unusable(BOOK_DAMAGED.at(self._place, problem=Terms((_("it has no metadata"),))))
        self._metadata = metadata
        self._refinements: dict[str, dict[str, str]] = {}
        for meta in metadata.iter(f"{OPF}meta"):
            refined = (meta.get("refines") or "").removeprefix("#")
            key = (meta.get("property") or "").rpartition(":")[2]
            self._refinements.setdefault(refined, {}).setdefault(key, _text(meta))
        self._items = list(self._package.iter(f"{OPF}item"))

    def read(self) -> Described:
        """Everything."""
        title, subtitle = self._titles()
        updated = self._refinements.get("", {}).get("modified", "")
        spine = self._package.find(f"{OPF}spine")
        direction = spine.get("page-progression-direction") if spine is not None else None
        return Described(
            identifier=self._identifier(),
            title=title,
            subtitle=subtitle,
            language=cleaning.language(self._first("language")),
            people=tuple(self._people()),
            publisher=self._first("publisher"),
            published=self._published(),
            updated=cleaning.moment(updated),
            rights=self._first("rights"),
            description=cleaning.prose(_text(self._metadata.find(f"{DC}description"))),
            subjects=tuple(self._subjects()),
            series=self._series(),
            direction="rtl" if direction == "rtl" else "ltr",
            cover=self._cover(),
            findings=tuple(self._findings()),
        )

    def _named(self, name: str) -> Iterator[tuple[etree._Element, str]]:
        for element in self._metadata.iter(f"{DC}{name}"):
            if text := cleaning.line(_text(element)):
                yield element, text

    def _first(self, name: str) -> str:
        return next((text for _element, text in self._named(name)), "")

    def _refined(self, element: etree._Element, key: str) -> str:
        return self._refinements.get(element.get("id") or "-", {}).get(key, "")

    def _identifier(self) -> str:
        wanted = self._package.get("unique-identifier")
        found = [(element.get("id"), text) for element, text in self._named("identifier")]
        own = [text for identity, text in found if identity == wanted]
        return cleaning.line(next(iter(own or [text for _id, text in found]), ""), 300)

    def _titles(self) -> tuple[str, str]:
        kinds = {text: self._refined(e, "title-type") for e, text in self._named("title")}
        main = next((text for text, kind in kinds.items() if kind in ("", "main")), "")
        below = next((text for text, kind in kinds.items() if kind == "subtitle"), "")
        return main or next(iter(kinds), ""), below

    def _people(self) -> Iterator[Person]:
        found: dict[Person, None] = {}
        for name, usual in (("creator", "aut"), ("contributor", "ctb")):
            for element, text in self._named(name):
                role = self._refined(element, "role") or element.get(f"{OPF}role") or usual
                found[Person(text, role if _ROLE.fullmatch(role) else usual)] = None
        yield from list(found)[:_MOST]

    def _published(self) -> str:
        """The date of publication, of EPUB 2 the one that says so."""
        found = [(e.get(f"{OPF}event") or "", cleaning.date(t)) for e, t in self._named("date")]
        found.sort(key=lambda pair: pair[0] not in ("publication", ""))
        return next((date for event, date in found if date and event != "modification"), "")

    def _subjects(self) -> Iterator[str]:
        found = dict.fromkeys(cleaning.line(text, 80) for _element, text in self._named("subject"))
        yield from list(found)[:_MOST]

    def _series(self) -> Series | None:
        for meta in self._metadata.iter(f"{OPF}meta"):
            title = cleaning.line(_text(meta))
            kind = self._refined(meta, "collection-type")
            if meta.get("property") == "belongs-to-collection" and title and kind != "set":
                return Series(title, _number(self._refined(meta, "group-position")))
        old = {
            meta.get("name"): meta.get("content") or "" for meta in self._metadata.iterchildren("*")
        }
        title = cleaning.line(old.get("calibre:series", ""))
        return Series(title, _number(old.get("calibre:series_index", ""))) if title else None

    def _cover(self) -> str:
        """The name of the cover picture's file; empty where there is none."""
        return next((name for name in self._covers() if name in self._archive.names), "")

    def _covers(self) -> Iterator[str]:
        """The files that the book calls its cover, whether or not they are there."""
        metas = self._metadata.iterchildren("*")
        old = {meta.get("content") for meta in metas if meta.get("name") == "cover"}
        by_property = [
            item for item in self._items if "cover-image" in (item.get("properties") or "").split()
        ]
        by_name = [item for item in self._items if item.get("id") in old]
        for item in (*by_property, *by_name):
            if (item.get("media-type") or "").startswith("image/"):
                yield self._archive.resolved(item.get("href") or "", self._path)

    def _findings(self) -> Iterator[Finding]:
        for element in self._metadata.iterchildren("*"):
            if cleaning.hides(_text(element)):
                name = etree.QName(element).localname
                yield TEXT_CLEANED.at(self._place, key=name)
        if not self._cover() and next(self._covers(), ""):
            problem = Terms((_("a file that it names is not there"),))
            yield COVER_UNUSABLE.at(self._place, problem=problem)
        if any(
            item.get("media-type") in _SCRIPTS
            or "scripted" in (item.get("properties") or "").split()
            for item in self._items
        ):
            yield BOOK_SCRIPTED.at(self._place)


def _number(text: str) -> int | float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if not (math.isfinite(number) and 0 <= number < MOST_POSITIONS):
        return None
    return int(number) if number.is_integer() else number


def _text(element: etree._Element | None) -> str:
    """The text of an element, its children's included, comments left out."""
    return "" if element is None else str(element.xpath("string()"))
