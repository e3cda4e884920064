"""Font programs left out of a flow's PDF: binding puts one for all flows in their place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi, harfbuzz

_STOCK, _READ = fonts.Font.clean, fonts.get_hb_object_data
_TRUETYPE = b"\0\1\0\0"
_OF_COLOUR = frozenset({"fvar", "CBDT", "SVG ", "COLR"})  # faces that stock code has to rework


@contextlib.contextmanager
def left_out() -> Iterator[None]:
    """While it is entered, faces with TrueType outlines get no program; to cut them takes time.

    They are not read either: ten megabytes of each would be copied for every document.
    """
    fonts.Font.clean, fonts.get_hb_object_data = _clean, _data
    try:
        yield
    finally:
        fonts.Font.clean, fonts.get_hb_object_data = _STOCK, _READ


def _data(face: Any, *others: Any) -> Any:
    """The beginning of a face with TrueType outlines, by which it is known; else all of it."""
    blob = harfbuzz.hb_face_reference_blob(face)
    with ffi.new("unsigned int *") as length:
        data = harfbuzz.hb_blob_get_data(blob, length)
        beginning = ffi.buffer(data, min(length[0], 4))[:]
    harfbuzz.hb_blob_destroy(blob)
    return beginning if beginning == _TRUETYPE and not others else _READ(face, *others)


def _clean(font: Any, to_unicode: Any, hinting: bool) -> None:
    if font.type == "ttf" and not _OF_COLOUR.intersection(font.tables):
        font.file_content = b""
    else:
        font.file_content = _READ(font.hb_face)
        _STOCK(font, to_unicode, hinting)
