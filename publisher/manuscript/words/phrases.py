"""How probable it is that words follow each other: what running text makes of two halves.

The table is made by tools/junctions/gather_phrases.py from the word pairs of a language model.
Pairs are kept as hashes of thirty bits: one in 2,100 that was never met passes for one that was.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter, sub
from pathlib import Path

FILE = Path(__file__).with_name("phrases.bin")
KEY_BITS = 30
STEP, LOWEST = 0.03, -8.0  # of the logarithms (base ten) of words
BACK_STEP = 0.01  # of what is lost where a pair was never met
GAIN_STEP = 0.25  # of what a pair that was met is more probable than its words alone
LONGEST = 4  # characters of a word
BLOCK = 256  # hashes of pairs that are read together
_UNKNOWN = -7.5  # a character that is no word


def pair_key(first: str, second: str) -> int:
    """The hash of a pair of words."""
    return zlib.crc32(f"{first} {second}".encode()) & ((1 << KEY_BITS) - 1)


class Numbers:
    """The number of each word; those of one beginning are read when one is asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Each line has the words of one beginning, with spaces between them, all in order."""
        self._lines: dict[str, tuple[int, str]] = {}
        number = 0
        for line in lines:
            self._lines[line[0]] = number, line
            number += line.count(" ") + 1
        self._read: dict[str, dict[str, int]] = {}

    def get(self, word: str) -> int | None:
        """The number of a word, from 0; None where it is none of them."""
        first = word[:1]
        found = self._read.get(first)
        if found is None:
            start, line = self._lines.get(first, (0, ""))
            found = {each: number for number, each in enumerate(line.split(), start)}
            self._read[first] = found
        return found.get(word)


class Keys:
    """Half a million numbers in order, of which those of a block are read when one is asked for."""

    def __init__(self, heads: Sequence[int], gaps: Sequence[int]) -> None:
        """The first number of each block, and what each number is more than the one before it."""
        self._heads, self._gaps = heads, gaps
        self._read: dict[int, list[int]] = {}

    def place(self, key: int) -> int | None:
        """Where a number stands, from 0; None where it is none of them."""
        block = bisect_right(self._heads, key) - 1
        if block < 0:
            return None
        found = self._read.get(block)
        if found is None:
            start = block * BLOCK
            gaps = self._gaps[start + 1 : start + BLOCK]
            found = self._read[block] = [*accumulate(gaps, initial=self._heads[block])]
        place = bisect_left(found, key)
        return block * BLOCK + place if place < len(found) and found[place] == key else None


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words with their logarithms, and the pairs that are met."""

    numbers: Numbers
    chances: bytes
    backs: bytes
    keys: Keys
    gains: bytes

    def word(self, word: str) -> float:
        """The logarithm of how probable a word is."""
        number = self.numbers.get(word)
        return _UNKNOWN if number is None else LOWEST + STEP * self.chances[number]

    def after(self, first: str, second: str) -> float:
        """The logarithm of how probable a word is after another."""
        number = self.numbers.get(first)
        back = 0.0 if number is None else -BACK_STEP * self.backs[number]
        return back + self.word(second) + self._gain(first, second)

    def _gain(self, first: str, second: str) -> float:
        place = self.keys.place(pair_key(first, second))
        return 0.0 if place is None else GAIN_STEP * self.gains[place]

    def best(self, text: str) -> float:
        """The logarithm of the best way to part a text into words."""
        ways: list[dict[str, float]] = [{} for _ in range(len(text) + 1)]
        ways[0][""] = 0.0
        for start in range(len(text)):
            for size in range(1, min(LONGEST, len(text) - start) + 1):
                word = text[start : start + size]
                if size > 1 and self.numbers.get(word) is None:
                    continue
                found = max(
                    so_far + (self.after(last, word) if last else self.word(word))
                    for last, so_far in ways[start].items()
                )
                ways[start + size][word] = found
        return max(ways[-1].values())

    def flow(self, before: str, after: str) -> float:
        """How much more probable two halves are as one text than apart; below 0 they do not fit."""
        return self.best(before + after) - self.best(before) - self.best(after)


def pack(words: Mapping[str, tuple[int, int]], pairs: Mapping[int, int]) -> bytes:
    """The file: words, their two levels, the hashes of pairs by blocks and gaps, their gains."""
    names = sorted(words)
    keys = sorted(pairs)
    heads, gaps = array("I", keys[::BLOCK]), array("H", map(sub, keys, [0, *keys]))
    parts = (
        "\n".join(" ".join(each) for _, each in groupby(names, key=itemgetter(0))).encode(),
        bytes(words[name][0] for name in names),
        bytes(words[name][1] for name in names),
        heads.tobytes(),
        _split(gaps.tobytes()),
        bytes(pairs[key] for key in keys),
    )
    head = b"".join(len(part).to_bytes(4, "little") for part in parts)
    return head + zlib.compress(b"".join(parts), 9)


def _split(pairs_of_bytes: bytes) -> bytes:
    """All low bytes, then all high bytes, which compress well."""
    return pairs_of_bytes[::2] + pairs_of_bytes[1::2]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The table, read at its first use."""
    data = FILE.read_bytes()
    sizes = [int.from_bytes(data[at : at + 4], "little") for at in range(0, 24, 4)]
    whole = zlib.decompress(data[24:])
    ends = accumulate(sizes)
    names, chances, backs, heads, split, gains = (
        whole[end - size : end] for size, end in zip(sizes, ends, strict=True)
    )
    half = len(split) // 2
    mixed = bytearray(len(split))
    mixed[::2], mixed[1::2] = split[:half], split[half:]
    keys = Keys(array("I", heads), array("H", bytes(mixed)))
    return Phrases(Numbers(names.decode().split("\n")), chances, backs, keys, gains)
