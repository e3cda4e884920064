"""The functions of WeasyPrint that are replaced, and by what.

`install` is called once, by the door. Each replacement asks first whether the document is ours and
the paragraph one that the setter sets, and otherwise calls what it replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.engine import inside
from publisher.engine.assembly import SetText, assemble
from publisher.engine.inside_hooks import amended, replace
from publisher.engine.painting import draw, draw_lines
from publisher.engine.picturing import Picture
from publisher.engine.plain import is_plain, is_uniform, lines, unseen
from publisher.engine.ruling import draw_dotted_rule
from publisher.engine.setter import line_widths, prepare
from publisher.engine.used import layout_box_backgrounds, resolve_percentages, strut

_STOCK: dict[str, Any] = {}
_NO_FLOATS = {"left": 0, "right": 0}
# WeasyPrint 70 counts padding and border below a box twice when it asks whether the box fits on
# the page: one that ends exactly at the foot goes to the next. What is below its text is already
# in the room that is asked for.
_FITS = (
    "border_page_overflow = context.overflows_page(bottom_space, new_position_y)",
    "border_page_overflow = context.overflows_page(bottom_space, new_content_position_y)",
)

# Columns are laid out once to find how high they are, and once more on their page. Those that are
# filled one after the other are as high as their page: what is found first is not used.
_ONCE = (
    "page_is_empty = stop_rendering = balancing = False\n        while True:\n",
    "page_is_empty = stop_rendering = balancing = False\n"
    "        while (\n"
    "                context.footnotes or context.reported_footnotes or\n"
    "                context.current_page_footnotes or\n"
    "                style['column_fill'] == 'balance' or len(columns_and_blocks) > 1):\n",
)

# The head of a table that has no room on an empty page, or leaves none for a row, is left out, and
# its words with it. It is set once, as the first rows, and broken where they are.
_ONE_HEAD = (
    "        assert not header\n",
    "        if has_header:\n            table.children[0].is_header = False\n",
)


def install() -> None:
    """Put the replacements in place, once a process."""
    if not _STOCK:
        _STOCK.update(replace(REPLACEMENTS))
        _STOCK["fitting"] = amended(_STOCK["_in_flow_layout"], *_FITS)
        _STOCK["filling"] = amended(_STOCK["columns_layout"], *_ONCE)
        _STOCK["heading"] = amended(_STOCK["table_layout"], *_ONE_HEAD)


def iter_line_boxes(
    context: Any,
    box: Any,
    position_y: Any,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Iterator[Any]:
    """Gather the paragraph, then let WeasyPrint go through its lines."""
    paragraph = prepare(context, box, containing_block, first_letter_style, first_line_style)
    if is_plain(context, paragraph, containing_block):
        if context.setter.galley and is_uniform(box):
            yield unseen(box, position_y, skip_stack, containing_block), None
            return
        yield from lines(context, box, position_y, skip_stack, containing_block)
        return
    yield from _STOCK["iter_line_boxes"](
        context,
        box,
        position_y,
        bottom_space,
        skip_stack,
        containing_block,
        absolute_boxes,
        fixed_boxes,
        first_letter_style,
        first_line_style,
    )


def split_inline_box(
    context: Any,
    box: Any,
    position_x: Any,
    max_x: Any,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    line_placeholders: Any,
    waiting_floats: Any,
    line_children: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """A line of a prepared line box is assembled; any other inline box is split as ever."""
    if box.__dict__.get("paragraph") is None:
        return _STOCK["split_inline_box"](
            context,
            box,
            position_x,
            max_x,
            bottom_space,
            skip_stack,
            containing_block,
            absolute_boxes,
            fixed_boxes,
            line_placeholders,
            waiting_floats,
            line_children,
            first_letter_style,
            first_line_style,
        )
    line, resume, forced = assemble(
        context,
        box,
        position_x,
        max_x,
        bottom_space,
        skip_stack,
        containing_block,
        absolute_boxes,
        fixed_boxes,
        line_placeholders,
    )
    return line, resume, forced, None, None, dict(_NO_FLOATS)


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """A set line has its width already."""
    if not line.__dict__.get("is_set"):
        _STOCK["justify_line"](context, line, extra_width)


def inline_line_widths(
    context: Any,
    box: Any,
    outer: Any,
    is_line_start: Any,
    minimum: bool,
    skip_stack: Any = None,
    first_line: bool = False,
) -> Iterator[float]:
    """Measure with the setter's widths where the setter will set."""
    setter = getattr(context, "setter", None)
    paragraph = None
    if setter is not None and isinstance(box, inside.boxes.LineBox):
        paragraph = setter.paragraph(context, box, None)
    if paragraph is None:
        yield from _STOCK["inline_line_widths"](
            context, box, outer, is_line_start, minimum, skip_stack, first_line
        )
        return
    trailing = 0.0 if minimum else inside.trailing_space(context, box)
    indent = inside.fixed_indent(box)
    yield from line_widths(paragraph, indent, trailing, minimum, skip_stack, first_line)


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    """Paint a set line from its glyphs."""
    if isinstance(textbox.pango_layout, SetText):
        return draw(stream, textbox, matrix)
    return _STOCK["draw_first_line"](stream, textbox, text_overflow, block_ellipsis, matrix)


def draw_block_level(page: Any, stream: Any, blocks: Any) -> None:
    """Lines of text alone are drawn here, as one marked content."""
    for block, inner in blocks.items():
        lines = block.children if inside.holds_lines(block) else ()
        if not (lines and draw_lines(stream, lines)):
            _STOCK["draw_block_level"](page, stream, {block: {}})
        draw_block_level(page, stream, inner)


def draw_border(stream: Any, box: Any) -> None:
    """A dotted rule is drawn here, as one line."""
    ours = hasattr(stream, "record")
    if not (ours and draw_dotted_rule(stream, box)):
        _STOCK["draw_border"](stream, box)


def in_flow_layout(context: Any, *others: Any) -> Any:
    """A box that ends at the foot of its page fits there."""
    ours = getattr(context, "setter", None) is not None
    return _STOCK["fitting" if ours else "_in_flow_layout"](context, *others)


def columns_layout(context: Any, *others: Any) -> Any:
    """Columns that are filled one after the other are laid out once."""
    ours = getattr(context, "setter", None) is not None
    return _STOCK["filling" if ours else "columns_layout"](context, *others)


def table_layout(context: Any, *others: Any) -> Any:
    """No head of a table is left out."""
    ours = getattr(context, "setter", None) is not None
    return _STOCK["heading" if ours else "table_layout"](context, *others)


def make_margin_boxes(context: Any, *others: Any) -> Iterator[Any]:
    """Nobody sees the margins of a galley."""
    setter = getattr(context, "setter", None)
    if setter is None or not setter.galley:
        yield from _STOCK["make_margin_boxes"](context, *others)


REPLACEMENTS = {
    "iter_line_boxes": iter_line_boxes,
    "split_inline_box": split_inline_box,
    "justify_line": justify_line,
    "inline_line_widths": inline_line_widths,
    "draw_first_line": draw_first_line,
    "RasterImage": Picture,
    "_in_flow_layout": in_flow_layout,
    "columns_layout": columns_layout,
    "table_layout": table_layout,
    "draw_block_level": draw_block_level,
    "draw_border": draw_border,
    "make_margin_boxes": make_margin_boxes,
    "resolve_percentages": resolve_percentages,
    "layout_box_backgrounds": layout_box_backgrounds,
    "strut": strut,
}
