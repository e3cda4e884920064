"""A book's cover and its thumbnail, drawn anew: what was hidden in the file does not come along."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from publisher.catalogue.findings import COVER_SHAPE, COVER_UNUSABLE
from publisher.catalogue.package import Described
from publisher.document.formats import BROKEN, MOST_SCANS, scans
from publisher.findings import Finding, Place, Terms
from publisher.messages import _

LARGEST = 32 << 20  # bytes of a cover picture
MOST_PIXELS = 60_000_000
COVER, THUMBNAIL = (1000, 1600), (400, 640)  # boxes that they fit in, in pixels
_KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_NARROWEST, _WIDEST = 0.45, 1.1  # width divided by height
_QUALITY = 84
_PAPER = (255, 255, 255)

Draw = Callable[[Described], bytes]


class Drawn(NamedTuple):
    """A picture as JPEG with its size."""

    data: bytes
    width: int
    height: int


class Covers(NamedTuple):
    """Cover and thumbnail, and what there is to say about them."""

    cover: Drawn
    thumbnail: Drawn
    findings: tuple[Finding, ...]


def covers(described: Described, data: bytes | None, draw: Draw, shown: str) -> Covers:
    """The cover of a book from its own picture, or from `draw` where it has none that can be shown.

    `draw` gives a JPEG of 1600 × 2560. The same picture gives the same bytes.
    """
    found: list[Finding] = []
    picture = None
    if data is not None:
        try:
            picture = _opened(data)
        except _Unshown as error:
            found.append(COVER_UNUSABLE.at(Place(shown), problem=Terms((str(error),))))
    if picture is None:
        picture = _opened(draw(described))
    elif not _NARROWEST <= picture.width / picture.height <= _WIDEST:
        size = {"width": picture.width, "height": picture.height}
        found.append(COVER_SHAPE.at(Place(shown), **size))
        picture = ImageOps.pad(picture, COVER, Image.Resampling.LANCZOS, color=_PAPER)
    picture.thumbnail(COVER, Image.Resampling.LANCZOS)
    small = picture.copy()
    small.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    return Covers(_drawn(picture), _drawn(small), tuple(found))


class _Unshown(Exception):
    """Why a picture cannot be shown (a msgid)."""


def _opened(data: bytes) -> Image.Image:
    """The picture upright, in RGB. Raises _Unshown."""
    if scans(data) > MOST_SCANS:
        raise _Unshown(_("it is drawn over too many times"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is counted here
            with Image.open(io.BytesIO(data), formats=_KINDS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _Unshown(_("it has too many pixels"))
                picture.draft("RGB", (COVER[0] * 2, COVER[1] * 2))
                return _flat(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError:
        raise _Unshown(_("it has too many pixels")) from None
    except UnidentifiedImageError:
        raise _Unshown(_("it is no JPEG, PNG, WebP or GIF")) from None
    except BROKEN:
        raise _Unshown(_("it is damaged")) from None


def _flat(picture: Image.Image) -> Image.Image:
    """In RGB, on paper where it is transparent."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        over = picture.convert("RGBA")
        flat = Image.new("RGB", picture.size, _PAPER)
        flat.paste(over, mask=over.getchannel("A"))
        return flat
    return picture.convert("RGB")


def _drawn(picture: Image.Image) -> Drawn:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Drawn(out.getvalue(), picture.width, picture.height)
