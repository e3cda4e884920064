"""Where Western words may be divided: by pyphen's patterns, where the language is known.

In Chinese text a word is taken for English if a list of English words has it. Names are never
divided, nor words in capitals or with figures, nor parts of compounds and addresses.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

LEAST, LEFT, RIGHT = 6, 2, 3  # letters of a word, before its hyphen, and after
_WORD = re.compile(r"(?<![^\W_])(?<![-'’@/.:_])[a-zà-öø-ÿ]{6,}(?![^\W_])(?![-'’@/:_]|\.\w)")
_HAN_LANGUAGES = ("zh", "ja", "ko")


def places(text: str, language: str) -> list[int]:
    """The characters of a text before which a word may be divided; `language` is a BCP 47 tag."""
    return [
        word.start() + place
        for word in _WORD.finditer(text)
        for place in _in_word(word[0], language.partition("-")[0].lower())
    ]


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
