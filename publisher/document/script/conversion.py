"""Publication -> the same publication in the other script.

Whole paragraphs are converted, whatever stands inside them, so that a phrase is known across an
emphasis or a link. Names keep the characters that surnames keep (范, 于), and the editor's words
go before all else.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from publisher.document import identifiers
from publisher.document.model import (
    Inlines,
    Link,
    NoteReference,
    Publication,
    Ruby,
    Span,
    Text,
)
from publisher.document.script import names, quotes
from publisher.document.script.inlines import inlines, one_by_one

Thing = TypeVar("Thing")

# what is no text of the publication: paths, labels, addresses, names of things
KEPT = frozenset(
    "source label href turn role identifier layout language date tokens place print file reading "
    "level ordered header_rows opens picture cn post barcode portrait width focus crop pair "
    "decorative ebook".split()
)
INLINE = (Text, Span, Ruby, Link, NoteReference)


@dataclasses.dataclass(frozen=True, slots=True)
class Manner:
    """How it is to be converted, as an edition of publication.yaml says it.

    `region` is tw or hk, or None for OpenCC's standard forms; with `vocabulary` words change as
    well (软件, 軟體). `words` says how the editor wants words to be written, `keep` what stays.
    """

    language: str
    region: str | None = None
    vocabulary: bool = False
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    keep: frozenset[str] = frozenset()

    @property
    def configuration(self) -> str:
        """OpenCC's name for it."""
        words = "p" if self.region and self.vocabulary else ""
        if self.language == "zh-Hant":
            return f"s2{self.region or 't'}{words}"
        return f"{self.region or 't'}2s{words}"


class Converter:
    """Text -> text by phrases, words that are decided before them; quotation marks stay."""

    def __init__(self, publication: Publication, manner: Manner) -> None:
        from opencc import OpenCC

        self._by_phrases: Callable[[str], str] = OpenCC(manner.configuration).convert
        people: Mapping[str, str] = {}
        if manner.language == "zh-Hant":
            people = names.of_people(publication, self._by_phrases)
        kept = {word: word for word in manner.keep if word}
        self._decided = {**people, **kept, **manner.words}
        longest = sorted(self._decided, key=lambda each: (-len(each), each))
        self.decided = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def __call__(self, text: str) -> str:
        """The text in the other script."""
        pieces, done = list[str](), 0
        for found in self.decided.finditer(text):
            pieces += [self._by_phrases(text[done : found.start()]), self._decided[found[0]]]
            done = found.end()
        return "".join((*pieces, self._by_phrases(text[done:])))


def converted(publication: Publication, manner: Manner) -> Publication:
    """The publication in another script, with a number of its own; places stay."""
    other = _Walk(Converter(publication, manner), manner.language).value(publication)
    identifier = identifiers.made_up(publication.identifier, manner.language)
    return dataclasses.replace(other, language=manner.language, identifier=identifier)


class _Walk:
    """Through the model: every text that is the publication's own is converted."""

    def __init__(self, convert: Converter, language: str) -> None:
        self._convert, self._language = convert, language

    def value(self, value: Thing) -> Thing:
        """A value of the model with its texts converted."""
        if isinstance(value, str):
            return cast(Thing, self._convert(self._quoted(value)))
        if isinstance(value, tuple):
            if value and all(isinstance(each, INLINE) for each in value):
                made = inlines(cast(Inlines, value), self._convert, self._quoted)
                return cast(Thing, made)
            return cast(Thing, tuple(map(self.value, value)))
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        changed: dict[str, Any] = {
            field.name: self._field(field.name, getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in KEPT
        }
        return cast(Thing, dataclasses.replace(cast(Any, value), **changed))

    def _field(self, name: str, value: object) -> object:
        if name == "headline":
            # its lines are one text: a word may be broken between them
            lines = cast("tuple[str, ...]", value)
            whole = self._quoted("".join(lines))
            return one_by_one(whole, [len(line) for line in lines], self._convert)
        return self.value(value)

    def _quoted(self, text: str) -> str:
        return quotes.exchanged(text, self._language)
