"""Private code points whose meaning is known: old GBK systems and symbol fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import PRIVATE

# GB18030-2000 kept these at private code points (GB 18030-2005, annex; now assigned);
# U+F0xx are the Symbol and Wingdings bullets that word processors write
KNOWN = {
    "\ue5e5": "\u3000",
    "\ue7c7": "ḿ",
    "\ue7c8": "ǹ",
    "\ue78d": "，",
    "\ue78e": "。",
    "\ue78f": "、",
    "\ue790": "：",
    "\ue791": "；",
    "\ue792": "！",
    "\ue793": "？",
    "\ue794": "〖",
    "\ue795": "〗",
    "\ue796": "…",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0a7": "▪",
    "\uf0b7": "·",
    "\uf0d8": "▶",
    "\uf0e0": "→",
    "\uf0fc": "√",
}
_KNOWN = re.compile("[" + "".join(KNOWN) + "]")


def replace_private(passage: Passage) -> Iterator[Edit]:
    """Private characters of known meaning get their own code points; others are warned of."""
    for found in _KNOWN.finditer(passage.text):
        yield Edit(found.start(), found.end(), KNOWN[found[0]], PRIVATE)
