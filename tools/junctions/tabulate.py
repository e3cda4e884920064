"""Make publisher/manuscript/words/junctions.bin from the language model of libime.

    python tools/junctions/tabulate.py …/lm_sc.arpa

The model is lm_sc.arpa of 2022-08-10 (libime 1.0.16, © 2015–2022 CSSlayer, LGPL-2.1-or-later; in
Debian's source package libime, data/lm_sc.arpa-20220810.tar.xz). What is kept are the chances that
characters stand beside each other, summed over its word pairs.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from publisher.manuscript.words.junctions import FILE, FILTER_BITS, LEVELS, filter_places, pack

CHARACTERS = 4000
PAIRS = 300_000
TRIPLES = 1_500_000
_HAN = re.compile("[\u4e00-\u9fff]+")
Grams = Iterator[tuple[int, float, list[str]]]


@dataclass
class Counts:
    """Chances by characters: pairs, triples, and where in a word a character stands."""

    pairs: Counter[str] = field(default_factory=Counter)
    triples: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    begins: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)


def grams(lines: Iterable[str]) -> Grams:
    """Order, chance and words of the single words and pairs of an ARPA file."""
    order = 0
    for line in lines:
        if line.startswith("\\"):
            order = int(line[1]) if line[1].isdigit() else 0
            if order > 2:
                return
        elif order and "\t" in line:
            logarithm, words = line.split("\t")[:2]
            yield order, 10 ** float(logarithm), words.split()


def count(found: Grams) -> Counts:
    """Sum the chances."""
    counts, chances = Counts(), dict[str, float]()
    for _, chance, words in found:
        if not all(map(_HAN.fullmatch, words)):
            continue
        if len(words) == 1:
            chances[words[0]] = chance
            _word(counts, words[0], chance)
        else:
            _pair(counts, *words, chances.get(words[0], 0) * chance)
    return counts


def _word(counts: Counts, word: str, chance: float) -> None:
    for character in word:
        counts.all[character] += chance
    if len(word) == 1:
        counts.alone[word] += chance
        return
    counts.begins[word[0]] += chance
    counts.ends[word[-1]] += chance
    for place in range(len(word) - 1):
        counts.pairs[word[place : place + 2]] += chance
        if place + 2 < len(word):
            counts.triples[word[place : place + 3]] += chance


def _pair(counts: Counts, left: str, right: str, chance: float) -> None:
    counts.pairs[left[-1] + right[0]] += chance
    if len(left) > 1:
        counts.triples[left[-2:] + right[0]] += chance
    if len(right) > 1:
        counts.triples[left[-1] + right[:2]] += chance


def bonds(counts: Counts, numbers: dict[str, int]) -> bytes:
    """Pointwise mutual information of the commonest pairs, in fifteen steps."""
    left, right = Counter[str](), Counter[str]()
    for pair, chance in counts.pairs.items():
        left[pair[0]] += chance
        right[pair[1]] += chance
    whole = sum(counts.pairs.values())
    size = len(numbers)
    table = bytearray((size * size + 1) // 2)
    for pair, chance in counts.pairs.most_common(PAIRS):
        if pair[0] in numbers and pair[1] in numbers:
            strength = math.log(chance * whole / (left[pair[0]] * right[pair[1]]))
            level = max(1, min(LEVELS, round((strength + 4) * 1.4) + 1))
            place = numbers[pair[0]] * size + numbers[pair[1]]
            table[place >> 1] |= level << (4 * (place & 1))
    return bytes(table)


def triples(counts: Counts, numbers: dict[str, int]) -> bytes:
    """A filter (Bloom) of the commonest triples."""
    table = bytearray(1 << (FILTER_BITS - 3))
    for triple, _ in counts.triples.most_common(TRIPLES):
        found = [numbers.get(each, -1) for each in triple]
        if min(found) >= 0:
            for bit in filter_places(*found):
                table[bit >> 3] |= 1 << (bit & 7)
    return bytes(table)


def main(arpa: Path) -> None:
    """Write the table."""
    with arpa.open(encoding="utf-8") as lines:
        counts = count(grams(lines))
    characters = "".join(sorted(each for each, _ in counts.all.most_common(CHARACTERS)))
    numbers = {each: number for number, each in enumerate(characters)}
    shares = bytes(
        round(255 * part[each] / counts.all[each])
        for each in characters
        for part in (counts.alone, counts.ends, counts.begins)
    )
    FILE.write_bytes(pack(characters, shares, bonds(counts, numbers), triples(counts, numbers)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
