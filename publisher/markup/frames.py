"""What is set at a time, and what its pages depend on: values that stages hand on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from publisher.engine import Document
from publisher.findings import Place

Families = Mapping[str, str]


class Flow(NamedTuple):
    """One run of pages. `article` counts from 1; 0 where the flow is not an article's."""

    kind: Literal["contents", "article", "colophon", "sheet"]
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
    """How the last page of an article is kept even: its number from 1, the lines of its area."""

    page: int
    rows: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What a flow's pages depend on besides the publication.

    `families` maps a role (song, hei, kai) to a list of families in CSS; `pictures` a source to its
    size in pixels; `contents` are the rows of the contents page; `cuts` says for each part of an
    article how many of its blocks stand before its pull quote, where that is known. A `galley`
    (毛条) is the article in one endless column of the right measure: quick to set and to measure;
    `last` ends its last page early, so that the columns there are even; `air` is the number of
    blank lines that its opening has beyond its own, for the sake of the last page. For the feet of
    columns, `changes` leads from a paragraph's id to lines more or less than are best, `blanks`
    from a block's or quote's to the blank lines below it, where the style sheet has others.

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
    changes: Mapping[str, int] = field(default_factory=dict)
    blanks: Mapping[str, int] = field(default_factory=dict)
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
    `grid` is None where the layout does not say what its type area is (`grid.j2`).
    """

    document: Document
    places: Mapping[str, Place]
    outline: tuple[Title, ...]
    order: tuple[str, ...] = ()
    grid: Grid | None = None
    cuts: tuple[int, ...] = ()


def families(groups: Mapping[str, Iterable[str]]) -> Families:
    """Role -> families, as CSS writes them: `"Publisher Song", "Noto Serif CJK SC"`."""
    return {
        role: ", ".join(f'"{re.sub(r"[^A-Za-z0-9 -]", "", name)}"' for name in names)
        for role, names in groups.items()
    }
