"""A picture opened and decoded: upright, 8 bits a channel, what is transparent told apart."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil, inf

from PIL import Image, ImageChops, ImageFile

from publisher.colour import findings as kinds
from publisher.document.findings import PICTURE_DAMAGED
from publisher.document.formats import BROKEN, KNOWN
from publisher.errors import Unusable
from publisher.findings import Finding

_INCH = 72.0
FEW = 4096  # colours
_LOSSY = frozenset({"JPEG", "MPO", "WEBP"})
_ORIENTATION = 0x0112  # the EXIF tag; 1 is upright, 5 to 8 lie on their side
_LYING = (5, 6, 7, 8)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_BITS = 258  # the TIFF tag BitsPerSample
_PNG_DEPTH = 24  # the byte of a PNG that says how many bits a channel has
_KEPT = ("1", "L", "RGB", "CMYK")
_WITH_ALPHA = {"RGBA": "RGB", "LA": "L"}
_DEEP = ("I;16", "I;16B", "I;16L", "I;16N")


@dataclass
class Opened:
    """A picture on its way. `profile` is the ICC file of its mode, if it brought one.

    A picture of few colours is a drawing, of many a photograph; black and white is line art.
    `alpha` is how opaque its pixels are, where not all are. `pixels` are those across and down as
    it was supplied, upright; `ppi` how many of them an inch has where it is printed; `is_within`
    how much ink it can have at most, where that is known.
    """

    data: bytes
    picture: Image.Image
    source: str
    pixels: tuple[int, int]
    ppi: float
    profile: bytes = b""
    format: str = ""
    found: list[Finding] = field(default_factory=list)
    is_untouched: bool = True
    came_in_inks: bool = False
    is_within: float = inf
    is_photograph: bool = False
    alpha: Image.Image | None = None

    @property
    def mode(self) -> str:
        """Pillow's name of what a pixel is."""
        return self.picture.mode

    @property
    def is_line_art(self) -> bool:
        """Black and white, and nothing between."""
        return self.picture.mode == "1"

    def become(self, picture: Image.Image) -> None:
        """Go on with another picture."""
        self.picture, self.is_untouched = picture, False

    def decode(self, most: int) -> None:
        """Read the pixels; where an inch has more than `most` of them, fewer. Raises Unusable."""
        picture, scale = self.picture, min(most / self.ppi, 1.0)
        orientation = picture.getexif().get(_ORIENTATION, 1)
        wanted = max(ceil(picture.width * scale), 1), max(ceil(picture.height * scale), 1)
        fewer = scale < 1 and not self.is_line_art and wanted != picture.size
        if fewer:
            picture.draft(picture.mode, wanted)  # a JPEG is decoded no finer than is needed
        picture.load()
        self.came_in_inks = picture.mode == "CMYK"
        self._plain()
        few = self.format not in _LOSSY and _bare(self.picture).getcolors(FEW) is not None
        self.is_photograph = not few
        if fewer:
            self.become(self.picture.resize(wanted, Image.Resampling.LANCZOS))
        if orientation in _TURNS:
            self.become(self.picture.transpose(_TURNS[orientation]))
        self._part()

    def _part(self) -> None:
        """The alpha apart from the colours."""
        if self.mode in _WITH_ALPHA:
            alpha = self.picture.getchannel("A")
            self.alpha = None if alpha.getextrema() == (255, 255) else alpha
            self.become(_bare(self.picture))
        if self.mode == "RGB" and not self.profile and _is_grey(self.picture):
            self.become(self.picture.getchannel(0))

    def _plain(self) -> None:
        """One of seven modes."""
        picture, bits = self.picture, _bits(self.data, self.picture)
        if bits > 8:
            self.found.append(kinds.PICTURE_REDUCED.at(None, source=self.source, bits=bits))
        if (
            picture.mode == "CMYK"
            and picture.format == "JPEG"
            and "APP14" not in _segments(picture)
        ):
            self.become(ImageChops.invert(picture))  # Pillow takes all for Adobe's
        elif picture.mode in _DEEP:
            self.become(picture.convert("I").point(lambda level: level / 256).convert("L"))
        elif picture.mode == "LAB":
            self.found.append(kinds.PICTURE_LAB.at(None, source=self.source))
            self.profile = b""
        elif picture.mode in ("I", "F"):
            mode = f"{picture.mode}, {bits} bit" if bits else picture.mode
            raise Unusable(kinds.PICTURE_MODE.at(None, source=self.source, mode=mode))
        elif picture.mode not in _KEPT or "transparency" in picture.info:
            self.become(_with_alpha(picture))


@contextmanager
def opened(data: bytes, source: str, size: tuple[float, float]) -> Iterator[Opened]:
    """A picture that is printed in a size (points), not yet decoded.

    Raises Unusable where it is damaged, also inside.
    """
    # WeasyPrint tells Pillow to fill in what is missing of a file that is cut short; we do not
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=KNOWN) as picture:
            # Pillow warns from 89 million pixels on; document.pictures has a limit of its own
            warnings.simplefilter("ignore")
            across, down = picture.size
            if picture.getexif().get(_ORIENTATION, 1) in _LYING:
                across, down = down, across
            ppi = min(across * _INCH / max(size[0], 0.01), down * _INCH / max(size[1], 0.01))
            profile = picture.info.get("icc_profile") or b""
            yield Opened(data, picture, source, (across, down), ppi, profile, picture.format or "")
    except BROKEN:
        raise Unusable(PICTURE_DAMAGED.at(None, source=source)) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _with_alpha(picture: Image.Image) -> Image.Image:
    """In colours or in grey, with an alpha where the picture has one in whatever way."""
    if picture.mode in ("LA", "La"):
        return picture.convert("LA")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _bare(picture: Image.Image) -> Image.Image:
    """The colours without the alpha; of what is not seen at all, white."""
    if picture.mode not in _WITH_ALPHA:
        return picture
    colours = picture.convert(_WITH_ALPHA[picture.mode])
    unseen = picture.getchannel("A").point(lambda level: 255 * (level == 0))
    colours.paste("white", mask=unseen)
    return colours


def _is_grey(picture: Image.Image) -> bool:
    """Whether an RGB picture has no colour: it is printed in black, not in four inks."""
    red, green, blue = picture.split()
    return not (
        ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox()
    )


def _segments(picture: Image.Image) -> dict[str, bytes]:
    found: dict[str, bytes] = getattr(picture, "app", {})
    return found


def _bits(data: bytes, picture: Image.Image) -> int:
    """Bits a channel, where the file says; Pillow itself hands on the upper eight."""
    if picture.format == "PNG":
        return data[_PNG_DEPTH]
    if picture.format == "TIFF":
        found = picture.tag_v2.get(_BITS, 8)  # type: ignore[attr-defined]  # a TIFF's own
        return int(max(found) if isinstance(found, tuple) else found)
    return 0
