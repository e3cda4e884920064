"""What no pass can put right: lost characters, private ones of unknown meaning, lone quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Draft, Passage

_LOST = re.compile("\ufffd+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SHOWN = 10


def damaged(draft: Draft) -> Iterator[Finding]:
    """A warning for every place that only an editor can mend."""
    for passage in draft.passages:
        if not passage.text.isascii():
            yield from _lost(passage, draft.file)
            yield from _private(passage, draft.file)
            yield from _lone_quotes(passage, draft.file)


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


def _lone_quotes(passage: Passage, file: str) -> Iterator[Finding]:
    """A quote that closes unopened, or that opens again; a paragraph may leave one open."""
    depth = 0
    for found in re.finditer("[“”]", passage.text):
        depth += 1 if found[0] == "“" else -1
        if depth < 0:
            around = passage.text[max(0, found.start() - _SHOWN) : found.end() + _SHOWN]
            place = Place(file, passage.line_at(found.start()))
            yield kinds.QUOTE_UNPAIRED.at(place, around=around)
            depth = 0
