"""A newspaper: articles measured, arranged on pages, each set in its areas, and the sheets below.

An article is set by itself, as everywhere; its pages are the areas that the arrangement gives it,
one after the other. So it is whole in the tags, whatever pages it jumps to. A sheet (版) has what
belongs to no article: masthead, page head, rules, jump lines. Binding puts the pieces on it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from publisher.colour import Palette
from publisher.document.model import Entry, Publication
from publisher.document.pages import PageStart, Spot
from publisher.engine import Assets, FaceFile, Laid, lay_out
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.markup.articles import is_brief, text_of
from publisher.markup.compose import GRID, Composed, Flow, Frame, Grid, LastPage, compose
from publisher.markup.findings import LAYOUT_FILE
from publisher.markup.frames import Area, Piece, Sheet
from publisher.markup.layout import Layout
from publisher.setting import arranging
from publisher.setting import findings as kinds
from publisher.setting.arranging import (
    COMPANY,
    JUMP,
    JUMP_AGAIN,
    MORE_COMPANY,
    Item,
    Placed,
    Size,
)
from publisher.setting.filling import SHORT_AT_LAST
from publisher.setting.flow import block_names, finished
from publisher.setting.measuring import measured
from publisher.setting.stories import Story, Thought
from publisher.setting.values import SetFlow

ROUNDS = 4  # arrangements, where an article turns out longer than was thought
# what jumping again costs, and what company is worth: arrangements that are compared
TASTES = tuple(product((JUMP_AGAIN, JUMP), (COMPANY, MORE_COMPANY)))
NO_PAGE = 0
LONG = 600  # characters that make a major article
UNSEEN = 2  # lines of an area that nobody misses: they stay empty, or are air
LEAST_FOOT = 4  # and of the last page
LAST_PAGE = arranging.LAST_PAGE
BODY_ID = re.compile(r"a\d+-(b\d+|p\d+|p\d+-quote|notes)")


@dataclass(frozen=True)
class _Desk:
    """What setting needs beside the article in hand."""

    publication: Publication
    layout: Layout
    frame: Frame
    faces: Sequence[FaceFile]
    assets: Assets
    palette: Palette

    def laid(self, flow: Flow, frame: Frame) -> tuple[Composed, Laid]:
        """A flow composed and laid out."""
        composed = compose(self.publication, flow, self.layout, frame)
        return composed, lay_out(composed.document, self.faces, self.assets)


# ── all articles ─────────────────────────────────────────────────────────────────────────────────


def set_paper(
    publication: Publication,
    layout: Layout,
    frame: Frame,
    faces: Sequence[FaceFile],
    assets: Assets,
    tell: Callable[[Flow], None],
    palette: Palette,
) -> tuple[SetFlow, ...]:
    """The sheets, and the articles with their places on them. Raises Unusable."""
    desk = _Desk(_on_one_grid(publication), layout, frame, faces, assets, palette)
    entries = publication.entries
    grid = _grid(compose(desk.publication, Flow("sheet"), layout, frame))
    stories = list[Story]()
    for number, entry in enumerate(entries, 1):
        tell(Flow("article", number))
        stories.append(_story(desk, number, entry))
        if stories[-1].grid != grid:
            raise Unusable(kinds.OFF_GRID.at(Place(entry.file)))
    known: dict[tuple[int, tuple[Area, ...]], _Done] = {}
    more: Counter[int] = Counter()
    for _ in range(ROUNDS):
        areas, count = _best_arranged(stories, entries, grid, more)
        flows, longer = list[SetFlow](), Counter[int]()
        for story in stories:
            pieces = tuple(_lowered(area, grid) for area in areas[story.number])
            key = story.number, pieces
            known[key] = known.get(key) or _set(desk, story, pieces)
            flows.append(known[key].flow)
            longer[story.number] = math.ceil(known[key].over / pieces[-1].span)
        if not +longer:
            break
        more.update(longer)
    flows = list(_numbered(flows, count))
    count = max(spot.page for flow in flows for spot in flow.spots)
    sheets = tuple(_sheets(publication, flows, areas, grid, count))
    found = tuple(_white(publication, sheets, grid))
    tell(Flow("sheet"))
    composed, laid = desk.laid(Flow("sheet"), replace(frame, sheets=sheets))
    ground = finished(Flow("sheet"), 1, composed, laid, palette)
    ground = replace(ground, findings=(*ground.findings, *found))
    return (ground, *_opening(flows))


def _best_arranged(
    stories: Sequence[Story], entries: Sequence[Entry], grid: Grid, more: Mapping[int, int]
) -> tuple[dict[int, list[Area]], int]:
    """The areas of each article in the order of reading, and the number of pages.

    Several are compared; where areas leave holes in their columns, the next has others.
    """
    poor: dict[int, frozenset[Size]] = {story.number: frozenset() for story in stories}
    best: tuple[float, dict[int, list[Area]], int] | None = None
    for again, company in TASTES:
        wanted = _Wanted(more, poor, again, company)
        areas, count = _arranged(stories, entries, grid, wanted)
        costs = {
            story.number: story.planned(tuple(areas[story.number])).plan.cost for story in stories
        }
        bad = [number for number, cost in costs.items() if cost >= SHORT_AT_LAST]
        cost = arranging.PAGE * count + sum(costs[number] for number in bad)
        empty = sum(story.spare(tuple(areas[story.number])) for story in stories)
        cost += arranging.HOLE * (grid.columns * sum(_feet(areas, grid, count)) + empty)
        cost += sum(arranging.JUMP * max(len(own) - 2, 0) for own in areas.values())
        if best is None or cost < best[0]:
            best = cost, areas, count
        for number in bad:
            poor[number] |= {(area.span, area.rows) for area in areas[number]}
    assert best is not None  # noqa: S101 - there is a first round
    return best[1:]


def _feet(areas: Mapping[int, Sequence[Area]], grid: Grid, count: int) -> Iterator[int]:
    """The lines that stay empty at the foot of each page but the last."""
    every = [area for own in areas.values() for area in own]
    for page in range(1, count):
        rows = grid.rows - (grid.masthead if page == 1 else 0)
        yield rows - max((area.top + area.rows for area in every if area.page == page), default=0)


class _Wanted(NamedTuple):
    """What an arrangement is asked for, by the numbers of articles.

    One needs so many lines `more` than was thought, where it once was longer than its areas, and
    had holes in those of `poor` sizes. To jump `again` costs so much, one article more on a page
    is worth its `company`.
    """

    more: Mapping[int, int]
    poor: Mapping[int, frozenset[Size]]
    again: float
    company: float


def _arranged(
    stories: Sequence[Story], entries: Sequence[Entry], grid: Grid, wanted: _Wanted
) -> tuple[dict[int, list[Area]], int]:
    """The areas of each article in the order of reading, and the number of pages."""
    areas: dict[int, list[Area]] = {story.number: [] for story in stories}

    def item(story: Story) -> Item:
        number = story.number
        before = tuple(areas[number])
        made = story.item(entries[number - 1], before, wanted.more[number])
        return made._replace(poor=wanted.poor[number], again=wanted.again)

    def rest(placed: Placed) -> Item:
        number = placed.item.article
        areas[number].append(placed.area)
        return item(stories[number - 1])

    items = list(map(item, stories))
    pages = arranging.arrange(
        items, grid.columns, grid.rows - grid.masthead, grid.rows, rest, wanted.company
    )
    for placed in (each for page in pages for each in page if not each.jumps):
        areas[placed.item.article].append(placed.area)
    return areas, len(pages)


def _on_one_grid(publication: Publication) -> Publication:
    """The columns that an article asks for are those it spans; the page has its own."""
    entries = (
        replace(entry, tokens=tuple(pair for pair in entry.tokens if pair[0] != "columns"))
        for entry in publication.entries
    )
    return replace(publication, entries=tuple(entries))


def _grid(composed: Composed) -> Grid:
    """The grid of the page. Raises Unusable where a layout with sheets has none."""
    if composed.grid is None:
        raise Unusable(LAYOUT_FILE.at(None, file=GRID))
    return composed.grid


def _story(desk: _Desk, number: int, entry: Entry) -> Story:
    """Measure an article on a galley that has its opening in all widths."""
    article, weight = entry.article, weight_of(number, entry)
    after = tuple(len(part.blocks) for part in article.parts)
    frame = replace(desk.frame, galley=True, cuts=after, weight=weight)
    composed, laid = desk.laid(Flow("article", number), frame)
    grid = _grid(composed)
    measured_parts, _ = measured(number, article, laid, grid)
    parts = tuple(part.cut_to(grid.rows) for part in measured_parts)
    heights = {box.id: round(box.height / grid.line) for box in laid.pages[0].boxes}
    openings = (heights.get(f"a{number}-front-{n}", 0) for n in range(1, grid.columns + 1))
    names = dict(block_names(number, article))
    shown = {each.id for each in composed.figures if each.stand == "column"}
    movable = frozenset(spot for spot, name in names.items() if name in shown)
    return Story(number, article, weight, parts, tuple(openings), grid, names, movable)


def weight_of(number: int, entry: Entry) -> str:
    """How large an article is played, where the editor does not say: by its place and length."""
    if entry.weight:
        return entry.weight
    if number == 1:
        return "lead"
    if is_brief(entry.article) and not entry.article.deck:
        length = sum(len(text_of(block)) for block in entry.article.blocks())
        return "brief" if length < LONG / 3 else "minor" if length < LONG else "major"
    return "major"


# ── one article ──────────────────────────────────────────────────────────────────────────────────


class _Done(NamedTuple):
    """An article in its areas, and the lines of a column that these do not hold."""

    flow: SetFlow
    over: int


def _set(desk: _Desk, story: Story, areas: tuple[Area, ...]) -> _Done:
    """Set an article in its areas; what they do not hold follows on sheets of its own."""
    thought = story.planned(areas)
    made, last = thought.plan, areas[-1]
    head = story.head(last.span, len(areas) > 1)
    spare = last.rows - head - made.rows if made.pages == len(areas) else 0
    alone = len(areas) == 1
    air = min(spare, arranging.AIRS + UNSEEN) if alone else 0
    for more in _more(max(spare, 0)):
        own = max(air - more, 0) if alone else thought.air
        rows = LastPage(len(areas), head + own * alone + made.rows + more)
        composed, laid = _laid(desk, story, areas, thought, own, rows)
        if len(laid.pages) <= len(areas):
            break
    if lacking := _lacking(laid, story, areas, rows):
        fuller = story.stretched(thought, areas, lacking)
        other = _laid(desk, story, areas, fuller, own, rows)
        if len(other[1].pages) == len(laid.pages) and (
            _lacking(other[1], story, areas, rows) < lacking
        ):
            composed, laid = other
    done = finished(Flow("article", story.number), 1, composed, laid, desk.palette)
    extra = [Area(NO_PAGE, 0, 1, 0, 0)] * (done.page_count - len(areas))
    places = [*areas, *extra][: done.page_count]
    spots = tuple(_spot(area, story.grid) for area in places)
    planned = len(desk.publication.pages) or LAST_PAGE
    over = _beyond(laid, story, spots, planned, len(areas))
    found = [*_overset(story, over), *_underset(story, last.span, spare - min(air, arranging.AIRS))]
    longer = _beyond(laid, story, spots, LAST_PAGE, len(areas))
    return _Done(replace(done, spots=spots, findings=(*done.findings, *found)), longer)


def _more(spare: int) -> Iterator[int]:
    """Lines more than were thought of, each try about twice the one before, up to all there are."""
    yield 0
    more = 1
    while more < spare:
        yield more
        more *= 2
    if spare:
        yield spare


def _laid(
    desk: _Desk, story: Story, areas: tuple[Area, ...], thought: Thought, air: int, last: LastPage
) -> tuple[Composed, Laid]:
    """An article laid out as it was thought, its opening with so much air."""
    count = len(story.article.parts)
    frame = replace(
        desk.frame,
        weight=story.weight,
        areas=areas,
        cuts=thought.plan.cuts[:count],
        order=thought.orders[:count],
        changes=thought.changes,
        blanks=thought.blanks,
        air=air,
        last=last,
    )
    return desk.laid(Flow("article", story.number), frame)


def _lacking(laid: Laid, story: Story, areas: Sequence[Area], last: LastPage) -> int:
    """Lines that the last column lacks, if it is not empty."""
    if len(laid.pages) != len(areas):
        return 0
    grid, left = story.grid, (areas[-1].span - 1) * (story.grid.measure + story.grid.gap)
    boxes = (box for box in laid.pages[-1].boxes if BODY_ID.fullmatch(box.id))
    feet = [box.y + box.height for box in boxes if box.x > left - grid.gap]
    return round(last.rows - max(feet) / grid.line) if feet else 0


def _numbered(flows: Sequence[SetFlow], count: int) -> Iterator[SetFlow]:
    """Each piece that no area holds has a page of its own, behind the last one."""
    for flow in flows:
        spots = []
        for spot in flow.spots:
            count += spot.page == NO_PAGE
            spots.append(spot._replace(page=count) if spot.page == NO_PAGE else spot)
        yield replace(flow, spots=tuple(spots))


def _lowered(area: Area, grid: Grid) -> Area:
    """Below the masthead, on the first page."""
    return area._replace(top=area.top + (grid.masthead if area.page == 1 else 0))


def _spot(area: Area, grid: Grid) -> Spot:
    x = grid.left + area.column * (grid.measure + grid.gap)
    return Spot(area.page, x, grid.head + area.top * grid.line)


def _beyond(laid: Laid, story: Story, spots: Sequence[Spot], planned: int, count: int) -> int:
    """Lines of one column that stand on pages nobody planned, or beyond the areas."""
    boxes = [
        box
        for number, (page, spot) in enumerate(zip(laid.pages, spots, strict=True))
        for box in page.boxes
        if (spot.page > planned or number >= count) and BODY_ID.fullmatch(box.id)
    ]
    return round(sum(box.height for box in boxes) / story.grid.line)


def _overset(story: Story, lines: int) -> Iterator[Finding]:
    if lines:
        yield kinds.OVERSET.at(story.article.place, lines=lines, count=story.characters(lines))


def _underset(story: Story, span: int, spare: int) -> Iterator[Finding]:
    if spare > UNSEEN:
        lines = spare * span
        yield kinds.UNDERSET.at(story.article.place, lines=lines, count=story.characters(lines))


# ── sheets ───────────────────────────────────────────────────────────────────────────────────────


def _sheets(
    publication: Publication,
    flows: Sequence[SetFlow],
    areas: dict[int, list[Area]],
    grid: Grid,
    count: int,
) -> Iterator[Sheet]:
    pieces: dict[int, list[Piece]] = {page: [] for page in range(1, count + 1)}
    for flow in flows:
        number = flow.flow.article
        own = [_lowered(area, grid) for area in areas[number][: len(flow.spots)]]
        title = publication.entries[number - 1].article.title
        pages = [0, *(area.page for area in own), 0]
        for area, before, after in zip(own, pages, pages[2:], strict=False):
            pieces[area.page].append(Piece(area, number, title, before, after))
    for page, found in pieces.items():
        named = publication.pages[page - 1] if page <= len(publication.pages) else None
        name, editor = (named.name, named.editor) if named else ("", "")
        yield Sheet(page, name, editor, tuple(found))


def _white_rows(sheet: Sheet, grid: Grid) -> int:
    """Lines that stay empty at the foot of a page."""
    feet = (piece.area.top + piece.area.rows for piece in sheet.pieces)
    return grid.rows - max(feet, default=0)


def _white(publication: Publication, sheets: Sequence[Sheet], grid: Grid) -> Iterator[Finding]:
    """Pages whose foot stays white, each at its entry in the settings."""
    for sheet in sheets:
        named = publication.pages[sheet.number - 1 : sheet.number]
        if (rows := _white_rows(sheet, grid)) > LEAST_FOOT:
            place = named[0].place if named and named[0].place.file else None
            yield kinds.PAGE_UNDERSET.at(place, page=sheet.number, lines=rows)


def _opening(flows: Sequence[SetFlow]) -> Iterator[SetFlow]:
    """Each page is opened by one word: of the first article that begins there, else goes on."""
    openers: dict[str, tuple[bool, int, PageStart]] = {}
    for flow in flows:
        for start in flow.starts:
            page = flow.spots[int(start.folio) - 1].page
            own = start._replace(folio=str(page))
            rank = start.offset > 0 or int(start.folio) > 1, start.article, own
            openers[own.folio] = min(openers.get(own.folio, rank), rank)
    chosen = [start for _, _, start in openers.values()]
    for flow in flows:
        own_starts = (start for start in chosen if start.article == flow.flow.article - 1)
        yield replace(flow, starts=tuple(sorted(own_starts, key=lambda start: int(start.folio))))
