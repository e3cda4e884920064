"""Where the columns of an article may stand on its pages: the layout's plan, as a value."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.document.pages import Columns, Rectangle
from publisher.engine import Laid, LaidPage
from publisher.markup.compose import Grid

_SAME = 0.5  # points: rounding


def columns_of(article: int, grid: Grid | None, laid: Laid) -> Iterator[Columns]:
    """The columns of an article on each of its laid pages (from 1)."""
    if grid is None or not (grid.measure and grid.em):
        return
    name = f"a{article}-columns"
    vertical = bool(laid.lying)
    for number, page in enumerate(laid.lying or laid.pages, 1):
        for box in page.boxes:
            if box.id == name and box.width > _SAME:
                count = max(round((box.width + grid.gap) / (grid.measure + grid.gap)), 1)
                measure = min(grid.measure, box.width)  # a poem's column is as wide as the poem
                foot = min(grid.head + grid.rows * grid.line, page.height)
                room = Rectangle(box.x, box.y, box.width, max(foot - box.y, 0.0))
                whole = _type_area(grid, room)
                if vertical:
                    room, whole = _turned(room, page), _turned(whole, page)
                yield Columns(
                    number, article, room, whole, count,
                    measure, grid.gap, grid.line, grid.em, vertical,
                )  # fmt: skip
                break


def _type_area(grid: Grid, room: Rectangle) -> Rectangle:
    """A newspaper says where its type area begins; elsewhere all columns of a page fill it."""
    if grid.left and grid.masthead:
        width = grid.columns * (grid.measure + grid.gap) - grid.gap
        return Rectangle(grid.left, grid.head, width, grid.rows * grid.line)
    return Rectangle(room.x, grid.head, room.width, grid.rows * grid.line)


def _turned(lying: Rectangle, page: LaidPage) -> Rectangle:
    """As `engine.turning` turns boxes."""
    return Rectangle(page.height - lying.y - lying.height, lying.x, lying.height, lying.width)
