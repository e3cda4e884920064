"""What print knows and others want: which words open which page, and where blocks lie."""

from __future__ import annotations

from typing import NamedTuple

from publisher.findings import Place


class PageStart(NamedTuple):
    """The word that opens a page.

    `article` counts the publication's articles from 0; `block` is the block's id in the markup
    (see markup.compose); `offset` counts the characters of the block's text before the word;
    `folio` is the page label as printed.
    """

    article: int
    block: str
    offset: int
    folio: str


class Pagination(NamedTuple):
    """Which words open which page of the print edition. `source` is the PDF's identifier."""

    key: str
    source: str
    starts: tuple[PageStart, ...]


class Spot(NamedTuple):
    """Where a piece of pages lies on a sheet: the sheet's number from 1, points from its top left.

    A flow without spots has pages of its own; one with spots has one for each of its pages.
    """

    page: int
    x: float
    y: float


class Box(NamedTuple):
    """A block's box on a page (from 1): points from the top left of the trimmed page."""

    page: int
    x: float
    y: float
    width: float
    height: float
    place: Place


SourceMap = tuple[Box, ...]


class Rectangle(NamedTuple):
    """Points from the top left of the trimmed page."""

    x: float
    y: float
    width: float
    height: float


class Columns(NamedTuple):
    """Where columns of an article's running text may stand on a page, as the layout planned it.

    Pages and articles count from 1. `room` reaches from the first line that the columns have there
    to the foot of the type area (or of the article's own area, in a newspaper); `type_area` is the
    page's. There are so many `columns` of `measure` points, `gap` points apart; lines are `line`
    points apart, their type is `em` points large. In a `vertical` layout columns are tiers, one
    below the other, and lines go from right to left.
    """

    page: int
    article: int
    room: Rectangle
    type_area: Rectangle
    columns: int
    measure: float
    gap: float
    line: float
    em: float
    vertical: bool = False
