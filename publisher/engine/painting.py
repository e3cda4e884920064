"""Painting of set lines: glyphs at the setter's places, and emphasis dots.

A glyph's place is where the widths before it add up to; what the face's own advances would give is
corrected in the text operator itself, in thousandths of an em, without drift.
"""

from __future__ import annotations

from typing import Any

from publisher.engine import inside_glyphs as glyphs
from publisher.engine.assembly import SetText
from publisher.engine.shaping import Glyph, Shaped
from publisher.typesetting.classes import HAN, OBJECT_CHAR, classify

OVER_DEPTH = -1.06  # em, where lines are vertical: to the right of the character's box
DOT_RADIUS = 0.07  # em
DOT_DEPTH = 0.3  # em from the baseline down to the dot's centre (below the character's box)
_ROUND = 0.5523  # control points of a quarter circle


class Pen:
    """Collects the operands of TJ and knows where the next glyph would fall."""

    def __init__(self, stream: Any, text: SetText) -> None:
        """Nothing is written before `flush`."""
        self.stream, self.text = stream, text
        self.parts: list[str] = []
        self.glyphs: list[str] = []
        self.x = 0.0
        self.size = text.shaped.em
        self.font: Any = None
        self._known: dict[Any, tuple[Any, float]] = {}
        self._pango_font: Any = None

    def use(self, pango_font: Any) -> None:
        """Go on in a face."""
        if pango_font == self._pango_font:
            return
        self.flush()
        self._pango_font = pango_font
        self.font, self.size = glyphs.pdf_font(self.stream, pango_font)
        self.stream.set_font_size(self.font.hash, self.size)

    def move(self, x: float) -> None:
        """Correct the place of the next glyph, where it is off by half a thousandth of an em."""
        correction = round((self.x - x) * 1000 / self.size)
        if correction:
            self._close()
            self.parts.append(str(correction))
            self.x -= correction * self.size / 1000

    def show(self, glyph: int, text: str) -> float:
        """One glyph; its advance in the face."""
        glyph, advance = glyphs.register_glyph(
            self.stream, self.font, self._pango_font, glyph, text
        )
        self.glyphs.append(f"{glyph:04x}")
        self.x += advance * self.size / 1000
        return advance * self.size / 1000

    def show_stretched(self, glyph: int, text: str, scale: float) -> None:
        """One glyph, stretched along the line."""
        self.flush()
        glyphs.scale_text(self.stream, scale)
        advance = self.show(glyph, text)
        self.x += advance * (scale - 1)
        self.flush()
        glyphs.scale_text(self.stream, 1.0)

    def show_raised(self, glyph: Glyph, text: str) -> None:
        """One glyph with an offset from the line."""
        self.flush()
        self.stream.set_text_rise(-glyph.y)
        self.show(glyph.id, text)
        self.flush()
        self.stream.set_text_rise(0)

    def flush(self) -> None:
        """Write what has been collected."""
        self._close()
        if self.parts:
            self.stream.show_text("".join(self.parts))
            self.parts = []

    def _close(self) -> None:
        if self.glyphs:
            self.parts.append("<" + "".join(self.glyphs) + ">")
            self.glyphs = []


def draw(stream: Any, text_box: Any, matrix: Any) -> list[Any]:
    """Draw the text of a set line. No picture glyphs are left for the caller to draw."""
    text: SetText = text_box.pango_layout
    if not text_box.text.strip() or text_box.style["font_size"] < 1e-6:
        return []
    stream.set_text_matrix(*matrix.values)
    pen = Pen(stream, text)
    x = 0.0
    parted = _parted(text) if text.vertical else 0
    for i, width in enumerate(text.widths):
        if parted and i == parted:
            pen.flush()
        _character(pen, text, i, x)
        x += width
    if text.hyphen is not None:
        _hyphen(pen, text.hyphen, x)
    pen.flush()
    if text.dots:
        _dots(stream, text, text_box.position_x, text_box.position_y + text_box.baseline)
    return []


def _parted(text: SetText) -> int:
    """The character of a vertical line before which it is drawn in two pieces; 0 for none.

    pdfium takes pieces that begin at one height for one line, and reads them from left to right. So
    the last piece must not begin where the next line will: at the top, or indented by two em.
    """
    last, em = len(text.widths) - 1, text.shaped.em
    indented = abs(sum(text.widths[:last]) - 2 * em) < 0.6 * em
    return last - 1 if indented and last > 1 else last


def _character(pen: Pen, text: SetText, i: int, x: float) -> None:
    at = text.first + i
    glyph = text.shaped.glyphs[at]
    if glyph is None or glyph == ():
        return
    pen.use(text.shaped.fonts[at])
    x += text.shifts[i]
    cluster = _cluster(text, at)
    if isinstance(glyph, int):
        pen.move(x)
        if i in text.scale:
            pen.show_stretched(glyph, cluster, text.scale[i])
        else:
            pen.show(glyph, cluster)
        return
    for part in glyph:
        pen.move(x + part.x)
        if part.y:
            pen.show_raised(part, cluster)
        else:
            pen.show(part.id, cluster)
        x += part.width


def _hyphen(pen: Pen, shaped: Shaped, x: float) -> None:
    """Read as U+00AD, a hyphen that nobody wrote (ISO 32000-2, 14.8.2.6.2)."""
    glyph = shaped.glyphs[0]
    if isinstance(glyph, int):
        pen.use(shaped.fonts[0])
        pen.move(x)
        pen.show(glyph, "\u00ad")


def _cluster(text: SetText, at: int) -> str:
    """The characters that a glyph stands for."""
    end, glyphs = at + 1, text.shaped.glyphs
    while end < len(glyphs) and glyphs[end] is None:
        end += 1
    return text.shaped.text[at:end]


def _dots(stream: Any, text: SetText, x: float, baseline: float) -> None:
    """着重号: a dot below each Han character, in a vertical line at its right (clreq 3.1.8)."""
    em = text.shaped.em
    depth = OVER_DEPTH if text.vertical else DOT_DEPTH
    stream.end_text()
    for char, width, shift in zip(text.text, text.widths, text.shifts, strict=True):
        if classify(char) & HAN and char != OBJECT_CHAR:
            _dot(stream, x + shift + em / 2, baseline + depth * em, DOT_RADIUS * em)
        x += width
    stream.fill()
    stream.begin_text()


def _dot(stream: Any, x: float, y: float, r: float) -> None:
    """A circle of four arcs."""
    c = r * _ROUND
    stream.move_to(x + r, y)
    stream.curve_to(x + r, y + c, x + c, y + r, x, y + r)
    stream.curve_to(x - c, y + r, x - r, y + c, x - r, y)
    stream.curve_to(x - r, y - c, x - c, y - r, x, y - r)
    stream.curve_to(x + c, y - r, x + r, y - c, x + r, y)
    stream.close()
