"""What counts as a word: the known ones, and what this text writes elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_LATIN = re.compile("[A-Za-z]+(?:-[A-Za-z]+)*(?![A-Za-z\u00ad-])")


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
            latin.update(word.lower() for word in _LATIN.findall(text))
        return cls(pairs, frozenset(latin))

    def has(self, word: str) -> bool:
        """Whether this text writes a Latin word."""
        return word.lower() in self.latin

    def begins_word(self, pair: str) -> bool:
        """Whether a word begins with these two characters."""
        return self.pairs[pair] > 1

    def weight(self, before: str, after: str) -> float:
        """How much the characters around a break are one word: 0 to 3."""
        count = self.pairs[before[-1:] + after[:1]]
        return min(3.0, 1.2 * count)
