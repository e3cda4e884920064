"""What no pass can put right: lost characters, private ones of unknown meaning, lone quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Draft, Passage

_DAMAGE = re.compile("[\ufffd“”\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LOST = re.compile("\ufffd+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_QUOTE = re.compile("[“”]")
_SHOWN = 10


def damaged(draft: Draft) -> Iterator[Finding]:
    """A warning for every place that only an editor can mend."""
    for passage, after in zip(draft.passages, (*draft.passages[1:], None), strict=False):
        if _DAMAGE.search(passage.text):
            yield from _lost(passage, draft.file)
            yield from _private(passage, draft.file)
            yield from _lone_quotes(passage, after, draft.file)


def _lost(passage: Passage, file: str) -> Iterator[Finding]:
    for found in _LOST.finditer(passage.text):
        before = passage.text[max(0, found.start() - _SHOWN) : found.start()]
        after = passage.text[found.end() : found.end() + _SHOWN]
        place = Place(file, passage.line_at(found.start()))
        yield kinds.CHARACTER_LOST.at(place, before=before, after=after)


def _private(passage: Passage, file: str) -> Iterator[Finding]:
    found = _PRIVATE.findall(passage.text)
    if found:
        codes = " ".join(dict.fromkeys(f"U+{ord(each):04X}" for each in found))
        yield kinds.PRIVATE_UNKNOWN.at(Place(file, passage.line), count=len(found), codes=codes)


def _lone_quotes(passage: Passage, after: Passage | None, file: str) -> Iterator[Finding]:
    """Quotes without a partner; one that stays open must be opened again by the next paragraph."""
    opened: list[int] = []
    lone: list[int] = []
    for found in _QUOTE.finditer(passage.text):
        if found[0] == "“":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            lone.append(found.start())
    goes_on = after is not None and after.text.startswith("“")
    if opened and not goes_on:
        lone.append(opened[-1])
    for place in sorted(lone):
        around = passage.text[max(0, place - _SHOWN) : place + 1 + _SHOWN]
        yield kinds.QUOTE_UNPAIRED.at(Place(file, passage.line_at(place)), around=around)
