"""What counts as a word: the known ones, and what this text writes elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.manuscript.words import words

_LATIN = re.compile("(?<![A-Za-z-])[A-Za-z]+(?:-[A-Za-z]+)*[\u00ad-]?")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pairs of neighbouring characters in this text with their number, and its Latin words."""

    pairs: Counter[str]
    latin: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of some texts."""
        pairs: Counter[str] = Counter()
        latin: set[str] = set()
        for text in texts:
            pairs.update(map(str.__add__, text, text[1:]))
            latin.update(word.lower() for word in _LATIN.findall(text) if word[-1].isalpha())
        return cls(pairs, frozenset(latin))

    def has(self, word: str) -> bool:
        """Whether this text writes a Latin word."""
        return word.lower() in self.latin

    def begins_word(self, text: str) -> bool:
        """Whether a text begins with a known word, or with a pair that is written elsewhere."""
        return self.pairs[text[:2]] > 1 or words().begins(text)

    def weight(self, before: str, after: str) -> float:
        """How much the characters around a break are one word: 0 to 4.

        A known word of two characters meets across one break in twelve by chance, a longer one
        across one in a hundred; a pair that this text writes elsewhere is better evidence.
        """
        known = len(words().across(before, after))
        written = min(3.0, 1.2 * self.pairs[before[-1:] + after[:1]])
        return min(4.0, written + (3.0 if known > 2 else 2.2 if known else 0.0))
