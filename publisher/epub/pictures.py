"""Pictures as a book carries them: sRGB, upright, of moderate size, telling nothing of their maker.

Location, camera and names in the file are removed because only the pixels are kept.
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps

from publisher.document import svg
from publisher.document.model import Crop, Focus
from publisher.document.pictures import opened, window
from publisher.findings import Place

LARGEST_SIDE = 2048  # pixels
JPEG_QUALITY = 88
_PHOTOGRAPHS = frozenset({"JPEG", "MPO", "TIFF", "WEBP"})


class Prepared(NamedTuple):
    """A picture ready for the book; width and height in pixels."""

    data: bytes
    media_type: str
    suffix: str
    width: int
    height: int


def prepared(
    data: bytes,
    source: str,
    place: Place,
    crop: Crop | None = None,
    focus: Focus | None = None,
    largest: int = LARGEST_SIDE,
) -> Prepared:
    """The picture as JPEG, PNG or plain SVG, cut, no side above `largest` pixels.

    Raises Unusable where it cannot be read.
    """
    if PurePosixPath(source).suffix.lower() == ".svg":
        plain, width, height = svg.plain(data, source, place)
        if crop:
            plain, width, height = svg.cropped(plain, window(width, height, crop.ratio, focus))
        return Prepared(plain, "image/svg+xml", ".svg", width, height)
    with opened(data, source, place) as picture:
        return _encoded(
            _upright(picture, crop, focus, largest), photograph=picture.format in _PHOTOGRAPHS
        )


def _upright(
    picture: Image.Image, crop: Crop | None, focus: Focus | None, largest: int
) -> Image.Image:
    # in this order: a picture with a palette can only be made smaller once it has colours
    turned = _srgb(ImageOps.exif_transpose(picture))
    if crop:
        left, top, width, height = window(*turned.size, crop.ratio, focus)
        right, foot = max(round(left + width), round(left) + 1), max(round(top + height), 1)
        turned = turned.crop((round(left), round(top), right, max(foot, round(top) + 1)))
    turned.thumbnail((largest, largest), Image.Resampling.LANCZOS)
    return turned


def _srgb(picture: Image.Image) -> Image.Image:
    """The colours of the picture as sRGB, grey as grey, transparency kept."""
    clear = "A" in picture.getbands() or "transparency" in picture.info
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        # 16 bits of grey; Pillow's own conversion would cut instead of scale
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    elif profile and picture.mode in ("RGB", "CMYK", "L"):
        picture = _through(picture, profile)
    if clear:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")


def _through(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (OSError, ImageCms.PyCMSError):
        return picture.convert("RGB")  # a profile that nobody can read says nothing
    return changed or picture


def _encoded(picture: Image.Image, *, photograph: bool) -> Prepared:
    picture.info.clear()
    out = io.BytesIO()
    if photograph and picture.mode != "RGBA":
        picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
        return Prepared(out.getvalue(), "image/jpeg", ".jpg", *picture.size)
    picture.save(out, "PNG", optimize=True)
    return Prepared(out.getvalue(), "image/png", ".png", *picture.size)
