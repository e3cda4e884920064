"""Ellipses of every make become ……."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.manuscript.characters import is_wide
from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import DOTS

# each way begins with a character and no repetition: so the next place is found ten times as fast
_DOTS = re.compile(r"……*|\.\.\.+|。。。+|···+|•••+|．．．+")


def level_dots(passage: Passage) -> Iterator[Edit]:
    """An ellipsis in Chinese text is six dots; a leader of more than twelve is left alone."""
    text = passage.text
    for found in _DOTS.finditer(text):
        before = text[: found.start()].rstrip()[-1:] or text[found.end() :].lstrip()[:1]
        wide = is_wide(before) or is_wide(text[found.end() : found.end() + 1] or " ")
        if wide and len(found[0]) <= 12:
            yield Edit(found.start(), found.end(), "……", DOTS)
