"""A newspaper: articles measured, arranged on pages, each set in its areas, and the sheets below.

An article is set by itself, as everywhere; its pages are the areas that the arrangement gives it,
one after the other. So it is whole in the tags, whatever pages it jumps to. A sheet (版) has what
belongs to no article: masthead, page head, rules, jump lines. Binding puts the pieces on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.colour import Palette
from publisher.document.model import Article, Entry, Publication
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
from publisher.setting.arranging import Item, Placed
from publisher.setting.columns import Columns, Part, lead, with_air
from publisher.setting.flow import SetFlow, block_names, finished, named
from publisher.setting.measuring import measured
from publisher.setting.placing import MORE_AIR, SHORT, Plan, plan

ROUNDS = 4  # arrangements, where an article turns out longer than was thought
NO_PAGE = 0
ENDLESS = 100_000  # lines
ABOVE = 1  # the blank line of an area, in which its rule stands
ABOVE_REST = 3  # and the line that says where it comes from
LONG = 600  # characters that make a major article
WEIGHTS = ("brief", "minor", "major", "lead")
UNSEEN = 2  # lines that may stay empty at the foot of an area
LEAST_FOOT = 4  # and of the last page
LAST_PAGE = arranging.LAST_PAGE
BODY_ID = re.compile(r"a\d+-b\d+")


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


@dataclass(frozen=True)
class _Story:
    """An article in lines: its parts, and its opening by the columns that it spans.

    It needs so many lines `more` than was thought: once set, it was longer than its areas.
    """

    number: int
    article: Article
    weight: str
    parts: tuple[Part, ...]
    openings: tuple[int, ...]
    grid: Grid
    more: int = 0

    def item(self, entry: Entry, before: Sequence[Area] = ()) -> Item:
        """What the arrangement is told: the whole, or what the areas before leave of it."""
        spans = range(1, self.grid.columns + 1)
        heads = {span: self.head(span, bool(before)) for span in spans}
        needs = {
            span: heads[span] + self._lines((*before, _any(span))) + self.more for span in spans
        }
        span = entry.span or int(dict(entry.tokens).get("columns", 0))
        begun = bool(before)
        return Item(
            self.number,
            WEIGHTS.index(self.weight),
            needs,
            heads,
            before[-1].page + 1 if before else entry.page or 0,
            0 if begun else min(span, self.grid.columns),
            begun,
            arranging.LEAST_BODY if begun else self._least(),
        )

    def _least(self) -> int:
        """The lines that the beginning needs in its column."""
        first = next((part for part in self.parts if part.blocks), None)
        own = first.head + lead(first.blocks) if first else 0
        return max(own, arranging.LEAST_BODY)

    def head(self, span: int, begun: bool) -> int:
        """The lines of an area above the text."""
        return ABOVE_REST if begun else ABOVE + self.openings[span - 1]

    def characters(self, lines: int) -> int:
        """About how many characters lines of one column hold."""
        return round(lines * self.grid.measure / self.grid.em)

    def _lines(self, areas: Sequence[Area]) -> int:
        made = plan(_plain(self.parts), self._columns(areas))
        return made.rows if made.pages == len(areas) else 0

    def _columns(self, areas: Sequence[Area]) -> Columns:
        rows = (area.rows - self.head(area.span, at > 0) for at, area in enumerate(areas))
        *before, last = (area.span for area in areas)
        return Columns(last, tuple(max(each, 1) for each in rows), before=tuple(before))

    def planned(self, areas: Sequence[Area]) -> Plan:
        """How its areas are filled."""
        columns = self._columns(areas)
        made = plan(_plain(self.parts), columns)
        if made.cost < SHORT and made.pages <= len(areas):
            return made
        richer = plan(tuple(with_air(self.parts, MORE_AIR)), columns)
        better = (richer.pages, richer.cost) < (made.pages, made.cost)
        return richer if better else made


def _plain(parts: Sequence[Part]) -> list[Part]:
    """Paragraphs as long as is best."""
    return [
        part._replace(blocks=tuple(block._replace(bears=()) for block in part.blocks))
        for part in parts
    ]


def _any(span: int) -> Area:
    return Area(0, 0, span, 0, ENDLESS)


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
    stories = list[_Story]()
    for number, entry in enumerate(entries, 1):
        tell(Flow("article", number))
        stories.append(_story(desk, number, entry))
        if stories[-1].grid != grid:
            raise Unusable(kinds.OFF_GRID.at(Place(entry.file)))
    known: dict[tuple[int, tuple[Area, ...]], SetFlow] = {}
    for _ in range(ROUNDS):
        areas, count = _arranged(stories, entries, grid)
        flows = []
        for story in stories:
            pieces = tuple(_lowered(area, grid) for area in areas[story.number])
            key = story.number, pieces
            known[key] = known.get(key) or _set(desk, story, pieces)
            flows.append(known[key])
        longer = {
            flow.flow.article for flow in flows if flow.page_count > len(areas[flow.flow.article])
        }
        if not longer:
            break
        stories = [
            replace(story, more=story.more + 1) if story.number in longer else story
            for story in stories
        ]
    flows = list(_numbered(flows, count))
    count = max(spot.page for flow in flows for spot in flow.spots)
    sheets = tuple(_sheets(publication, flows, areas, grid, count))
    found = tuple(_white(sheet, grid) for sheet in sheets if _white_rows(sheet, grid) > LEAST_FOOT)
    tell(Flow("sheet"))
    composed, laid = desk.laid(Flow("sheet"), replace(frame, sheets=sheets))
    ground = finished(Flow("sheet"), 1, composed, laid, palette)
    ground = replace(ground, findings=(*ground.findings, *found))
    return (ground, *_opening(flows))


def _arranged(
    stories: Sequence[_Story], entries: Sequence[Entry], grid: Grid
) -> tuple[dict[int, list[Area]], int]:
    """The areas of each article in the order of reading, and the number of pages."""
    areas: dict[int, list[Area]] = {story.number: [] for story in stories}

    def rest(placed: Placed) -> Item:
        number = placed.item.article
        areas[number].append(placed.area)
        return stories[number - 1].item(entries[number - 1], areas[number])

    items = [story.item(entry) for story, entry in zip(stories, entries, strict=True)]
    pages = arranging.arrange(items, grid.columns, grid.rows - grid.masthead, grid.rows, rest)
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


def _story(desk: _Desk, number: int, entry: Entry) -> _Story:
    """Measure an article on a galley that has its opening in all widths."""
    article, weight = entry.article, weight_of(number, entry)
    after = tuple(len(part.blocks) for part in article.parts)
    frame = replace(desk.frame, galley=True, cuts=after, weight=weight)
    composed, laid = desk.laid(Flow("article", number), frame)
    grid = _grid(composed)
    parts, _ = measured(number, article, laid, grid)
    heights = {box.id: round(box.height / grid.line) for box in laid.pages[0].boxes}
    openings = (heights.get(f"a{number}-front-{n}", 0) for n in range(1, grid.columns + 1))
    return _Story(number, article, weight, parts, tuple(openings), grid)


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


def _set(desk: _Desk, story: _Story, areas: Sequence[Area]) -> SetFlow:
    """Set an article in its areas; what they do not hold follows on sheets of its own."""
    made = story.planned(areas)
    last = areas[-1]
    head = story.head(last.span, len(areas) > 1)
    spare = last.rows - head - made.rows if made.pages == len(areas) else 0
    air = min(spare, arranging.AIRS) if len(areas) == 1 else 0
    flow, names = Flow("article", story.number), dict(block_names(story.number, story.article))
    frame = replace(
        desk.frame,
        weight=story.weight,
        areas=tuple(areas),
        cuts=made.cuts[: len(story.article.parts)],
        changes=named(made.changes, names),
        blanks=named(made.blanks, names),
    )
    for more in range(max(spare, 0) + 1):
        own = max(air - more, 0)
        last_page = LastPage(len(areas), head + own + made.rows + more)
        composed, laid = desk.laid(flow, replace(frame, air=own, last=last_page))
        if len(laid.pages) <= len(areas):
            break
    done = finished(flow, 1, composed, laid, desk.palette)
    extra = [Area(NO_PAGE, 0, 1, 0, 0)] * (done.page_count - len(areas))
    places = [*areas, *extra][: done.page_count]
    spots = tuple(_spot(area, story.grid) for area in places)
    planned = len(desk.publication.pages) or LAST_PAGE
    over = _beyond(laid, story, spots, planned, len(areas))
    found = [*_overset(story, over), *_underset(story, last.span, spare - air)]
    return replace(done, spots=spots, findings=(*done.findings, *found))


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


def _beyond(laid: Laid, story: _Story, spots: Sequence[Spot], planned: int, count: int) -> int:
    """Lines of one column that stand on pages nobody planned, or beyond the areas."""
    boxes = [
        box
        for number, (page, spot) in enumerate(zip(laid.pages, spots, strict=True))
        for box in page.boxes
        if (spot.page > planned or number >= count) and BODY_ID.fullmatch(box.id)
    ]
    return round(sum(box.height for box in boxes) / story.grid.line)


def _overset(story: _Story, lines: int) -> Iterator[Finding]:
    if lines:
        yield kinds.OVERSET.at(story.article.place, lines=lines, count=story.characters(lines))


def _underset(story: _Story, span: int, spare: int) -> Iterator[Finding]:
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


def _white(sheet: Sheet, grid: Grid) -> Finding:
    return kinds.PAGE_UNDERSET.at(None, page=sheet.number, lines=_white_rows(sheet, grid))


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
