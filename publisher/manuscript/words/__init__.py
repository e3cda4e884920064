"""The words of Chinese that the loader knows; `build` says where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from publisher.manuscript.words.simplified import simplified

_FOLDER = Path(__file__).parent
_FIRST = itemgetter(slice(3))  # the bytes of a character of the list


class Kind:
    """The words of one kind; those that begin with a character are read when one is asked for.

    To read all takes ten times as long as a manuscript of three pages needs.
    """

    def __init__(self, lines: Sequence[bytes]) -> None:
        """Each line has the words of one beginning in UTF-8, with spaces between them."""
        self._lines = dict(zip(map(_FIRST, lines), lines, strict=True))
        self._read: dict[str, frozenset[str]] = {}

    def __contains__(self, word: str) -> bool:
        """Whether it is a word of this kind."""
        first = word[:1]
        found = self._read.get(first)
        if found is None:
            line = self._lines.get(first.encode("utf-8", "surrogatepass"), b"")
            found = self._read[first] = frozenset(line.decode().split())
        return word in found


@dataclass(frozen=True, slots=True)
class Words:
    """Words of two to four characters by what they can be, and characters that end words.

    A verb that is also a noun (教育, 研究) stands under `verbs`. `tails` end words nearly
    always, `half_tails` mostly.
    """

    nouns: Kind
    verbs: Kind
    others: Kind
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
    """The list (60,000 words), read at its first use."""
    _licence, *blocks = (_FOLDER / "words.txt").read_bytes().split(b"\n\n")
    kinds = {name: Kind(lines) for name, *lines in map(bytes.splitlines, blocks)}
    text = (_FOLDER / "tails.txt").read_text(encoding="utf-8")
    tails, half_tails = (line for line in text.splitlines() if not line.startswith("#"))
    sets = frozenset(tails), frozenset(half_tails)
    return Words(kinds[b"noun"], kinds[b"verb"], kinds[b"other"], *sets)
