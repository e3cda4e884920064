"""The overlays: what the layout planned and what the pages show, with a figure for each.

`/craft/fit` says how articles fill their rooms, `/craft/pages/PICTURE` what was measured on a page,
`/craft/missing` where characters would stand that no face can draw.
The plan travels with the build; lines and marks are measured in the finished PDF when somebody
looks, one page at a time: a build costs nothing more, and what is shown is what is printed.
"""

from __future__ import annotations

import io
import statistics
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import partial

import pypdfium2 as pdfium
from PIL import Image
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from publisher.document.pages import Box, Columns, Rectangle
from publisher.manuscript.characters import han_count
from publisher.preview import fitting, glyphs, places, spacing
from publisher.preview.desk import Desk
from publisher.preview.fitting import Fit, Room
from publisher.preview.pictures import COARSE, WIDTHS
from publisher.preview.spacing import Line
from publisher.preview.values import Outcome, Shown

MOST_KEPT = 64  # pages whose measures are at hand
MISSING = "glyph-missing"
Json = dict[str, object]


def routes(desk: Desk) -> Iterable[Route]:
    """The addresses of the overlays."""
    kept: OrderedDict[tuple[object, ...], Json] = OrderedDict()

    async def fit(_request: Request) -> Response:
        good = desk.board.value.good
        articles = [_fit(each, good) for each in _fits(good)]
        return JSONResponse({"articles": articles, "bleed": good.bleed, "safe": good.safe})

    async def page(request: Request) -> Response:
        picture, good = request.path_params["picture"], desk.board.value.good
        pages = [sheet.picture for sheet in good.sheets]
        if picture not in pages:
            return _nothing()
        number = pages.index(picture) + 1
        own = tuple(each for each in good.columns if each.page == number)
        key = picture, own
        if key not in kept:
            measured = await desk.pictures.ask(picture, partial(measure, columns=own))
            if measured is None:
                return _nothing()
            kept[key] = measured
            while len(kept) > MOST_KEPT:
                kept.popitem(last=False)
        return JSONResponse(kept[key])

    async def missing(_request: Request) -> Response:
        return JSONResponse(list(_missing(desk.board.value)))

    async def bled(request: Request) -> Response:
        picture, width = request.path_params["picture"], request.path_params["width"]
        bleed = desk.board.value.good.bleed
        if width not in WIDTHS:
            return _nothing()
        drawn = await desk.pictures.ask(picture, partial(with_bleed, bleed=bleed, width=width))
        return Response(drawn, media_type="image/png") if drawn else _nothing()

    return (
        Route("/craft/fit", fit),
        Route("/craft/missing", missing),
        Route("/craft/pages/{picture:str}", page),
        Route("/craft/bleed/{picture:str}/{width:int}.png", bled),
    )


def _nothing() -> Response:
    return PlainTextResponse("nothing here", 404)


def with_bleed(page: pdfium.PdfPage, bleed: float, width: int) -> bytes:
    """The page with what is drawn beyond its trim, as PNG; so many pixels wide."""
    left, bottom, right, top = page.get_trimbox()
    boxes = page.get_mediabox(), page.get_cropbox()
    wide = left - bleed, bottom - bleed, right + bleed, top + bleed
    try:
        page.set_mediabox(*wide)
        page.set_cropbox(*wide)
        # as pictures.py draws: small type twice as large, and reduced
        factor = 2 if width < COARSE else 1
        bitmap = page.render(scale=factor * width / (right - left + 2 * bleed))
        picture, file = bitmap.to_pil(), io.BytesIO()
        if factor > 1:
            picture = picture.resize((width, picture.height // factor), Image.Resampling.LANCZOS)
        picture.save(file, "PNG", compress_level=1)
        bitmap.close()
    finally:
        page.set_mediabox(*boxes[0])
        page.set_cropbox(*boxes[1])
    return file.getvalue()


def measure(page: pdfium.PdfPage, columns: tuple[Columns, ...]) -> Json:
    """Grid, lines, and squeezed marks of a page. Boxes are [x, y, width, height] in points."""
    left, _bottom, right, _top = page.get_trimbox()
    rooms = [_measured(page, each, right - left) for each in columns]
    spreads = [n for room in rooms for n in room.spreads]
    return {
        "rooms": [room.json() for room in rooms],
        "lines": [row for room in rooms for row in room.rows],
        "marks": [mark for room in rooms for mark in room.marks],
        "figures": _figures(spreads),
    }


class _Room:
    """What was measured in one room."""

    def __init__(self, columns: Columns, found: tuple[Line, ...], width: float) -> None:
        room = glyphs.lying(columns.room, width) if columns.vertical else columns.room
        self._columns = columns
        self._base = spacing.base_of(found, columns, room.y)
        self._off = [ln for ln in found if spacing.off_grid(ln, columns, room.y, self._base)]
        self._count = sum(han_count(line.text) for line in found)
        self._lines = len(found)

        def seen(box: Rectangle) -> list[float]:
            box = glyphs.turned(box, width) if columns.vertical else box
            return [round(side, 2) for side in box]

        self._seen = seen
        self.spreads = [line.spread for line in found if line.spread is not None]
        self.rows = [[seen(line.box), line.spread] for line in found if line.spread is not None]
        self.marks = [
            [seen(mark.box), mark.mark, mark.em, mark.why]
            for line in found
            for mark in line.squeezed
        ]

    def json(self) -> Json:
        """The plan, and how the lines stand to it."""
        one = self._columns
        return {
            "article": one.article,
            "room": [round(side, 2) for side in one.room],
            "typeArea": [round(side, 2) for side in one.type_area],
            "columns": one.columns,
            "measure": round(one.measure, 2),
            "gap": round(one.gap, 2),
            "line": one.line,
            "em": one.em,
            "vertical": one.vertical,
            "base": round(self._base, 2),
            "off": [self._seen(line.box) for line in self._off],
            "count": self._count,
            "lines": self._lines,
        }


def _measured(page: pdfium.PdfPage, columns: Columns, width: float) -> _Room:
    room = glyphs.lying(columns.room, width) if columns.vertical else columns.room
    found = glyphs.glyphs(page, columns.vertical)
    return _Room(columns, spacing.lines_of(found, columns, room), width)


def _figures(spreads: list[float]) -> Json:
    """Widest, tightest, and what half of the lines keep within, in em."""
    if not spreads:
        return {"justified": 0}
    ordered = sorted(abs(each) for each in spreads)
    return {
        "justified": len(spreads),
        "widest": max(*spreads, 0.0),
        "tightest": min(*spreads, 0.0),
        "median": round(statistics.median(ordered), 4),
        "p95": ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))],
    }


def _missing(shown: Shown) -> Iterator[Json]:
    """The blocks with characters that no face can draw, on the last good pages: none others are."""
    lies = places.finder(shown.good.boxes)
    blocks: dict[Box, list[str]] = {}
    for found in shown.trouble:
        box = lies(found.place) if found.code == MISSING else None
        if box is not None:
            # by number: what our faces lack, those of the browser mostly lack too
            blocks.setdefault(box, []).append(str(dict(found.values).get("code_point", "")))
    for box, characters in blocks.items():
        yield {"page": box.page, "box": list(box[1:5]), "characters": characters}


# ── copy-fitting ─────────────────────────────────────────────────────────────────────────────────


def _fits(good: Outcome) -> Iterator[Fit]:
    return fitting.fits(good.columns, good.boxes, [sheet.width for sheet in good.sheets])


def _fit(fit: Fit, good: Outcome) -> Json:
    known = good.lengths[fit.article - 1] if fit.article <= len(good.lengths) else None
    return {
        "article": fit.article,
        "title": known.title if known else "",
        "count": known.han if known else 0,
        "spare": [fit.spare, fit.characters(fit.spare)],
        "over": [fit.over, fit.characters(fit.over)],
        "rooms": [_told(room) for room in fit.rooms],
    }


def _told(room: Room) -> Json:
    return {
        "page": room.columns.page,
        "lines": room.lines,
        "filled": room.filled,
        "feet": [[round(side, 2) for side in foot] for foot in room.feet],
    }
