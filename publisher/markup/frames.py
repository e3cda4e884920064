"""What is set at a time, and what its pages depend on: values that stages hand on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from publisher.colour import Ink
from publisher.findings import Place

if TYPE_CHECKING:
    from publisher.engine import Document
    from publisher.engine import Sheet as StyleSheet
    from publisher.markup.figures import Shown

Families = Mapping[str, str]

LEFT_OUT = -1  # the cut of a part whose quote has no place

# what leads to `a3` has the id `to-a3`, on the cover, which does not stand alone, `cover-to-a3`
LEADS = ("to-", "cover-to-")


class Flow(NamedTuple):
    """One run of pages. `article` counts from 1; 0 where the flow is not an article's."""

    kind: Literal["cover", "contents", "article", "colophon", "sheet"]
    article: int = 0


class Row(NamedTuple):
    """One line of the contents page."""

    id: str
    title: str
    folio: str
    department: str
    deck: str
    who: str


class Title(NamedTuple):
    """One line of the outline: where it leads, its depth from 1, its words."""

    id: str
    level: int
    words: str


class Area(NamedTuple):
    """A rectangle of a newspaper's page: page from 1, column from 0, columns, first line, lines.

    Its first line is blank, so that areas stand apart.
    """

    page: int
    column: int
    span: int
    top: int
    rows: int


class Piece(NamedTuple):
    """What stands in an area: the article's number, and, if it jumps, the pages from and to (0)."""

    area: Area
    article: int
    title: str
    before: int = 0
    after: int = 0


class Sheet(NamedTuple):
    """A page (版) of a newspaper before its articles are put on it."""

    number: int
    name: str
    editor: str
    pieces: tuple[Piece, ...]


class LastPage(NamedTuple):
    """How the last page of an article is kept even: its number from 1, the lines of its area.

    The first so many of the pictures that close the article stand below them.
    """

    page: int
    rows: int
    closes: int = 0


class Head(NamedTuple):
    """Pictures at the head of a page, and what stands there.

    The id of the first of them, the page from 1, the lines that they take with the blank one below,
    and the id of a block that ends on that page, behind which they stand in the markup.
    """

    id: str
    page: int
    lines: int
    after: str
    bleeds: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What a flow's pages depend on besides the publication.

    `families` maps a role (song, hei, kai) to a list of families in CSS; `pictures` a source to its
    size in pixels; `contents` are the rows of the contents page; `cuts` says for each part of an
    article how many of its blocks stand before its pull quote, or LEFT_OUT, where that is known. A
    `galley` (毛条) is the article in one endless column of the right measure: quick to set and to
    measure; `last` ends its last page early, so that the columns there are even; `air` is the
    number of blank lines that its opening has beyond its own, for the sake of the last page; with
    `shows_grid` the lines that everything stands on are drawn. For the feet of columns, `changes`
    leads from a paragraph's id to lines more or less than are best, `blanks` from a block's or
    quote's to the blank lines below it, where the style sheet has others. `heads` are the pictures
    that stand at the heads of pages.

    `quotes` says for each part which of its quotes is set, where not all have their own: 0 is the
    part's own, others are to spare. `order` says for each part how its blocks stand on the page,
    where that is not as they are read: a picture may come some paragraphs later. An opening that
    leaves no room for text stands `alone`
    on its page, so many lines lower than it would, and one more; where a picture would take that
    room, nothing `opens` the article but words. `ends` is the page, from 1, on which the text ends,
    where that was seen and not thought.

    In a newspaper an article has `weight` and is cut into the `areas` that it fills, and `sheets`
    are the pages that these lie on.
    """

    first_folio: int
    families: Families
    pictures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    contents: tuple[Row, ...] = ()
    cuts: tuple[int, ...] = ()
    galley: bool = False
    last: LastPage | None = None
    air: int = 0
    shows_grid: bool = False
    changes: Mapping[str, int] = field(default_factory=dict)
    blanks: Mapping[str, int] = field(default_factory=dict)
    heads: tuple[Head, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    opens: bool = True
    alone: int = 0
    ends: int = 0
    quotes: tuple[int, ...] = ()
    weight: str = ""
    areas: tuple[Area, ...] = ()
    sheets: tuple[Sheet, ...] = ()


class Grid(NamedTuple):
    """The type area: length of a line's step, columns of a page, lines of a column, its top.

    A newspaper's also says where it begins at the left, how wide a column and the gap beside it
    are, and the lines that the masthead takes of the first page.
    """

    line: float
    columns: int
    rows: int
    head: float
    left: float = 0.0
    measure: float = 0.0
    gap: float = 0.0
    em: float = 0.0
    masthead: int = 0


@dataclass(frozen=True, slots=True)
class Composed:
    """Markup that is ready to be set, and what its ids stand for.

    `order` holds the ids in the order in which they are read, whatever stands where on the page;
    `grid` is None where the layout does not say what its type area is (`grid.j2`); `figures` say
    where pictures stand.
    """

    document: Document
    places: Mapping[str, Place]
    outline: tuple[Title, ...]
    order: tuple[str, ...] = ()
    grid: Grid | None = None
    cuts: tuple[int, ...] = ()
    figures: tuple[Shown, ...] = ()


def families(groups: Mapping[str, Iterable[str]]) -> Families:
    """Role -> families, as CSS writes them: `"Publisher Song", "Noto Serif CJK SC"`."""
    return {
        role: ", ".join(f'"{re.sub(r"[^A-Za-z0-9 -]", "", name)}"' for name in names)
        for role, names in groups.items()
    }


GRID_COLOUR, GRID_INK = "#8fc7e8", Ink((0.4, 0.05, 0.0, 0.0))


def drawn_grid(grid: Grid) -> StyleSheet:
    """The lines that everything stands on, drawn on the page: from the type area's head down."""
    from publisher.engine import Sheet as StyleSheet  # an e-book has no use for the engine

    line = f"{grid.line:.4f}pt"
    rule = f"linear-gradient(to bottom, transparent 97%, {GRID_COLOUR} 97%)"
    css = f"@page {{ background: {rule} 0 {grid.head:.4f}pt / 100% {line} }}"
    return StyleSheet("grid.css", css)
