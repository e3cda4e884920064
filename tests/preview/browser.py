"""A real browser for the tests, where the machine has one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed")
from playwright.sync_api import (
    Browser,
    FloatRect,
    Locator,
    Page,
    expect,
    sync_playwright,
)

__all__ = ["Browser", "Page", "box", "browser", "expect", "needs_browser", "opened"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine")
# refusals that the page shows as a sentence; the console repeats them
TOLD = ("ERR_", "(Conflict)", "(Unprocessable")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def opened(chromium: Browser, port: int, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """The preview in a fresh window. Nothing may go wrong in its console."""
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(20_000)
    page.goto(f"http://127.0.0.1:{port}/")
    yield page
    context.close()
    assert [text for text in complaints if not any(told in text for told in TOLD)] == []


def box(element: Locator) -> FloatRect:
    """Where an element lies in the window."""
    found = element.bounding_box()
    assert found is not None
    return found
