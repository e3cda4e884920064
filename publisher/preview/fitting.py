"""Copy-fitting: how far the text of an article fills the room that the layout has for it.

It is counted in lines of the grid, from where blocks lie on the pages (the SourceMap) and where
columns may stand (Columns): nothing is measured a second time, so it is there with every build.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from publisher.document.pages import Box, Columns, Rectangle, SourceMap
from publisher.preview.glyphs import lying, turned

_SHARE = 0.5  # of a column's measure that a box must overlap to stand in it
_ROUNDING = 0.3  # lines


class Room(NamedTuple):
    """Columns on a page: the lines that they hold, that are filled, and the empty feet's boxes."""

    columns: Columns
    lines: int
    filled: int
    feet: tuple[Rectangle, ...]


class Fit(NamedTuple):
    """An article in its rooms.

    `spare` lines are empty at the end, `over` lines stand on its last page (0 if it has but one);
    the first counts as well as `rooms` that must be filled, the second as what must go.
    """

    article: int
    rooms: tuple[Room, ...]
    spare: int
    over: int

    def characters(self, lines: int) -> int:
        """About how many characters so many lines of a column hold, as the setting counts them."""
        one = self.rooms[0].columns
        return round(lines * one.measure / one.em)


def fits(columns: Sequence[Columns], boxes: SourceMap, widths: Sequence[float]) -> Iterator[Fit]:
    """How each article fits; `widths` are those of the pages, in points."""
    on_page: dict[int, list[Box]] = {}
    for box in boxes:
        on_page.setdefault(box.page, []).append(box)
    ordered = sorted(columns, key=lambda each: each.article)
    for article, group in groupby(ordered, key=lambda each: each.article):
        rooms = tuple(
            _room(each, on_page.get(each.page, []), widths[each.page - 1])
            for each in group
            if each.page <= len(widths)
        )
        if rooms:
            last = rooms[-1]
            over = last.filled if len(rooms) > 1 else 0
            yield Fit(article, rooms, last.lines - last.filled, over)


def _room(columns: Columns, boxes: Sequence[Box], width: float) -> Room:
    room = lying(columns.room, width) if columns.vertical else columns.room
    held = [
        lying(Rectangle(*box[1:5]), width) if columns.vertical else Rectangle(*box[1:5])
        for box in boxes
    ]
    rows = int(room.height / columns.line + _ROUNDING)
    filled, feet = 0, []
    for number in range(columns.columns):
        left = room.x + number * (columns.measure + columns.gap)
        own = _rows(left, columns, room, held, rows)
        filled += own
        if own < rows:
            top = room.y + own * columns.line
            foot = Rectangle(left, top, columns.measure, (rows - own) * columns.line)
            feet.append(turned(foot, width) if columns.vertical else foot)
    return Room(columns, rows * columns.columns, filled, tuple(feet))


def _rows(
    left: float, columns: Columns, room: Rectangle, held: Sequence[Rectangle], most: int
) -> int:
    """Down to which line a column is filled."""
    end = room.y
    for box in held:
        shared = min(box.x + box.width, left + columns.measure) - max(box.x, left)
        inside = room.y - 1 < box.y + box.height <= room.y + room.height + columns.line
        if inside and box.y > room.y - 1 and shared > _SHARE * min(columns.measure, box.width):
            end = max(end, box.y + box.height)
    return min(round((end - room.y) / columns.line), most)
