"""An edition in the other script: 简体 and 繁體, converted by phrases with OpenCC.

Whole paragraphs are converted, whatever stands inside them, so that a phrase is known across an
emphasis or a link. Quotation marks change with the script (GB/T 15834; 重訂標點符號手冊).
Names keep the characters that surnames keep (范, 于), and the editor's words go before all else.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from publisher.document import identifiers
from publisher.document.model import (
    Contributor,
    Inline,
    Inlines,
    Link,
    NoteReference,
    Publication,
    Ruby,
    Span,
    Speaker,
    Text,
)

Thing = TypeVar("Thing")
Convert = Callable[[str], str]

# by target and region: the standard forms of OpenCC where no region is named
_CONFIGURATIONS = {
    ("zh-Hant", None): "s2t",
    ("zh-Hant", "tw"): "s2tw",
    ("zh-Hant", "hk"): "s2hk",
    ("zh-Hans", None): "t2s",
    ("zh-Hans", "tw"): "tw2s",
    ("zh-Hans", "hk"): "hk2s",
}
_QUOTES = {
    "zh-Hant": str.maketrans("“”‘’", "「」『』"),
    "zh-Hans": str.maketrans("「」『』", "“”‘’"),
}
# surnames that are written alike in both scripts though the word is not
_SAME_SURNAMES = frozenset("范于余云沈姜郁岳党曲涂游仇朴谷干向征后丑种卜折台冲松万幸占舍制")
_SOUNDS = _SAME_SURNAMES | frozenset("里松谷布克胡庄巨托斗冬岩")
# what is no text of the publication: paths, labels, addresses, names of things
_KEPT = frozenset(
    "source label href turn role identifier layout language date tokens place print file reading "
    "level ordered header_rows opens".split()
)
_INLINE = (Text, Span, Ruby, Link, NoteReference)
_BREAK = "\x1f"  # where words of code stand, which are not converted


def converted(
    publication: Publication,
    language: str,
    region: str | None = None,
    words: Mapping[str, str] | None = None,
) -> Publication:
    """The publication in another script, with a number of its own; places stay.

    `region` is tw or hk; `words` says how the editor wants words to be written.
    """
    convert = _converter(publication, language, region, words or {})
    other = _walk(publication, convert)
    identifier = identifiers.made_up(publication.identifier, language)
    return dataclasses.replace(other, language=language, identifier=identifier)


def _converter(
    publication: Publication, language: str, region: str | None, words: Mapping[str, str]
) -> Convert:
    from opencc import OpenCC

    plainly = OpenCC(_CONFIGURATIONS[language, region]).convert
    quotes = _QUOTES[language]
    own = {name: _name(name, plainly) for name in _names(publication)} | dict(words)
    known = sorted(own, key=lambda each: (-len(each), each))
    pattern = re.compile("|".join(map(re.escape, known)) or "(?!)")

    def convert(text: str) -> str:
        pieces, done = [], 0
        for found in pattern.finditer(text):
            pieces += [plainly(text[done : found.start()]), own[found[0]]]
            done = found.end()
        return "".join((*pieces, plainly(text[done:]))).translate(quotes)

    return convert


def _names(publication: Publication) -> Iterator[str]:
    """Names of people; those of one character would be found everywhere."""
    people: Sequence[Contributor | Speaker] = [
        *publication.contributors,
        *(speaker for entry in publication.entries for speaker in entry.article.speakers),
    ]
    yield from (each.name for each in people if len(each.name) > 1)


def _name(name: str, convert: Convert) -> str:
    """Foreign names keep the characters of their sounds: 埃里克 is no 埃裡克."""
    if "·" in name:
        return "".join(each if each in _SOUNDS else convert(each) for each in name)
    if name[0] in _SAME_SURNAMES:
        return name[0] + convert(name[1:])
    return convert(name)


# ── the model ────────────────────────────────────────────────────────────────────────────────────


def _walk(value: Thing, convert: Convert) -> Thing:
    """A value of the model with its texts converted."""
    if isinstance(value, str):
        return cast(Thing, convert(value))
    if isinstance(value, tuple):
        if value and all(isinstance(each, _INLINE) for each in value):
            return cast(Thing, inlines(cast(Inlines, value), convert))
        return cast(Thing, tuple(_walk(each, convert) for each in value))
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {
        field.name: _walk(getattr(value, field.name), convert)
        for field in dataclasses.fields(value)
        if field.name not in _KEPT
    }
    return cast(Thing, dataclasses.replace(cast(Any, value), **changed))


def inlines(content: Inlines, convert: Convert) -> Inlines:
    """Inline content, converted as one text where its length stays, else piece by piece."""
    pieces = list(_pieces(content))
    whole = "".join(_BREAK if each is None else each for each in pieces)
    together = convert(whole)
    if len(together) != len(whole):
        return tuple(_rebuilt(content, iter([each and convert(each) for each in pieces])))
    cut, place = list[str | None](), 0
    for each in pieces:
        length = 1 if each is None else len(each)
        cut.append(None if each is None else together[place : place + length])
        place += length
    return tuple(_rebuilt(content, iter(cut)))


def _pieces(content: Inlines) -> Iterator[str | None]:
    """The running texts in their order; None where code stands."""
    for inline in content:
        match inline:
            case Text(text) | Ruby(text, _):
                yield text
            case Span("code", _):
                yield None
            case Span(_, children) | Link(_, children):
                yield from _pieces(children)
            case NoteReference():
                pass


def _rebuilt(content: Inlines, pieces: Iterator[str | None]) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Text():
                yield Text(next(pieces) or "")
            case Ruby(_, reading):
                yield Ruby(next(pieces) or "", reading)
            case Span("code", _):
                next(pieces)
                yield inline
            case Span(role, children):
                yield Span(role, tuple(_rebuilt(children, pieces)))
            case Link(href, children):
                yield Link(href, tuple(_rebuilt(children, pieces)))
            case NoteReference():
                yield inline
