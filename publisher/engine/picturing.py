"""Pictures that stay as they were read until they are drawn: only then their size is known.

WeasyPrint decodes a picture when it lays out a document, turns what it does not know into RGB, and
writes it as large as it is. Ours takes from the file what layout needs, its width and height, and
asks the palette for the pixels when the PDF is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot
from typing import Any
from urllib.parse import unquote

import pydyf  # type: ignore[import-untyped]
from weasyprint import images

from publisher.colour import Raster
from publisher.engine.inking import InkStream

_ORIENTATION = 0x0112  # the EXIF tag; 5 to 8 lie on their side
_LYING = (5, 6, 7, 8)
_ROOTS = ("asset://publication/", "asset://layout/")
_SHOWN = 60


class Picture(images.RasterImage):  # type: ignore[misc]  # untyped base
    """A picture of one of our documents; of all others, WeasyPrint's own."""

    def __init__(
        self,
        pillow_image: Any,
        image_id: str,
        image_data: bytes,
        filename: Any = None,
        cache: Any = None,
        orientation: Any = "none",
        options: Mapping[str, Any] = images.DEFAULT_OPTIONS,
    ) -> None:
        """Only the head of the file is read."""
        self.encoded: bytes | None = None
        # a style sheet that turns pictures by hand (image-orientation: 90deg) gets stock pixels
        if "setter" not in options or isinstance(orientation, tuple):
            given = pillow_image, image_id, image_data, filename, cache, orientation, options
            super().__init__(*given)
            return
        self.id, self.encoded, self.source = image_id, image_data, ""
        self.size = (0.0, 0.0)
        self.stream: Any = None
        self.width, self.height = pillow_image.size
        if pillow_image.getexif().get(_ORIENTATION, 1) in _LYING:
            self.width, self.height = self.height, self.width
        self.ratio = self.width / self.height

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None:
        """Draw it, and note how large it is at most, in points."""
        if self.encoded is None or not isinstance(stream, InkStream):
            super().draw(stream, concrete_width, concrete_height, style)
            return
        (a, b, _), (c, d, _), _ = stream.ctm @ stream.base
        size = concrete_width * hypot(a, b), concrete_height * hypot(c, d)
        self.size = max(self.size[0], size[0]), max(self.size[1], size[1])
        self.stream = stream
        name = stream.add_image(self, False, 1)
        stream.transform(concrete_width, 0, 0, -concrete_height, 0, concrete_height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:
        """The picture as the palette gives it. Raises Unusable."""
        if self.encoded is None or self.stream is None:
            return super().get_x_object(interpolate, dpi_ratio)
        record = self.stream.record
        made = record.palette.raster(self.encoded, self.size, self.source)
        record.pictures += made.findings
        extra = pydyf.Dictionary(
            {
                "Type": "/XObject",
                "Subtype": "/Image",
                "Width": made.width,
                "Height": made.height,
                "ColorSpace": f"/{made.space}",
                "BitsPerComponent": made.bits,
                "Filter": f"/{made.coding}",
            }
        )
        if made.inverted:
            extra["Decode"] = pydyf.Array((1, 0) * 4)
        if made.mask:
            extra["SMask"] = _mask(made)
        return pydyf.Stream([made.data], extra)


def _mask(made: Raster) -> Any:
    """How opaque the pixels are (ISO 32000-1, 11.6.5.3)."""
    shape = {"Width": made.width, "Height": made.height, "BitsPerComponent": 8}
    kind = {"Type": "/XObject", "Subtype": "/Image", "ColorSpace": "/DeviceGray"}
    return pydyf.Stream([made.mask], pydyf.Dictionary({**kind, **shape, "Filter": "/FlateDecode"}))


def shortened(url: str) -> str:
    """The beginning of an address, which may hold a whole picture."""
    return url if len(url) <= _SHOWN else url[:_SHOWN] + "…"


def name_pictures(drawing: Any) -> None:
    """Tell every picture of a document where it comes from, as an editor wrote it."""
    for url, image in drawing.context.get_image_from_uri.keywords["cache"].items():
        if isinstance(image, Picture) and image.encoded is not None:
            own = next((url.removeprefix(root) for root in _ROOTS if url.startswith(root)), "")
            image.source = unquote(own) if own else shortened(url)
