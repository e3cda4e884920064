"""Draw the pictures of manuscript/pictures from numbers and the faces of fonts/; same bytes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parent.parent.parent
PICTURES, FONTS = ROOT / "manuscript" / "pictures", ROOT / "fonts"

SCALE = 2  # drawn at twice the size and brought down, for smooth edges
WIDTH = 1840  # pixels: 155 mm at 301 ppi
INK, GREY, PALE, WATER, RED = "#1c1c1c", "#8a8a84", "#e9e7e1", "#c9d6d8", "#9c2f22"
PAPER = "#ffffff"

CROSSINGS = (
    ("南门桥", 8214, True),
    ("中心桥", 6905, False),
    ("第三座桥", 2871, True),
    ("铁路桥", 1460, False),
    ("樟树桥", 1033, False),
    ("北门桥", 312, False),
    ("西渡桥", 0, True),
)

Point = tuple[float, float]


def face(name: str, size: float) -> ImageFont.FreeTypeFont:
    """A face of fonts/ at a size in pixels of the finished picture."""
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), round(size * SCALE))


class Sheet:
    """A picture that is drawn in finished pixels."""

    def __init__(self, height: int) -> None:
        self.size = (WIDTH, height)
        self.image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def text(
        self, at: Point, words: str, name: str, size: float, colour: str = INK, anchor: str = "ls"
    ) -> None:
        """Words at a baseline; anchors as in Pillow."""
        place = (at[0] * SCALE, at[1] * SCALE)
        self.pen.text(place, words, fill=colour, font=face(name, size), anchor=anchor)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled rectangle."""
        self.pen.rectangle([side * SCALE for side in (left, top, right, bottom)], fill=colour)

    def path(self, points: Sequence[Point], width: float, colour: str) -> None:
        """A thick line with round joints and ends."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.dot((x, y), width / 2, colour)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """A filled polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def dot(self, at: Point, radius: float, colour: str) -> None:
        """A filled circle."""
        x, y = at
        sides = (x - radius, y - radius, x + radius, y + radius)
        self.pen.ellipse([side * SCALE for side in sides], fill=colour)

    def save(self, name: str) -> None:
        """Bring the picture down to size and write it, at 300 ppi."""
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        few = small.quantize(128, dither=Image.Dither.NONE)
        few.save(PICTURES / name, optimize=True, dpi=(300, 300))


def crossings() -> None:
    """A bar chart: how many people cross each bridge in a day."""
    sheet = Sheet(860)
    left, top, step, bar = 290, 60, 110, 54
    scale = (WIDTH - left - 230) / max(count for _, count, _ in CROSSINGS)
    for row, (name, count, chosen) in enumerate(CROSSINGS):
        middle = top + row * step + bar / 2
        colour = RED if chosen else INK
        sheet.text((left - 36, middle), name, "hei-regular", 46, colour, "rm")
        sheet.box(left, middle - bar / 2, left + max(count * scale, 3), middle + bar / 2, colour)
        number = f"{count:,}".replace(",", " ")
        sheet.text((left + count * scale + 24, middle), number, "hei-bold", 44, colour, "lm")
    foot = top + len(CROSSINGS) * step - 20
    sheet.box(left - 3, top - 24, left, foot, INK)
    sheet.save("crossings.png")


def _river(t: float) -> Point:
    """The middle of the river, t from 0 (west) to 1 (east)."""
    x = -60 + t * (WIDTH + 120)
    y = 300 + 470 * t + 110 * math.sin(t * 8.2) - 60 * math.sin(t * 3.1)
    return x, y


def _across(t: float, reach: float) -> tuple[Point, Point]:
    """Both ends of a bridge at t, square to the river."""
    (x0, y0), (x1, y1) = _river(t - 0.004), _river(t + 0.004)
    length = math.hypot(x1 - x0, y1 - y0)
    across = (-(y1 - y0) / length, (x1 - x0) / length)
    x, y = _river(t)
    return (
        (x - across[0] * reach, y - across[1] * reach),
        (x + across[0] * reach, y + across[1] * reach),
    )


def _banks(reach: float) -> list[Point]:
    """The outline of the water: one bank there, the other back."""
    pairs = [_across(t / 400, reach) for t in range(401)]
    return [pair[0] for pair in pairs] + [pair[1] for pair in reversed(pairs)]


BRIDGES = (
    ("西渡桥", 0.10, True, -1),
    ("北门桥", 0.225, False, 1),
    ("第三座桥", 0.36, True, -1),
    ("中心桥", 0.485, False, 1),
    ("南门桥", 0.61, True, -1),
    ("樟树桥", 0.735, False, 1),
    ("铁路桥", 0.875, False, -1),
)


def river() -> None:
    """A map: the river through the town and its seven bridges."""
    sheet = Sheet(1060)
    _streets(sheet)
    sheet.shape(_banks(66), PAPER)
    sheet.shape(_banks(52), WATER)
    for name, t, chosen, side in BRIDGES:
        _bridge(sheet, name, t, chosen, side)
    _flow(sheet)
    sheet.save("river.png")


def _streets(sheet: Sheet) -> None:
    """Lanes that run beside and towards the river."""
    for offset in (-300, -200, 200, 300):
        for t in range(0, 400, 8):
            here, there = _across(t / 400, offset)[0], _across((t + 5) / 400, offset)[0]
            sheet.path([here, there], 9, PALE)
    for count in range(24):
        place = 0.02 + count * 0.0415
        for near, far in ((95, 330), (-95, -330)):
            sheet.path([_across(place, near)[0], _across(place, far)[0]], 9, PALE)


def _bridge(sheet: Sheet, name: str, t: float, chosen: bool, side: int) -> None:
    colour = RED if chosen else INK
    ends = _across(t, 86)
    if name == "西渡桥":  # two piers are all that is left
        for reach in (-22, 22):
            sheet.dot(_across(t, reach)[0], 13, colour)
    else:
        sheet.path(ends, 17, colour)
    anchor = _across(t, 150)[0 if side < 0 else 1]
    width = len(name) * 46 / 2 + 14
    sheet.box(anchor[0] - width, anchor[1] - 36, anchor[0] + width, anchor[1] + 36, PAPER)
    sheet.text(anchor, name, "hei-bold" if chosen else "hei-regular", 46, colour, "mm")


def _flow(sheet: Sheet) -> None:
    x, y = _river(0.2925)
    sheet.text((x, y), "澜河", "kai-regular", 58, GREY, "mm")


def main() -> None:
    """Draw both."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    crossings()
    river()


if __name__ == "__main__":
    main()
