"""Small pictures of pages for the certificate."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

WIDTH = 480  # pixels
_LARGEST = 4  # pixels a point: a page of 40 mm is not blown up further


def thumbnails(data: bytes, pages: Iterable[int]) -> Mapping[int, bytes]:
    """Page, counted from 1 -> PNG. The same file gives the same bytes with the same pdfium.

    A page that cannot be drawn, such as one of no size, is left out; so are all of a file that
    pdfium cannot open.
    """
    import pypdfium2  # here: few files have a page of which something is to be shown

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return {}
    drawn = {}
    try:
        for number in pages:
            with contextlib.suppress(pypdfium2.PdfiumError, ValueError):
                drawn[number] = _picture(document, number)
    finally:
        document.close()
    return drawn


def _picture(document: pypdfium2.PdfDocument, number: int) -> bytes:
    page = document[number - 1]
    try:
        scale = min(_LARGEST, WIDTH / max(1.0, page.get_width()))
        image = page.render(scale=scale, draw_annots=True).to_pil().convert("RGB")
    finally:
        page.close()
    out = io.BytesIO()
    image.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()
