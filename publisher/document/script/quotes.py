"""Quotation marks of the two scripts (GB/T 15834, 4.8; 重訂標點符號手冊): “ ” ‘ ’ and 「 」『 』.

Every mark is exchanged for one mark, so that all places stay. Marks of Western words stay curly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CURLY, _CORNERS = "“”‘’", "「」『』"
_TO_CORNERS = str.maketrans(_CURLY, _CORNERS)
_TO_CURLY = str.maketrans(_CORNERS, _CURLY)
_PARTNER = {"”": "“", "’": "‘"}
_WIDE = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
# what is stepped over on the way to the word beside a mark
_BETWEEN = frozenset(" \t“”‘’\"'.,;:!?()[]-–")


def exchanged(text: str, language: str) -> str:
    """The text with the quotation marks of a script, as long as it was."""
    if language == "zh-Hans":
        return text.translate(_TO_CURLY)
    if not _WIDE.search(text):
        return text
    stay = frozenset(_western(text))
    marks = (c if i in stay else c.translate(_TO_CORNERS) for i, c in enumerate(text))
    return "".join(marks)


def _western(text: str) -> Iterator[int]:
    """Apostrophes, and pairs that stand within a run of Western words."""
    opened: list[tuple[str, int]] = []
    for i, mark in enumerate(text):
        if mark in "“‘":
            opened.append((mark, i))
        elif mark in "”’":
            if mark == "’" and _letter(text[i - 1 : i]) and _letter(text[i + 1 : i + 2]):
                yield i
            elif opened and opened[-1][0] == _PARTNER[mark]:
                first = opened.pop()[1]
                if _beside(text, first, -1) and _beside(text, first, 1):
                    yield from (first, i)
            elif mark == "’" and (_letter(text[i - 1 : i]) or _letter(text[i + 1 : i + 2])):
                yield i


def _beside(text: str, place: int, step: int) -> bool:
    """Whether the next word in a direction is Western; the ends of a text count as Chinese."""
    place += step
    while 0 <= place < len(text) and text[place] in _BETWEEN:
        place += step
    return 0 <= place < len(text) and _letter(text[place])


def _letter(character: str) -> bool:
    return character.isalnum() and not _WIDE.match(character)
