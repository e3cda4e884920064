"""Quotation marks: straight ones are turned, wrongly turned ones are paired again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publisher.manuscript.characters import has_han, is_wide
from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import QUOTE
from publisher.manuscript.normalise.protected import code, inside, markup, merged
from publisher.manuscript.words.simplified import is_traditional

_MARK = re.compile("[\"'“”‘’＂＇]")
_DOUBLE = frozenset('"“”＂')
_STRAIGHT = frozenset("\"'＂＇")
_OPENERS = frozenset("（(《〈「『【〔[{—，。、；：！？,;:!? \t\u3000“‘")


def turn_quotes(passage: Passage) -> Iterator[Edit]:
    """Outer quotes are “ ”, inner ones ‘ ’; an apostrophe stays (GB/T 15834, 4.8)."""
    text = passage.text
    if not _MARK.search(text) or not has_han(text):
        return
    marks = merged([*code(text), *(markup(text) if passage.markup else ())])
    double: list[int] = []
    places = [
        found.start()
        for found in _MARK.finditer(text)
        if not inside(marks, found.start()) and not _apostrophe(text, found.start())
    ]
    for family in (True, False):
        double += _paired([p for p in places if (text[p] in _DOUBLE) is family], text, family)
    corners = any(text[abs(p) - 1] in _STRAIGHT for p in double) and is_traditional(text)
    for p in sorted(double, key=abs):
        yield Edit(abs(p) - 1, abs(p), _new(text, p, corners), QUOTE)


def _paired(places: list[int], text: str, double: bool) -> list[int]:
    """`place + 1` for a mark that opens, `-(place + 1)` for one that closes; changed ones only."""
    straight = any(text[place] in _STRAIGHT for place in places)
    if len(places) % 2 or not (straight or _crossed(places, text)):
        return _straight_alone(places, text) if straight else []
    return [(place + 1) * (1 if number % 2 == 0 else -1) for number, place in enumerate(places)]


def _crossed(places: list[int], text: str) -> bool:
    """Whether marks that are turned do not open and close by turns."""
    opens = [text[place] in "“‘" for place in places]
    nested = any(a and b for a, b in pairwise(opens))
    balanced = sum(opens) * 2 == len(opens)
    if balanced and nested:
        return False  # “…“…”…”: quotes within quotes of the same kind stay as typed
    return opens != [number % 2 == 0 for number in range(len(opens))]


def _straight_alone(places: list[int], text: str) -> list[int]:
    """An odd number: each straight mark by its neighbours."""
    found = []
    for place in places:
        if text[place] in _STRAIGHT:
            opens = place == 0 or text[place - 1] in _OPENERS
            found.append((place + 1) * (1 if opens else -1))
    return found


def _new(text: str, signed: int, corners: bool) -> str:
    """The mark, in 繁體 a corner bracket (重訂標點符號手冊) unless it was typed otherwise."""
    old = text[abs(signed) - 1]
    pair = "“”" if old in _DOUBLE else "‘’"
    if corners and old in _STRAIGHT:
        pair = "「」" if old in _DOUBLE else "『』"
    return pair[signed < 0]


def _apostrophe(text: str, place: int) -> bool:
    """`don't`, `'90s`, 5'10": a mark that belongs to a word or a figure."""
    if text[place] in _DOUBLE:
        return (
            text[place] == '"'
            and text[place - 1 : place].isdigit()
            and not is_wide(text[place + 1 : place + 2] or "。")
        )
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return (
        before.isascii()
        and before.isalnum()
        and (after.isascii() or (text[place] == "’" and not _opened(text, place)))
    )


def _opened(text: str, place: int) -> bool:
    """Whether a single quote stands open before this one."""
    before = text[max(0, place - 200) : place]
    return before.count("‘") > before.count("’")
