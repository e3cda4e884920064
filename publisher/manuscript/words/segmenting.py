"""Where one word ends and the next begins, as far as a word list and the bonds of characters tell.

Among all ways to cut a text into words of the list and single characters, the one is taken whose
words are longest and whose characters are the most used to each other; of two that are alike, the
one with the longer words at the end (Chinese leans to the right: 个|人民, not 个人|民).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from publisher.manuscript.words import Words, words
from publisher.manuscript.words.junctions import LEVELS, junctions
from publisher.manuscript.words.simplified import simplified

LONGEST = 4  # characters of a word of the list
NEARLY = 0.8  # bond of a pair that is taken for a word that the list does not have
BOND = 0.5  # what two characters that are nearly one word are worth beside a longer word
FIXED = "年月日时分秒个名位人岁次届万亿千百条家项种件座所部章节期版页卷倍度元"


@lru_cache(maxsize=4096)
def boundaries(text: str) -> frozenset[int]:
    """The places between two words, from 1 to before the end."""
    plain = simplified(text)
    known, size = words(), len(plain)
    best: list[tuple[float, int]] = [(0.0, 0)] * size + [(0.0, size)]
    for start in range(size - 1, -1, -1):
        ends = [start + 1, *_longer(plain, start, known)]
        worths = ((_worth(plain, start, end) + best[end][0], -end) for end in ends)
        worth, end = max(worths)
        best[start] = worth, -end
    found, place = set[int](), 0
    while place < size:
        place = best[place][1]
        found.add(place)
    return frozenset(found - {size})


def _longer(text: str, start: int, known: Words) -> list[int]:
    """Ends of words of two characters and more that begin at a place."""
    first = text[start]
    if first.isascii() and first.isalnum():
        end = start + 1
        while end < len(text) and text[end].isascii() and text[end].isalnum():
            end += 1
        return [end + 1] if text[end : end + 1] in tuple(FIXED) else [end]
    most = min(len(text), start + LONGEST)
    found = [end for end in range(start + 2, most + 1) if text[start:end] in known]
    pair = text[start : start + 2]
    if start + 2 not in found and len(pair) > 1 and bond(pair) >= NEARLY:
        found.append(start + 2)
    return found


def _worth(text: str, start: int, end: int) -> float:
    """A word of n characters is worth n² and what its characters are used to each other."""
    bonds = sum(bond(a + b) for a, b in pairwise(text[start:end]))
    return (end - start) ** 2 + BOND * bonds


def bond(pair: str) -> float:
    """How much two neighbouring characters are used to each other, from 0 to 1."""
    return junctions().bond(pair) / LEVELS
