"""Dashes of every make become ——."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.manuscript.characters import is_wide
from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import DASH
from publisher.manuscript.normalise.protected import inside, protected

# a single — or – between Han is a connector (北京—上海, GB/T 15834, 4.13) and stays
_ANY = re.compile("[-–—―─━－⸺]")
_DASH = re.compile(r" ?(?:[—―─━－⸺]{2,}|[─━⸺]|-{2,3}|–{2,}) ?")


def lengthen_dashes(passage: Passage) -> Iterator[Edit]:
    """A dash in Chinese text is two em dashes; rules of four and more marks are left alone."""
    text = passage.text
    if not _ANY.search(text):
        return
    for found in _DASH.finditer(text):
        core = found[0].strip()
        wide = is_wide(text[found.start() - 1 : found.start()] or "-") or is_wide(
            text[found.end() : found.end() + 1] or "-"
        )
        if wide and len(core) <= 4 and not inside(protected(text), found.start()):
            yield Edit(found.start(), found.end(), "——", DASH)
