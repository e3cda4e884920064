"""The functions of WeasyPrint 70.0 that are replaced or leaned on.

A test knows the digest of their sources, and fails when one of them changes.
"""

from __future__ import annotations

import inspect
import marshal
from hashlib import sha256
from typing import Any

from weasyprint import css, images, layout
from weasyprint import draw as drawing
from weasyprint.css import AnonymousStyle
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import (
    absolute,
    background,
    block,
    column,
    grid,
    inline,
    page,
    percent,
    preferred,
    table,
)
from weasyprint.layout import float as floats
from weasyprint.layout.float import avoid_collisions
from weasyprint.pdf import _use_references, fonts, stream, tags
from weasyprint.svg.defs import draw_gradient
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout, _font_style_cache_key

from publisher import marshalled
from publisher.engine.styles import Style

# every function that is replaced, and every module that has a name for it
HOOKED: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "iter_line_boxes": (inline.iter_line_boxes, (inline, block)),
    "split_inline_box": (inline.split_inline_box, (inline,)),
    "justify_line": (inline.justify_line, (inline,)),
    "inline_line_widths": (preferred.inline_line_widths, (preferred,)),
    "draw_first_line": (draw_text.draw_first_line, (draw_text,)),
    "RasterImage": (images.RasterImage, (images,)),
    "_in_flow_layout": (block._in_flow_layout, (block,)),
    "columns_layout": (column.columns_layout, (block,)),
    "table_layout": (table.table_layout, (table, block)),
    "draw_block_level": (drawing.draw_block_level, (drawing,)),
    "draw_border": (drawing.draw_border, (drawing,)),
    "make_margin_boxes": (page.make_margin_boxes, (layout,)),
    "resolve_percentages": (
        percent.resolve_percentages,
        (percent, absolute, block, column, floats, grid, inline, page, table),
    ),
    "layout_box_backgrounds": (background.layout_box_backgrounds, (background,)),
    "strut": (line_break.strut, (inline,)),
}
# functions that are not replaced, but whose inside the setter follows or calls
FOLLOWED = {
    "get_next_linebox": inline.get_next_linebox,
    "split_inline_level": inline.split_inline_level,
    "split_text_box": inline.split_text_box,
    "_out_of_flow_layout": inline._out_of_flow_layout,
    "_adjust_line_height": inline._adjust_line_height,
    "skip_first_whitespace": inline.skip_first_whitespace,
    "text_align": inline.text_align,
    "is_phantom_linebox": inline.is_phantom_linebox,
    "line_box_verticality": inline.line_box_verticality,
    "draw_text": draw_text.draw_text,
    "handle_leader": inline.handle_leader,
    "trailing_whitespace_size": preferred.trailing_whitespace_size,
    "avoid_collisions": avoid_collisions,
    "AnonymousStyle": AnonymousStyle,  # `resolve_text`: what a text does not inherit is initial
    "ComputedStyle": css.ComputedStyle,  # see `styles`
    "page_values": boxes.ParentBox.page_values,  # see `replace`
    "_linebox_layout": block._linebox_layout,
    "Layout": Layout,
    "_font_style_cache_key": _font_style_cache_key,
    "_build_box_tree": tags._build_box_tree,  # see `tagging`
    "Stream": stream.Stream,  # see `inking`
    "Gradient": images.Gradient,  # makes its stops with `create_interpolation_function`
    "draw_gradient": draw_gradient,
    "get_image_from_uri": images.get_image_from_uri,  # makes a `RasterImage` for each picture
    "Font": fonts.Font,  # reads a face's program; see `programs`
    "_use_references": _use_references,  # calls `get_x_object` when all pages are drawn
}


def replace(replacements: dict[str, Any]) -> dict[str, Any]:
    """Put functions of ours in the place of the hooked ones; the stock ones are returned."""
    for name, (_stock, modules) in HOOKED.items():
        for module in modules:
            setattr(module, name, replacements[name])
    css.ComputedStyle = Style
    # lines are on the named page of their block, and where they are laid out: nobody need look
    boxes.LineBox.page_values = boxes.Box.page_values
    boxes.LineBox.is_in_normal_flow = lambda _line: True
    return {name: stock for name, (stock, _modules) in HOOKED.items()}


def amended(function: Any, wrong: str, right: str) -> Any:
    """A function of WeasyPrint with a piece of its source mended; as it is where that is gone."""
    name = f"amended-{function.__name__}"
    made_of = f"{sha256(marshal.dumps(function.__code__)).hexdigest()} {wrong} {right}"
    code = marshalled.kept(name, made_of)
    if code is None:
        lines, above = inspect.getsourcelines(function)
        source = "\n" * (above - 1) + "".join(lines)  # so that a traceback shows the right line
        if source.count(wrong) != 1:
            return function
        code = compile(source.replace(wrong, right), inspect.getfile(function), "exec")
        marshalled.keep(name, made_of, code)
    found: dict[str, Any] = {}
    exec(code, function.__globals__, found)  # noqa: S102 - the source is that of the library
    return found[function.__name__]
