"""Pictures at the heads of pages: which page each takes, so that the text comes out even below it.

A picture wider than a column stands on the page where it is spoken of, or on the next one that has
none yet. What finds no page with enough room for text closes the article.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from publisher.engine import Laid
from publisher.markup.figures import Shown
from publisher.markup.frames import Grid, Head
from publisher.setting.columns import Columns, Part
from publisher.setting.filling import Plan, Spot
from publisher.setting.placing import airy, plan

LEAST_TEXT = 12  # lines of text below a picture
_ALMOST = 0.01


class Wide(NamedTuple):
    """A picture (or two) wider than a column: the first one's id, where it stands, its lines."""

    id: str
    spot: Spot | None
    lines: int
    bleeds: bool = False


class Headed(NamedTuple):
    """The columns with the pictures above them, their plan, and the pictures."""

    air: int
    plan: Plan
    columns: Columns
    heads: tuple[Head, ...]

    def lines(self, page: int) -> int:
        """The lines that pictures take of a page, from 1."""
        return sum(head.lines for head in self.heads if head.page == page)


def wide_of(
    shown: Sequence[Shown], laid: Laid, grid: Grid, names: Mapping[Spot, str]
) -> tuple[Wide, ...]:
    """The pictures that could stand at the heads of pages, measured on the galley."""
    spots = {name: spot for spot, name in names.items()}
    boxes = {box.id: box for page in laid.pages for box in page.boxes}
    found: list[Wide] = []
    for each in shown:
        if each.stand not in ("heads", "closes") or each.id not in boxes:
            continue
        lines = math.ceil(boxes[each.id].height / grid.line - _ALMOST)
        if each.is_first:
            found.append(Wide(each.id, spots.get(each.id), lines, each.bleeds))
        elif found:
            found[-1] = found[-1]._replace(lines=max(found[-1].lines, lines))
    return tuple(found)


def headed(
    parts: Sequence[Part], columns: Columns, wide: Sequence[Wide], names: Mapping[Spot, str]
) -> Headed:
    """Give pages to as many of the pictures as can be."""
    chosen = _chosen(parts, columns, wide)
    while True:
        low = _lowered(columns, chosen)
        air, made = airy(parts, low)
        anchors = [_anchor(picture, page, made, low, names) for picture, page in chosen]
        if all(anchors):
            break
        chosen = [each for each, anchor in zip(chosen, anchors, strict=True) if anchor]
    heads = tuple(
        Head(picture.id, page + 1, picture.lines, names[anchor], picture.bleeds)
        for (picture, page), anchor in zip(chosen, anchors, strict=True)
        if anchor
    )
    return Headed(air, made, low, heads)


def _chosen(
    parts: Sequence[Part], columns: Columns, wide: Sequence[Wide]
) -> list[tuple[Wide, int]]:
    """Pictures and their pages, from 0; never the first, which has the opening."""
    chosen: list[tuple[Wide, int]] = []
    made = plan(parts, columns) if wide else None
    for picture in wide if made else ():
        own = made.ends.get(picture.spot, 0) if made and picture.spot else 0
        page = max(columns.page(own), chosen[-1][1] + 1 if chosen else 1)
        low = _lowered(columns, [*chosen, (picture, page)])
        if low.lines(page * low.count) < LEAST_TEXT:
            continue
        tried = plan(parts, low)
        if tried.pages > page:
            chosen.append((picture, page))
            made = tried
    return chosen


def _lowered(columns: Columns, chosen: Sequence[tuple[Wide, int]]) -> Columns:
    """The columns below the pictures."""
    if not chosen:
        return columns
    count = max(page for _, page in chosen) + 1
    pages = [columns.lines(page * columns.count) for page in range(count)]
    for picture, page in chosen:
        pages[page] -= picture.lines
    return replace(columns, pages=(*pages, columns.pages[-1]))


def _anchor(
    picture: Wide, page: int, made: Plan, columns: Columns, names: Mapping[Spot, str]
) -> Spot | None:
    """The block that ends on a page and is the nearest to where the picture is spoken of.

    Its own place, which it left empty, serves where the page has nothing but a head of a part.
    """
    own = picture.spot or (0, 0)
    found = [
        spot
        for spot, column in sorted(made.ends.items())
        if columns.page(column) == page and spot in names
    ]
    on_page = [spot for spot in found if spot != picture.spot] or found
    near = {spot: (abs(spot[0] - own[0]), abs(spot[1] - own[1])) for spot in on_page}
    return min(on_page, key=near.__getitem__, default=None)


def stand(heads: Sequence[Head], laid: Laid) -> bool:
    """Whether every picture came onto the page that was made lower for it."""
    pages = enumerate(laid.pages, 1)
    there = {(number, box.id) for number, page in pages for box in page.boxes}
    return all((head.page, f"{head.id}-head") in there for head in heads)


def closing(wide: Sequence[Wide], heads: Sequence[Head], room: int) -> int:
    """How many of the pictures that close the article have room below the text of its last page.

    Their lines include the blank one below each. What runs to the edge has a page of its own.
    """
    standing, count = {head.id for head in heads}, 0
    for picture in wide:
        if picture.id in standing or picture.bleeds:
            continue
        room -= picture.lines
        if room < 0:
            break
        count += 1
    return count
