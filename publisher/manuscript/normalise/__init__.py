"""One canonical form for characters, then for marks, as two ordered tuples of passes.

Characters are put right line by line, before lines are joined, because joining reads them. Marks
come after it: whether a comma is Chinese, or a quote opens, is known from the whole paragraph.
A pass takes a passage and yields edits; reading the tuples is reading the algorithm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publisher.manuscript.draft import Draft, Edit, Passage, Repair, apply
from publisher.manuscript.normalise.compose import compose
from publisher.manuscript.normalise.dashes import lengthen_dashes
from publisher.manuscript.normalise.dots import level_dots
from publisher.manuscript.normalise.forms import replace_forms
from publisher.manuscript.normalise.invisible import remove_invisible
from publisher.manuscript.normalise.private_use import replace_private
from publisher.manuscript.normalise.quotes import turn_quotes
from publisher.manuscript.normalise.spaces import remove_spaces
from publisher.manuscript.normalise.warnings import damaged
from publisher.manuscript.normalise.widths import restore_widths

Pass = Callable[[Passage], Iterable[Edit]]

CHARACTERS: tuple[Pass, ...] = (remove_invisible, replace_private, replace_forms, compose)
MARKS: tuple[Pass, ...] = (
    lengthen_dashes,
    level_dots,
    restore_widths,
    turn_quotes,
    remove_spaces,
)


# what no pass of CHARACTERS touches, whatever stands beside it: most lines are of nothing else
USUAL = re.compile("[ -~\u4e00-\u9fff\u3000，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕…—·％]*")


def normalise_characters(draft: Draft) -> Draft:
    """Every line without invisible characters, in canonical forms; what is then empty is a gap."""
    done = _run(draft, lambda text: () if USUAL.fullmatch(text) else CHARACTERS)
    return replace(done, passages=tuple(_filled(done.passages)))


def normalise_marks(draft: Draft) -> Draft:
    """Every paragraph with the marks of Chinese; and a warning for what no pass can put right."""
    done = _run(draft, lambda _text: MARKS)
    return done.repaired(done.passages, (), tuple(damaged(done)))


def _filled(passages: Iterable[Passage]) -> Iterator[Passage]:
    gap = 0
    for passage in passages:
        if passage.text.strip():
            yield replace(passage, gap=passage.gap + gap) if gap else passage
            gap = 0
        else:
            gap += passage.gap + 1


def _run(draft: Draft, passes: Callable[[str], tuple[Pass, ...]]) -> Draft:
    repairs: list[Repair] = []
    passages = []
    for passage in draft.passages:
        for each in passes(passage.text):
            if edits := list(each(passage)):
                passage, made = apply(passage, edits, draft.refused)
                repairs += made
        passages.append(passage)
    return draft.repaired(passages, repairs)
