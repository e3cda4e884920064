"""How usual it is that one character follows another: what a join is judged by.

The table is made by tools/junctions/tabulate.py from the word pairs of a language model; it says
nothing about words, only about characters that stand beside each other in running Chinese.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

FILE = Path(__file__).with_name("junctions.bin")
LEVELS = 15  # a pair's bond: 0 never met, 1 (parted on purpose) to 15 (nearly one word)
FILTER_BITS = 23  # of the filter of triples; one in eleven that was never met passes it


def filter_places(first: int, second: int, third: int) -> tuple[int, int]:
    """The two bits of a triple of character numbers in the filter."""
    key = (first << 24 | second << 12 | third) + 1
    one = key * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    two = (key ^ one >> 29) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return one >> (64 - FILTER_BITS), two >> (64 - FILTER_BITS)


@dataclass(frozen=True, slots=True)
class Junctions:
    """Bonds of pairs, a filter of triples, and where characters stand in words.

    `shares` holds three bytes a character: how often it is a word of its own, ends one and begins
    one, 255 for always. A row of `packed`, one for each first character of a pair, holds its bonds
    with all others, four bits each, compressed; `rows` are those that were asked for.
    """

    numbers: dict[str, int]
    shares: bytes
    triples: bytes
    packed: Sequence[bytes]
    rows: dict[int, bytes] = field(default_factory=dict)

    def bond(self, pair: str) -> int:
        """0 (never met) to 15; 0 also where a character is rare."""
        first, second = self.numbers.get(pair[:1]), self.numbers.get(pair[1:2])
        if first is None or second is None:
            return 0
        row = self.rows.get(first)
        if row is None:
            row = self.rows[first] = zlib.decompress(self.packed[first])
        return row[second >> 1] >> (4 * (second & 1)) & 15

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
    """The file: the number of characters, which is even; these, shares, triples; lengths, rows.

    Numbers have two bytes. An article needs a tenth of the rows.
    """
    count = len(characters)
    half = count // 2
    rows = [zlib.compress(bonds[n * half : (n + 1) * half], 9) for n in range(count)]
    lengths = b"".join(_number(len(row)) for row in rows)
    parts = _number(count), characters.encode("utf-16-le"), shares, triples, lengths, *rows
    return b"".join(parts)


def _number(value: int) -> bytes:
    return value.to_bytes(2, "little")


@lru_cache(maxsize=1)
def junctions() -> Junctions:
    """The table, read at its first use (2 MB in memory, 4 ms)."""
    data = FILE.read_bytes()
    count = int.from_bytes(data[:2], "little")
    sizes = (2, 2 * count, 3 * count, (1 << FILTER_BITS) // 8, 2 * count)
    starts = list(accumulate(sizes))
    _, characters, shares, triples, lengths = (
        data[start - size : start] for start, size in zip(starts, sizes, strict=True)
    )
    ends = list(accumulate(struct.unpack(f"<{count}H", lengths), initial=starts[-1]))
    return Junctions(
        {each: number for number, each in enumerate(characters.decode("utf-16-le"))},
        shares,
        triples,
        [data[start:end] for start, end in pairwise(ends)],
    )
