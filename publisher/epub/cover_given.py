"""Covers that an editor gives: a finished one taken as it is, a picture for the drawn one."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from publisher.document.formats import KNOWN
from publisher.epub.cover import HEIGHT, PICTURE_ROOM
from publisher.epub.findings import COVER_CUT, COVER_SHAPE
from publisher.epub.pictures import Prepared, prepared
from publisher.errors import Unusable
from publisher.findings import Finding, Place

NARROWEST, WIDEST = 0.55, 0.85  # width to height: from a tall paperback to a square magazine
LEAST_HEIGHT = 1000  # pixels
_LEAST_SHOWN = 0.5  # of a picture
_QUALITY = 90


def finished(data: bytes, source: str, place: Place) -> bytes:
    """A cover as JPEG in sRGB. Raises Unusable where a shelf cannot show it."""
    made = prepared(data, source, place, largest=HEIGHT)
    if made.suffix == ".svg":
        raise Unusable(COVER_SHAPE.at(place, source=source, size="SVG"))
    ratio = made.width / made.height
    if not NARROWEST <= ratio <= WIDEST or made.height < LEAST_HEIGHT:
        raise Unusable(COVER_SHAPE.at(place, source=source, size=f"{made.width} × {made.height}"))
    return made.data if made.suffix == ".jpg" else _on_paper(made.data)


def cut_by(picture: Prepared, source: str, place: Place) -> Iterator[Finding]:
    """A finding where the drawn cover has room for less than half of a picture."""
    wide, high = PICTURE_ROOM
    own, room = picture.width / picture.height, wide / high
    shown = min(own, room) / max(own, room)
    if shown < _LEAST_SHOWN:
        yield COVER_CUT.at(place, source=source, percent=round(shown * 100))


def _on_paper(data: bytes) -> bytes:
    """A PNG as JPEG; white shows where it is clear."""
    with Image.open(io.BytesIO(data), formats=KNOWN) as picture:
        paper = Image.new("RGB", picture.size, "white")
        mask = picture.getchannel("A") if "A" in picture.getbands() else None
        paper.paste(picture.convert("RGB"), mask=mask)
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()
