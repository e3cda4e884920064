"""What counts as a word: the known ones, and what this text writes elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from publisher.manuscript.words import words

_LATIN = re.compile("(?<![A-Za-z-])[A-Za-z]+(?:-[A-Za-z]+)*[\u00ad-]?")
_FEW = 50  # pairs that are looked for one by one; who asks for more has all of them counted
_PARTED = "\0"  # no text has one


@dataclass(slots=True)
class Vocabulary:
    """How often this text writes characters beside each other, and its Latin words.

    `whole` is all of it, its pieces parted by _PARTED. Most texts are asked for few pairs, and for
    no Latin word.
    """

    whole: str
    _asked: int = 0
    _pairs: Counter[str] = field(default_factory=Counter)
    _latin: frozenset[str] | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of some texts."""
        return cls(_PARTED.join(texts))

    def has(self, word: str) -> bool:
        """Whether this text writes a Latin word."""
        if self._latin is None:
            found = _LATIN.findall(self.whole)
            self._latin = frozenset(each.lower() for each in found if each[-1].isalpha())
        return word.lower() in self._latin

    def written(self, pair: str) -> int:
        """How often this text writes two characters beside each other."""
        if len(pair) < 2:
            return 0
        if self._asked < _FEW and pair[0] != pair[1]:  # of three that are alike two are pairs
            self._asked += 1
            return self.whole.count(pair)
        if not self._pairs:
            self._pairs.update(map(str.__add__, self.whole, self.whole[1:]))
        return self._pairs[pair]

    def begins_word(self, text: str) -> bool:
        """Whether a text begins with a known word, or with a pair that is written elsewhere."""
        return self.written(text[:2]) > 1 or words().begins(text)

    def weight(self, before: str, after: str) -> float:
        """How much the characters around a break are one word: 0 to 4.

        A known word of two characters meets across one break in twelve by chance, a longer one
        across one in a hundred; a pair that this text writes elsewhere is better evidence.
        """
        known = len(words().across(before, after))
        written = min(3.0, 1.2 * self.written(before[-1:] + after[:1]))
        return min(4.0, written + (3.0 if known > 2 else 2.2 if known else 0.0))
