"""Drawing with a palette: every colour that WeasyPrint sets becomes ink, or light.

WeasyPrint's stream writes colours as it got them. Here a stream of ours takes its place while a
document is drawn: it asks the palette, prints black text over what lies below it, and blends in the
palette's space. Gradients are converted at their stops and run straight from one to the next.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from math import inf, sqrt
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint.pdf
from weasyprint.matrix import Matrix
from weasyprint.pdf import stream as streams

from publisher.colour import Paint, Palette
from publisher.colour import findings as kinds
from publisher.colour.inks import hexadecimal, shown
from publisher.colour.profiles import light_of_lab
from publisher.errors import Unusable
from publisher.findings import Finding

STOCK: Any = streams.Stream
_SOLID_BLACK = (0.0, 0.0, 0.0, 1.0)
_OVER, _APART = "over", "apart"  # names of graphics states
# black text is printed over tints and pictures, so that no white shows where plates are off:
# with OPM 1 an ink that is not named stays as it is (ISO 32000-1, 8.6.7)
_STATES = {
    _OVER: {"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": 1},
    _APART: {"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": 0},
}
_RULE = 2.01  # points, rounded; through what is broader one would see what lies below
_NOTHING = 1e-6  # what is left of rounding
_LUMINOSITY = (0.3, 0.59, 0.11)  # of red, green and blue (ISO 32000-1, 11.5.3)


class Record:
    """What one drawing uses: its palette, the spots, and the colours that nobody gave inks for."""

    def __init__(self, palette: Palette) -> None:
        """Nothing is used yet."""
        self.palette = palette
        self.spots: dict[str, tuple[float, ...]] = {}
        self.guessed: dict[str, str] = {}
        self.pictures: list[Finding] = []

    def paint(self, colour: Any) -> Paint:
        """What a colour of WeasyPrint is drawn with. Raises Unusable for one of a foreign space."""
        if colour.space == "device-cmyk":
            return self._used(self.palette.of_inks(colour.coordinates))
        return self.light(_light(colour))

    def light(self, light: tuple[float, float, float]) -> Paint:
        """What a colour of sRGB is drawn with."""
        paint = self.palette.of_light(light)
        if paint.guessed:
            cyan, magenta, yellow, black = paint.parts
            self.guessed[hexadecimal(light)] = shown((cyan, magenta, yellow, black))
        return self._used(paint)

    def _used(self, paint: Paint) -> Paint:
        if paint.spot:
            self.spots[paint.spot] = paint.parts
        return paint

    def name(self, spot: str) -> str:
        """The name of a spot colour among the resources: letters and digits, no two alike."""
        return f"spot{list(self.spots).index(spot)}-{re.sub('[^A-Za-z0-9]', '', spot)}"

    def spaces(self) -> dict[str, Any]:
        """The colour spaces that pages name: one of each spot (ISO 32000-1, 8.6.6.4)."""
        return {
            self.name(spot): pydyf.Array(
                (
                    "/Separation",
                    pydyf.name(spot),
                    "/DeviceCMYK",
                    STOCK.create_interpolation_function((0, 1), (0, 0, 0, 0), parts, 1),
                )
            )
            for spot, parts in self.spots.items()
        }

    def findings(self) -> Iterator[Finding]:
        """What was found while drawing."""
        for colour, inks in sorted(self.guessed.items()):
            yield kinds.COLOUR_CONVERTED.at(None, colour=colour, inks=inks)
        yield from dict.fromkeys(self.pictures)


def _light(colour: Any) -> tuple[float, float, float]:
    """The colour in sRGB."""
    if colour.space in ("srgb", "hsl", "hwb"):
        red, green, blue = (min(max(part, 0.0), 1.0) for part in colour.to("srgb").coordinates)
        return red, green, blue
    if colour.space in ("xyz-d65", "oklab", "oklch", "xyz-d50", "lab", "lch"):
        return light_of_lab(colour.to("lab").coordinates)
    raise Unusable(kinds.COLOUR_SPACE.at(None, space=colour.space))


class Path:
    """A path that is being built: where in the stream it starts, and how thick it is."""

    def __init__(self) -> None:
        """Nothing is built yet."""
        self.start: int | None = None
        self.is_rule = True
        self._rectangles: list[tuple[float, float, float, float]] = []

    def begin(self, start: int) -> None:
        """The first operator stands there."""
        if self.start is None:
            self.start = start

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """One more rectangle."""
        self._rectangles.append((x, y, width, height))

    @property
    def thickness(self) -> float:
        """That of its rectangles, or of the frame that two of them are; else without an end."""
        if not self.is_rule or not self._rectangles:
            return inf
        if len(self._rectangles) == 2:
            one, two = self._rectangles
            if frame := _frame(one, two) or _frame(two, one):
                return frame
        return max(min(abs(width), abs(height)) for _x, _y, width, height in self._rectangles)


def _frame(outer: tuple[float, ...], inner: tuple[float, ...]) -> float:
    """How thick the frame between two rectangles is; nothing where the one is not in the other."""
    (x, y, width, height), (left, top, across, down) = outer, inner
    sides = left - x, top - y, x + width - left - across, y + height - top - down
    return max(sides) if min(sides) > -_NOTHING else 0.0


def _apart(name: str) -> Callable[..., Any]:
    """Stock code that paints pictures and gradients: they do not overprint."""
    stock = getattr(STOCK, name)

    def begin(self: Any, *arguments: Any) -> Any:
        self.overprint(False)
        return stock(self, *arguments)

    return begin


class InkStream(streams.Stream):  # type: ignore[misc]  # untyped base
    """A stream of a page, a group or a pattern. A mask is drawn in grey: only its light counts.

    `base` leads from where the stream's own matrix begins to the page, in points.
    """

    record: Record  # set in the class that a drawing makes for itself

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.is_mask = False
        self.base = Matrix()
        self._black = self._black_lines = False
        self._over, self._width = [False], [1.0]
        self._path = Path()

    def clone(self, **named: Any) -> Any:
        """A stream beside this one."""
        made = super().clone(**named)
        made.is_mask, made.base = self.is_mask, self.ctm @ self.base
        return made

    def add_pattern(self, *box: Any) -> Any:
        """A pattern; the last argument is where it stands on the page."""
        made = super().add_pattern(*box)
        made.base = box[-1]
        return made

    @property
    def _default_color_space(self) -> str:
        return "/DeviceGray" if self.is_mask else f"/{self.record.palette.space}"

    # ── colours ──────────────────────────────────────────────────────────────────────────────────

    def set_color(self, color: Any, stroke: bool = False) -> None:
        """Set the colour of what follows, unless it is set."""
        self.set_alpha(color.alpha, stroke)
        paint = Paint((_luminosity(color),)) if self.is_mask else self.record.paint(color)
        is_black = paint.parts == _SOLID_BLACK and not paint.spot and color.alpha == 1
        if stroke:
            self._black_lines = is_black
        else:
            self._black = is_black
        held = "_current_color_stroke" if stroke else "_current_color"
        if paint != getattr(self, held):
            setattr(self, held, paint)
            self._write(paint, stroke)

    def _write(self, paint: Paint, stroke: bool) -> None:
        if paint.spot:
            self.set_color_space(self.record.name(paint.spot), stroke)
            self.set_color_special(None, stroke, 1)
            return
        operator = {1: "g", 3: "rg", 4: "k"}[len(paint.parts)]
        parts = " ".join(f"{part:.4f}".rstrip("0").rstrip(".") for part in paint.parts)
        self.stream.append(f"{parts} {operator.upper() if stroke else operator}".encode())

    def create_interpolation_function(self, domain: Any, c0: Any, c1: Any, n: Any) -> Any:
        """From one stop of a gradient to the next; one number is an alpha, three are a colour."""
        ends = [self._stop(tuple(stop)) for stop in (c0, c1)]
        return STOCK.create_interpolation_function(domain, *ends, n)

    def _stop(self, parts: tuple[float, ...]) -> tuple[float, ...]:
        if len(parts) != 3:
            return parts
        if self.is_mask:
            return (_grey(parts),)
        red, green, blue = parts
        return self.record.light((red, green, blue)).parts

    def set_alpha_state(self, *box: Any, mode: str = "luminosity") -> Any:
        """A mask; of one by luminosity only the light counts."""
        made = super().set_alpha_state(*box, mode=mode)
        if mode == "luminosity":
            made.is_mask = True
            made.extra["Group"]["CS"] = "/DeviceGray"
        return made

    # ── overprinting ─────────────────────────────────────────────────────────────────────────────

    def begin_text(self) -> None:
        """Text in solid black is printed over what lies below."""
        super().begin_text()
        self.overprint(self._black)

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle, but no empty one beside another.

        WeasyPrint draws a rule as a frame whose hole has no width; filled, that is a line as thin
        as the device can draw (ISO 32000-1, 8.5.3.3.1).
        """
        self._path.begin(len(self.stream))
        if (width and height) or not (self.stream and self.stream[-1][-2:] == b"re"):
            self._path.rectangle(x, y, width, height)
            super().rectangle(x, y, width, height)

    def move_to(self, x: float, y: float) -> None:
        """Begin a path of any shape."""
        self._path.begin(len(self.stream))
        self._path.is_rule = False
        super().move_to(x, y)

    def fill(self, even_odd: bool = False) -> None:
        """Fill the path; a black rule is printed over what lies below."""
        self._paint(self._black and self._path.thickness * self._scale <= _RULE)
        super().fill(even_odd)

    def stroke(self) -> None:
        """Draw the path as a line, as a rule."""
        self._paint(self._black_lines and self._width[-1] * self._scale <= _RULE)
        super().stroke()

    def fill_and_stroke(self, even_odd: bool = False) -> None:
        """Fill the path and draw it: not over what lies below."""
        self._paint(False)
        super().fill_and_stroke(even_odd)

    def end(self) -> None:
        """The path clips, and is not painted."""
        self._path = Path()
        super().end()

    def set_line_width(self, width: float) -> None:
        """Set how thick lines are."""
        self._width[-1] = width
        super().set_line_width(width)

    @property
    def _scale(self) -> float:
        """Points of a unit."""
        (a, b, _), (c, d, _), _ = self.ctm @ self.base
        return sqrt(abs(a * d - b * c))

    def _paint(self, over: bool) -> None:
        """Say before the path whether it overprints: within one nothing may be set (8.2)."""
        before = len(self.stream)
        self.overprint(over)
        if len(self.stream) > before and self._path.start is not None:
            self.stream.insert(self._path.start, self.stream.pop())
        self._path = Path()

    paint_shading, draw_x_object = _apart("paint_shading"), _apart("draw_x_object")

    def push_state(self) -> None:
        """Save the graphics state."""
        super().push_state()
        self._over.append(self._over[-1])
        self._width.append(self._width[-1])

    def pop_state(self) -> None:
        """Restore the graphics state."""
        super().pop_state()
        self._over.pop()
        self._width.pop()
        self._black = self._black_lines = False  # until they are set anew

    def overprint(self, wanted: bool) -> None:
        """Print over what lies below, or apart from it; only inks can."""
        wanted = wanted and self.record.palette.space == "DeviceCMYK"
        if wanted == self._over[-1]:
            return
        self._over[-1] = wanted
        name = _OVER if wanted else _APART
        self._resources["ExtGState"].setdefault(name, pydyf.Dictionary(_STATES[name]))
        pydyf.Stream.set_state(self, name)


def _luminosity(colour: Any) -> float:
    if colour.space == "device-cmyk":
        *colours, black = colour.coordinates
        red, green, blue = ((1 - part) * (1 - black) for part in colours)
        return _grey((red, green, blue))
    return _grey(_light(colour))


def _grey(light: tuple[float, ...]) -> float:
    return sum(part * share for part, share in zip(light, _LUMINOSITY, strict=True))


@contextlib.contextmanager
def drawn_with(palette: Palette) -> Iterator[Record]:
    """While it is entered, pages are drawn with a palette; the record says what was used."""
    record = Record(palette)
    own = type("Stream", (InkStream,), {"record": record})
    weasyprint.pdf.Stream = streams.Stream = own
    try:
        yield record
    finally:
        weasyprint.pdf.Stream = streams.Stream = STOCK
