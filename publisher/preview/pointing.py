"""From a point on a page to the manuscript's line, and from a line to the page.

    GET  /place?page&x&y            the block and the line under a point
    GET  /spots?file&line           the box on the pages where a line stands

Blocks are told by the SourceMap; what is finer, or printed elsewhere (contents, cover, running
heads), by its words.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping, Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from publisher.document.pages import Box, SourceMap
from publisher.errors import PublisherError
from publisher.findings import Place
from publisher.preview import aim, places, state
from publisher.preview.desk import Desk
from publisher.preview.lines import Line
from publisher.preview.texts import MANUSCRIPTS, SEARCHED, plain_rows, rows_of, settings_of

NOTHING: state.Json = {"place": "", "file": "", "line": 0, "text": "", "box": None}


def routes(desk: Desk) -> list[Route]:
    """See above."""

    async def place(request: Request) -> Response:
        point = _point(request.query_params)
        if point is None:
            return PlainTextResponse("nothing here", 400)
        return JSONResponse(await _place(desk, *point))

    async def spots(request: Request) -> Response:
        line = request.query_params.get("line", "")
        number = int(line) if line.isdecimal() and len(line) < 9 else 0
        return JSONResponse(
            state.box(await _spot(desk, Place(request.query_params.get("file", ""), number)))
        )

    return [Route("/place", place), Route("/spots", spots)]


def _point(query: Mapping[str, str]) -> tuple[int, float, float] | None:
    try:
        point = int(query["page"]), float(query["x"]), float(query["y"])
    except (KeyError, ValueError):
        return None
    return point if all(math.isfinite(number) for number in point) else None


async def _place(desk: Desk, page: int, x: float, y: float) -> state.Json:
    """The place under a point, its line as it stands in the file, the box of both."""
    boxes = desk.board.value.good.boxes
    box, runs = places.under(boxes, page, x, y), await _runs(desk, page)
    words = aim.at(runs, x, y)
    if words is not None and (box is None or not places.holds(box, x, y)):
        found = await _beside(desk, page, runs, words)
        if found is not None:
            return _told(*found, Box(page, *words[1:5], found[0]))
        if box is None or await _rows(desk, box.place.file):
            return NOTHING  # a folio, or other words of the layout
    if box is None:
        return NOTHING
    rows = await _rows(desk, box.place.file)
    if words is None or not rows:
        return _told(box.place, rows, box)
    box, line = _block(boxes, box, (x, y), words, rows)
    place, inner = box.place, places.inside(boxes, box)
    if not line and inner:
        found = await _beside(desk, page, runs, words)
        if found is not None:
            return _told(*found, Box(page, *words[1:5], found[0]))
    if not inner and line in (0, place.line):
        return _told(place, rows, box)
    line, own = line or place.line, _own(runs, box, boxes)
    marked = aim.mark(rows[line - 1], own, box) or Box(page, *words[1:5], place)
    return _told(Place(place.file, line), rows, marked)


def _block(
    boxes: SourceMap, box: Box, point: tuple[float, float], words: Line, rows: Sequence[str]
) -> tuple[Box, int]:
    """Of the blocks at a point, of which `box` is the innermost, the one that has words; its line.

    A picture may hang into the box of its text; but a block's words are not those around it.
    """
    for each in places.holding(boxes, box.page, *point):
        if each.place.file == box.place.file and box not in places.inside(boxes, each):
            line = aim.line_of(words.text, rows, places.lines(boxes, each.place, len(rows)))
            if line:
                return each, line
    return box, 0


async def _beside(
    desk: Desk, page: int, runs: Sequence[Line], words: Line
) -> tuple[Place, list[str]] | None:
    """Where words stand that no block has: in an article of the page or in any other.

    Where several have them, as a byline in the contents, it is that of the words nearest to them.
    """
    boxes = desk.board.value.good.boxes
    here = dict.fromkeys(box.place.file for box in boxes if box.page == page)
    texts = {name: await _rows(desk, name) for name in here}
    texts |= await asyncio.to_thread(_all_texts, desk)
    found = aim.anywhere(words.text, texts.items())
    if not found:
        return _in_a_head(boxes, page, words, texts)
    near = [each for each in found if each.file in here] or found
    known = {each.file for each in near}
    for run in sorted(runs, key=partial(aim.gap, words)) if len(known) > 1 else ():
        before = {each.file for each in aim.anywhere(run.text, texts.items())} & known
        if len(before) == 1:
            near = [each for each in near if each.file in before]
            break
    _, file, line = near[0]
    return Place(file, line), texts[file]


def _in_a_head(
    boxes: SourceMap, page: int, words: Line, texts: Mapping[str, list[str]]
) -> tuple[Place, list[str]] | None:
    """The line of an article's head, on its page, that has most of some words."""
    for box in boxes if len(aim.tight(words.text)) > 2 else ():
        if box.page == page and places.inside(boxes, box):
            rows = texts[box.place.file]
            head = places.lines(boxes, box.place, len(rows))
            if line := aim.line_of(words.text, rows, head):
                return Place(box.place.file, line), rows
    return None


def _all_texts(desk: Desk) -> dict[str, list[str]]:
    """The lines of the settings and of every plain manuscript, by name."""
    settings = settings_of(desk.studio.order.source)
    own = () if settings.is_symlink() else ((settings.name, settings),)
    files = (*own, *desk.board.value.good.files)
    return {name: plain_rows(path) for name, path in files if path.suffix.lower() in SEARCHED}


def _told(place: Place, rows: Sequence[str], box: Box) -> state.Json:
    text = rows[place.line - 1][:2000] if 0 < place.line <= len(rows) else ""
    own = {"place": str(place), "file": place.file, "line": place.line}
    return {**own, "text": text, "box": state.box(box)}


async def _spot(desk: Desk, place: Place) -> Box | None:
    """Where a line stands: the words of it where its block has several, else the block."""
    boxes = desk.board.value.good.boxes
    box = places.of(boxes, place)
    if box is None:
        return None
    rows = await _rows(desk, place.file)
    block = [row for row in places.lines(boxes, box.place, len(rows)) if rows[row - 1].strip()]
    if place.line not in block or (len(block) == 1 and not places.inside(boxes, box)):
        return box
    for each in boxes:
        if each.place == box.place:
            own = _own(await _runs(desk, each.page), each, boxes)
            marked = aim.mark(rows[place.line - 1], own, each)
            if marked is not None:
                return marked
    return box


def _own(runs: Sequence[Line], box: Box, boxes: SourceMap) -> list[Line]:
    """The runs of a block without those of the blocks in it.

    Those of an article may also stand where no block is, as a headline that hangs in the margin.
    """
    is_article = bool(places.inside(boxes, box))
    return [
        run
        for run in runs
        if (around := places.holding(boxes, box.page, *aim.middle(run)))[:1] == [box]
        or (is_article and not around)
    ]


async def _runs(desk: Desk, page: int) -> list[Line]:
    sheets = desk.board.value.good.sheets
    if not 1 <= page <= len(sheets):
        return []
    return await desk.pictures.words(sheets[page - 1].picture) or []


async def _rows(desk: Desk, name: str) -> list[str]:
    # only files that the build itself has read; the request names none
    path = dict(desk.board.value.good.files).get(name)
    if path is None or path.suffix.lower() not in MANUSCRIPTS:
        return []
    try:
        return await rows_of(desk, path, name)
    except PublisherError:
        return []
