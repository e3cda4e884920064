"""Spaces: none between Han, none between Han and Latin, none beside a full-width mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.manuscript.characters import HAN, SPACES
from publisher.manuscript.draft import Edit, Passage, Shape
from publisher.manuscript.findings import SPACE, SPACES_MERGED
from publisher.manuscript.normalise.protected import inside, protected

_RUN = re.compile(f"[{SPACES}]+")
_MARKS = "，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕…—％"
_WIDE = re.compile(f"[{HAN}{_MARKS}]")
_MARK = re.compile(f"[{_MARKS}]")
# in these a space parts words: a role from a name, the lines of a headline, names in a by-line
_PARTED = (
    *(Shape.TITLE, Shape.ROLE, Shape.NAME, Shape.NAMED),
    *(Shape.BYLINE, Shape.CREDIT, Shape.CAPTION),
)
_UNTOUCHED = (Shape.MARKUP,)


def remove_spaces(passage: Passage) -> Iterator[Edit]:
    """The space between Han and Latin is typeset, not typed (clreq 3.2.6)."""
    if passage.shape in _UNTOUCHED:
        return
    text = passage.text
    for found in _RUN.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if _superfluous(before, after, passage.shape):
            yield Edit(found.start(), found.end(), "", SPACE)
        elif found[0] != " " and not (passage.shape in _PARTED and found[0] == "\u3000"):
            if found[0].isascii() and inside(protected(text), found.start()) and "`" in text:
                continue
            yield Edit(found.start(), found.end(), " ", SPACES_MERGED)


def _superfluous(before: str, after: str, shape: Shape) -> bool:
    wide = bool(_WIDE.match(before)), bool(_WIDE.match(after))
    if shape in _PARTED or shape is Shape.VERSE:
        # 以AI 为支点 is one phrase, 开放 创新 are two
        return wide[0] != wide[1] or bool(_MARK.match(before) or _MARK.match(after))
    return any(wide)
