"""Pictures in CMYK by their pixels: how much ink they lay on a spot.

Pillow decodes. A spot is a square of `cell` pixels and their mean counts: one wet pixel is no wet
spot.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import pikepdf
from PIL import Image, ImageChops

from publisher.checks.content.colours import PROCESS
from publisher.checks.content.streams import decoded, filters, unfolded
from publisher.checks.content.tokens import BrokenContent

MOST_PIXELS = 250_000_000  # of a picture that is unpacked to be looked at
_INVERTED = [1.0, 0.0] * 4  # /Decode as Photoshop writes it
_CHANNELS = 4
_BYTES = 255.0
Part = tuple[float, float, float, float]


class Wet(NamedTuple):
    """The sum of inks (per cent) where it is highest, and where all is that is above the limit.

    `part` is left, top, right, bottom as shares of the picture; None where nothing is above.
    """

    most: float
    part: Part | None


def means(source: Any, pixels: tuple[int, int], cell: int) -> Image.Image:
    """A picture of DeviceCMYK, one pixel a spot. Raises BrokenContent where nobody can tell.

    `source` is an image's stream, or [dictionary, data] of an inline image.
    """
    if pixels[0] * pixels[1] > MOST_PIXELS or min(pixels) < 1:
        raise BrokenContent(f"{pixels[0]} × {pixels[1]} px")
    try:
        image, halved = _image(source, pixels, cell)
        cell = max(1, cell // halved)
        return image.reduce(cell) if cell > 1 else image
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BrokenContent(str(error)[:60]) from None


def wettest(image: Image.Image, limit: float) -> Wet:
    """Where a picture of inks is wettest, and the part of it that is above the limit."""
    quarter = _quarter(image, ())
    most = _per_cent(_highest(quarter))
    above = quarter.point([255 * (_per_cent(n) > limit) for n in range(256)])
    found = above.getbbox()
    if found is None:
        return Wet(most, None)
    width, height = image.size
    left, top, right, bottom = found
    return Wet(most, (left / width, top / height, right / width, bottom / height))


def most_below(image: Image.Image, part: Part, without: Iterable[str]) -> float:
    """The largest sum of inks in a part of a picture, some inks left out, per cent."""
    width, height = image.size
    left, top = int(part[0] * width), int(part[1] * height)
    right = max(left + 1, math.ceil(part[2] * width))
    bottom = max(top + 1, math.ceil(part[3] * height))
    return _per_cent(_highest(_quarter(image.crop((left, top, right, bottom)), without)))


def quarter(image: Image.Image) -> Image.Image:
    """A quarter of the sum of inks of each pixel: 255 is 400 %."""
    return _quarter(image, ())


def _quarter(image: Image.Image, without: Iterable[str]) -> Image.Image:
    """A quarter of the sum of inks, pixel by pixel."""
    left_out = set(without)
    cyan, magenta, yellow, black = (
        channel.point(lambda _value: 0) if ink in left_out else channel
        for ink, channel in zip(PROCESS, image.split(), strict=True)
    )
    one = ImageChops.add(cyan, magenta, scale=2)
    return ImageChops.add(one, ImageChops.add(yellow, black, scale=2), scale=2)


def _highest(image: Image.Image) -> int:
    extremes: Any = image.getextrema()
    return int(extremes[1])


def _per_cent(quarter: int) -> float:
    return quarter / _BYTES * _CHANNELS * 100


def _image(source: Any, pixels: tuple[int, int], cell: int) -> tuple[Image.Image, int]:
    """The picture as inks, and by how much its decoder made it smaller."""
    if not isinstance(source, pikepdf.Stream):
        return _plain(_inline(source), pixels, source[0].get("/D", source[0].get("/Decode"))), 1
    names = filters(source)
    if names and names[-1] in ("/DCTDecode", "/DCT"):
        return _jpeg(source, names, cell)
    if names and names[-1] in ("/JPXDecode", "/JBIG2Decode"):
        raise BrokenContent(names[-1].lstrip("/"))
    size = pixels[0] * pixels[1] * _CHANNELS
    return _plain(decoded(source, size + (1 << 20)), pixels, source.get("/Decode")), 1


def _plain(data: bytes, pixels: tuple[int, int], decode: Any) -> Image.Image:
    image = Image.frombytes("CMYK", pixels, data[: pixels[0] * pixels[1] * _CHANNELS])
    return ImageChops.invert(image) if _inverts(decode) else image


def _jpeg(stream: Any, names: list[str], cell: int) -> tuple[Image.Image, int]:
    if len(names) > 1:
        raise BrokenContent(" ".join(names))
    image = Image.open(io.BytesIO(stream.read_raw_bytes()), formats=("JPEG",))
    if image.mode != "CMYK" or image.width * image.height > MOST_PIXELS:
        raise BrokenContent(f"JPEG {image.mode}")
    whole = image.width
    image.draft("CMYK", (image.width // cell or 1, image.height // cell or 1))
    image.load()
    # Pillow turns the inks round where the Adobe marker stands; a PDF does it by /Decode alone
    turned = "adobe" in image.info
    if turned != _inverts(stream.get("/Decode")):
        return ImageChops.invert(image), max(1, whole // image.width)
    return image, max(1, whole // image.width)


def _inverts(decode: Any) -> bool:
    return decode is not None and [float(number) for number in decode] == _INVERTED


def _inline(source: Any) -> bytes:
    given, data = source
    kind = given.get("/F", given.get("/Filter"))
    if kind is None:
        return bytes(data)
    if kind in ("/Fl", "/FlateDecode"):
        return unfolded(bytes(data), 1 << 20)
    raise BrokenContent(str(kind))
