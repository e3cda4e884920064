"""Lines of plain paragraphs: text and inline boxes alone, with no float beside them.

WeasyPrint looks for floats around every line, twice, and goes through a column again for each
height that it tries. What a line of a plain paragraph holds depends on where it begins and on its
measure alone, so it is made once, without that search; in columns it is kept for later passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.engine import inside
from publisher.engine.assembly import assemble, on_grid
from publisher.engine.paragraphs import Paragraph, path_of, skip_of


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
    key = start, indent, on_grid(block.width)
    kept = paragraph.kept.get(key)
    if kept is not None and (skip or not paragraph.change):
        line, path, left = kept
        made = line.deepcopy()
        made.translate(x - left, y - line.position_y)
        made.position_y = y
        return made, None if path is None else skip_of(path)
    made, resume = _made(context, box, x, y, indent, skip, block)
    if context.in_column:
        path = None if resume is None else path_of(resume)
        paragraph.kept[key] = made.deepcopy(), path, x
    return made, resume


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
