"""Painting of set lines: glyphs at the setter's places, and emphasis dots.

A glyph's place is where the widths before it add up to; what the face's own advances would give is
corrected in the text operator itself, in thousandths of an em, without drift.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from publisher.engine import inside_glyphs as glyphs
from publisher.engine.assembly import SetText
from publisher.engine.inside import Matrix
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
        self._pango_font: Any = None

    def use(self, pango_font: Any) -> None:
        """Go on in a face."""
        same, self._pango_font = pango_font == self._pango_font, pango_font
        if same:
            return
        self.flush()
        self.font, self.size = glyphs.pdf_font(self.stream, pango_font)
        self.stream.set_font_size(self.font.hash, self.size)

    def move(self, x: float) -> None:
        """Correct the place of the next glyph, where it is off by half a thousandth of an em."""
        correction = round((self.x - x) * 1000 / self.size)
        if correction:
            self._close()
            self.parts.append(str(correction))
            self.x -= correction * self.size / 1000

    def run(self, text: SetText, start: int, end: int, place: float) -> tuple[int, float]:
        """Glyphs of characters from `start`, the first one at a place, that each have one.

        Where it ended, and the place there. Most of the time of drawing goes into this.
        """
        first, scale, own = text.first, text.scale, self._pango_font
        codes, size, x, known = self.glyphs, self.size, self.x, glyphs.known(self.font)
        number, there = start, slice(first + start, first + end)
        rows = text.shaped.glyphs[there], text.shaped.fonts[there]
        places = text.shifts[start:end], text.widths[start:end]
        for glyph, font, shift, width in zip(*rows, *places, strict=True):
            if type(glyph) is not int or font is not own or number in scale:
                break
            code, advance = known.get(glyph) or self._learnt(glyph, _cluster(text, first + number))
            off = (x - place - shift) * 1000 / size
            if not -0.5 <= off <= 0.5:
                correction = round(off)
                self._close()
                self.parts.append(str(correction))
                x -= correction * size / 1000
            codes.append(code)
            x += advance * size / 1000
            place += width
            number += 1
        self.x = x
        return number, place

    def _learnt(self, glyph: int, text: str) -> tuple[str, int]:
        """What is written for a glyph, and its advance in thousandths."""
        known = glyphs.register_glyph(self.stream, self.font, self._pango_font, glyph, text)
        found = f"{known[0]:04x}", known[1]
        if known[0] == glyph:
            glyphs.known(self.font)[glyph] = found
        return found

    def show(self, glyph: int, text: str) -> float:
        """One glyph; its advance in the face."""
        code, advance = self._learnt(glyph, text)
        self.glyphs.append(code)
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
            self.glyphs.clear()


def draw(stream: Any, text_box: Any, matrix: Any) -> list[Any]:
    """Draw the text of a set line. No picture glyphs are left for the caller to draw."""
    text: SetText = text_box.pango_layout
    if not text_box.text.strip() or text_box.style["font_size"] < 1e-6:
        return []
    stream.set_text_matrix(*matrix.values)
    pen = Pen(stream, text)
    count = len(text.widths)
    parted = (_parted(text) if text.vertical else 0) or count
    x = _characters(pen, text, 0, parted, 0.0)
    if parted < count:
        pen.flush()
        x = _characters(pen, text, parted, count, x)
    if text.hyphen is not None:
        _hyphen(pen, text.hyphen, x)
    pen.flush()
    if text.dots:
        _dots(stream, text, text_box.position_x, text_box.position_y + text_box.baseline)
    return []


def draw_lines(stream: Any, lines: Iterable[Any]) -> bool:
    """Draw lines of text alone; whether they are such, else nothing is drawn.

    Those that follow one another are one marked content, so that there is one for a paragraph in
    a column and not one for each of its lines.
    """
    boxes = [box for line in lines for box in line.children]
    if not all(map(_is_simple, boxes)):
        return False
    for _, same in groupby(boxes, key=lambda box: id(box.style)):
        first, *others = same
        with stream.marked(first, "Span"):
            stream.set_color(first.style["color"])
            stream.begin_text()
            for box in (first, *others):
                place = Matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline)
                draw(stream, box, place)
            stream.end_text()
    return True


def _is_simple(box: Any) -> bool:
    """Whether there is nothing to a box but the glyphs of a line."""
    text = getattr(box, "pango_layout", None)
    if not isinstance(text, SetText) or text.dots or text.vertical:
        return False
    style = box.style
    return bool(style["visibility"] == "visible" and style["text_decoration_line"] == "none")


def _parted(text: SetText) -> int:
    """The character of a vertical line before which it is drawn in two pieces; 0 for none.

    pdfium takes pieces that begin at one height for one line, and reads them from left to right. So
    the last piece must not begin where the next line will: at the top, or indented by two em.
    """
    last, em = len(text.widths) - 1, text.shaped.em
    indented = abs(sum(text.widths[:last]) - 2 * em) < 0.6 * em
    return last - 1 if indented and last > 1 else last


def _characters(pen: Pen, text: SetText, start: int, end: int, x: float) -> float:
    """Characters from `start`, which is at a place; the place after the last of them."""
    while start < end:
        at = text.first + start
        glyph = text.shaped.glyphs[at]
        if glyph is not None and glyph != ():
            pen.use(text.shaped.fonts[at])
            begun = start
            start, x = pen.run(text, start, end, x)
            if start > begun:
                continue
            _character(pen, text, start, x)
        x += text.widths[start]
        start += 1
    return x


def _character(pen: Pen, text: SetText, i: int, x: float) -> None:
    """A character that is stretched, or has several glyphs or one with an offset."""
    at = text.first + i
    glyph, x = text.shaped.glyphs[at], x + text.shifts[i]
    cluster = _cluster(text, at)
    if isinstance(glyph, int):
        pen.move(x)
        pen.show_stretched(glyph, cluster, text.scale[i])
        return
    for part in glyph or ():
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
