"""Parts of pages beside each other, with a word below each: what pictures of docs/ are made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageColor, ImageDraw, ImageFont

FACE = Path(__file__).parent.parent.parent / "fonts" / "hei-regular.ttf"
GAP, LABEL = 20, 34  # pixels: between two panels, and what a label takes
TABLE, INK = "#dedcd6", "#1c1c1c"


class Box(NamedTuple):
    """What is shown of a page: left, top, width, height in millimetres; no width is all of it."""

    left: float = 0.0
    top: float = 0.0
    width: float = 0.0
    height: float = 0.0


def part(page: Any, box: Box, wide: int, high: int, bleed: float = 0.0) -> Image.Image:
    """That part of a page of pypdfium2, at most so many pixels; `bleed` in points lies outside."""
    left, top, width, height = (side * 72 / 25.4 for side in box)
    width = width or page.get_width() - 2 * bleed
    height = height or page.get_height() - 2 * bleed
    scale = min(wide / width, high / height)
    drawn: Image.Image = page.render(scale=scale).to_pil()
    x, y = round((bleed + left) * scale), round((bleed + top) * scale)
    return drawn.convert("RGB").crop((x, y, x + round(width * scale), y + round(height * scale)))


def beside(panels: Sequence[tuple[str, Image.Image]], colours: int) -> Image.Image:
    """Panels on a table, from left to right, in so few colours that the picture stays small."""
    width = sum(panel.width for _, panel in panels) + GAP * (len(panels) + 1)
    height = max(panel.height for _, panel in panels) + 2 * GAP + LABEL
    whole, left = Image.new("RGB", (width, height), TABLE), GAP
    pen, face = ImageDraw.Draw(whole), ImageFont.truetype(str(FACE), 19)
    for word, panel in panels:
        whole.paste(panel, (left, GAP))
        at = (left, GAP + panel.height + LABEL * 0.72)
        pen.text(at, word, fill=INK, font=face, anchor="ls")
        left += panel.width + GAP
    return few(whole, colours)


def few(picture: Image.Image, colours: int) -> Image.Image:
    """A palette in which rare colours are kept; the table at its corner stays what it is."""
    done = picture.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette, at = done.getpalette() or [], 3 * done.tobytes()[0]
    palette[at : at + 3] = ImageColor.getrgb(TABLE)
    done.putpalette(palette)
    return done
