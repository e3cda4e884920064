"""An output profile: from light to ink and back, by LittleCMS through Pillow.

Relative colorimetric with black point compensation (ISO 18619), so that white is the paper and the
darkest colour the darkest that the press can print.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import product
from typing import Any

from PIL import Image, ImageCms, features

from publisher.colour import separation
from publisher.colour.inks import Inks, Light
from publisher.store import NOTHING_KEPT, Store

# without a table of its own for all of Lab, of which colours fill a small part
_EXACT = ImageCms.Flags.NOOPTIMIZE
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
LITTLE_CMS = (features.version("littlecms2") or "").encode()
_STEPS = 256
_SEARCH = (8, 4, 2, 1)  # per cent
_GRID = 33  # nodes of a side, as many as LittleCMS computes with; between them is no more ink


def transform(
    source: Any, target: Any, modes: tuple[str, str], flags: ImageCms.Flags = _FLAGS
) -> Any:
    """Pillow modes -> a transform between two profiles. Raises ValueError where it cannot be."""
    try:
        return ImageCms.buildTransform(source, target, *modes, _INTENT, flags)
    except ImageCms.PyCMSError as error:
        raise ValueError(str(error)) from None


def transform_from_lab(target: Any, mode: str) -> Any:
    """From pictures in CIE L*a*b*. Raises ValueError."""
    return transform(ImageCms.createProfile("LAB"), target, ("LAB", mode), _FLAGS | _EXACT)


def transform_to_srgb(source: Any, mode: str) -> Any:
    """From pictures of a profile to sRGB. Raises ValueError."""
    return transform(source, ImageCms.createProfile("sRGB"), (mode, "RGB"))


def light_of_lab(lab: tuple[float, float, float]) -> Light:
    """CIE L*a*b* to sRGB; what screens cannot show becomes what they can."""
    pixel = Image.new(
        "LAB", (1, 1), tuple(_byte(*pair) for pair in zip(lab, (0, 1, 1), strict=True))
    )
    change = transform_from_lab(ImageCms.createProfile("sRGB"), "RGB")
    red, green, blue = change.apply(pixel).getpixel((0, 0))
    return red / 255, green / 255, blue / 255


def _byte(value: float, signed: int) -> int:
    """L* from 0 to 100, or a* or b* around 128, as LittleCMS has them in bytes."""
    return round(min(max(value + 128 if signed else value * 2.55, 0.0), 255.0))


def parsed(data: bytes) -> Any:
    """A profile. Raises ValueError where these bytes are none."""
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(data))
    except (ImageCms.PyCMSError, OSError, TypeError) as error:
        raise ValueError(str(error)) from None


class OutputProfile:
    """A CMYK output profile. `data` is its file, which goes into the PDF as it is."""

    def __init__(self, data: bytes, store: Store = NOTHING_KEPT) -> None:
        """Raises ValueError where LittleCMS cannot read it; the finer table is kept in a store."""
        self.data = data
        self.profile = parsed(data)
        self._store = store

    def __getstate__(self) -> tuple[bytes, Store]:
        return self.data, self._store

    def __setstate__(self, state: tuple[bytes, Store]) -> None:
        self.__init__(*state)  # type: ignore[misc]  # transforms stay in their process

    @cached_property
    def srgb(self) -> Any:
        """The colour space of screens (IEC 61966-2-1)."""
        return ImageCms.createProfile("sRGB")

    @cached_property
    def description(self) -> str:
        """The name that it gives itself."""
        return ImageCms.getProfileDescription(self.profile).strip()

    @cached_property
    def _to_ink(self) -> Any:
        return transform(self.srgb, self.profile, ("RGB", "CMYK"))

    @cached_property
    def _finer(self) -> Any:
        """The profile that pixels are separated with: a finer table, else its own."""
        parts = (self.data, b"%d" % separation.VERSION, LITTLE_CMS)
        try:
            made = self._store.kept("separation", parts, lambda: separation.refined(self.data))
            return parsed(made)
        except ValueError:
            return self.profile

    @cached_property
    def _pixels_to_ink(self) -> Any:
        return transform(self.srgb, self._finer, ("RGB", "CMYK"))

    def from_lab(self) -> Any:
        """From pictures in CIE L*a*b* to these inks."""
        return transform_from_lab(self._finer, "CMYK")

    @cached_property
    def to_light(self) -> Any:
        """From pictures in these inks to sRGB."""
        return transform(self.profile, self.srgb, ("CMYK", "RGB"))

    def from_light(self, source: Any | None = None, mode: str = "RGB") -> Any:
        """From pictures of a profile, or of sRGB, to these inks. Raises ValueError."""
        if source is None:
            return self._pixels_to_ink
        return transform(source, self._finer, (mode, "CMYK"))

    def inks(self, light: Light) -> Inks:
        """What a colour is printed with, in whole per cent, as a designer would write it.

        The profile's table from colour to ink is coarse near pure inks; from what it says, inks are
        sought that by the finer table from ink to colour look most like the colour.
        """
        pixel = tuple(round(255 * min(max(part, 0.0), 1.0)) for part in light)
        one = Image.new("RGB", (1, 1), pixel)
        wanted = self._lab_of_light.apply(one).getpixel((0, 0))
        best = tuple(round(part / 2.55) for part in self._to_ink.apply(one).getpixel((0, 0)))
        for step in _SEARCH:
            before = None
            while best != before:
                before, best = best, self._nearest(wanted, best, step)
        cyan, magenta, yellow, black = (part / 100 for part in best)
        return cyan, magenta, yellow, black

    def _nearest(self, wanted: Sequence[int], inks: tuple[int, ...], step: int) -> tuple[int, ...]:
        """Of the inks (per cent) and those a step beside them, what looks most like a colour."""
        ranges = (sorted({max(i - step, 0), i, min(i + step, 100)}) for i in inks)
        beside = list(product(*ranges))
        values = bytes(round(2.55 * part) for each in beside for part in each)
        row = Image.frombytes("CMYK", (len(beside), 1), values)
        labs = self._lab_of_ink.apply(row).get_flattened_data()

        def rank(pair: tuple[tuple[int, ...], Any]) -> tuple[float, int, tuple[int, ...]]:
            own, lab = pair
            far = ((lab[0] - wanted[0]) / 2.55) ** 2
            far += (lab[1] - wanted[1]) ** 2 + (lab[2] - wanted[2]) ** 2
            return far, sum(own), own

        return min(zip(beside, labs, strict=True), key=rank)[0]

    @cached_property
    def _lab_of_ink(self) -> Any:
        return transform(self.profile, ImageCms.createProfile("LAB"), ("CMYK", "LAB"))

    @cached_property
    def _lab_of_light(self) -> Any:
        return transform(self.srgb, ImageCms.createProfile("LAB"), ("RGB", "LAB"))

    def light(self, inks: Inks) -> Light:
        """What four inks look like on a screen."""
        pixel = tuple(round(255 * part) for part in inks)
        red, green, blue = self.to_light.apply(Image.new("CMYK", (1, 1), pixel)).getpixel((0, 0))
        return red / 255, green / 255, blue / 255

    def black(self, level: float) -> float:
        """How much black alone looks as light as a grey of sRGB (0 black, 1 white)."""
        return self._blacks[round(255 * min(max(level, 0.0), 1.0))] / 255

    @cached_property
    def greys(self) -> list[int]:
        """For each grey of sRGB, the grey of DeviceGray that looks like it when it is printed."""
        return [255 - black for black in self._blacks]

    @cached_property
    def most_ink(self) -> float:
        """The most ink that any pixel of light is given: 3 is three solids."""
        steps = [round(255 * at / (_GRID - 1)) for at in range(_GRID)]
        colours = bytes(part for r in steps for g in steps for b in steps for part in (r, g, b))
        inks = self._pixels_to_ink.apply(Image.frombytes("RGB", (_GRID**3, 1), colours)).tobytes()
        return float(max(sum(inks[at : at + 4]) for at in range(0, len(inks), 4)) / 255)

    @cached_property
    def _blacks(self) -> list[int]:
        """Grey of sRGB -> black ink, 0 to 255. Solid black counts as the darkest there is."""
        ramp = Image.frombytes(
            "CMYK", (_STEPS, 1), bytes(b for k in range(_STEPS) for b in (0, 0, 0, k))
        )
        pixels = self.to_light.apply(ramp).tobytes()
        lightness = [_lightness(pixels[3 * k + 1]) for k in range(_STEPS)]
        white, darkest = lightness[0], lightness[-1]
        darkness = [(white - each) / (white - darkest) for each in lightness]
        wanted = (1 - _lightness(level) / _lightness(255) for level in range(_STEPS))
        return [_at(darkness, each) for each in wanted]


def _at(rising: list[float], value: float) -> int:
    """The place of the value that is nearest."""
    at = min(bisect_left(rising, value), len(rising) - 1)
    return at - (at > 0 and value - rising[at - 1] < rising[at] - value)


def _lightness(level: int) -> float:
    """L* (CIE 15) of a grey of sRGB."""
    part = level / 255
    linear = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return 116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear
