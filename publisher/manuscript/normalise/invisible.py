"""Control, zero-width and direction characters, and soft hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import INVISIBLE

# C0 but tab, DEL, C1, soft hyphen, zero width, directions, word joiner and its kin, BOM, tags,
# and selectors of variants, of which our faces have none: PDF text would lose them in silence.
# A soft hyphen at the end of a line says that a word goes on: rejoining reads and removes it.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufe00-\ufe0e\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef]+|\u00ad+(?!$)"
)
_JOINED_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]\u200d(?=[\U0001f000-\U0001faff\u2600-\u27bf])"
)


def remove_invisible(passage: Passage) -> Iterator[Edit]:
    """Nothing stands in the text that cannot be seen."""
    kept = {found.end() - 1 for found in _JOINED_EMOJI.finditer(passage.text)}
    for found in _INVISIBLE.finditer(passage.text):
        if found.start() not in kept:
            yield Edit(found.start(), found.end(), "", INVISIBLE)
