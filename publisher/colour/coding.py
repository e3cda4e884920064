"""Pixels -> the bytes of an image XObject, the same for the same pixels."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from publisher.colour.reading import Opened
from publisher.findings import Finding

_SPACES = {"1": "DeviceGray", "L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
_ADOBE, _SCAN, _LAST = 0xEE, 0xDA, 0xD9  # APP14, start of scan, end of image (ITU-T T.81, B.1.1.3)


class Raster(NamedTuple):
    """An image XObject (ISO 32000-1, 8.9.5), and what was found on the way.

    `inverted` inks are stored as Adobe's programs do: 255 is none, 0 is full. `mask` is how opaque
    each pixel is, a byte each, Flate; empty where all are.
    """

    width: int
    height: int
    space: str
    bits: int
    coding: Literal["DCTDecode", "FlateDecode"]
    data: bytes
    inverted: bool = False
    mask: bytes = b""
    findings: tuple[Finding, ...] = ()


def coded(work: Opened, quality: int) -> Raster:
    """Photographs as JPEG, of which one that was not touched keeps its bytes; all else whole."""
    picture = work.picture
    shape = picture.width, picture.height, _SPACES[picture.mode], 1 if work.is_line_art else 8
    inks = picture.mode == "CMYK"
    rest = zlib.compress(work.alpha.tobytes()) if work.alpha else b"", tuple(work.found)
    if picture.format == "JPEG" and work.is_untouched:
        return Raster(*shape, "DCTDecode", _bare(work.data), inks, *rest)
    if work.is_photograph:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
        return Raster(*shape, "DCTDecode", _bare(out.getvalue()), inks, *rest)
    return Raster(*shape, "FlateDecode", zlib.compress(picture.tobytes()), False, *rest)


def _bare(jpeg: bytes) -> bytes:
    """A JPEG without its metadata: where it was taken, with what, its thumbnail, its profile."""
    return b"".join(_needed(jpeg))


def _needed(jpeg: bytes) -> Iterator[bytes]:
    at = 2
    yield jpeg[:at]
    while at + 4 <= len(jpeg):
        marker = jpeg[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker in (_SCAN, _LAST):
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        is_application = 0xE0 <= marker <= 0xEF and marker != _ADOBE
        if not is_application and marker != 0xFE:  # a comment
            yield jpeg[at:end]
        at = end
    yield jpeg[at:]
