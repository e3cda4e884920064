"""How usual it is that one character follows another: what a join is judged by.

The table is made by tools/junctions/tabulate.py from the word pairs of a language model; it says
nothing about words, only about characters that stand beside each other in running Chinese.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("junctions.bin")
LEVELS = 15  # a pair's bond: 0 never met, 1 (parted on purpose) to 15 (nearly one word)
FILTER_BITS = 23  # of the filter of triples; one in eleven that was never met passes it
_HEAD = 2


def filter_places(first: int, second: int, third: int) -> tuple[int, int]:
    """The two bits of a triple of character numbers in the filter."""
    key = (first << 24 | second << 12 | third) + 1
    one = key * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    two = (key ^ one >> 29) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return one >> (64 - FILTER_BITS), two >> (64 - FILTER_BITS)


@dataclass(frozen=True, slots=True)
class Junctions:
    """Bonds of pairs (four bits each), a filter of triples, and where characters stand in words.

    `shares` holds three bytes a character: how often it is a word of its own, ends one and begins
    one, 255 for always.
    """

    numbers: dict[str, int]
    shares: bytes
    bonds: bytes
    triples: bytes

    def bond(self, pair: str) -> int:
        """0 (never met) to 15; 0 also where a character is rare."""
        first, second = self.numbers.get(pair[:1]), self.numbers.get(pair[1:2])
        if first is None or second is None:
            return 0
        place = first * len(self.numbers) + second
        return self.bonds[place >> 1] >> (4 * (place & 1)) & 15

    def meets(self, triple: str) -> bool:
        """Whether three characters are met beside each other."""
        found = [self.numbers.get(each) for each in triple]
        first, second, third = (each if each is not None else -1 for each in found)
        if min(first, second, third) < 0:
            return False
        bits = filter_places(first, second, third)
        return all(self.triples[bit >> 3] >> (bit & 7) & 1 for bit in bits)

    def share(self, character: str) -> tuple[float, float, float]:
        """How often it is a word of its own, ends one, begins one: 0 to 1 each."""
        number = self.numbers.get(character)
        if number is None:
            return 0, 0, 0
        alone, ends, begins = self.shares[3 * number : 3 * number + 3]
        return alone / 255, ends / 255, begins / 255


def pack(characters: str, shares: bytes, bonds: bytes, triples: bytes) -> bytes:
    """The file: the number of characters (two bytes), then all parts, compressed."""
    count = len(characters).to_bytes(_HEAD, "little")
    return count + zlib.compress(characters.encode("utf-16-le") + shares + bonds + triples, 9)


@lru_cache(maxsize=1)
def junctions() -> Junctions:
    """The table, read at its first use (10 MB in memory, 40 ms)."""
    data = FILE.read_bytes()
    count = int.from_bytes(data[:_HEAD], "little")
    whole = zlib.decompress(data[_HEAD:])
    ends = [2 * count]
    for size in (3 * count, (count * count + 1) // 2):
        ends.append(ends[-1] + size)
    characters = whole[: ends[0]].decode("utf-16-le")
    return Junctions(
        {each: number for number, each in enumerate(characters)},
        whole[ends[0] : ends[1]],
        whole[ends[1] : ends[2]],
        whole[ends[2] :],
    )
