"""Learn the weights of torn.py and of rejoin/headlines.py, both in publisher/manuscript.

    python tools/junctions/learn.py torn PROSE
    python tools/junctions/learn.py headlines PROSE

PROSE is a UTF-8 file with a paragraph or a heading a line, of which the repository holds none.
Paragraphs are cut at places drawn by a seed, with and without the loss of one to six characters;
logistic regression tells the two kinds apart, or short first pieces from headings. What it prints
goes into the modules by hand.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul
from pathlib import Path

from publisher.manuscript.characters import NEVER_FIRST, ends_sentence
from publisher.manuscript.draft import Anchor, Passage, Shape
from publisher.manuscript.rejoin.headlines import TRAITS, traits
from publisher.manuscript.rejoin.shapes import shaped
from publisher.manuscript.torn import SIGNS, Written, signs

STEPS = 1500
RATE = 2.0
ARTICLE = 14  # paragraphs
SHARES = (0.3, 0.25, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.005)
Row = tuple[float, ...]


def cuts(paragraphs: Sequence[str], lost: bool, chance: random.Random) -> Iterator[Row]:
    """The signs at four places of each paragraph, in articles of some paragraphs."""
    for start in range(0, len(paragraphs), ARTICLE):
        article = paragraphs[start : start + ARTICLE]
        yield from _cuts(article, lost, chance, Written(article))


def _cuts(
    paragraphs: Sequence[str], lost: bool, chance: random.Random, written: Written
) -> Iterator[Row]:
    for each in paragraphs:
        for _ in range(4 if len(each) >= 40 else 0):
            place = chance.randrange(8, len(each) - 14)
            if each[place - 1] in "。！？”" or each[place] in "，。、；：！？”’）》」』…—":
                continue
            size = chance.randint(1, 6) if lost else 0
            before, after = each[place - 4 : place], each[place + size : place + size + 4]
            yield signs(before, after, *written.across(before, after, own=int(not lost)))


def learn(no: Sequence[Row], yes: Sequence[Row]) -> list[float]:
    """Weights of the signs and, last, what is added, as if both were as many: by the gradient."""
    rows = [(*row, 1.0) for row in (*no, *yes)]
    shares = (len(rows) / 2 / len(no), len(rows) / 2 / len(yes))
    weights = [0.0] * len(rows[0])
    for _ in range(STEPS):
        slope = [0.0] * len(weights)
        for number, row in enumerate(rows):
            guess = 1 / (1 + math.exp(-sum(map(mul, weights, row))))
            is_yes = number >= len(no)
            error = (is_yes - guess) * shares[is_yes]
            for at, sign in enumerate(row):
                slope[at] += error * sign
        for at, value in enumerate(slope):
            weights[at] += RATE * value / len(rows)
    return weights


def torn(paragraphs: Sequence[str]) -> None:
    """Print weights and limits of torn.py."""
    chance = random.Random(5)  # noqa: S311 - the same weights every time
    sound, cut = (list(cuts(paragraphs, lost, chance)) for lost in (False, True))
    weights = learn(sound, cut)
    _print(SIGNS, weights)
    scores = sorted((sum(map(mul, (*row, 1.0), weights)) for row in sound), reverse=True)
    print(tuple((share, round(scores[int(share * len(scores))], 2)) for share in SHARES))


def headlines(lines: Sequence[str]) -> None:
    """Print the weights of headlines.py."""
    chance = random.Random(1)  # noqa: S311 - the same weights every time
    headings = [
        traits(line, below)
        for line, below in pairwise(lines)
        if not ends_sentence(line) and _like_title(line) and ends_sentence(below)
    ]
    pieces = []
    for line in lines:
        for _ in range(3 if ends_sentence(line) and len(line) > 40 else 0):
            place = chance.randrange(5, min(32, len(line) - 14))
            lost = chance.randint(0, 6)
            if line[place] not in NEVER_FIRST and _like_title(line[:place]):
                pieces.append(traits(line[:place], line[place + lost :]))
    _print(TRAITS, learn(pieces, headings))


def _like_title(text: str) -> bool:
    """Whether it is taken for a headline when it stands alone."""
    return shaped([Passage(text, (Anchor(0, 1),))])[0].shape is Shape.TITLE


def _print(names: Sequence[str], weights: Sequence[float]) -> None:
    for name, weight in zip((*names, "always"), weights, strict=True):
        print(f"    {weight:.2f},  # {name}")


def main(kind: str, prose: Path) -> None:
    """Print what is learned."""
    lines = [each for each in prose.read_text(encoding="utf-8").split("\n") if each.strip()]
    torn(lines) if kind == "torn" else headlines(lines)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
