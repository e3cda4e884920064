"""The addresses of the preview; none takes a path of the disk. Those that write are in `writing`.

`/` the page; `/static/…` its parts, by an allow-list; `/events` the stream;
`/pages/RUN/NAME/WIDTH.png` a page's picture, where RUN is new in every run of the server, for
another run may have other faces.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import jinja2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from publisher.preview import pointing, tools, writing
from publisher.preview.desk import Desk
from publisher.preview.events import Events
from publisher.preview.walls import Walls
from publisher.preview.words import html_language, words

STATIC = Path(__file__).parent / "static"
MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def make(desk: Desk, port: int, lifespan: Lifespan | None = None) -> ASGIApp:
    """The application, inside its walls."""
    board, pictures, run = desk.board, desk.pictures, desk.run
    events = Events(board, run)

    async def stream(_request: Request) -> Response:
        return events.answer()

    async def picture(request: Request) -> Response:
        drawn = await pictures.draw(**request.path_params)
        return Response(drawn, media_type="image/png") if drawn else _nothing()

    routes = [
        *_parts(desk),
        Route("/events", stream),
        Route(f"/pages/{run}/{{picture:str}}/{{width:int}}.png", picture),
        *pointing.routes(desk),
        *writing.routes(desk),
        *(route for of_tool in tools.ROUTES for route in of_tool(desk)),
    ]
    return Walls(Starlette(routes=routes, lifespan=lifespan), port, desk.token)


def _nothing(status: int = 404) -> Response:
    return PlainTextResponse("nothing here", status)


def _parts(desk: Desk) -> list[Route]:
    """The page and what it is made of, read once."""
    parts = {
        f"/static/{file.name}": (file.read_bytes(), MEDIA[file.suffix])
        for file in sorted(STATIC.iterdir())
        if file.suffix in MEDIA
    }
    spoken = json.dumps(words(), ensure_ascii=False, indent=1)
    parts["/static/words.js"] = f"export const words = {spoken};\n".encode(), MEDIA[".js"]
    parts["/"] = _page(desk), "text/html"
    return [Route(path, _constant(*part)) for path, part in parts.items()]


def _page(desk: Desk) -> bytes:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string((STATIC / "index.html").read_text("utf-8"))
    values = {"token": desk.token, "has_command": bool(desk.command.words)}
    return template.render(words=words(), language=html_language(), **values).encode()


def _constant(data: bytes, media: str) -> Callable[[Request], Response]:
    def answer(_request: Request) -> Response:
        return Response(data, media_type=media)

    return answer
