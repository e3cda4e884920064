"""This build against the one before it: which pages differ, and what on them.

`/compare` tells the pages side by side, by what they draw, at once for any number of them;
`/compare/BEFORE/AFTER` (two names of pictures) what came, went and was drawn anew on a pair.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import pypdfium2 as pdfium
from PIL import Image
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from publisher.document.pages import Rectangle
from publisher.preview import differences
from publisher.preview.desk import Desk
from publisher.preview.differences import Changes
from publisher.preview.glyphs import Glyph, glyphs
from publisher.preview.values import Outcome, Sheet

MOST_KEPT = 64  # pairs whose differences are at hand
Json = dict[str, object]
Key = tuple[str, str]


def routes(desk: Desk) -> Iterable[Route]:
    """The addresses of the comparison."""
    kept: OrderedDict[Key, Json] = OrderedDict()

    async def overview(_request: Request) -> Response:
        shown = desk.board.value
        return JSONResponse(_overview(shown.before, shown.good, shown.revision))

    async def pair(request: Request) -> Response:
        shown = desk.board.value
        key = request.path_params["before"], request.path_params["after"]
        if key not in kept:
            found = await _pair(desk, shown.before.sheets, shown.good.sheets, key)
            if found is None:
                # a browser that has not heard of a new state yet pairs pages of two
                is_late = all(map(desk.pictures.knows, key))
                return JSONResponse(None) if is_late else PlainTextResponse("nothing here", 404)
            kept[key] = found
            while len(kept) > MOST_KEPT:
                kept.popitem(last=False)
        return JSONResponse(kept[key])

    return (
        Route("/compare", overview),
        Route("/compare/{before:str}/{after:str}", pair),
    )


def _overview(before: Outcome, after: Outcome, revision: int) -> Json:
    names = [sheet.picture for sheet in before.sheets], [sheet.picture for sheet in after.sheets]
    return {
        "revision": revision,
        "before": [_sheet(sheet) for sheet in before.sheets],
        "pairs": [list(pair) for pair in differences.pairs(*names)] if before.data else [],
    }


def _sheet(sheet: Sheet) -> Json:
    return {
        "picture": sheet.picture,
        "width": sheet.width,
        "height": sheet.height,
        "folio": sheet.folio,
    }


async def _pair(
    desk: Desk, before: Sequence[Sheet], after: Sequence[Sheet], key: Key
) -> Json | None:
    """The differences of two pages; None where one of them is gone by now."""
    places = [sheet.picture for sheet in before], [sheet.picture for sheet in after]
    if key[0] not in places[0] or key[1] not in places[1]:
        return None
    one, other = places[0].index(key[0]), places[1].index(key[1])
    olds = await _read(desk, places[0], one)
    news = await _read(desk, places[1], other)
    drawn = [await desk.pictures.ask(name, _grey) for name in key]
    if olds is None or news is None or drawn[0] is None or drawn[1] is None:
        return None
    return await asyncio.to_thread(
        _told, olds, news, min(one, 1), min(other, 1), (drawn[0], drawn[1])
    )


async def _read(desk: Desk, names: Sequence[str], at: int) -> list[tuple[Glyph, ...]] | None:
    """The letters of a page and of its neighbours, page by page: others may be drawn in between."""
    found = []
    for name in names[max(at - 1, 0) : at + 2]:
        letters = await desk.pictures.ask(name, glyphs)
        if letters is None:
            return None
        found.append(letters)
    return found


def _grey(page: pdfium.PdfPage) -> Image.Image:
    """The trimmed page, a pixel a point."""
    left, bottom, right, top = page.get_mediabox()
    trim = page.get_trimbox()
    cut = (trim[0] - left, trim[1] - bottom, right - trim[2], top - trim[3])
    bitmap = page.render(scale=1, grayscale=True, crop=cut)
    picture: Image.Image = bitmap.to_pil().convert("L")
    bitmap.close()
    return picture


def _told(
    olds: Sequence[Sequence[Glyph]],
    news: Sequence[Sequence[Glyph]],
    one: int,
    other: int,
    drawn: tuple[Image.Image, Image.Image],
) -> Json:
    before, after = differences.compared(olds, news, one, other)
    return {
        "before": _changes(before),
        "after": _changes(after),
        "redrawn": [_rounded(box) for box in sorted(differences.redrawn(*drawn))],
    }


def _changes(found: Changes) -> Json:
    return {
        "words": [_rounded(box) for box in found.words],
        "gaps": [_rounded(box) for box in found.gaps],
        "letters": found.letters,
    }


def _rounded(box: Rectangle) -> list[float]:
    return [round(side, 2) for side in box]
