"""What print draws beside the body text: short strings that stand once in the model or nowhere.

Pull quotes, the names under them, departments, names of turns, marks of notes, readings of ruby,
bullets. PDF 1.7 has no tags that could tell them from the body.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from publisher.checks.body import bare
from publisher.document.model import (
    Dialogue,
    Entry,
    List,
    Note,
    NoteReference,
    Part,
    Publication,
    Ruby,
)
from publisher.manuscript.pull_quotes import spare_quotes

BULLETS = ("•", "·", "◦", "▪", "■", "—")


def furniture(publication: Publication) -> frozenset[str]:
    """Every string, without white space, that may stand between the characters of the body."""
    found = (bare(text) for entry in publication.entries for text in _of_entry(entry))
    return frozenset(text for text in found if text)


def _of_entry(entry: Entry) -> Iterator[str]:
    yield entry.department or ""
    for part in entry.article.parts:
        yield from _of_part(part)
    for quotes in spare_quotes(entry.article):
        yield from (quote.text for quote in quotes)
    yield from _inside(entry.article)


def _of_part(part: Part) -> Iterator[str]:
    if part.pull_quote:
        yield part.pull_quote.text
        yield "、".join(speaker.name for speaker in part.speakers)
        yield "——" + "、".join(speaker.name for speaker in part.speakers)


def _inside(value: object) -> Iterator[str]:
    match value:
        case tuple():
            for item in value:
                yield from _inside(item)
            return
        case Dialogue(speaker=speaker):
            yield from (speaker, speaker + "：")
        case NoteReference(label) | Note(label=label):
            yield from (label, f"[{label}]", f"〔{label}〕")
        case Ruby(_, reading):
            yield from (reading, f"（{reading}）")
        case List(ordered=False):
            yield from BULLETS
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _inside(getattr(value, field.name))
