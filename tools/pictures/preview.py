"""Draw the pictures of docs/preview.md: the preview of manuscript/ in a browser.

    python tools/pictures/preview.py

Needs what `make test` installs (Playwright, Chromium).
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1440, "height": 900}
COLOURS = 200  # of a picture, so that it stays small


@contextmanager
def served(language: str) -> Iterator[str]:
    """The address of a preview of a copy of manuscript/."""
    with tempfile.TemporaryDirectory() as name:
        folder = shutil.copytree(ROOT / "manuscript", Path(name) / "issue")
        command = [sys.executable, "-m", "publisher", "preview", "issue", "--port", "0"]
        own = {**os.environ, "LANGUAGE": language, "PYTHONPATH": str(ROOT)}
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=own, cwd=folder.parent
        )
        try:
            yield server.stdout.readline().strip() if server.stdout else ""
        finally:
            server.terminate()
            server.wait(10)


def keep(page: Page, name: str) -> None:
    """A picture of the window, with few colours."""
    drawn = Image.open(io.BytesIO(page.screenshot()))
    few = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(TARGET / name, optimize=True)


def opened(page: Page, address: str) -> None:
    """The first spread of the feature, its manuscript beside it."""
    page.goto(address)
    page.wait_for_selector(".paper img", timeout=120_000)
    page.wait_for_selector("#progress", state="hidden", timeout=300_000)
    page.keyboard.press("t")
    page.locator("#number").fill("3")
    page.keyboard.press("Enter")
    page.locator("#table").focus()
    page.wait_for_selector(".page:nth-child(3) .line")
    page.locator(".page:nth-child(3) .line", has_text="手机上有读数").first.click()
    page.wait_for_selector("#lines [aria-current]")
    page.wait_for_timeout(1500)


def main() -> None:
    """The manuscript beside its page by day in Chinese; the layout by night in English."""
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for language, scheme in (("zh", "light"), ("en", "dark")):
            context = browser.new_context(viewport=SIZE, color_scheme=scheme)
            page = context.new_page()
            with served(language) as address:
                opened(page, address)
                if scheme == "light":
                    keep(page, "preview.png")
                    page.locator("#tab-findings").click()
                    page.keyboard.press("j")
                    page.wait_for_timeout(800)
                    keep(page, "preview-findings.png")
                else:
                    page.locator("#tab-look").click()
                    page.wait_for_timeout(800)
                    keep(page, "preview-layout.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
