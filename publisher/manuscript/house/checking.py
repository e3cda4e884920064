"""A text against the house's lists."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.document.model import Part
from publisher.findings import Finding, Place
from publisher.manuscript.house import findings as kinds
from publisher.manuscript.house.lists import House
from publisher.manuscript.house.texts import Line, RawLines, texts
from publisher.manuscript.house.titles import wrong_roles, wrong_title_before
from publisher.manuscript.house.words import Found
from publisher.manuscript.loading import Loaded

_SHOWN = 6  # characters on either side


def house_findings(house: House, loaded: Loaded, file: str) -> Iterator[Finding]:
    """What the lists say of an article, by its lines."""
    raw = RawLines(loaded.passages)
    for text in texts(loaded.article):
        for found in house.words.found(text[0]):
            for finding in _said(house, text[0], found):
                yield finding.kind.at(
                    Place(file, raw.line(text, found.start)), **dict(finding.values)
                )
    for part in loaded.article.parts:
        yield from _speakers(house, part, raw, file)


def _said(house: House, text: str, found: Found) -> Iterator[Finding]:
    """What is said of a listed word where it stands; its place is put in by who knows it."""
    word = text[found.start : found.end]
    fault = house.faults[word]
    if fault is not None:
        around = text[max(0, found.start - _SHOWN) : found.end + _SHOWN]
        why = f"（{fault.why}）" if fault.why else ""
        yield fault.kind.at(None, word=word, right=fault.right, why=why, around=around)
    wanted = house.titles.get(word, ())
    title = wrong_title_before(text, found.start, wanted) if wanted else ""
    if title:
        right = "；".join(wanted)
        yield kinds.HOUSE_TITLE_IN_TEXT.at(None, name=word, found=title, right=right)


def _speakers(house: House, part: Part, raw: RawLines, file: str) -> Iterator[Finding]:
    for speaker in part.speakers:
        wanted = house.titles.get(speaker.name, ())
        wrong = wrong_roles(speaker.roles, wanted) if wanted else ()
        if wrong:
            first: Line = (wrong[0], part.place.line)
            place = Place(file, raw.line(first, 0))
            found, right = "；".join(wrong), "；".join(wanted)
            yield kinds.HOUSE_TITLE.at(place, name=speaker.name, found=found, right=right)
