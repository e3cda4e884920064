"""A picture as it is put into a PDF: upright, without metadata, no finer than it can be seen.

What it was made of stays: grey is printed in black alone, black and white keeps its pixels, inks
that fit the press are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any

from PIL import Image, ImageCms, ImageMath

from publisher.colour import findings as kinds
from publisher.colour.coding import Raster, coded
from publisher.colour.profiles import OutputProfile, parsed, transform_from_lab, transform_to_srgb
from publisher.colour.reading import Opened, opened
from publisher.document import icc
from publisher.document.condition import PrintingCondition
from publisher.findings import Finding
from publisher.units import millimetres

QUALITY, SCREEN_QUALITY = 92, 85  # of JPEG; the first cannot be told from the original in print


def for_press(
    data: bytes,
    size: tuple[float, float],
    source: str,
    most: int,
    condition: PrintingCondition,
    output: OutputProfile,
) -> Raster:
    """A picture for the inks of a condition, `size` in points. Raises Unusable.

    It keeps at most so many pixels an inch, and no more ink than the condition bears.
    """
    with opened(data, source, size) as work:
        work.found += _judged(work, size, condition)
        work.decode(most)
        if work.mode == "L":
            _grey(work, output)
        elif work.mode == "RGB":
            _inked(work, output)
        elif work.mode == "LAB":
            work.become(output.from_lab().apply(work.picture))
        if work.mode == "CMYK":
            _fitting(work, output)
            _thin(work, condition.ink_limit / 100)
        return coded(work, QUALITY)


def for_screen(
    data: bytes,
    size: tuple[float, float],
    source: str,
    most: int,
    inks: OutputProfile | None,
    condition: PrintingCondition | None = None,
) -> Raster:
    """A picture in sRGB, `size` in points; a condition judges it. Raises Unusable."""
    with opened(data, source, size) as work:
        if condition is not None:
            work.found += _judged(work, size, condition)
        work.decode(most)
        if work.mode == "LAB":
            work.become(
                transform_from_lab(ImageCms.createProfile("sRGB"), "RGB").apply(work.picture)
            )
        elif work.mode == "CMYK" or (work.mode == "RGB" and work.profile):
            _lit(work, inks)
        return coded(work, SCREEN_QUALITY)


def _judged(
    work: Opened, size: tuple[float, float], condition: PrintingCondition
) -> Iterator[Finding]:
    ppi, wanted = work.ppi, condition.line_art if work.is_line_art else condition.photographs
    if ppi >= wanted.warn - 0.5:
        return
    values: dict[str, str | int] = {
        "source": work.source,
        "ppi": round(ppi),
        "wanted": wanted.warn,
        "pixels": ceil(work.pixels[0] * wanted.warn / ppi),
        "millimetres": f"{millimetres(size[0]) * ppi / wanted.warn:.3g}",
    }
    if ppi < wanted.least - 0.5:
        yield kinds.PICTURE_TOO_COARSE.at(None, **values, least=wanted.least)
    else:
        yield kinds.PICTURE_COARSE.at(None, **values)


# ── for a press ──────────────────────────────────────────────────────────────────────────────────


def _grey(work: Opened, output: OutputProfile) -> None:
    """As light in black ink as it was on the screen."""
    work.become(work.picture.point(output.greys))


def _inked(work: Opened, output: OutputProfile) -> None:
    """By the picture's own profile, else as sRGB."""
    change = output.from_light()
    if work.profile and (own := _profile(work, "RGB", "sRGB")) is not None:
        change = output.from_light(own)
    work.become(change.apply(work.picture))
    work.is_within = output.most_ink


def _fitting(work: Opened, output: OutputProfile) -> None:
    """Inks for another press are converted; those that nobody told about are believed."""
    if not work.came_in_inks or work.profile == output.data:
        return
    if not work.profile:
        work.found.append(kinds.PICTURE_UNTOLD_INKS.at(None, source=work.source))
        return
    name = icc.description(work.profile)
    if name == output.description:
        return
    own = _profile(work, "CMYK", output.description)
    if own is None:
        return
    told = {"source": work.source, "own": name, "wanted": output.description}
    work.found.append(kinds.PICTURE_OTHER_INKS.at(None, **told))
    work.become(output.from_light(own, "CMYK").apply(work.picture))


def _thin(work: Opened, limit: float) -> None:
    """No more ink in all than the limit (1 is one solid): black stays, the others are thinned."""
    if work.is_within <= limit:
        return
    bands = dict(zip("cmyk", work.picture.split(), strict=True))
    total = ImageMath.lambda_eval(lambda on: on["c"] + on["m"] + on["y"] + on["k"], **bands)
    if total.getextrema()[1] <= 255 * limit + 1:
        return

    def share(on: Any) -> Any:
        colours = on["max"](on["c"] + on["m"] + on["y"], 1)
        room = on["max"](int(255 * limit) - on["k"], 0)
        return on["min"](on["float"](room) / on["float"](colours), 1.0)

    factor = ImageMath.lambda_eval(share, **bands)
    thinned = [
        ImageMath.lambda_eval(
            lambda on: on["convert"](on["b"] * on["f"], "L"), b=bands[c], f=factor
        )
        for c in "cmy"
    ]
    work.become(Image.merge("CMYK", (*thinned, bands["k"])))


# ── for a screen ─────────────────────────────────────────────────────────────────────────────────


def _lit(work: Opened, inks: OutputProfile | None) -> None:
    """By the picture's own profile; inks without one as on the press at hand."""
    own = _profile(work, work.mode, "sRGB") if work.profile else None
    if own is not None:
        work.become(transform_to_srgb(own, work.mode).apply(work.picture))
    elif work.mode == "CMYK":
        change = inks.to_light.apply if inks else lambda picture: picture.convert("RGB")
        work.become(change(work.picture))


def _profile(work: Opened, space: str, instead: str) -> Any | None:
    """The picture's profile, if it can be used; that it cannot is found."""
    try:
        own = parsed(work.profile)
        if own.profile.xcolor_space.strip() == space:
            transform_to_srgb(own, space)
            return own
    except ValueError:
        pass
    told = {"source": work.source, "instead": instead}
    work.found.append(kinds.PICTURE_PROFILE_BROKEN.at(None, **told))
    return None
