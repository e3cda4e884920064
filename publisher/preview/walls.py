"""What may come in and what must go out with every answer: one ASGI layer around everything.

The server shows unpublished text. Only this machine reaches it (127.0.0.1), only by its own name
(else a web page could reach it through a name of its own that leads here, DNS rebinding), and no
page of another site may read, frame or open it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        # the e-book's reader, which is a page of another origin: see reading.py
        "frame-src http://127.0.0.1:* http://localhost:*",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Walls:
    """Refuses what is not ours, and puts the headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._token = token
        self._hosts = frozenset(_names(port))
        self._origins = frozenset(f"http://{name}" for name in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _seal(MutableHeaders(scope=message))
            await send(message)

        await (self._refusal(scope) or self._app)(scope, receive, sealed)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if _all(scope, b"host") not in ([host] for host in self._hosts):
            return PlainTextResponse("unknown host", 421)
        if not self._origins.issuperset(_all(scope, b"origin")):
            return PlainTextResponse("foreign origin", 403)
        # the page holds the token, and the frame of the e-book may run as one of our origins
        if scope["path"] == "/" and _all(scope, b"sec-fetch-dest") not in ([], ["document"]):
            return PlainTextResponse("only as a page", 403)
        if scope["method"] == "POST":
            return self._post_refusal(scope)
        if scope["method"] != "GET":
            return PlainTextResponse("only GET and POST", 405, {"allow": "GET, POST"})
        return None

    def _post_refusal(self, scope: Scope) -> ASGIApp | None:
        """What writes comes from our own page: its origin, its token, and JSON."""
        tokens = _all(scope, b"x-token", fold=False)
        known = len(tokens) == 1 and secrets.compare_digest(
            tokens[0].encode(), self._token.encode()
        )
        if not known or not _all(scope, b"origin"):
            return PlainTextResponse("no token", 403)
        if _all(scope, b"content-type") != ["application/json"]:
            return PlainTextResponse("only JSON", 415)
        return None


def _names(port: int) -> Iterable[str]:
    for name in ("127.0.0.1", "localhost"):
        yield f"{name}:{port}"
        if port == 80:
            yield name


def _all(scope: Scope, name: bytes, *, fold: bool = True) -> list[str]:
    found = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    return [value.lower() for value in found] if fold else found


def _seal(headers: MutableHeaders) -> None:
    # a frame for a manuscript's HTML brings walls of its own, which are narrower
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("cache-control", "no-store")
