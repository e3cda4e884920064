"""The addresses of what only the file for the press tells: inks, and the resolution of pictures.

`/craft/press` makes it for the build that is shown and says its limits; `/craft/press/REVISION/N`
tells of a page, `/craft/ink/REVISION/N.png` shows where its inks are.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from publisher.preview import state
from publisher.preview.desk import Desk

if TYPE_CHECKING:
    from publisher.preview.inks import Inked

MOST_KEPT = 64  # pages
Key = tuple[int, int]


def routes(desk: Desk) -> Iterable[Route]:
    """The addresses of the press file."""
    pages = _Pages(desk)

    async def press(_request: Request) -> Response:
        from publisher.preview import inks  # here and below: it loads much, and few ask for it

        shown = await desk.settled()
        made = await desk.annex.run(inks.make, desk.looked_at, shown.revision)
        if made is None or made.findings:
            findings = made.findings if made else ()
            return JSONResponse({"findings": [state.finding(each) for each in findings]}, 409)
        limits = {"limit": made.ink_limit, "least": made.least, "warn": made.warn}
        return JSONResponse({"revision": shown.revision, **limits})

    async def page(request: Request) -> Response:
        found = await pages.get(**request.path_params)
        return JSONResponse(_told(found)) if found else _nothing()

    async def ink(request: Request) -> Response:
        found = await pages.get(**request.path_params)
        return Response(found.map, media_type="image/png") if found else _nothing()

    return (
        Route("/craft/press", press),
        Route("/craft/press/{revision:int}/{number:int}", page),
        Route("/craft/ink/{revision:int}/{number:int}.png", ink),
    )


class _Pages:
    """What was found on pages, of the press file that was made last."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[Key, Inked] = OrderedDict()

    async def get(self, revision: int, number: int) -> Inked | None:
        """A page, from 1."""
        key = revision, number
        if (known := self._kept.get(key)) is not None:
            return known
        from publisher.preview import inks

        found = await self._desk.annex.run(inks.page, revision, number)
        if found is not None:
            self._kept[key] = found
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found


def _told(found: Inked) -> dict[str, object]:
    pictures = (
        {"box": [round(side, 2) for side in box], "ppi": ppi} for box, ppi in found.pictures
    )
    at = [round(each, 1) for each in found.at]
    return {"most": found.most, "at": at, "pictures": list(pictures)}


def _nothing() -> Response:
    return PlainTextResponse("nothing here", 404)
