"""The words of Chinese that the loader knows; `build` says where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publisher.manuscript.words.simplified import simplified

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Words:
    """Words of two to four characters by what they can be, and characters that end words.

    A verb that is also a noun (教育, 研究) stands under `verbs`. `tails` end words nearly
    always, `half_tails` mostly.
    """

    nouns: frozenset[str]
    verbs: frozenset[str]
    others: frozenset[str]
    tails: frozenset[str]
    half_tails: frozenset[str]

    def __contains__(self, word: str) -> bool:
        """Whether it is a word."""
        word = simplified(word)
        return word in self.nouns or word in self.verbs or word in self.others

    def begins(self, text: str) -> bool:
        """Whether a text begins with a word of two characters or more."""
        return any(text[:size] in self for size in (2, 3, 4))

    def across(self, before: str, after: str) -> str:
        """The longest word that the end of one text and the head of another make together."""
        before, after, found = simplified(before), simplified(after), ""
        for left in (1, 2, 3):
            for right in range(1, 5 - left):
                word = before[-left:] + after[:right]
                if len(word) == left + right > len(found) and word in self:
                    found = word
        return found


@lru_cache(maxsize=1)
def words() -> Words:
    """The list, read at its first use (60,000 words, 20 ms)."""
    kinds = {}
    for line in _lines("words.txt"):
        kind, _, rest = line.partition(" ")
        kinds[kind] = frozenset(rest.split())
    tails, half_tails = _lines("tails.txt")
    sets = frozenset(tails), frozenset(half_tails)
    return Words(kinds["noun"], kinds["verb"], kinds["other"], *sets)


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
