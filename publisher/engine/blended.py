"""Inks where only light can be mixed: WeasyPrint computes with the channels of sRGB."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.engine.findings import INKS_BLENDED
from publisher.engine.values import Sheet
from publisher.findings import Finding, Place

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"(?<![^;{}])[^;{}]*device-cmyk\([^;{}]*", re.IGNORECASE)
_BLENDED = re.compile(
    r"gradient\(|(?:border|outline)[a-z-]*\s*:.*\b(?:groove|ridge|inset|outset)\b",
    re.IGNORECASE | re.DOTALL,
)


def blended_inks(sheet: Sheet) -> Iterator[Finding]:
    """Each declaration of a sheet that mixes colours given as inks, with its line."""
    if "device-cmyk" not in sheet.css.lower():
        return
    css = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), sheet.css)
    for found in _DECLARATION.finditer(css):
        if _BLENDED.search(found[0]):
            at = found.start() + len(found[0]) - len(found[0].lstrip())
            yield INKS_BLENDED.at(Place(sheet.name, css.count("\n", 0, at) + 1))
