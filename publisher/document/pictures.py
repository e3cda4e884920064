"""Opening the pictures of a manuscript: whole, of a sane size, or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from publisher.document.findings import PICTURE_DAMAGED, PICTURE_PIXELS, PICTURE_SCANS
from publisher.document.model import Focus
from publisher.errors import Unusable
from publisher.findings import Place

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 150_000_000
_ORIENTATION = 0x0112  # the EXIF tag; 5 to 8 lie on their side


@contextmanager
def opened(data: bytes, source: str, place: Place) -> Iterator[Image.Image]:
    """A picture, read to its last pixel. Raises Unusable where it is damaged or too large.

    Done inside, so that whatever a decoder raises later is told in the same words.
    """
    from PIL import Image, ImageFile  # text alone needs no Pillow, here and below

    from publisher.document.formats import BROKEN, KNOWN, MOST_SCANS, scans

    if (count := scans(data)) > MOST_SCANS:
        values = {"count": count, "limit": MOST_SCANS}
        raise Unusable(PICTURE_SCANS.at(place, source=source, **values))
    # WeasyPrint tells Pillow to fill in what is missing of a file that is cut short; we do not
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    # Pillow would call a picture of too many pixels a bomb; the limit here is our own, below
    most, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(io.BytesIO(data), formats=KNOWN) as picture:
            _guard(picture, source, place)
            picture.load()
            yield picture
    except BROKEN:
        raise Unusable(PICTURE_DAMAGED.at(place, source=source)) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = lenient, most


def size(data: bytes, source: str, place: Place) -> tuple[int, int]:
    """Width and height in pixels, the picture upright. Raises Unusable."""
    if PurePosixPath(source).suffix.lower() == ".svg":
        from publisher.document import svg

        return svg.plain(data, source, place)[1:]
    with opened(data, source, place) as picture:
        turned = picture.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
        width, height = picture.size
    return (height, width) if turned else (width, height)


def window(
    width: float, height: float, ratio: float, focus: Focus | None = None
) -> tuple[float, float, float, float]:
    """Left, top, width, height of the largest piece of a picture with a shape.

    The focus lies in its middle, or as near to it as the picture's edges allow.
    """
    middle = focus or Focus()
    wide, high = min(width, height * ratio), min(height, width / ratio)
    left = min(max(middle.x * width - wide / 2, 0.0), width - wide)
    top = min(max(middle.y * height - high / 2, 0.0), height - high)
    return left, top, wide, high


def _guard(picture: Image.Image, source: str, place: Place) -> None:
    pixels = picture.width * picture.height
    if pixels > MOST_PIXELS:
        values = {"millions": round(pixels / 1e6), "limit": MOST_PIXELS // 1_000_000}
        raise Unusable(PICTURE_PIXELS.at(place, source=source, **values))
