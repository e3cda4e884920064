"""Places where words seem to be lost. They are warned of and never filled in.

Joins are judged by `torn`. Three more signs, each with what keeps false alarms rare:

- a paragraph begins with a character that only ends words (式, 者, 员), and no word begins there;
- the first paragraph below a headline begins with a character that mostly ends words, and that
  this text writes nowhere but at the end of words (代表团 … 团第一次);
- a modal (能, 会, 可以 …) governs a list of things and no verb: 更能影视、电商.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.characters import HAN, ends_sentence, is_han
from publisher.manuscript.draft import Draft, Passage, Shape
from publisher.manuscript.torn import torn_joins
from publisher.manuscript.words import Words, words
from publisher.manuscript.words.simplified import simplified

_SHOWN = 8
_WORD = 4  # characters of the longest word
_LEAST = 25  # characters of running text; what is shorter may be a title
_INSIDE = frozenset("里内外上下中前后长方的")  # 院里, 队里: a place, not the end of a word
_HEADS = (Shape.TITLE, Shape.HEADING, Shape.ROLE, Shape.NAME, Shape.NAMED, Shape.BYLINE)
_MODAL = re.compile(
    f"(?P<modal>可以|能够|必须|应该|应当|需要|将会|能|会|可|应|须)(?P<first>[{HAN}]{{2,6}})、"
    f"(?P<second>[{HAN}A-Za-z]{{1,8}}?)(?=[、，。；和与及等])"
)
# 智能, 社会, 不可: the modal is a part of a word, unless it is one of these
_MODAL_WORDS = frozenset(
    "更能 也能 都能 就能 还能 便能 又能 才能 只能 不能 更会 也会 都会 就会 "
    "还会 更可 也可 还可 更应 也应 都应 ".split()
)


class Doubt(NamedTuple):
    """The warnings, and the characters across every place, as the repaired text has them."""

    findings: tuple[Finding, ...]
    places: tuple[str, ...]


def doubtful(draft: Draft) -> Iterator[tuple[Passage, int]]:
    """Repaired paragraphs and the offsets in them where words seem lost; one may come twice."""
    yield from _found(draft.passages)
    yield from torn_joins(draft.passages)
    yield from _never_ended(draft.passages)


def lost_places(draft: Draft) -> Doubt:
    """Look for them in repaired paragraphs."""
    found = sorted(
        {
            (passage.line_at(place), place): (passage, place) for passage, place in doubtful(draft)
        }.items()
    )
    findings = [asked(draft.file, passage, place) for _, (passage, place) in found]
    places = [passage.text[max(0, place - 2) : place + 4] for _, (passage, place) in found]
    return Doubt(tuple(findings), tuple(places))


def asked(file: str, passage: Passage, place: int) -> Finding:
    """The warning for words that seem lost at an offset."""
    return kinds.TEXT_LOST.at(
        Place(file, passage.line_at(place)),
        before=passage.text[max(0, place - _SHOWN) : place],
        after=passage.text[place : place + _SHOWN],
    )


def _found(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int]]:
    """Passages and the offsets in them before which something is missing."""
    known = words()
    for number, passage in enumerate(passages):
        if passage.shape is not Shape.PROSE:
            continue
        above = passages[number - 1] if number else None
        if _begins_inside(passage, above, passages, known):
            yield passage, 0
        if "、" in passage.text:  # which every list has
            for place in _nothing_to_govern(simplified(passage.text), known):
                yield passage, place


# ── a sentence that never ends ───────────────────────────────────────────────────────────────────


def _never_ended(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int]]:
    """Running text that breaks off, where what follows does not go on with it."""
    for passage, after in pairwise(passages):
        if passage.shape is after.shape is Shape.PROSE and not passage.markup:
            text = passage.text
            said = len(text) >= _LEAST or any(mark in text for mark in "，。；")
            if said and is_han(text[-1]) and not ends_sentence(text):
                yield passage, len(text)


# ── a paragraph that begins in mid-word ──────────────────────────────────────────────────────────


def _begins_inside(
    passage: Passage, above: Passage | None, passages: Sequence[Passage], known: Words
) -> bool:
    text = simplified(passage.text[:_WORD])
    head = text[:1]
    if head not in known.tails and head not in known.half_tails:
        return False
    if known.begins(text) or text[1:2] in _INSIDE or above is None:
        return False
    if head in known.tails:
        return True
    return above.shape in _HEADS and _never_alone(head, passage, passages, known)


def _never_alone(head: str, own: Passage, passages: Sequence[Passage], known: Words) -> bool:
    """Whether this text has a character only inside words, and at the end of one at least."""
    ends = 0
    for passage in passages:
        text = simplified(passage.text)
        place = text.find(head, 1 if passage is own else 0)
        while place >= 0:
            closes = any(text[place - n : place + 1] in known for n in (1, 2, 3))
            if not closes and not known.begins(text[place : place + 4]):
                return False
            ends += closes
            place = text.find(head, place + 1)
    return ends > 0


# ── a modal with nothing to govern ───────────────────────────────────────────────────────────────


def _nothing_to_govern(text: str, known: Words) -> Iterator[int]:
    for found in _MODAL.finditer(text):
        before = text[max(0, found.start() - 1) : found.start("modal") + 1]
        part = len(found["modal"]) == 1 and before in known and before not in _MODAL_WORDS
        if not part and _is_thing(found["first"], known) and _is_no_act(found["second"], known):
            yield found.start("first")


def _is_thing(text: str, known: Words) -> bool:
    """Nouns from end to end, none of them also a verb: 影视, 桥梁."""
    place = 0
    while place < len(text):
        sizes = (4, 3, 2)
        word = next(
            (text[place : place + n] for n in sizes if text[place : place + n] in known.nouns), ""
        )
        if not word or (place == 0 and _a_verb_opens(text, known)):
            return False
        place += len(word)
    return True


def _a_verb_opens(text: str, known: Words) -> bool:
    return any(text[:size] in known.verbs for size in (4, 3, 2))


def _is_no_act(text: str, known: Words) -> bool:
    return not _a_verb_opens(text, known)
