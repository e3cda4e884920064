"""Glyphs of a text box, shaped once by Pango without a measure."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from publisher.engine.inside import PangoLayout, line_height, same_text_style, style_key
from publisher.engine.inside_glyphs import FROM_UNITS, ffi, glyph_extents, line_extents
from publisher.engine.kept import Store
from publisher.typesetting import upright
from publisher.typesetting.classes import DASH, ELLIPSIS, INTERPUNCT, MARK, classify

_INTS_A_GLYPH = ffi.sizeof("PangoGlyphInfo") // 4
_UNDRAWN = 0x0FFFFFFF  # PANGO_GLYPH_EMPTY
_INKED = MARK | DASH | ELLIPSIS | INTERPUNCT
_DECORATION = (
    "ascent",
    "underline_position",
    "underline_thickness",
    "strikethrough_position",
    "strikethrough_thickness",
)
HYPHEN = "\u2010"
NO_LANGUAGE = "zxx"  # of digits that belong to a drawing, a barcode's: they keep its direction
_SAME = 0.01  # CSS pixels: Pango rounds an advance of one em to 1/1024


class Unsupported(Exception):  # not an error: the paragraph is set by stock code
    """A paragraph that the setter leaves to WeasyPrint; the message is the reason."""


@dataclass(slots=True)
class Glyph:
    """A glyph that is not simply the one of its character: `x`, `y` are offsets, in CSS pixels."""

    id: int
    width: float
    x: float = 0.0
    y: float = 0.0


@dataclass(slots=True)
class Shaped:
    """A text with its glyphs: one id a character, several, or None where it has none of its own.

    Lengths are in CSS pixels. `ink` is the blank before and after the ink of marks. `decoration` is
    what underlines need, as WeasyPrint's own layouts carry it; `offsets` are characters' bytes.
    `upright` are digits that stand upright in a vertical line.
    """

    text: str
    em: float
    advance: list[float]
    glyphs: list[int | tuple[Glyph, ...] | None]
    fonts: list[Any]
    height: float
    baseline: float
    line_height: float
    decoration: dict[str, Any]
    offsets: list[int]
    ink: dict[int, tuple[float, float]] = field(default_factory=dict)
    upright: tuple[int, ...] = ()

    def joined(self) -> list[int]:
        """Characters without a glyph of their own."""
        return [i for i, glyph in enumerate(self.glyphs) if glyph is None and i]


@dataclass
class Shaper:
    """Shapes the texts of one document, or finds them in what is kept beside its faces."""

    store: Store = field(default_factory=Store)
    families: set[tuple[str, ...]] = field(default_factory=set)
    vertical: bool = False

    def shape(self, text: str, style: Any) -> Shaped:
        """Raises Unsupported for text that runs from right to left, and for tabs."""
        if any(char in text for char in "\t\r\f\v\x85\u2028\u2029"):
            raise Unsupported("tabs")
        if style["direction"] != "ltr":
            raise Unsupported("text from right to left")
        key = text, self._key(same_text_style(style))
        shaped: Shaped | None = self.store.texts.get(key)
        if shaped is None:
            shaped = self._shape(text, style)
            self.store.texts.put(key, shaped, len(text))
        return shaped

    def _key(self, style: Any) -> Hashable:
        """What of a style glyphs depend on."""
        self.families.add(tuple(style["font_family"]))
        return style_key(style)

    def hyphen(self, style: Any) -> Shaped:
        """The hyphen of a divided word, in the word's style."""
        return self.shape(HYPHEN, style)

    def _shape(self, text: str, style: Any) -> Shaped:
        layout = PangoLayout(_without_spacing(style))
        vertical = self.vertical and style["lang"] != NO_LANGUAGE
        drawn = upright.drawn(text) if vertical else text
        layout.set_text(drawn.replace("\n", " "))
        line, _next = layout.get_first_line()
        height, baseline = line_extents(layout, line)
        count, em = len(text), float(style["font_size"])
        bytes_of = _byte_offsets(text)
        shaped = Shaped(
            text,
            em,
            [0.0] * count,
            [None] * count,
            [None] * count,
            height,
            baseline,
            line_height(style),
            _lines(layout),
            bytes_of,
        )
        self._runs(shaped, line, layout, _byte_offsets(drawn) if drawn != text else bytes_of)
        if vertical:
            _stand(shaped)
        self._space(shaped, style)
        self._ink(shaped)
        return shaped

    def _runs(self, shaped: Shaped, line: Any, layout: Any, offsets: list[int]) -> None:
        run, place = line.runs[0], 0
        while run != ffi.NULL:
            item = run.data.item
            if item.analysis.level % 2:
                raise Unsupported("text from right to left")
            font = item.analysis.font
            self.store.fonts.setdefault(int(ffi.cast("intptr_t", font)), layout.layout)
            shaped.fonts[place : place + item.num_chars] = [font] * item.num_chars
            _glyphs(shaped, run.data.glyphs, item, place, offsets)
            place += item.num_chars
            run = run.next

    @staticmethod
    def _space(shaped: Shaped, style: Any) -> None:
        """letter-spacing after each character, word-spacing at each space; nothing at a newline."""
        letter = 0.0 if style["letter_spacing"] == "normal" else float(style["letter_spacing"])
        word = float(style["word_spacing"])
        for i, char in enumerate(shaped.text):
            if char == "\n":
                shaped.advance[i], shaped.glyphs[i] = 0.0, ()
            elif letter and shaped.glyphs[i] is not None:
                shaped.advance[i] += letter
            if word and char in " \u00a0":
                shaped.advance[i] += word

    def _ink(self, shaped: Shaped) -> None:
        marks = {char for char in set(shaped.text) if classify(char) & _INKED}
        for i, char in enumerate(shaped.text):
            if char in marks:
                glyph, font = shaped.glyphs[i], shaped.fonts[i]
                if isinstance(glyph, int):
                    shaped.ink[i] = self._blank(font, glyph, shaped.advance[i])

    def _blank(self, font: Any, glyph: int, advance: float) -> tuple[float, float]:
        """The white before and after a glyph's ink, within an advance."""
        key = int(ffi.cast("intptr_t", font)), glyph
        extents = self.store.extents
        if key not in extents:
            extents[key] = glyph_extents(font, glyph)
        left, width = extents[key]
        return left, advance - left - width


def _stand(shaped: Shaped) -> None:
    """The glyph of a number of two digits stands for both."""
    standing = upright.places(shaped.text)
    for first, end in standing:
        for i in range(first + 1, end):
            shaped.glyphs[i], shaped.advance[i] = None, 0.0
    shaped.upright = tuple(i for first, end in standing for i in range(first, end))


def _without_spacing(style: Any) -> Any:
    """Pango gives half of letter-spacing to each side; the setter puts it after the character."""
    if style["letter_spacing"] == "normal" and not style["word_spacing"]:
        return style
    style = style.copy()
    style["letter_spacing"], style["word_spacing"] = "normal", 0
    return style


def _lines(layout: Any) -> dict[str, Any]:
    return {name: getattr(layout, name, None) for name in _DECORATION}


def _byte_offsets(text: str) -> list[int]:
    """The byte of each character in UTF-8, and the end."""
    lengths = (
        1 if char < "\x80" else 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
        for char in text
    )
    return list(accumulate(lengths, initial=0))


def _glyphs(shaped: Shaped, string: Any, item: Any, place: int, offsets: list[int]) -> None:
    """Read one run's glyphs; the common case is one plain glyph a character, in order."""
    count = string.num_glyphs
    raw = memoryview(ffi.buffer(string.glyphs, count * _INTS_A_GLYPH * 4)).cast("i")
    ids, widths = raw[0::_INTS_A_GLYPH].tolist(), raw[1::_INTS_A_GLYPH].tolist()
    xs, ys = raw[2::_INTS_A_GLYPH].tolist(), raw[3::_INTS_A_GLYPH].tolist()
    clusters = ffi.unpack(string.log_clusters, count) if count else []
    chars = item.num_chars
    own = [offset - item.offset for offset in offsets[place : place + chars]]
    em = shaped.em
    if count == chars and clusters == own and not any(xs) and not any(ys) and _UNDRAWN not in ids:
        shaped.glyphs[place : place + chars] = ids
        shaped.advance[place : place + chars] = [_rounded(w * FROM_UNITS, em) for w in widths]
        return
    where = {byte: place + i for i, byte in enumerate(own)}
    for glyph, width, x, y, cluster in zip(ids, widths, xs, ys, clusters, strict=True):
        i = where[cluster]
        there = shaped.glyphs[i]
        before = there if isinstance(there, tuple) else ()
        length = _rounded(width * FROM_UNITS, em)
        if glyph == _UNDRAWN:
            shaped.glyphs[i] = before
        elif not before and not x and not y and there is None:
            shaped.glyphs[i] = glyph
        else:
            if isinstance(there, int):
                before = (Glyph(there, shaped.advance[i]),)
            one = Glyph(glyph, length, x * FROM_UNITS, y * FROM_UNITS)
            shaped.glyphs[i] = (*before, one)
        shaped.advance[i] += length


def _rounded(length: float, em: float) -> float:
    return em if abs(length - em) < _SAME else length
