"""Joins at which words seem to be lost: what stands before and behind never meets in Chinese.

Each sign is a number; `WEIGHTS` weighs their sum, as tools/junctions/learn.py learned it from sound
prose that it cut, with and without a loss. A sound join looks torn at times, so how strict to be
follows from how many joins there are: false alarms stay below one in 3,000 characters whether a
text was cut three times or thirty.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from publisher.manuscript.characters import CLOSING
from publisher.manuscript.draft import Passage, Shape
from publisher.manuscript.words import edges, words
from publisher.manuscript.words.junctions import junctions

# no column begins with one: what stood before it is lost
_PAUSES = frozenset("，、；：。！？,;:!?")
_CHARACTERS_A_FALSE_ALARM = 2500
_WRAPPED = 120  # characters a line; text with more line ends than that was wrapped, not torn

SIGNS = (
    "bond",
    "never_met",
    "tail_and_head_meet",
    "head_follows",
    "word_across",
    "long_word_across",
    "tail_is_word",
    "head_is_word",
    "tail_alone",
    "head_alone",
    "tail_ends_words",
    "head_begins_words",
    "both_cut",
    "bond_before",
    "bond_behind",
    "nothing_before",
    "nothing_behind",
    "pause_before",
    "pause_behind",
)
WEIGHTS: tuple[float, ...] = (
    -5.28,  # bond
    -1.66,  # never_met
    -0.75,  # tail_and_head_meet
    -0.67,  # head_follows
    -1.18,  # word_across
    -1.34,  # long_word_across
    -0.78,  # tail_is_word
    -1.39,  # head_is_word
    -1.22,  # tail_alone
    -1.63,  # head_alone
    -0.07,  # tail_ends_words
    -1.27,  # head_begins_words
    0.36,  # both_cut
    0.60,  # bond_before
    0.51,  # bond_behind
    -2.80,  # nothing_before
    -2.50,  # nothing_behind
    -0.26,  # pause_before
    3.84,  # pause_behind
    4.02,  # always
)
# the share of sound joins that pass a score
SOUND: tuple[tuple[float, float], ...] = (
    (0.4, -0.64),
    (0.3, -0.17),
    (0.25, 0.0),
    (0.2, 0.19),
    (0.15, 0.5),
    (0.1, 0.95),
    (0.07, 1.13),
    (0.05, 1.25),
    (0.03, 1.53),
    (0.02, 1.71),
    (0.01, 2.04),
    (0.005, 2.38),
)


def signs(before: str, after: str) -> tuple[float, ...]:
    """The signs of a join, in the order of SIGNS."""
    tail, head = edges.tail(before), edges.head(after)
    both = bool(tail.text and head.text)
    table = junctions()
    bond = table.bond(tail.text[-1:] + head.text[:1]) if both else 0
    across = words().across(tail.text, head.text) if both else ""
    return (
        bond / 15,
        float(both and not bond),
        float(len(tail.text) > 1 and both and table.meets(tail.text[-2:] + head.text[0])),
        float(len(head.text) > 1 and both and table.meets(tail.text[-1] + head.text[:2])),
        float(bool(across)),
        float(len(across) > 2),
        float(tail.is_word),
        float(head.is_word),
        tail.alone,
        head.alone,
        tail.bounds,
        head.bounds,
        float(both and not (across or tail.is_word or head.is_word)),
        tail.bond,
        head.bond,
        float(not tail.text),
        float(not head.text),
        float(before[-1:] in _PAUSES),
        float(after[:1] in _PAUSES),
    )


def score(before: str, after: str) -> float:
    """How much a join looks torn; above 0 it is more probable than not, at equal odds."""
    weights = zip(WEIGHTS, signs(before, after), strict=False)
    return WEIGHTS[-1] + sum(weight * sign for weight, sign in weights)


def torn_joins(passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """Passages and the offsets in them at which something seems to be lost."""
    joins = _judged(passages)
    if not joins:
        return []
    length = sum(len(passage.text) for passage in passages)
    limit = _limit(length / _CHARACTERS_A_FALSE_ALARM / len(joins))
    return [
        (passage, place)
        for passage, place in joins
        if score(
            passage.text[max(0, place - edges.NEAR) : place],
            passage.text[place : place + edges.NEAR],
        )
        > limit
    ]


def _judged(passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """Joins where a column ended; not those where a program wrapped its lines."""
    parted, wrapped = list[tuple[Passage, int]](), list[tuple[Passage, int]]()
    for passage in passages:
        if passage.shape is Shape.PROSE:
            for above, anchor in pairwise(passage.anchors):
                if 0 < anchor.offset < len(passage.text) and not _at_mark(passage, anchor.offset):
                    kind = wrapped if anchor.line - above.line == 1 else parted
                    kind.append((passage, anchor.offset))
    length = sum(len(passage.text) for passage in passages)
    return parted if len(wrapped) * _WRAPPED > length else parted + wrapped


def _at_mark(passage: Passage, place: int) -> bool:
    """A bracket or quote is closed: people break lines there by hand, and nothing is known."""
    return passage.text[place] in CLOSING


def _limit(allowed: float) -> float:
    """The score that only an allowed share of sound joins passes."""
    share, limit = SOUND[0]
    if allowed >= share:
        return limit
    for (more, low), (less, high) in pairwise(SOUND):
        if allowed >= less:
            return high - (high - low) * (allowed - less) / (more - less)
    return SOUND[-1][1] + 1
