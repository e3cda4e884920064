"""Where Western words may be divided: by pyphen's patterns, where the language is known.

In Chinese text a word is taken for English if a list of English words has it. Names are not
divided, nor words in capitals or with figures, nor parts of compounds and addresses: these only
where a line would gape (`last_places`), an address behind signs that nobody takes for its end.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from publisher.typesetting.kinsoku import addresses

LEAST, LEFT, RIGHT = 6, 2, 3  # letters of a word, before its hyphen, and after
_WORD = re.compile(r"(?<![^\W_])(?<![-'’@/.:_])[a-zà-öø-ÿ]{6,}(?![^\W_])(?![-'’@/:_]|\.\w)")
_AFTER_SIGNS = frozenset("_=:%;,+~")
_HAN_LANGUAGES = ("zh", "ja", "ko")


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
    return pyphen.Pyphen(lang=known, left=LEFT, right=RIGHT) if known else None
