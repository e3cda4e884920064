"""The e-book of the same sources, in the frame of a device, by foliate-js.

The frame is a page of another origin: where the preview is at 127.0.0.1, the reader is at
localhost, and the other way round. Nothing in a book can reach the page around it, whatever it
holds; and its own walls let no script run but the reader's (see catalogue/read/book.js for what is
taken out of each chapter).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

import publisher
from publisher.document.pages import Pagination
from publisher.errors import PublisherError
from publisher.findings import Finding
from publisher.preview import state
from publisher.preview.desk import Desk
from publisher.preview.findings import BOOK_BROKE
from publisher.preview.values import Order
from publisher.preview.walls import other_origin

FOLIATE = Path(publisher.__file__).parent / "catalogue" / "read"  # the catalogue is not loaded
OWN = Path(__file__).parent / "static" / "reader"
SHARED = ("book.js", "looks.js")  # of the shelf's reader
MEDIA = {".css": "text/css", ".js": "text/javascript", ".html": "text/html"}
MOST_KEPT = 3  # e-books at hand: a frame may still be opening the one before
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline' blob:; "
    "img-src 'self' blob: data:; font-src blob: data:; media-src blob:; connect-src 'self'; "
    "frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors {preview}"
)


class Book(NamedTuple):
    """An e-book, or why there is none."""

    data: bytes
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """New where its bytes are."""
        return hashlib.blake2b(self.data, digest_size=12).hexdigest() if self.data else ""


def make(order: Order, pagination: Pagination | None) -> Book:
    """The e-book of an order. Runs in the annex."""
    from publisher.pipeline import epub  # only here: the server itself stays light
    from publisher.preview.build import ordered

    try:
        made = epub.build(ordered(order), pagination)
    except PublisherError as error:
        return Book(b"", error.findings)
    return Book(made.data, made.findings)


def routes(desk: Desk) -> Iterable[Route]:
    """The addresses of the e-book: it, and the reader that shows it."""
    library = _Library(desk)

    async def book(_request: Request) -> Response:
        made = await library.current()
        findings = [state.finding(each) for each in made.findings]
        return JSONResponse({"name": made.name, "findings": findings})

    async def data(request: Request) -> Response:
        found = library.kept.get(request.path_params["name"])
        if found is None:
            return PlainTextResponse("nothing here", 404)
        return Response(found, media_type="application/epub+zip")

    return (
        Route("/book", book),
        Route("/reader/{name:str}.epub", data),
        *(_part(path, file) for path, file in _parts()),
    )


class _Library:
    """The e-book of the build that is shown, made when somebody wants to read it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._revision = 0
        self._book = Book(b"", ())
        self._making = asyncio.Lock()
        self.kept: OrderedDict[str, bytes] = OrderedDict()

    async def current(self) -> Book:
        """That of the newest build; of many who ask one makes it."""
        async with self._making:
            shown = await self._desk.settled()
            if shown.revision != self._revision:
                order, pagination = self._desk.looked_at, shown.good.pagination
                made = await self._desk.annex.run(make, order, pagination)
                self._book = made or Book(b"", (BOOK_BROKE.at(None),))
                self._revision = shown.revision
                if self._book.data:
                    self.kept[self._book.name] = self._book.data
                while len(self.kept) > MOST_KEPT:
                    self.kept.popitem(last=False)
            return self._book


def _parts() -> Iterator[tuple[str, Path]]:
    """(address, file) of all that the reader is made of, by an allow-list."""
    for file in sorted((FOLIATE / "foliate").rglob("*.js")):
        yield f"/reader/{file.relative_to(FOLIATE).as_posix()}", file
    for name in SHARED:
        yield f"/reader/{name}", FOLIATE / name
    for file in sorted(OWN.iterdir()):
        yield f"/reader/{file.name}", file


def _part(path: str, file: Path) -> Route:
    data, media = file.read_bytes(), MEDIA[file.suffix]

    def answer(request: Request) -> Response:
        headers = {}
        if media == "text/html":
            policy = POLICY.format(preview=other_origin(request.headers["host"]))
            # who knows frame-ancestors does not look at the older header
            headers = {"content-security-policy": policy, "x-frame-options": "SAMEORIGIN"}
        return Response(data, media_type=media, headers=headers)

    return Route(path, answer)
