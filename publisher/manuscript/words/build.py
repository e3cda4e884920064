"""Make `words.txt` and `tails.txt` from the dictionary of jieba 0.42.1 (MIT, Sun Junyi).

    python -m publisher.manuscript.words.build …/jieba/dict.txt

The dictionary has a line a word: word, frequency, part of speech. Words of two characters are kept
from a frequency of 20, longer ones from 30. The first line of `tails.txt` holds the
characters that end words in eight of ten places, the second those that do in more than half: a
paragraph that begins with one has probably lost its head.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

HEADER = """\
# Made by publisher/manuscript/words/build.py from the dictionary of jieba 0.42.1.
# Copyright (c) 2013 Sun Junyi; MIT licence, see LICENSE-jieba in this folder.
"""
_HAN = re.compile("[\u4e00-\u9fff]+")
_LEAST = {2: 20, 3: 30, 4: 30}
Entry = tuple[str, int, str]


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Words of Han characters with frequency and part of speech."""
    for line in lines:
        word, frequency, part = line.split()
        if _HAN.fullmatch(word):
            yield word, int(frequency), part


def kind(part: str) -> str:
    """noun, verb (also the nouns that are verbs), or other."""
    if part.startswith("v"):
        return "verb"
    return "noun" if part in ("n", "ns", "nt", "nz", "nr", "nrt", "s") else "other"


def words(found: Iterable[Entry]) -> str:
    """The word list: a paragraph for each kind, in it a line for all words of one beginning."""
    kept: dict[str, list[str]] = {"noun": [], "verb": [], "other": []}
    for word, frequency, part in found:
        if frequency >= _LEAST.get(len(word), sys.maxsize):
            kept[kind(part)].append(word)
    return "".join(f"\n{name}\n{_lines(each)}\n" for name, each in kept.items())


def _lines(kept: Iterable[str]) -> str:
    groups = groupby(sorted(set(kept)), key=itemgetter(0))
    return "\n".join(" ".join(group) for _first, group in groups)


def tails(found: Iterable[Entry], least: float, alone_at_most: float) -> str:
    """Characters that end words in such a share of their places, and seldom stand alone."""
    alone: Counter[str] = Counter()
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for word, frequency, _ in found:
        if len(word) == 1:
            alone[word] += frequency
        else:
            first[word[0]] += frequency
            last[word[-1]] += frequency
    return "".join(
        sorted(
            each
            for each, count in last.items()
            if count >= 2000
            and count >= least * (count + first[each] + alone[each])
            and alone[each] <= alone_at_most * (count + first[each] + alone[each])
        )
    )


def main(dictionary: Path, folder: Path) -> None:
    """Write both files."""
    with dictionary.open(encoding="utf-8") as lines:
        found = list(entries(lines))
    (folder / "words.txt").write_text(HEADER + words(found), encoding="utf-8")
    both = tails(found, 0.8, 0.2), tails(found, 0.55, 0.3)
    (folder / "tails.txt").write_text(HEADER + "\n".join(both) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent)
