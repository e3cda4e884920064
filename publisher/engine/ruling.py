"""A dotted rule as one line of round dots.

WeasyPrint 70 draws all four sides of a box so, but one side alone dot by dot, each of four curves:
leaders of a long contents took longer than the text, and made most of its pages.
"""

from __future__ import annotations

from typing import Any

_DOT = 0.001  # pdfium makes one of no length longer, and the last dots find no room
SIDES = ("top", "right", "bottom", "left")


def draw_dotted_rule(stream: Any, box: Any) -> bool:
    """Draw the border of a box that has one, dotted, at one side; whether it is such a box."""
    sides = [side for side in SIDES if getattr(box, f"border_{side}_width")]
    if len(sides) != 1 or not _is_dotted(box, side := sides[0]):
        return False
    width = getattr(box, f"border_{side}_width")
    (x1, y1, x2, y2), length = _line(box, side, width / 2)
    dots = int(length / width / 2) + 1
    more = width / 10  # where the last dot stands lengths that are rounded may not reach
    if dots < 2 or any(radius != (0, 0) for radius in box.rounded_border_box()[4:]):
        return False
    with stream.artifact(), stream.stacked():
        stream.set_color(_colour(box, side), stroke=True)
        stream.set_line_width(width)
        stream.set_line_cap(1)
        stream.set_dash([_DOT, (length - width) / (dots - 1) - _DOT], 0)
        stream.move_to(x1, y1)
        stream.line_to(*((x2 + more, y2) if y1 == y2 else (x2, y2 + more)))
        stream.stroke()
    return True


def _is_dotted(box: Any, side: str) -> bool:
    style = box.style
    rules = style["column_width"] != "auto" or style["column_count"] != "auto"
    image = style["border_image_source"][0] != "none"
    seen = style["visibility"] == "visible" and _colour(box, side).alpha
    return bool(style[f"border_{side}_style"] == "dotted" and seen and not rules and not image)


def _colour(box: Any, side: str) -> Any:
    own = box.style[f"border_{side}_color"]
    return box.style["color"] if own == "currentcolor" else own


def _line(box: Any, side: str, half: float) -> tuple[tuple[float, float, float, float], float]:
    """From the middle of the first dot to that of the last, and how long the side is."""
    x, y, width, height = box.rounded_border_box()[:4]
    if side in ("top", "bottom"):
        middle = y + half if side == "top" else y + height - half
        return (x + half, middle, x + width - half, middle), width
    middle = x + half if side == "left" else x + width - half
    return (middle, y + half, middle, y + height - half), height
