"""A shelf on a web server, below a prefix, and a browser that tells everything that goes wrong."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.preview.browser import Browser, Page

AXE = Path(__file__).parents[2] / ".venv" / "checkers" / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (make test)")
PREFIX = "some/where"
# what the reader's frames say of themselves in Chromium; foliate-js needs both for WebKit
KNOWN = "allow-scripts and allow-same-origin"


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def served(shelf: Path) -> Iterator[str]:
    """The address of a shelf."""
    root = shelf.parent / "www"
    below = root / PREFIX
    below.parent.mkdir(parents=True, exist_ok=True)
    if not below.exists():
        below.symlink_to(shelf)
    handler = functools.partial(_Handler, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{PREFIX}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Outside:
    """A server elsewhere, and what it was asked for."""

    address: str
    asked: list[str]


@contextmanager
def listening() -> Iterator[Outside]:
    """A server that no book may reach."""
    asked: list[str] = []

    class Handler(_Handler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Outside(f"http://127.0.0.1:{server.server_port}/", asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Heard:
    """What a page said and asked for."""

    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@contextmanager
def visited(
    chromium: Browser,
    address: str,
    path: str = "",
    size: tuple[int, int] = (1440, 900),
    *,
    script_off: bool = False,
    may_complain: bool = False,
    blocked: str = "",
    **given: Any,
) -> Iterator[Page]:
    """A page of the shelf in a fresh window; it must not complain, nor ask for anything outside.

    What a browser blocks it announces all the same: with `blocked`, an address that must not be
    reached, complaints are allowed, and that server tells what has reached it.
    """
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=not script_off,
        **{"locale": "zh-CN", **given},
    )
    page = context.new_page()
    heard = Heard()
    page.on("console", lambda said: heard.complaints.append(said.text))
    page.on("pageerror", lambda error: heard.complaints.append(str(error)))
    context.on(
        "request",
        lambda asked: None if own(asked.url, address) else heard.outside.append(asked.url),
    )
    page.set_default_timeout(20_000)
    page.goto(address + path)
    yield page
    context.close()
    complaints = [said for said in heard.complaints if KNOWN not in said]
    assert not complaints or may_complain or blocked, complaints
    outside = [url for url in heard.outside if not blocked or not url.startswith(blocked)]
    assert not outside, outside


def own(url: str, address: str) -> bool:
    return url.startswith((address, "blob:" + address.split("/some")[0], "data:"))


def violations(page: Page) -> list[str]:
    """What axe finds, WCAG 2.2 AA and its best practices."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
    )
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
