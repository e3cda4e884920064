"""Make publisher/manuscript/words/phrases.bin from the language model of libime.

    python tools/junctions/gather_phrases.py …/lm_sc.arpa

The model is the one of tabulate.py. Of its word pairs those are kept that say most: the probable
ones that are more probable than their words alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from publisher.manuscript.words.phrases import (
    BACK_STEP,
    FILE,
    GAIN_STEP,
    LONGEST,
    LOWEST,
    STEP,
    pack,
    pair_key,
)

PAIRS = 500_000
WORDS = 60_000  # besides those of the pairs
_HAN = re.compile(f"[\u4e00-\u9fff]{{1,{LONGEST}}}")
Pair = tuple[str, str]


def grams(source: Path) -> Iterator[tuple[int, list[str], float, float]]:
    """Order, words, chance and back-off of the single words and pairs of an ARPA file."""
    order = 0
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("\\"):
                order = int(line[1]) if line[1].isdigit() else 0
                if order > 2:
                    return
            elif order and "\t" in line:
                chance, words, *back = line.rstrip("\n").split("\t")
                yield order, words.split(" "), float(chance), float(back[0]) if back else 0.0


def main(source: Path) -> None:
    """Write the table."""
    words: dict[str, tuple[float, float]] = {}
    gains: dict[Pair, float] = {}
    worth: dict[Pair, float] = {}
    for order, names, chance, back in grams(source):
        if not all(map(_HAN.fullmatch, names)):
            continue
        if order == 1:
            words[names[0]] = chance, back
        elif all(name in words for name in names):
            first, second = names
            gain = chance - words[first][1] - words[second][0]
            gains[first, second] = gain
            worth[first, second] = gain * 10 ** (words[first][0] + chance)
    kept = sorted(worth, key=lambda pair: (-worth[pair], pair))[:PAIRS]
    common = sorted(words, key=lambda word: (-words[word][0], word))[:WORDS]
    named = {*common, *(word for pair in kept for word in pair), *(w for w in words if len(w) == 1)}
    levels = {
        word: (_level(words[word][0] - LOWEST, STEP), _level(-words[word][1], BACK_STEP))
        for word in named
    }
    pairs = {pair_key(*pair): _level(gains[pair], GAIN_STEP) for pair in reversed(kept)}
    FILE.write_bytes(pack(levels, pairs))


def _level(value: float, step: float) -> int:
    return max(0, min(255, round(value / step)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
