"""Used values, found once for a style and not for each of its boxes.

What of a box is a percentage, and its corners and background, depend on its style and on the size
of its containing block. WeasyPrint works them out for every box, also for the lines and texts that
have nothing of the kind.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from weasyprint.layout import background, percent
from weasyprint.text import line_break

from publisher.engine.inside import boxes, is_plain_style

_SIDES = ("top", "right", "bottom", "left")
_NAMES = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *(f"{least}{axis}" for axis in ("width", "height") for least in ("", "min_", "max_")),
)
_STOCK_PERCENTAGES = percent.resolve_percentages
_STOCK_STRUT = line_break.strut
_STOCK_BACKGROUNDS = background.layout_box_backgrounds
_SIZES = 64  # of containing blocks that are known for a style; those of floats and columns are few
# what is changed in a style while boxes are laid out
_changed = itemgetter("width", "height", "min_width", "max_width")


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set used values as attributes of a box, as WeasyPrint does."""
    style = box.style
    if isinstance(containing_block, boxes.Box):
        size = containing_block.width, containing_block.height
    else:
        size = tuple(containing_block)
    if style["border_collapse"] == "collapse" or isinstance(box, boxes.PageBox):
        _STOCK_PERCENTAGES(box, containing_block)
        return
    kept = style.__dict__.setdefault("used", {})  # see `styles`
    key = *size, *_changed(style)
    try:
        values = kept.get(key)
    except TypeError:  # a length that is worked out has no hash
        _STOCK_PERCENTAGES(box, containing_block)
        return
    if values is None:
        _STOCK_PERCENTAGES(box, containing_block)
        if len(kept) >= _SIZES:
            kept.clear()
        kept[key] = {name: getattr(box, name) for name in _NAMES}
    else:
        box.__dict__.update(values)


def strut(style: Any) -> Any:
    """Height and baseline of an empty line, as WeasyPrint has them."""
    kept = style.__dict__.setdefault("used", {})
    found = kept.get("strut")
    if found is None:
        found = kept["strut"] = _STOCK_STRUT(style)
    return found


def layout_box_backgrounds(
    page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Backgrounds of a box and of all in it.

    Lines and texts that have no style of their own have none.
    """
    if layout_children and style is None and is_plain_style(box):
        box.background = None
        for child in box.children:
            layout_box_backgrounds(page, child, get_image)
    else:
        _STOCK_BACKGROUNDS(page, box, get_image, layout_children, style)
