"""Is a short line a headline, or the first piece of a paragraph that a column's end cut in two?

Each trait of the line and of what follows is a number; `WEIGHTS` weighs their sum, as
tools/junctions/learn.py learned it from headings of newspapers with the paragraphs below them, and
from paragraphs that it cut near their heads, half of them with a loss of characters. What the two
sides make together is left to other signals.
"""

from __future__ import annotations

import re

from publisher.manuscript.characters import NEVER_FIRST, ems, is_latin, open_pairs
from publisher.manuscript.words import edges
from publisher.manuscript.words.simplified import simplified

# characters with which paragraphs begin far more often than words inside them, and hardly ever
_OPENERS = frozenset("本在据第这去近此与从其目由但今随当我一")
_NEVER_OPEN = frozenset(
    "的了是和行业个部工民成生理定者们动于场体等区后力能下过事子种企品而得化员格府之次并度"
)
_NEWS = re.compile("本报|据|新华社|中新社|记者|第[一二三四五六七八九十百]+[条章]|[●△▲■◆]")
_PARTICLES = re.compile("[了着过是在将已于为我们他她这其对]")
_YEAR = re.compile("[0-9]|[一二][九○〇]")
_BRIEF = 8  # ems
_NEAR = 20  # characters of what follows that are looked at

TRAITS = (
    "length",
    "comma",
    "commas",
    "colon",
    "inside",
    "pair_open",
    "enumerates",
    "tail_is_word",
    "tail_alone",
    "tail_ends",
    "no_tail",
    "tail_bond",
    "head_is_word",
    "head_alone",
    "head_begins",
    "no_head",
    "head_bond",
    "mark_after",
    "news_before",
    "news_after",
    "latin_at_end",
    "opens",
    "never_opens",
    "particles",
    "of",
    "year",
    "brief",
)
WEIGHTS: tuple[float, ...] = (
    -1.42,  # length
    -6.84,  # comma
    -0.43,  # commas
    -2.78,  # colon
    -0.31,  # inside
    -3.73,  # pair_open
    -4.35,  # enumerates
    1.49,  # tail_is_word
    -0.78,  # tail_alone
    1.25,  # tail_ends
    1.82,  # no_tail
    -1.49,  # tail_bond
    3.33,  # head_is_word
    4.68,  # head_alone
    2.81,  # head_begins
    3.72,  # no_head
    -0.09,  # head_bond
    -2.54,  # mark_after
    -1.54,  # news_before
    3.59,  # news_after
    -4.89,  # latin_at_end
    1.63,  # opens
    -4.72,  # never_opens
    -0.95,  # particles
    -0.76,  # of
    -1.70,  # year
    -0.97,  # brief
    -0.12,  # always
)
# most short lines between paragraphs are headings, and one that is cut is a pity
_PRIOR = 1.75


def traits(line: str, after: str) -> tuple[float, ...]:
    """The traits of a line and the text below it, in the order of TRAITS."""
    line, after = simplified(line), simplified(after[:_NEAR])
    tail, head = edges.tail(line), edges.head(after)
    commas = sum(mark in "，," for mark in line)
    return (
        ems(line) / 10,
        float(commas > 0),
        float(commas > 1),
        float("：" in line or ":" in line),
        float(bool(re.search("[。；！？]", line))),
        float(bool(open_pairs(line))),
        float("、" in line),
        float(tail.is_word),
        tail.alone,
        tail.bounds,
        float(not tail.text),
        tail.bond,
        float(head.is_word),
        head.alone,
        head.bounds,
        float(not head.text),
        head.bond,
        float(after[:1] in NEVER_FIRST),
        float(bool(_NEWS.match(line))),
        float(bool(_NEWS.match(after))),
        float(line[-1:].isdigit() or is_latin(line[-1:])),
        float(after[:1] in _OPENERS),
        float(after[:1] in _NEVER_OPEN),
        10 * len(_PARTICLES.findall(line)) / max(1, len(line)),
        float("的" in line),
        float(bool(_YEAR.match(line))),
        float(ems(line) < _BRIEF),
    )


def odds(line: str, after: str) -> float:
    """How much a line looks like a headline, in log odds; below 0 it is a piece of a paragraph."""
    weights = zip(WEIGHTS, traits(line, after), strict=False)
    return _PRIOR + WEIGHTS[-1] + sum(weight * trait for weight, trait in weights)
