"""One line put together from its paragraph's plan: WeasyPrint's boxes, at the plan's places."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from publisher.engine import inside
from publisher.engine.inside import boxes
from publisher.engine.paragraphs import Leaf, Paragraph, Path, skip_of
from publisher.engine.shaping import Shaped, Shaper
from publisher.typesetting import Line, place

_MOST_LINES_AHEAD = 100


class SetText:
    """What a text box of a set line carries in place of a Pango layout."""

    first_line_direction = 0
    max_width = None

    def __init__(
        self,
        leaf: Leaf,
        shaped: Shaped,
        first: int,
        last: int,
        line: Line,
        paragraph: Paragraph,
    ) -> None:
        """Characters `first` to before `last` of the paragraph, all of one leaf."""
        self.shaped = shaped
        self.first, self.last = first - leaf.start, last - leaf.start
        self.widths = line.widths[first - line.start : last - line.start]
        self.shifts = line.shifts[first - line.start : last - line.start]
        scale = paragraph.strip.scale
        self.scale = (
            {i - first: scale[i] for i in range(first, last) if i in scale} if scale else {}
        )
        self.dots = leaf.dots
        self.text = self.shaped.text[self.first : self.last]
        self.vertical = paragraph.vertical
        self.hyphen: Shaped | None = None
        self.hyphen_width = 0.0
        self.__dict__.update(shaped.decoration)

    def reactivate(self, style: Any) -> None:
        """Nothing was put away."""

    def deactivate(self) -> None:
        """Nothing to put away."""


def text_of(
    leaf: Leaf, first: int, last: int, line: Line, paragraph: Paragraph, shaper: Shaper
) -> SetText:
    """What of a leaf stands on a line, from a character to before another of the paragraph."""
    assert leaf.shaped is not None  # noqa: S101 - a text is shaped
    made = SetText(leaf, leaf.shaped, first, last, line, paragraph)
    if line.hyphen and last == line.end:
        made.hyphen = shaper.hyphen(leaf.box.style)
        made.hyphen_width = line.hyphen
    return made


@dataclass
class Assembler:
    """Builds the boxes of one line. The lists are WeasyPrint's own, which it fills as it goes."""

    context: Any
    containing_block: Any
    bottom_space: float
    max_x: float
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    placeholders: list[Any]
    paragraph: Paragraph
    line: Line
    shaper: Shaper
    texts: dict[int, Leaf] = field(default_factory=dict)

    def fill(self, box: Any, x: float, skip: Any, resume: Path | None) -> tuple[Any, float]:
        """A copy of a line box or inline box with what of it stands on this line, and its right.

        `skip` is where in the box the line begins, `resume` where the next one does.
        """
        begins, ends = skip is None, resume is None
        index, skip = (0, None) if begins else next(iter(skip.items()))
        left, x = x, x if not begins else x + inside.left_spacing(box)
        outer_absolutes = self.absolute_boxes
        if box.style["position"] == "relative":
            self.absolute_boxes = []
        children: list[Any] = []
        while index < len(box.children) and (resume is None or index < resume[0] or resume[1:]):
            child = box.children[index]
            child.position_y = box.position_y
            inner = resume[1:] if resume is not None and index == resume[0] else None
            x = self._child(box, child, index, x, skip, inner, children)
            if inner is not None:
                break
            index, skip = index + 1, None
        made = box.copy_with_children(children)
        made.remove_decoration(start=not begins, end=not ends)
        if not isinstance(box, boxes.LineBox):
            made.position_x = left
        made.width = x - made.content_box_x()
        inside.adjust_line_height(made)
        if box.style["position"] == "relative":
            inside.lay_out_absolutes(
                self.context, made, self.absolute_boxes, self.fixed_boxes, self.bottom_space
            )
            self.absolute_boxes = outer_absolutes
        return made, x if not ends else x + inside.right_spacing(box)

    def _child(
        self,
        parent: Any,
        child: Any,
        index: int,
        x: float,
        skip: Any,
        resume: Path | None,
        children: list[Any],
    ) -> float:
        """Append what of a child stands on this line; its right edge."""
        if not child.is_in_normal_flow():
            children += inside.out_of_flow(self, parent, child, index, x)
            return x
        if isinstance(child, boxes.TextBox):
            return self._text(child, x, children)
        inside.resolve_percentages(child, self.containing_block)
        if isinstance(child, boxes.InlineBox) and not child.is_leader:
            inside.no_auto_margins(child)
            made, x = self.fill(child, x, skip, resume)
            children.append(made)
            return x
        leaf = self.texts.get(id(child))
        children.append(inside.lay_out_object(self, child, x))
        return x if leaf is None else x + self.line.widths[leaf.start - self.line.start]

    def _text(self, box: Any, x: float, children: list[Any]) -> float:
        leaf = self.texts.get(id(box))
        if leaf is None or leaf.shaped is None:
            return x
        first = max(leaf.start, self.line.start)
        last = min(leaf.start + leaf.length, self.line.end)
        if first >= last:
            return x
        if not leaf.resolved:  # nothing of a text is a percentage: once is enough
            inside.resolve_text(box, self.containing_block)
            leaf.resolved = True
        set_text = text_of(leaf, first, last, self.line, self.paragraph, self.shaper)
        made = inside.text_box(box, set_text.text, set_text.shaped)
        made.pango_layout = set_text
        made.position_x, made.width = x, sum(set_text.widths) + set_text.hyphen_width
        children.append(made)
        return x + float(made.width)


def assemble(
    context: Any,
    line_box: Any,
    x: float,
    max_x: float,
    bottom_space: float,
    skip: Any,
    containing_block: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    placeholders: list[Any],
) -> tuple[Any, Any, bool]:
    """(the line's box, the skip stack of the next line, whether a forced break ends it)."""
    paragraph: Paragraph = line_box.paragraph
    start = paragraph.plan.start_of(paragraph.place(skip) if skip else 0)
    ahead = _ahead(context, line_box, containing_block)
    line, end, forced = cut(paragraph, start, max_x - x, ahead, line_box.style)
    resume = None if end >= len(paragraph.strip) else paragraph.path(end)
    assembler = Assembler(
        context,
        containing_block,
        bottom_space,
        max_x,
        absolute_boxes,
        fixed_boxes,
        placeholders,
        paragraph,
        line,
        context.setter.shaper,
        paragraph.between(start, max(end, start + 1)),
    )
    made, _right = assembler.fill(line_box, x, skip, resume)
    made.paragraph, made.is_set = None, True
    return made, None if resume is None else skip_of(resume), forced


def cut(
    paragraph: Paragraph, start: int, measure: float, ahead: list[float], style: Any
) -> tuple[Line, int, bool]:
    """(the line from a character, where it ends, whether a forced break ends it).

    `ahead` are the measures of the lines below, the last one that of all others.
    """
    end = paragraph.line_end(start, [on_grid(each) for each in (measure, *ahead)])
    forced = paragraph.plan.is_forced(end)
    last = forced or end >= len(paragraph.strip)
    line = place(paragraph.strip, start, end, measure, _is_justified(style, last))
    return line, end, forced


@lru_cache(maxsize=256)
def on_grid(measure: float) -> float:
    """The measure on a grid of a thousandth of a pixel, not narrower.

    The columns of a page differ by rounding errors, and would each have a plan of their own.
    """
    return round(measure + 0.0005, 3)


def _is_justified(style: Any, last: bool) -> bool:
    align = style["text_align_all"]
    if last and style["text_align_last"] != "auto":
        align = style["text_align_last"]
    return bool(align == "justify")


def _ahead(context: Any, line_box: Any, containing_block: Any) -> list[float]:
    """The measures of the next lines beside floats, and that of those below them."""
    widths: list[float] = []
    shapes = context.excluded_shapes
    if shapes:
        bottom = max(shape.position_y + shape.margin_height() for shape in shapes)
        height = inside.line_height(line_box.style)
        y = line_box.position_y + height
        while y < bottom and height and len(widths) < _MOST_LINES_AHEAD:
            widths.append(inside.free_width(context, line_box, containing_block, y, height))
            y += height
    return [*widths, containing_block.width]
