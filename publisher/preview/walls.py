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
        "frame-src {reader}",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
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

        refusal = self._refusal(scope)
        # the e-book's reader is a page of our other origin (reading.py), and nothing else is framed
        reader = other_origin(_all(scope, b"host")[0]) if refusal is None else "'none'"

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _seal(MutableHeaders(scope=message), reader)
            await send(message)

        await (refusal or self._app)(scope, receive, sealed)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if _all(scope, b"host") not in ([host] for host in self._hosts):
            return PlainTextResponse("unknown host", 421)
        # a target with a host of its own, as for a proxy; and two lengths, as to smuggle
        lengths = _all(scope, b"content-length") + _all(scope, b"transfer-encoding")
        if not scope["raw_path"].startswith(b"/") or len(lengths) > 1:
            return PlainTextResponse("not understood", 400)
        origins = _all(scope, b"origin")
        if len(origins) > 1 or not self._origins.issuperset(origins):
            return PlainTextResponse("foreign origin", 403)
        if not _is_asked_by_us(scope):
            return PlainTextResponse("not from another page", 403)
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


def other_origin(host: str) -> str:
    """Of our two origins the one that is not at `host`."""
    name, _, port = host.partition(":")
    other = "localhost" if name == "127.0.0.1" else "127.0.0.1"
    return f"http://{other}:{port}" if port else f"http://{other}"


def _is_asked_by_us(scope: Scope) -> bool:
    """Browsers tell who asks, and for what; who tells nothing is no page of another site.

    The page holds the token: nobody may have it but a window. The reader of the e-book, which may
    run as one of our origins, is asked for by the page of the other one, for its frame.
    """
    site, dest = _all(scope, b"sec-fetch-site"), _all(scope, b"sec-fetch-dest")
    if scope["path"] == "/":
        return dest in ([], ["document"])
    if scope["path"].startswith("/reader/") and dest == ["iframe"]:
        return True
    return site in ([], ["same-origin"], ["none"])


def _names(port: int) -> Iterable[str]:
    for name in ("127.0.0.1", "localhost"):
        yield f"{name}:{port}"
        if port == 80:
            yield name


def _all(scope: Scope, name: bytes, *, fold: bool = True) -> list[str]:
    found = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    return [value.lower() for value in found] if fold else found


def _seal(headers: MutableHeaders, reader: str) -> None:
    headers.setdefault("content-security-policy", POLICY.format(reader=reader))
    # a frame for a manuscript's HTML brings walls of its own, which are narrower
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("cache-control", "no-store")
