"""Lines of plain paragraphs: text and inline boxes alone, with no float beside them.

WeasyPrint looks for floats around every line, twice, and goes through a column again for each
height that it tries. What a line of a plain paragraph holds depends on where it begins and on its
measure alone, so it is made once, without that search; in columns it is kept for later passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.engine import inside
from publisher.engine.assembly import assemble, cut, on_grid, text_of
from publisher.engine.paragraphs import Paragraph, path_of, skip_of

_SAME = 1e-6  # pixels


def is_plain(context: Any, paragraph: Paragraph | None, block: Any) -> bool:
    """Whether the lines of a paragraph can be made here, in a containing block."""
    if paragraph is None or not paragraph.plain or context.excluded_shapes:
        return False
    return bool(block.style["direction"] == "ltr")


def lines(context: Any, box: Any, y: float, skip: Any, block: Any) -> Iterator[tuple[Any, Any]]:
    """(line, skip stack of the next) of a line box from a height, as `iter_line_boxes` has them."""
    paragraph: Paragraph = box.paragraph
    indent = inside.resolve_line_box(box, block, begins=skip is None)
    x = block.content_box_x()
    while True:
        line, skip = _line(context, box, paragraph, x, y, indent, skip, block)
        if line is None:
            return
        y = line.position_y + line.height
        yield line, skip
        if skip is None:
            return
        box.text_indent = indent = 0.0


def is_uniform(box: Any) -> bool:
    """Whether all lines of a plain paragraph are as high as an empty one: of one text and face."""
    if len(box.children) != 1 or not isinstance(box.children[0], inside.boxes.TextBox):
        return False
    shaped = box.paragraph.leaves[0].shaped if box.paragraph.leaves else None
    if shaped is None or box.style["vertical_align"] != "baseline":
        return False
    height, baseline = inside.strut_of(box.style)
    own = shaped.baseline + (shaped.line_height - shaped.height) / 2
    return bool(abs(shaped.line_height - height) < _SAME and abs(own - baseline) < _SAME)


def unseen(box: Any, y: float, skip: Any, block: Any) -> Any:
    """One box as high as all lines of a paragraph together, where nobody will see them.

    It holds the whole text, so that what is lost of the markup is found as ever.
    """
    paragraph: Paragraph = box.paragraph
    indent = inside.resolve_line_box(box, block, begins=skip is None)
    start = paragraph.plan.start_of(paragraph.place(skip) if skip else 0)
    plan, rest, count = paragraph.plan, on_grid(block.width), 0
    measures = [on_grid(block.width - indent), rest]
    while start < plan.size:
        start = plan.start_of(paragraph.line_end(start, measures))
        measures, count = [rest], count + 1
    made = box.copy_with_children(box.children)
    made.position_x, made.position_y, made.width = block.content_box_x(), y, block.width
    made.height, made.baseline = count * inside.line_height(box.style), 0.0
    made.margin_top = made.margin_bottom = 0
    for child in made.children:
        child.position_x, child.position_y, child.width, child.height = made.position_x, y, 0.0, 0.0
    return made


def _line(
    context: Any,
    box: Any,
    paragraph: Paragraph,
    x: float,
    y: float,
    indent: float,
    skip: Any,
    block: Any,
) -> tuple[Any, Any]:
    """One line at a place; None where only spaces are left."""
    start = paragraph.plan.start_of(paragraph.place(skip) if skip else 0)
    if skip and start >= len(paragraph.strip):
        return None, None
    if paragraph.pattern is not None and skip:
        return _like(context, box, x, y, indent, start, block)
    key = start, indent, on_grid(block.width)
    kept = paragraph.kept.get(key)
    if kept is not None and (skip or not paragraph.change):
        line, path, left = kept
        made = line.deepcopy()
        made.translate(x - left, y - line.position_y)
        made.position_y = y
        return made, None if path is None else skip_of(path)
    made, resume = _made(context, box, x, y, indent, skip, block)
    if not skip and len(made.children) == 1 and is_uniform(box):
        paragraph.pattern = made.deepcopy()
    if context.in_column:
        path = None if resume is None else path_of(resume)
        paragraph.kept[key] = made.deepcopy(), path, x
    return made, resume


def _like(
    context: Any, box: Any, x: float, y: float, indent: float, start: int, block: Any
) -> tuple[Any, Any]:
    """A line like the first one of its paragraph, of which one text is all there is."""
    paragraph: Paragraph = box.paragraph
    leaf = paragraph.leaves[0]
    measure = block.width - indent
    line, end, forced = cut(paragraph, start, measure, [block.width], box.style)
    last = end >= len(paragraph.strip)
    if not line.widths:  # an empty line is made as ever
        return _made(context, box, x, y, indent, skip_of(paragraph.path(start)), block)
    made, text = paragraph.pattern.copy(), paragraph.pattern.children[0].copy()
    set_text = text_of(leaf, line.start, line.end, line, paragraph, context.setter.shaper)
    text.pango_layout, text.text = set_text, set_text.text
    text.width = sum(set_text.widths) + set_text.hyphen_width
    made.children, made.width = [text], indent + text.width
    offset = inside.aligned(context, made, block.width, last=last or forced)
    text.position_x = x + indent + offset
    text.position_y += y - made.position_y
    made.position_x, made.position_y = x + offset, y
    return made, None if last else skip_of(paragraph.path(end))


def _made(
    context: Any, box: Any, x: float, y: float, indent: float, skip: Any, block: Any
) -> tuple[Any, Any]:
    """A line made anew, placed as `get_next_linebox` places it."""
    box.position_x, box.position_y, box.width, box.height = x, y, 0.0, 0.0
    end = x + block.width
    line, resume, forced = assemble(context, box, x + indent, end, 0.0, skip, block, [], [], [])
    if inside.is_phantom(line) and not forced:
        line.height = 0.0
        return line, resume
    offset = inside.aligned(context, line, block.width, last=resume is None or forced)
    inside.stand(line, offset, y)
    return line, resume
