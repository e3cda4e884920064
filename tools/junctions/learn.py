"""Learn the weights of publisher/manuscript/torn.py.

    python tools/junctions/learn.py PROSE

PROSE is a UTF-8 file with a paragraph a line, of which the repository holds none. Each is cut at
places drawn by a seed, with and without the loss of one to six characters; logistic regression
tells the two kinds apart. What it prints goes into torn.py by hand.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Sequence
from operator import mul
from pathlib import Path

from publisher.manuscript.torn import SIGNS, signs

STEPS = 700
RATE = 4.0
SHARES = (0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.005)
Row = tuple[float, ...]


def cuts(paragraphs: Sequence[str], lost: bool, chance: random.Random) -> Iterator[Row]:
    """The signs at four places of each paragraph."""
    for each in paragraphs:
        if len(each) < 40:
            continue
        for _ in range(4):
            place = chance.randrange(8, len(each) - 14)
            if each[place - 1] in "。！？”" or each[place] in "，。、；：！？”’）》」』…—":
                continue
            size = chance.randint(1, 6) if lost else 0
            yield signs(each[place - 4 : place], each[place + size : place + size + 4])


def learn(sound: Sequence[Row], torn: Sequence[Row]) -> list[float]:
    """Weights of the signs and, last, what is added: descent along the gradient."""
    rows = [(*row, 1.0) for row in (*sound, *torn)]
    weights = [0.0] * len(rows[0])
    for _ in range(STEPS):
        slope = [0.0] * len(weights)
        for number, row in enumerate(rows):
            guess = 1 / (1 + math.exp(-sum(map(mul, weights, row))))
            error = (number >= len(sound)) - guess
            for at, sign in enumerate(row):
                slope[at] += error * sign
        for at, value in enumerate(slope):
            weights[at] += RATE * value / len(rows)
    return weights


def main(prose: Path) -> None:
    """Print weights and limits."""
    paragraphs = prose.read_text(encoding="utf-8").split("\n")
    chance = random.Random(5)  # noqa: S311 - the same weights every time
    sound, torn = (list(cuts(paragraphs, lost, chance)) for lost in (False, True))
    weights = learn(sound, torn)
    for name, weight in zip((*SIGNS, "always"), weights, strict=True):
        print(f"    {weight:.2f},  # {name}")
    scores = sorted((sum(map(mul, (*row, 1.0), weights)) for row in sound), reverse=True)
    print(tuple((share, round(scores[int(share * len(scores))], 2)) for share in SHARES))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
