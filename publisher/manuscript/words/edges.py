"""The two sides of a break: what the last and the first characters are by themselves."""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.manuscript.characters import HAN
from publisher.manuscript.words import words
from publisher.manuscript.words.junctions import junctions
from publisher.manuscript.words.simplified import simplified

NEAR = 4  # characters on each side that are looked at
_SIZES = (2, 3, 4)
_TAIL = re.compile(f"[{HAN}]{{1,{NEAR}}}$")
_HEAD = re.compile(f"[{HAN}]{{1,{NEAR}}}")


class Edge(NamedTuple):
    """The Han characters beside a break, up to four, in 简体.

    `alone` says how often the one at the break is a word of its own, `bounds` how often it ends
    (before a break) or begins (after one) a word: 0 to 1, and 0 where a known word stands there.
    `bond` is how usual its pair with its neighbour is, 0 to 1.
    """

    text: str
    is_word: bool
    alone: float
    bounds: float
    bond: float


def tail(before: str) -> Edge:
    """The end of what stands before a break."""
    text = _found(_TAIL.search(simplified(before[-NEAR:])))
    is_word = any(text[-size:] in words() for size in _SIZES)
    alone, ends, _ = junctions().share(text[-1:])
    return _edge(text, is_word, alone, ends, text[-2:])


def head(after: str) -> Edge:
    """The head of what stands behind a break."""
    text = _found(_HEAD.match(simplified(after[:NEAR])))
    is_word = any(text[:size] in words() for size in _SIZES)
    alone, _, begins = junctions().share(text[:1])
    return _edge(text, is_word, alone, begins, text[:2])


def _edge(text: str, is_word: bool, alone: float, bounds: float, pair: str) -> Edge:
    bond = junctions().bond(pair) / 15 if len(pair) > 1 else 0
    return Edge(text, is_word, 0 if is_word else alone, 0 if is_word else bounds, bond)


def _found(match: re.Match[str] | None) -> str:
    return match[0] if match else ""
