"""How probable it is that words follow each other: what running text makes of two halves.

The table is made by tools/junctions/gather_phrases.py from the word pairs of a language model.
Pairs are kept as hashes of thirty bits: one in 2,100 that was never met passes for one that was.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).with_name("phrases.bin")
KEY_BITS = 30
STEP, LOWEST = 0.03, -8.0  # of the logarithms (base ten) of words
BACK_STEP = 0.01  # of what is lost where a pair was never met
GAIN_STEP = 0.25  # of what a pair that was met is more probable than its words alone
LONGEST = 4  # characters of a word
_UNKNOWN = -7.5  # a character that is no word


def pair_key(first: str, second: str) -> int:
    """The hash of a pair of words."""
    return zlib.crc32(f"{first} {second}".encode()) & ((1 << KEY_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words with their logarithms, and the pairs that are met."""

    numbers: Mapping[str, int]
    chances: bytes
    backs: bytes
    keys: Sequence[int]
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
        key = pair_key(first, second)
        place = bisect_left(self.keys, key)
        if place == len(self.keys) or self.keys[place] != key:
            return 0.0
        return GAIN_STEP * self.gains[place]

    def best(self, text: str) -> float:
        """The logarithm of the best way to part a text into words."""
        ways: list[dict[str, float]] = [{} for _ in range(len(text) + 1)]
        ways[0][""] = 0.0
        for start in range(len(text)):
            for size in range(1, min(LONGEST, len(text) - start) + 1):
                word = text[start : start + size]
                if size > 1 and word not in self.numbers:
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
    """The file: words, their two levels, gaps between the hashes of pairs, their gains."""
    names = sorted(words)
    keys = sorted(pairs)
    gaps = array("H", (b - a for a, b in zip([0, *keys], keys, strict=False)))
    parts = (
        "\n".join(names).encode(),
        bytes(words[name][0] for name in names),
        bytes(words[name][1] for name in names),
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
    """The table, read at its first use (16 MB in memory, 60 ms)."""
    data = FILE.read_bytes()
    sizes = [int.from_bytes(data[at : at + 4], "little") for at in range(0, 20, 4)]
    whole = zlib.decompress(data[20:])
    ends = list(accumulate(sizes))
    names, chances, backs, split, gains = (
        whole[end - size : end] for size, end in zip(sizes, ends, strict=True)
    )
    half = len(split) // 2
    mixed = bytearray(len(split))
    mixed[::2], mixed[1::2] = split[:half], split[half:]
    keys = array("I", accumulate(array("H", bytes(mixed))))
    numbers = {name: number for number, name in enumerate(names.decode().split("\n"))}
    return Phrases(numbers, chances, backs, keys, gains)
