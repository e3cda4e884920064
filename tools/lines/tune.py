"""Tune the weights of the line breaker on a text: python tools/lines/tune.py FILE [UNSEEN]

FILE holds a paragraph a line. At each measure the lines of every second paragraph are judged by
what a reader sees: how far Han characters part (the 95th percentile and the mean), lines beyond
what is allowed, lines that are squeezed beside lines that gape (the spread). One weight after
another is tried larger and smaller, and kept where the sum falls. What is found is told for the
other half as well, or for UNSEEN; it is worth taking only if both are better.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

from fontTools.ttLib import TTFont

from publisher.resources import folder
from publisher.typesetting import Plan, Row, Strip, measure
from publisher.typesetting.breaking import LOOSE, LOOSE_IF_NARROW, NARROW, WEIGHTS, Fit, Weights

MEASURES = (13, 16, 22, 28)  # em
MOST = 160  # paragraphs of a half
TUNED = ("first", "second", "takes", "eases", "tracking", "finals", "divided")
FACTORS = (0.5, 0.75, 1.5, 2.0)
ROUNDS = 2


def strips(paragraphs: Sequence[str]) -> list[Strip]:
    """Paragraphs with the advances of our Song, in em."""
    with TTFont(folder("fonts") / "song-regular.ttf") as face:
        names, widths, upm = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
        known = {char: widths[name][0] / upm for char, name in names.items()}
    return [
        measure(Row(text, [1.0] * len(text), [known.get(ord(char), 1.0) for char in text]))
        for text in paragraphs
    ]


def badness(paragraphs: Sequence[Strip], weights: Weights) -> float:
    """What a reader sees, in thousandths of an em, the mean of all measures."""
    return statistics.fmean(_at(paragraphs, weights, em) for em in MEASURES)


def _at(paragraphs: Sequence[Strip], weights: Weights, em: int) -> float:
    tracking, allowed = list[float](), LOOSE_IF_NARROW if em < NARROW + 2 else LOOSE
    for strip in paragraphs:
        tracking += _tracking(Plan(strip, weights), strip, em)
    ordered = sorted(tracking)
    p95, mean = ordered[int(0.95 * len(ordered))], statistics.fmean(ordered)
    beyond = sum(each > allowed for each in ordered) / len(ordered)
    return 1000 * (p95 + mean + 0.5 * statistics.pstdev(ordered) + 2 * beyond)


def _tracking(plan: Plan, strip: Strip, em: int) -> list[float]:
    """How far the Han characters of each justified line part, in em; below zero where squeezed."""
    found, start, first = list[float](), plan.start_of(0), True
    while start < plan.size:
        width = float(em - 2 * first)
        end = plan.line_end(start, [width, float(em)] if first else [float(em)])
        if end < plan.size:
            found.append(_parting(Fit(strip, start, end), width))
        start, first = plan.start_of(end), False
    return found


def _parting(fit: Fit, width: float) -> float:
    spare = width - fit.natural
    if spare < 0:
        return 0.02 * spare / max(fit.first + fit.second, 0.1)  # seen, but hardly
    spare = max(0.0, spare - fit.takes - fit.eases)
    return fit.parting(spare, width, 1.0)[0] / max(fit.gaps, 1)


def main() -> None:
    """Print each step and the weights that were found."""
    texts = [_paragraphs(name) for name in sys.argv[1:]]
    own, other = (texts[0][::2], texts[-1][1::2]) if len(texts) < 2 else (texts[0], texts[1])
    tuned, judged = strips(own[:MOST]), strips(other[:MOST])
    weights = WEIGHTS
    least = badness(tuned, weights)
    print(f"as they are: {least:.2f}, on the other half {badness(judged, weights):.2f}")
    known = {each.name for each in fields(Weights)}
    for name in [each for each in TUNED * ROUNDS if each in known]:
        for factor in FACTORS:
            tried = replace(weights, **{name: getattr(weights, name) * factor})
            if (found := badness(tuned, tried)) < least - 0.01:
                weights, least = tried, found
                print(f"{name} {getattr(tried, name):g}: {least:.2f}")
    print(f"{weights}\nis {least:.2f}, on the other half {badness(judged, weights):.2f}")


def _paragraphs(name: str) -> list[str]:
    lines = Path(name).read_text(encoding="utf-8").split("\n")
    return [line.strip() for line in lines if len(line) > MEASURES[-1]]


if __name__ == "__main__":
    main()
