"""Readings on request: `[乌镇]{.pinyin}` and `[烏鎮]{.zhuyin}` become ruby that can be corrected.

Pinyin stands over a word, and over each character where there are more than a word has (clreq
3.3.3); bopomofo beside each character (3.3.4). Readings follow the phrases that pypinyin knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from publisher.document.model import Inline, Link, Ruby, Span, Text
from publisher.patterns import later

PINYIN, ZHUYIN = MADE = ("pinyin", "zhuyin")
_apart: Any = list  # characters without a reading come back one by one
LONGEST_WORD = 4  # characters that share one reading and stay in one line
_HAN = later("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_LIGHT = "˙"  # the neutral tone stands before its syllable (教育部國語注音符號手冊)


def with_readings(inlines: Iterable[Inline], system: str) -> Iterator[Inline]:
    """Inlines whose Han characters have readings; ruby that is there already stays."""
    for inline in inlines:
        match inline:
            case Text(text):
                yield from _read(text, system)
            case Span(_, children) | Link(_, children):
                yield replace(inline, children=tuple(with_readings(children, system)))
            case _:
                yield inline


def _read(text: str, system: str) -> Iterator[Inline]:
    done = 0
    for found in _HAN.finditer(text):
        if found.start() > done:
            yield Text(text[done : found.start()])
        yield from _word(found[0], system)
        done = found.end()
    if done < len(text):
        yield Text(text[done:])


def _word(word: str, system: str) -> Iterator[Inline]:
    said = _syllables(word, system)
    known = all(reading != char for char, reading in zip(word, said, strict=True))
    if system == PINYIN and known and len(word) <= LONGEST_WORD:
        yield Ruby(word, " ".join(said))
        return
    for char, reading in zip(word, said, strict=True):
        # a character that nobody knows how to read stays bare
        yield Ruby(char, reading) if reading != char else Text(char)


def _syllables(word: str, system: str) -> list[str]:
    """One reading a character; the character itself where there is none."""
    from pypinyin import Style, lazy_pinyin

    if system == PINYIN:
        return lazy_pinyin(word, style=Style.TONE, errors=_apart)
    said = lazy_pinyin(word, style=Style.BOPOMOFO, errors=_apart, neutral_tone_with_five=False)
    return [
        char if each.rstrip(_LIGHT) == char else _LIGHT * (_LIGHT in each) + each.strip(_LIGHT)
        for char, each in zip(word, said, strict=True)
    ]
