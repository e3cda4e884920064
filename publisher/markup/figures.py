"""Where the pictures of an article stand in print: in a column, or wider than one.

A picture wider than a column stands at the head or the foot of a page, never across the middle of
the text (clreq 2.3.3). The engine can set a block over all columns only between two balanced
halves of them. So the first such picture opens the article; the others stand at the heads of
pages, in a margin made as much deeper, and those that find no page close the article.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from publisher.document.model import Article, Block, Figure, Focus, plain
from publisher.document.pictures import window

if TYPE_CHECKING:
    from publisher.markup.frames import Frame

WIDE = 1.25  # a picture at least this much wider than high can run over all columns
_NOTHING = 1e-9
Stand = Literal["column", "opens", "heads", "closes"]


class Shown(NamedTuple):
    """A picture in print. `number` counts the blocks of the article from 1.

    `natural` is the ratio of the whole picture, `ratio` that of what is shown of it; `told` are
    the characters of its caption and `credited` says whether a credit follows. `beside` is the
    ratio of the picture that it makes a pair with, or 0; the first of the two is `first`. `page` is
    that of the flow, from 1, on which it stands if it does not stand in the text.
    """

    id: str
    number: int
    stand: Stand
    width: str
    natural: float
    ratio: float
    cut: bool
    focus: Focus
    told: int
    credited: bool
    beside: float = 0.0
    first: bool = False
    page: int = 1

    @property
    def bleeds(self) -> bool:
        """Whether it runs to the edge of the page."""
        return self.width == "bleed" and self.stand != "column"

    def caption_lines(self, room: float, size: float) -> int:
        """About how many lines its caption and credit take below it."""
        own = room * self.ratio / (self.ratio + self.beside)
        return math.ceil(self.told * size / own) + self.credited

    @property
    def is_first(self) -> bool:
        """Whether nothing stands before it in its row."""
        return self.first or not self.beside

    @property
    def opens(self) -> bool:
        """Whether it stands at the head of the article."""
        return self.stand == "opens"


class Framed(NamedTuple):
    """The box of a picture in points, and how the picture stands in it, in words of CSS."""

    width: float
    height: float
    fit: Literal["cover", "contain"]
    position: str


@dataclass(frozen=True, slots=True)
class _Group:
    """One figure, or two that stand side by side, with their numbers."""

    figures: tuple[tuple[int, Figure], ...]

    @property
    def width(self) -> str:
        """The width of the whole."""
        if len(self.figures) == 2:
            return "full"
        return self.figures[0][1].width


def pairs_of(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of figures that stand beside the next block, which is one that wants to."""
    place = 0
    while place + 1 < len(blocks):
        if _pairs(blocks[place]) and _pairs(blocks[place + 1]):
            yield place
            place += 1
        place += 1


def _pairs(block: Block) -> bool:
    return isinstance(block, Figure) and block.pair and bool(block.source)


def shown_of(
    number: int, article: Article, frame: Frame, *, opens: bool = True, wide: bool = True
) -> Iterator[Shown]:
    """Every picture of the article that is printed, in order.

    With `opens`, the first one opens the article where it is wide or said to be; a layout that has
    no `wide` places sets all others in its column, each for itself.
    """
    if not wide:
        yield from _in_columns(number, article, frame, opens)
        return
    groups = list(_groups(article, frame))
    yield from _stood(number, article, frame, groups, opens)


def _in_columns(number: int, article: Article, frame: Frame, opens: bool) -> Iterator[Shown]:
    for count, block in enumerate(article.blocks(), 1):
        if isinstance(block, Figure) and block.source in frame.pictures:
            first = opens and count > len(article.introduction)
            broad = _natural(block, frame) >= WIDE or block.width not in ("", "column")
            stand: Stand = "opens" if first and broad else "column"
            opens = opens and not first
            alone = _Group(((count, replace(block, width="")),))
            yield from _shown(f"a{number}", alone, stand, frame)


def _stood(
    number: int, article: Article, frame: Frame, groups: Sequence[_Group], opens: bool
) -> Iterator[Shown]:
    wide = [group for group in groups if group.width not in ("", "column")]
    first = next(
        (group for group in groups if group.figures[0][0] > len(article.introduction)), None
    )
    if not wide and first and not first.width and _natural(first.figures[0][1], frame) >= WIDE:
        wide = [first]
    heads = {head.id: head.page for head in frame.heads}
    after = (frame.ends or (frame.last.page if frame.last else 0)) + 1
    for group in groups:
        stand: Stand = "column"
        if group in wide:
            headed = f"a{number}-b{group.figures[0][0]}" in heads
            stand = "heads" if headed else "opens" if opens and group is wide[0] else "closes"
        page = heads.get(f"a{number}-b{group.figures[0][0]}", 1)
        if stand == "closes":
            page = after
            after += group.width == "bleed"
        yield from (each._replace(page=page) for each in _shown(f"a{number}", group, stand, frame))


def _groups(article: Article, frame: Frame) -> Iterator[_Group]:
    blocks = tuple(article.blocks())
    beside = set(pairs_of(blocks))
    for place, block in enumerate(blocks):
        if not isinstance(block, Figure) or block.source not in frame.pictures:
            continue
        if place - 1 in beside:
            continue
        members = [(place + 1, block)]
        if place in beside and isinstance(other := blocks[place + 1], Figure):
            members.append((place + 2, other))
        yield _Group(tuple(members))


def _shown(identity: str, group: _Group, stand: Stand, frame: Frame) -> Iterator[Shown]:
    ratios = [_ratio(figure, frame) for _, figure in group.figures]
    for place, (number, figure) in enumerate(group.figures):
        paired = len(ratios) == 2
        yield Shown(
            f"{identity}-b{number}",
            number,
            stand,
            "pair" if paired else _width(group, stand),
            _natural(figure, frame),
            ratios[place],
            figure.crop is not None,
            figure.focus or Focus(),
            len(plain(figure.caption)),
            bool(figure.credit),
            ratios[1 - place] if paired else 0.0,
            paired and place == 0,
        )


def _width(group: _Group, stand: Stand) -> str:
    """The width as it was given; one that was not follows from where the picture stands."""
    return group.width or ("column" if stand == "column" else "")


def _ratio(figure: Figure, frame: Frame) -> float:
    return figure.crop.ratio if figure.crop else _natural(figure, frame)


def _natural(figure: Figure, frame: Frame) -> float:
    width, height = frame.pictures[figure.source]
    return width / max(height, 1)


def framed(shown: Shown, room: float, line: float, most: float, above: float = 0.0) -> Framed:
    """The box of a picture in a room: whole lines high below `above`, at most `most` of them.

    The whole of a picture is shown unless it is cut or bleeds; one of a pair loses less than half
    a line. What would be higher than it may be becomes narrower.
    """
    exact = (room / (shown.ratio + shown.beside) - above) / line
    shaped = shown.cut or shown.bleeds or bool(shown.beside)
    lines = max(min(round(exact) if shaped else math.ceil(exact - _NOTHING), math.floor(most)), 1)
    capped, height = exact > most, lines * line + above
    width = room * shown.ratio / (shown.ratio + shown.beside)
    cover = shown.cut or shown.bleeds or (bool(shown.beside) and not capped)
    if capped and shown.cut and not shown.bleeds and not shown.beside:
        width = height * shown.ratio
    if not cover:
        return Framed(width, height, "contain", "left top")
    return Framed(width, height, "cover", position(shown.natural, width / height, shown.focus))


def position(natural: float, ratio: float, focus: Focus) -> str:
    """Which piece of a picture of one ratio stands in a box of another: `object-position`.

    In CSS a percentage is of what is left over, not of the picture (CSS Images 3, 5.5).
    """
    left, top, wide, high = window(natural, 1.0, ratio, focus)
    across, down = natural - wide, 1.0 - high
    x = left / across if across > _NOTHING else 0.5
    y = top / down if down > _NOTHING else 0.5
    return f"{100 * x:.2f}% {100 * y:.2f}%"


def by_number(shown: Sequence[Shown]) -> Mapping[int, Shown]:
    """The pictures by the number of their block."""
    return {each.number: each for each in shown}
