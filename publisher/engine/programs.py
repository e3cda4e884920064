"""Font programs left out of a flow's PDF: binding puts one for all flows in their place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.pdf import fonts

_STOCK = fonts.Font.clean
_OF_COLOUR = frozenset({"fvar", "CBDT", "SVG ", "COLR"})  # faces that stock code has to rework


@contextlib.contextmanager
def left_out() -> Iterator[None]:
    """While it is entered, faces with TrueType outlines get no program; to cut them takes time."""
    fonts.Font.clean = _clean
    try:
        yield
    finally:
        fonts.Font.clean = _STOCK


def _clean(font: Any, to_unicode: Any, hinting: bool) -> None:
    if font.type == "ttf" and not _OF_COLOUR.intersection(font.tables):
        font.file_content = b""
    else:
        _STOCK(font, to_unicode, hinting)
