"""Characters of 简体 that are several in 繁體, and stand where no phrase says which, or two do."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from publisher.document.model import Article, Inlines, Publication
from publisher.document.script.conversion import INLINE, KEPT, Converter, Manner
from publisher.document.script.inlines import BREAK, joined
from publisher.findings import Place

# those whose commonest form is often the wrong one, the worst first. Not here: 后, 里, 面, 台, 只
# and their like, which alone are nearly always what OpenCC takes them for
DOUBTFUL = "干发系复历脏汇尽征松谷斗丑钟卷冲"
# more that phrases may take from one another: 有面|条 for 有|面条
TAKEN = DOUBTFUL + "面后里台只制准表须向回出布胡云"
MARK = "\ue000"  # private use: stands for a character that no phrase has
_PHRASE = 6  # characters: as long as a phrase that is looked for
_DICTIONARIES = ("STPhrases.ocd2", "STPhrases_GeneratedFromRegionalPhrases.ocd2")


class Guess(NamedTuple):
    """A character that may be another, with what stands around it, and what it became."""

    place: Place
    before: str
    character: str
    after: str
    became: str


def guesses(publication: Publication, manner: Manner) -> Iterator[tuple[Guess, ...]]:
    """For every article what was guessed, the most doubtful first; nothing from 繁體 to 简体."""
    if manner.language != "zh-Hant":
        yield from (() for _ in publication.entries)
        return
    convert = Converter(publication, manner)
    for entry in publication.entries:
        found = list(_of_article(entry.article, convert))
        yield tuple(sorted(found, key=lambda each: TAKEN.index(each.character)))


def _of_article(article: Article, convert: Converter) -> Iterator[Guess]:
    seen = set[str]()
    for text, place in _texts(article, article.place):
        for at, became in _doubtful(text, convert):
            before, after = text[max(0, at - 3) : at], text[at + 1 : at + 4]
            # the same words again are decided by the same look
            if (around := before[-1:] + text[at] + after[:1]) not in seen:
                seen.add(around)
                yield Guess(place, before, text[at], after, became)


def _doubtful(text: str, convert: Converter) -> Iterator[tuple[int, str]]:
    """Where the editor has decided nothing, and phrases either nothing or two things."""
    if not any(character in text for character in TAKEN):
        return
    open_text = convert.decided.sub(lambda found: BREAK * len(found[0]), text)
    marked, made = _marker()(open_text), convert(open_text)
    if not len(marked) == len(made) == len(open_text):
        return
    for at, (own, mark) in enumerate(zip(open_text, marked, strict=True)):
        alone = mark == MARK and own in DOUBTFUL
        if own in TAKEN and (alone or _taken(open_text[at : at + _PHRASE], made[at], convert)):
            yield at, made[at]


def _taken(text: str, became: str, convert: Converter) -> bool:
    """Whether a phrase begins a text and would have its first character otherwise."""
    return _marker()(text)[0] != MARK and convert(text)[0] != became


def _texts(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Every text of a part of the model that is converted, with where it stands."""
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, tuple):
        if value and all(isinstance(each, INLINE) for each in value):
            yield joined(cast(Inlines, value)), place
        else:
            for each in value:
                yield from _texts(each, place)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = getattr(value, "place", place)
        own = own if own.file else place
        for field in dataclasses.fields(value):
            content = getattr(value, field.name)
            if field.name == "headline":
                yield "".join(content), own
            elif field.name not in KEPT:
                yield from _texts(content, own)


@lru_cache(maxsize=1)
def _marker() -> Callable[[str], str]:
    """Text -> the same by phrases alone, MARK for a character of TAKEN outside of them.

    OpenCC does not tell how it has divided a text. Its phrases with a dictionary of our own in
    place of its characters do; it takes the plan as a file only.
    """
    import opencc

    shared = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
    phrases = {
        "type": "group",
        "match_policy": "union",
        "dicts": [{"type": "ocd2", "file": str(shared / name)} for name in _DICTIONARIES],
    }
    alone = {"type": "inline", "entries": dict.fromkeys(TAKEN, MARK)}
    group = {"type": "group", "match_policy": "short_circuit", "dicts": [phrases, alone]}
    plan = {
        "name": "Doubtful characters outside of phrases",
        "segmentation": {"type": "mmseg", "dict": phrases},
        "conversion_chain": [{"dict": group}],
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "phrases.json")
        file.write_text(json.dumps(plan), encoding="utf-8")
        made: Callable[[str], str] = opencc.OpenCC(str(file)).convert
    return made
