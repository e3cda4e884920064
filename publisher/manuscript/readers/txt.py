"""Plain text: one passage a line; blank lines and indents are kept as facts about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.characters import SPACES, ems
from publisher.manuscript.decode import decode
from publisher.manuscript.draft import Anchor, Draft, Passage
from publisher.manuscript.readers import Reading

# Editors count \r\n, \n and \r as line ends; the others break a line without a new number.
_LINE_END = re.compile("\r\n|\n|\r")
_BREAK = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# what may stand before an indent unseen
_UNSEEN = "\u200b-\u200f\u2060\ufeff\ue5e5"
_HEAD = re.compile(f"[{SPACES}{_UNSEEN}]*")


def read(data: bytes, file: str) -> Reading:
    """The lines of a text. Raises Unusable."""
    decoded = decode(data, file)
    return Reading(draft(decoded.text, file), decoded.findings)


def draft(text: str, file: str) -> Draft:
    """Every line that is not blank, with the number of blank lines above it and its indent."""
    passages = list(_passages(text))
    trimmed = [line for line, cut in passages if cut]
    findings = []
    if trimmed:
        place = Place(file, trimmed[0].line)
        findings = [kinds.MARGIN.at(place, count=len(trimmed), first=trimmed[0].line)]
    return Draft(file, tuple(line for line, _ in passages), (), tuple(findings), text)


def _passages(text: str) -> Iterator[tuple[Passage, bool]]:
    gap = 0
    for number, whole in enumerate(_LINE_END.split(text), 1):
        for line in _BREAK.split(whole):
            head = _HEAD.match(line)
            margin = head[0] if head else ""
            kept = line[len(margin) :].rstrip(SPACES)
            if not kept:
                gap += 1
                continue
            indent = ems(margin.replace("\t", "    "))
            yield Passage(kept, (Anchor(0, number),), gap, indent), bool(kept != line)
            gap = 0
