"""Where Western words may be divided: by pyphen's patterns, where the language is known.

In Chinese text a word is taken for English if a list of English words has it. Names are not
divided, nor words in capitals or with figures, nor parts of compounds and addresses: these only
where a line would gape (`last_places`), an address behind signs that nobody takes for its end.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from publisher.typesetting.kinsoku import addresses

LEAST, LEFT, RIGHT = 6, 2, 3  # letters of a word, before its hyphen, and after
_WORD = re.compile(r"(?<![^\W_])(?<![-'’@/.:_])[a-zà-öø-ÿ]{6,}(?![^\W_])(?![-'’@/:_]|\.\w)")
_AFTER_SIGNS = frozenset("_=:%;,+~")
_HAN_LANGUAGES = ("zh", "ja", "ko")


_FIGURES = "0123456789"
_VALUE = re.compile(r"(\d?)(\D?)")
_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]{5,}")
_ENDLESS = 20  # letters: no word is as long, and it is divided anywhere


def places(text: str, language: str) -> list[int]:
    """The characters of a text before which a word may be divided; `language` is a BCP 47 tag."""
    return [
        word.start() + place
        for word in _WORD.finditer(text)
        for place in _in_word(word[0], language.partition("-")[0].lower())
    ]


def last_places(text: str, language: str) -> tuple[list[int], list[int]]:
    """(places with a hyphen, places in addresses, without) that are the last to be taken."""
    if not _LETTERS.search(text):
        return [], []
    found = addresses(text)
    bare = [
        i
        for start, end in found
        for i in range(start + LEAST, end - 1)
        if text[i - 1] in _AFTER_SIGNS and text[i].isalnum()
    ]
    words = [
        word.start() + place
        for word in _LETTERS.finditer(text)
        if not any(start < word.end() and word.start() < end for start, end in found)
        for place in _anywhere(word[0].lower(), language.partition("-")[0].lower())
    ]
    return words, bare


@lru_cache(maxsize=20_000)
def _anywhere(word: str, language: str) -> tuple[int, ...]:
    """Where any word is divided: by its language's patterns, else by those of English."""
    if len(word) >= _ENDLESS:
        return tuple(range(LEFT, len(word) - RIGHT + 1))
    patterns = _patterns("en_US" if not language or language in _HAN_LANGUAGES else language)
    found = (patterns or _patterns("en_US")).positions(word)
    return tuple(p for p in found if LEFT <= p <= len(word) - RIGHT)


@lru_cache(maxsize=20_000)
def _in_word(word: str, language: str) -> tuple[int, ...]:
    if not language or language in _HAN_LANGUAGES:
        from publisher.manuscript.words.english import english

        if word not in english():
            return ()
        language = "en_US"
    patterns = _patterns(language)
    if patterns is None:
        return ()
    return tuple(p for p in patterns.positions(word) if LEFT <= p <= len(word) - RIGHT)


@lru_cache(maxsize=16)
def _patterns(language: str) -> Any:
    import pyphen

    known = pyphen.language_fallback(language)
    if not known:
        return None
    lines = Path(pyphen.LANGUAGES[known]).read_bytes()
    if not lines.startswith(b"UTF-8") or b"/" in lines or b"^^" in lines:
        return pyphen.Pyphen(lang=known, left=LEFT, right=RIGHT)
    made = pyphen.HyphDict.__new__(pyphen.HyphDict)
    made.patterns, made.cache = _Patterns(lines.decode().partition("\n")[2]), {}
    made.maxlen = made.patterns.longest
    return made


class _Patterns:
    """The patterns of a language, as pyphen has them: each is read when a word asks for it.

    To read all ten thousand takes a tenth of a second, for a word or two of an imprint.
    """

    def __init__(self, lines: str) -> None:
        """Lines such as `.a2ch4`; those of capitals and of remarks are none."""
        letters = lines
        for figure in _FIGURES:  # of all at once: line by line takes ten times as long
            letters = letters.replace(figure, "")
        pairs = zip(letters.split("\n"), map(str.strip, lines.split("\n")), strict=True)
        self._lines = {
            bare.strip(): line
            for bare, line in pairs
            if line and line[0] not in "%#" and not line[0].isupper()
        }
        self._read: dict[str, tuple[int, tuple[int, ...]] | None] = {}
        self.longest = max(map(len, self._lines))

    def get(self, letters: str) -> tuple[int, tuple[int, ...]] | None:
        """(how many values that are 0 stand before, the others) of a pattern."""
        if letters not in self._read:
            line = self._lines.get(letters)
            self._read[letters] = None if line is None else _values(line)
        return self._read[letters]


def _values(line: str) -> tuple[int, tuple[int, ...]] | None:
    values = [int(figure or "0") for figure, _ in _VALUE.findall(line)]
    there = [place for place, value in enumerate(values) if value]
    return (there[0], tuple(values[there[0] : there[-1] + 1])) if there else None
