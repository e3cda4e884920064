"""Control, zero-width and direction characters, and soft hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.document.unseen import UNSEEN
from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import INVISIBLE

# PDF text would lose them in silence.
# A soft hyphen at the end of a line says that a word goes on: rejoining reads and removes it.
_INVISIBLE = re.compile(f"[{UNSEEN}]+|\u00ad+(?!$)")
_JOINED_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]\u200d(?=[\U0001f000-\U0001faff\u2600-\u27bf])"
)


def remove_invisible(passage: Passage) -> Iterator[Edit]:
    """Nothing stands in the text that cannot be seen."""
    kept = {found.end() - 1 for found in _JOINED_EMOJI.finditer(passage.text)}
    for found in _INVISIBLE.finditer(passage.text):
        if found.start() not in kept:
            yield Edit(found.start(), found.end(), "", INVISIBLE)
