"""Joins at which words seem to be lost: what stands before and behind never meets in Chinese.

Each sign is a number; `WEIGHTS` weighs their sum, as tools/junctions/learn.py learned it from sound
prose that it cut, with and without a loss. A sound join looks torn at times, so how strict to be
follows from how many joins there are: false alarms stay below one in 3,000 characters whether a
text was cut three times or thirty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from publisher.manuscript.characters import CLOSING, is_han
from publisher.manuscript.draft import Passage, Shape
from publisher.manuscript.words import edges, words
from publisher.manuscript.words.junctions import junctions
from publisher.manuscript.words.phrases import phrases

# no column begins with one: what stood before it is lost
_PAUSES = frozenset("，、；：。！？,;:!?")
_CHARACTERS_A_FALSE_ALARM = 2200
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
    "written",
    "written_often",
    "written_longer",
    "flow",
)
WEIGHTS: tuple[float, ...] = (
    -2.34,  # bond
    -0.79,  # never_met
    -0.51,  # tail_and_head_meet
    -0.30,  # head_follows
    -0.12,  # word_across
    -0.50,  # long_word_across
    -1.34,  # tail_is_word
    -1.75,  # head_is_word
    -1.67,  # tail_alone
    -1.74,  # head_alone
    -0.39,  # tail_ends_words
    -1.88,  # head_begins_words
    0.24,  # both_cut
    0.54,  # bond_before
    0.30,  # bond_behind
    -1.63,  # nothing_before
    -2.16,  # nothing_behind
    -0.58,  # pause_before
    4.02,  # pause_behind
    -1.33,  # written
    0.19,  # written_often
    -2.22,  # written_longer
    -0.82,  # flow
    3.81,  # always
)
# the share of sound joins that pass a score; a text with few joins is not asked about each of them
SOUND: tuple[tuple[float, float], ...] = (
    (0.3, -0.31),
    (0.25, 0.02),
    (0.2, 0.17),
    (0.15, 0.53),
    (0.1, 0.8),
    (0.07, 0.99),
    (0.05, 1.29),
    (0.03, 1.61),
    (0.02, 1.79),
    (0.01, 2.34),
    (0.005, 2.52),
)


class Written:
    """What a text writes: the numbers of its neighbouring pairs and triples of characters."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pairs: Counter[str] = Counter()
        self._triples: Counter[str] = Counter()
        for text in texts:
            self._pairs.update(map(str.__add__, text, text[1:]))
            self._triples.update(map("".join, zip(text, text[1:], text[2:], strict=False)))

    def across(self, before: str, after: str, own: int) -> tuple[int, int]:
        """How often the pair at a join, and triples over it, are written; `own` times by itself."""
        pairs = self._pairs[before[-1:] + after[:1]] - own
        triples = self._triples[before[-2:] + after[:1]], self._triples[before[-1:] + after[:2]]
        return max(0, pairs), sum(max(0, each - own) for each in triples)


def signs(before: str, after: str, pairs: int = 0, triples: int = 0) -> tuple[float, ...]:
    """The signs of a join, in the order of SIGNS.

    `pairs` and `triples` count where else this text writes the characters that meet in it.
    """
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
        float(pairs > 0),
        min(3, pairs) / 3,
        min(4, triples) / 4,
        phrases().flow(tail.text, head.text) if both else 0,
    )


def score(before: str, after: str, pairs: int = 0, triples: int = 0) -> float:
    """How much a join looks torn; above 0 it is more probable than not, at equal odds."""
    weights = zip(WEIGHTS, signs(before, after, pairs, triples), strict=False)
    return WEIGHTS[-1] + sum(weight * sign for weight, sign in weights)


def torn_joins(passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """Passages and the offsets in them at which something seems to be lost."""
    joins = _judged(passages)
    if not joins:
        return []
    length = sum(len(passage.text) for passage in passages)
    limit = _limit(length / _CHARACTERS_A_FALSE_ALARM / len(joins))
    written = Written(passage.text for passage in passages)
    return [each for each in joins if _score(*each, written) > limit]


def _score(passage: Passage, place: int, written: Written) -> float:
    before = passage.text[max(0, place - edges.NEAR) : place]
    after = passage.text[place : place + edges.NEAR]
    return score(before, after, *written.across(before, after, own=1))


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
    """Where nothing is known: people break lines before what closes, and after a figure or word.

    A pause at the head says enough by itself.
    """
    before, after = passage.text[place - 1], passage.text[place]
    known = is_han(before) or before in "，、；：,;:" or after in _PAUSES
    return after in CLOSING or not known


def _limit(allowed: float) -> float:
    """The score that only an allowed share of sound joins passes."""
    share, limit = SOUND[0]
    if allowed >= share:
        return limit
    for (more, low), (less, high) in pairwise(SOUND):
        if allowed >= less:
            return high - (high - low) * (allowed - less) / (more - less)
    return SOUND[-1][1] + 1
