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
    name, vertical = f"a{article}-columns", bool(laid.lying)
    pages = zip(laid.lying or laid.pages, laid.type_areas(), strict=True)
    for number, (page, area) in enumerate(pages, 1):
        box = next((b for b in page.boxes if b.id == name and b.width > _SAME), None)
        if box is None:
            continue
        count = max(round((box.width + grid.gap) / (grid.measure + grid.gap)), 1)
        measure = min(grid.measure, box.width)  # a poem's column is as wide as the poem
        # a last page is laid out lower than it might be, so that its columns are even
        foot = min(area[1] + grid.rows * grid.line, page.height)
        room = Rectangle(box.x, box.y, box.width, max(foot - box.y, 0.0))
        whole = _type_area(grid, Rectangle(*area))
        if vertical:
            room, whole = _turned(room, page), _turned(whole, page)
        yield Columns(
            number, article, room, whole, count, measure, grid.gap, grid.line, grid.em, vertical
        )


def _type_area(grid: Grid, own: Rectangle) -> Rectangle:
    """That of the page: in a newspaper, `own` is an article's part of it."""
    if not grid.masthead:
        return own._replace(height=grid.rows * grid.line)
    width = grid.columns * (grid.measure + grid.gap) - grid.gap
    return Rectangle(grid.left, grid.head, width, grid.rows * grid.line)


def _turned(lying: Rectangle, page: LaidPage) -> Rectangle:
    """As `engine.turning` turns boxes."""
    return Rectangle(page.height - lying.y - lying.height, lying.x, lying.height, lying.width)
