"""The addresses of the manuscript's text: read it, save it, make its clean copy, lift a sentence.

    GET  /text?file                 the text, its stamp, what may be done with it; its path, for
                                    the link to the editor's own program
    GET  /lines/RUN/PICTURE         the lines of text on a page
    POST /save   {file, text, stamp}
    POST /undo   {file}
    POST /clean  {file}             from now on the publication is built from the clean copy
    POST /lift   {file, line, text} a pull quote; makes the clean copy where there is none
    POST /settle {key, refuse}      accept a finding, or refuse it; makes the clean copy likewise
    POST /open   {file, line}       in the editor's own program; writes nothing, and does not wait
    POST /look   {layout, profile, tokens}

A request names a file as places do; only files that the last build has read are known.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from publisher.document.artefact import put
from publisher.errors import PublisherError
from publisher.findings import Place
from publisher.preview import state
from publisher.preview.desk import Desk
from publisher.preview.editing import LARGEST, Conflict, Hand, read, stamp_of
from publisher.preview.findings import GONE_MEANWHILE, NOT_OURS
from publisher.preview.texts import MANUSCRIPTS, PLAIN, lines, paragraphs
from publisher.preview.values import Value

PROFILES = frozenset({"", "print", "screen", "proof"})
MOST_TOKENS = 100
MOST_LINES = LARGEST  # a file has no more of them than bytes
LONGEST = LARGEST + 4096  # bytes of a request: a text, and what is said of it
MOST_READ = 8 * LONGEST
SLOWEST = 30.0  # seconds in which they must have come
# as readers.md has it, which the server does not load
_FINISHED = re.compile(r"---[ \t]*(?:\n|$)|(?s:.*?\n)?:{3,} *speaker\b")
Json = dict[str, Any]


def routes(desk: Desk) -> list[Route]:
    """See above."""
    hand = Hand()
    answers: dict[str, Callable[[Desk, Hand, Json], Awaitable[Json]]] = {
        "/save": _save,
        "/undo": _undo,
        "/clean": _clean,
        "/lift": _lift,
        "/settle": _settle,
        "/open": _open,
        "/look": _look,
    }

    async def text(request: Request) -> Response:
        return await _answer(_text(desk, hand, request.query_params.get("file", "")))

    async def letters(request: Request) -> Response:
        found = await desk.pictures.words(request.path_params["picture"])
        if found is None:
            return PlainTextResponse("nothing here", 404)
        return JSONResponse(found)

    return [
        Route("/text", text),
        Route(f"/lines/{desk.run}/{{picture:str}}", letters),
        *(
            Route(path, partial(_post, desk, hand, do), methods=["POST"])
            for path, do in answers.items()
        ),
    ]


async def _post(
    desk: Desk, hand: Hand, do: Callable[[Desk, Hand, Json], Awaitable[Json]], request: Request
) -> Response:
    try:
        async with asyncio.timeout(SLOWEST):
            data = await _body(request)
    except TimeoutError:
        return PlainTextResponse("too slow", 408, {"connection": "close"})
    if data is None:
        return PlainTextResponse("too long", 413, {"connection": "close"})
    try:
        asked = json.loads(data)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        return PlainTextResponse("not understood", 400)
    return await _answer(do(desk, hand, asked))


async def _body(request: Request) -> bytes | None:
    """What a request brings; None where it is longer than a text may be, and nothing is kept.

    What is only somewhat too long is read to its end all the same: who still sends hears no answer.
    """
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > MOST_READ:
        return None
    data, length = bytearray(), 0
    try:
        async for piece in request.stream():
            length += len(piece)
            data += piece if length <= LONGEST else b""
            if length > MOST_READ:
                break
    except ClientDisconnect:
        return b""
    return bytes(data) if length <= LONGEST else None


async def _answer(doing: Awaitable[Json]) -> Response:
    try:
        return JSONResponse(await doing)
    except Conflict as error:
        told = {"theirs": error.text, "stamp": error.stamp}
        return JSONResponse({**told, "error": _told(error)}, 409)
    except PublisherError as error:
        return JSONResponse({"error": _told(error)}, 422)


def _told(error: PublisherError) -> list[state.Json]:
    return [state.finding(found) for found in error.findings]


def _file(desk: Desk, asked: Json | str) -> tuple[Path, str]:
    """The path of a manuscript that the build has read. Raises PublisherError."""
    name = asked if isinstance(asked, str) else str(asked.get("file", ""))
    path = dict(desk.board.value.good.files).get(name)
    if path is None or path.suffix.lower() not in MANUSCRIPTS:
        raise PublisherError(NOT_OURS.at(Place(name[:200])))
    return path, name


async def _text(desk: Desk, hand: Hand, asked: str) -> Json:
    path, name = _file(desk, asked)
    if path.suffix.lower() in PLAIN:
        data = await asyncio.to_thread(read, path)
        text = lines(data)
        kind = "clean" if path.suffix.lower() != ".txt" and _FINISHED.match(text) else "raw"
        undo = hand.can_undo(path)
        told = {"file": name, "path": path.as_posix(), "text": text, "stamp": stamp_of(data)}
        return {**told, "kind": kind, "undo": undo}
    text = await paragraphs(desk, path, name)
    told = {"file": name, "path": path.as_posix(), "text": text, "stamp": ""}
    return {**told, "kind": "paragraphs", "undo": False}


async def _save(desk: Desk, hand: Hand, asked: Json) -> Json:
    path, name = _file(desk, asked)
    if path.suffix.lower() not in PLAIN:
        raise PublisherError(NOT_OURS.at(Place(name)))
    text, stamp = str(asked.get("text", "")), str(asked.get("stamp", ""))
    return {"stamp": await asyncio.to_thread(hand.save, path, name, text, stamp)}


async def _undo(desk: Desk, hand: Hand, asked: Json) -> Json:
    path, name = _file(desk, asked)
    return {"stamp": await asyncio.to_thread(hand.undo, path, name)}


async def _clean(desk: Desk, hand: Hand, asked: Json) -> Json:
    from publisher.preview import clean_copies

    path, name = _file(desk, asked)
    text = await desk.studio.ask(clean_copies.cleaned, path, name)
    return await _switch(desk, path, name, str(text))


async def _lift(desk: Desk, hand: Hand, asked: Json) -> Json:
    from publisher.preview import clean_copies

    path, name = _file(desk, asked)
    line = asked.get("line")
    at, sentence = line if isinstance(line, int) else 0, str(asked.get("text", ""))[:2000]
    return await _corrected(desk, hand, path, name, (clean_copies.lifted, at, sentence))


async def _settle(desk: Desk, hand: Hand, asked: Json) -> Json:
    from publisher.preview import reviewing

    every = desk.board.value.findings
    found = next((each for each in every if state.key(each) == asked.get("key")), None)
    if found is None or found.place is None:
        raise PublisherError(GONE_MEANWHILE.at(None))
    path, name = _file(desk, found.place.file)
    refuses = asked.get("refuse") is True
    return await _corrected(desk, hand, path, name, (reviewing.decided, found, refuses))


async def _corrected(
    desk: Desk, hand: Hand, path: Path, name: str, how: tuple[Callable[..., str], *tuple[Any, ...]]
) -> Json:
    """Write what a correction makes of a manuscript: over its clean copy, or as a new one.

    A new one is written twice, so that undoing takes the correction back and not the copy.
    """
    from publisher.preview import clean_copies

    do, *values = how
    before = stamp_of(await asyncio.to_thread(read, path))
    text = str(await desk.studio.ask(do, path, name, *values))
    if not await desk.studio.ask(clean_copies.is_raw, path, name):
        stamp = await asyncio.to_thread(hand.save, path, name, text, before)
        return {"file": name, "stamp": stamp}
    plain = str(await desk.studio.ask(clean_copies.cleaned, path, name))
    made = await _switch(desk, path, name, plain)
    target, stamp = clean_copies.copy_of(path), stamp_of(plain.encode())
    await asyncio.to_thread(hand.save, target, made["file"], text, stamp)
    return made


async def _switch(desk: Desk, path: Path, name: str, text: str) -> Json:
    from publisher.preview import clean_copies

    source = desk.studio.order.source
    files: Any = await desk.studio.ask(clean_copies.switched, source, path, text)
    await asyncio.to_thread(put, files)
    target = files[0][0]
    if source.is_file() and source.resolve() == path:
        desk.studio.look(desk.studio.order._replace(source=source.with_name(target.name)))
    return {"file": name.removesuffix(path.name) + target.name}


async def _open(desk: Desk, hand: Hand, asked: Json) -> Json:
    path, name = _file(desk, asked)
    line = asked.get("line")
    if path.resolve() != path or not path.is_file():
        raise PublisherError(NOT_OURS.at(Place(name)))
    at = int(line) if isinstance(line, int) and 0 < line <= MOST_LINES else 1
    await asyncio.to_thread(desk.command.start, path, at)
    return {}


async def _look(desk: Desk, hand: Hand, asked: Json) -> Json:
    """How the pages are seen from now on; the files stay as they are."""
    known = {name for name, _ in desk.board.value.good.look.layouts}
    layout, profile = asked.get("layout"), str(asked.get("profile", ""))
    tokens = asked.get("tokens", {})
    if (layout and layout not in known) or profile not in PROFILES or not isinstance(tokens, dict):
        raise PublisherError(NOT_OURS.at(None))
    names = {control.name for control in desk.board.value.good.look.controls}
    tried = tuple((name, _plain(value)) for name, value in tokens.items() if name in names)
    order = desk.studio.order
    desk.studio.look(
        order._replace(layout=layout or None, profile=profile, tokens=tried[:MOST_TOKENS])
    )
    return {}


def _plain(value: object) -> Value:
    return value if isinstance(value, str | int | float | bool) else str(value)
