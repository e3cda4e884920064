"""The server around the application: its socket, its life, its end."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import resource
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from publisher.document.supplied import is_there
from publisher.errors import Missing, WrongUsage
from publisher.limits import USUAL, Limits
from publisher.preview import app, builders, connection
from publisher.preview.annex import Annex
from publisher.preview.bench import Bench
from publisher.preview.board import Board
from publisher.preview.desk import Desk
from publisher.preview.findings import PORT_REFUSED, PORT_TAKEN, PORT_UNKNOWN
from publisher.preview.opening import NO_COMMAND, Command
from publisher.preview.pictures import Pictures
from publisher.preview.studio import Lanes, Studio
from publisher.preview.values import Build, Order, Quick, Shown
from publisher.preview.workshop import Workshop

ADDRESS = "127.0.0.1"  # never another: the text is not published yet
ENDING = 1  # seconds that answers under way get when the server ends
TRACEBACK = "PUBLISHER_TRACEBACK"  # as in cli.troubles
MOST_OPEN = 8192  # file handles, so that idle connections do not use them up


def run(
    order: Order,
    port: int,
    announce: Callable[[str], None],
    bench: Bench,
    command: Command,
    limits: Limits,
) -> None:
    """See publisher.preview.serve; the `bench` has begun the order."""
    if not is_there(order.source):
        from publisher.pipeline.sources import require  # here: the server itself reads nothing

        require(order.source)
    listener = listen(port)
    _raise_limit()
    made = server(order, listener, announce, bench=bench, command=command, limits=limits)
    made.run(sockets=[listener])


def listen(port: int) -> socket.socket:
    """A socket at the port. Raises Missing and WrongUsage."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
        listener.listen(128)
    except OverflowError:
        listener.close()
        raise WrongUsage(PORT_UNKNOWN.at(None, port=port)) from None
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise Missing(PORT_TAKEN.at(None, port=port)) from None
        reason = error.strerror or type(error).__name__
        raise Missing(PORT_REFUSED.at(None, port=port, reason=reason)) from None
    return listener


def server(
    order: Order,
    listener: socket.socket,
    announce: Callable[[str], None],
    builder: Build = builders.build,
    quick: Quick | None = builders.quick,
    bench: Bench | None = None,
    command: Command = NO_COMMAND,
    limits: Limits = USUAL,
) -> Server:
    """The server for a socket that listens. Builders are functions that a worker can import.

    A `bench` is the quick one's process, where it runs already; the `command` opens a file.
    """
    port = listener.getsockname()[1]
    board: Board[Shown] = Board(Shown())
    pictures, annex = Pictures(), Annex(limits)
    first = Workshop(quick, limits, bench) if quick else None
    lanes = Lanes(first, Workshop(builder, limits, gives_way=first is not None))
    studio = Studio(order, lanes, board, pictures)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        working = asyncio.create_task(studio.run())
        working.add_done_callback(made.studio_ended)
        try:
            yield
        finally:
            working.cancel()
            await asyncio.wait({working})
            pictures.close()

    run, token = secrets.token_hex(8), secrets.token_urlsafe(24)
    desk = Desk(order, board, pictures, run, studio, annex, token, command)
    application = app.make(desk, port, lifespan)
    listening = partial(announce, f"http://{ADDRESS}:{port}/")
    made = Server(_config(application), board, annex, listening)
    return made


def _without_traceback(record: logging.LogRecord) -> bool:
    """What an answer died of is told in one line; whoever mends it asks for the rest."""
    if not os.environ.get(TRACEBACK):
        record.exc_info = record.exc_text = None
    return True


def _config(application: ASGIApp) -> uvicorn.Config:
    logging.getLogger("uvicorn.error").addFilter(_without_traceback)
    return uvicorn.Config(
        application,
        http=connection.Patient,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=connection.IDLE,
        timeout_graceful_shutdown=ENDING,
    )


class Server(uvicorn.Server):
    """uvicorn's server, which also says when it listens and sends open streams home at the end."""

    def __init__(
        self,
        config: uvicorn.Config,
        board: Board[Shown],
        annex: Annex,
        listening: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._board = board
        self._annex = annex
        self._listening = listening
        self._failure: BaseException | None = None

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until a signal comes, which is then raised again."""
        super().run(sockets)
        if self._failure is not None:
            raise self._failure

    def studio_ended(self, studio: asyncio.Task[None]) -> None:
        """A studio that ends by itself is a bug: old pages must not be served as if new."""
        if not studio.cancelled():
            self._failure = studio.exception()
        self.stop()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self._listening()

    def stop(self) -> None:
        """End soon."""
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the streams, and the annex that somebody may wait for; then the rest."""
        self._board.close()
        self._annex.close()
        await super().shutdown(sockets)


def _raise_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_OPEN if hard == resource.RLIM_INFINITY else min(MOST_OPEN, hard)
    if soft < most:
        with contextlib.suppress(OSError, ValueError):  # a sandbox refuses
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
