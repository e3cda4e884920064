"""The stream of server-sent events: what is shown, to every open page, and how far a build is."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace

from starlette.responses import PlainTextResponse, Response, StreamingResponse

from publisher.preview import state
from publisher.preview.board import Board
from publisher.preview.values import Shown

MOST_READERS = 64  # open pages; browsers themselves hold no more than six to a server
BREATH = 15.0  # seconds after which a silent stream says that it is alive
PACE = 0.1  # seconds between two steps of a build that are told
AGAIN = 500  # milliseconds after which a browser that lost the stream asks for it again


class Events:
    """Gives every open page the state; one that reads slowly misses what is outdated."""

    def __init__(self, board: Board[Shown], run: str) -> None:
        self._board = board
        self._run = run
        self._readers = 0

    def answer(self) -> Response:
        """A stream that ends when the board is closed."""
        if self._readers >= MOST_READERS:
            return PlainTextResponse("too many open pages", 503)
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        self._readers += 1
        try:
            yield f"retry: {AGAIN}\n\n"
            seen, told = 0, None
            while not self._board.closed:
                if self._board.version > seen:
                    seen, shown = self._board.version, self._board.value
                    # pages and findings may be long; a build tells of its steps all the time
                    pages = shown.revision, shown.trouble
                    yield self._told(shown) if pages != told else _working(shown)
                    told = pages
                yield await self._breath(seen)
                await self._pace(seen, shown)
        finally:
            self._readers -= 1

    async def _breath(self, seen: int) -> str:
        try:
            async with asyncio.timeout(BREATH):
                await self._board.later_than(seen)
        except TimeoutError:
            return ": alive\n\n"
        return ""

    async def _pace(self, seen: int, shown: Shown) -> None:
        """What is found in the store takes a millisecond a step: none need be told of each."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PACE):
                while not self._board.closed and self._is_step(shown):
                    seen = max(seen, self._board.version)
                    await self._board.later_than(seen)

    def _is_step(self, shown: Shown) -> bool:
        now = self._board.value
        return now.step is not None and now == replace(shown, step=now.step)

    def _told(self, shown: Shown) -> str:
        return _event("state", state.of(shown, self._run))


def _working(shown: Shown) -> str:
    return _event("work", state.work(shown))


def _event(name: str, value: state.Json) -> str:
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
