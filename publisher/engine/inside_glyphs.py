"""Pango's glyphs and the fonts of WeasyPrint's PDF: what else is not its public interface."""

from __future__ import annotations

from typing import Any

from weasyprint.logger import LOGGER
from weasyprint.text.ffi import FROM_UNITS as FROM_UNITS
from weasyprint.text.ffi import ffi as ffi
from weasyprint.text.ffi import pango


def line_extents(layout: Any, line: Any) -> tuple[float, float]:
    """Height and baseline of a Pango line, in CSS pixels."""
    logical = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ffi.NULL, logical)
    return logical.height * FROM_UNITS, pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS


def glyph_extents(font: Any, glyph: int) -> tuple[float, float]:
    """Left edge and width of a glyph's ink, in CSS pixels."""
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(font, glyph, ink, logical)
    return ink.x * FROM_UNITS, ink.width * FROM_UNITS


def pdf_font(stream: Any, pango_font: Any) -> tuple[Any, float]:
    """The PDF font of a Pango font, and its size; looked up once a page."""
    known = stream.__dict__.setdefault("set_fonts", {})
    key = int(ffi.cast("intptr_t", pango_font))
    if key not in known:
        known[key] = stream.add_font(pango_font)
    return known[key]  # type: ignore[no-any-return]  # of WeasyPrint, untyped


def register_glyph(
    stream: Any, font: Any, pango_font: Any, glyph: int, text: str
) -> tuple[int, int]:
    """Make a glyph known to the PDF font: (its id there, its advance in thousandths)."""
    if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        LOGGER.warning("no face has the character “%s”", text)
        return font.get_unused_glyph_id(glyph & ~pango.PANGO_GLYPH_UNKNOWN_FLAG), _missing(font)
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = text
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
        _, size = pdf_font(stream, pango_font)  # not font.font_size: that is its first use's
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return glyph, font.widths[glyph]


def known(font: Any) -> dict[int, tuple[str, int]]:
    """What is written for the glyphs of a PDF font that were drawn, and their advances."""
    found: dict[int, tuple[str, int]] = font.__dict__.setdefault("drawn", {})
    return found


def _missing(font: Any) -> int:
    """The advance of characters that the face lacks."""
    return int(font.widths.setdefault(0, 1000))


def scale_text(stream: Any, scale: float) -> None:
    """Stretch what follows along the line (operator Tz, which pydyf does not know)."""
    stream.stream.append(f"{scale * 100:.2f} Tz".encode())
