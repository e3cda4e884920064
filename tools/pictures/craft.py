"""Draw the pictures of docs/preview.md: overlays, comparison and e-book of the sample issue.

    python tools/pictures/craft.py

Needs what `make test` installs (Playwright, Chromium).
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1440, "height": 900}
GAP, DESK = 32, (216, 217, 220)
# whether a mark of the print edition's pages stands in a column that is seen
VISIBLE = """() => {
  const marks = [...document.querySelectorAll("[role~=doc-pagebreak]:not([aria-label='3'])")];
  const { left } = frameElement.getBoundingClientRect();
  const places = marks.map((each) => each.getBoundingClientRect().left + left);
  return places.some((x) => x > 0 && x < parent.innerWidth);
}"""
PATIENCE = 120_000  # milliseconds


def main() -> None:
    """Start a preview of the sample issue, look at it, keep what was seen."""
    with tempfile.TemporaryDirectory() as folder:
        issue = Path(folder, "manuscript")
        shutil.copytree(ROOT / "manuscript", issue)
        with _preview(issue) as address, sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            with _window(browser, address) as page:
                _overlays(page)
            with _window(browser, address) as page:
                _comparison(page, issue)
            with _window(browser, address) as page:
                _book(page)
            browser.close()


def _overlays(page: Page) -> None:
    page.keyboard.press("o")
    _go(page, 7)
    for kind in ("grid", "area", "trim", "marks"):
        page.locator(f"#overlay-{kind}").check()
    _keep(page, "preview-overlays")


def _comparison(page: Page, issue: Path) -> None:
    page.keyboard.press("c")
    article = issue / "articles" / "feature.txt"
    text = article.read_text("utf-8")
    article.write_text(
        text.replace("我每天的第一件事是看水位", "我每天早起头一件事是看看水位"), "utf-8"
    )
    page.locator(".differences .words").first.wait_for(state="attached")
    page.locator(".pair .what", has_text=re.compile(".")).last.wait_for()
    _keep(page, "preview-compare")
    article.write_text(text, "utf-8")


def _book(page: Page) -> None:
    """Three devices side by side, each where a page of the print edition begins."""
    page.keyboard.press("b")
    page.locator("#book-stage[data-shown]").wait_for()
    devices = []
    for key, theme in (("1", 0), ("3", 0), ("2", 2)):
        page.keyboard.press(key)
        for _ in range(theme):
            page.keyboard.press("d")
        page.keyboard.press("Home")
        page.wait_for_timeout(2500)
        _turn_to_mark(page)
        devices.append(_crop(page))
    width = sum(each.width for each in devices) + GAP * (len(devices) + 1)
    whole = Image.new("RGB", (width, max(each.height for each in devices) + 2 * GAP), DESK)
    x = GAP
    for each in devices:
        whole.paste(each, (x, (whole.height - each.height) // 2))
        x += each.width + GAP
    _save(whole, "preview-book")


def _turn_to_mark(page: Page) -> None:
    for _ in range(40):
        page.wait_for_timeout(500)
        for frame in page.frames:
            if frame.url.startswith("blob:") and frame.evaluate(VISIBLE):
                return
        page.keyboard.press("PageDown")


def _crop(page: Page) -> Image.Image:
    page.wait_for_timeout(1500)
    return Image.open(io.BytesIO(page.locator(".device").screenshot())).convert("RGB")


def _go(page: Page, number: int) -> None:
    page.locator("#number").fill(str(number))
    page.keyboard.press("Enter")


def _keep(page: Page, name: str) -> None:
    page.wait_for_timeout(2500)
    page.evaluate("document.activeElement.blur()")
    _save(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), name)


def _save(picture: Image.Image, name: str) -> None:
    small = picture.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(TARGET / f"{name}.png", optimize=True)


@contextmanager
def _window(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZE, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script("localStorage.setItem('side', 'closed')")
    page.goto(address)
    page.locator(".paper img").first.wait_for()
    page.locator("#progress").wait_for(state="hidden")
    yield page
    context.close()


@contextmanager
def _preview(issue: Path) -> Iterator[str]:
    """The address of a preview in Chinese."""
    command = [sys.executable, "-m", "publisher", "preview", str(issue), "--port", "0"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"LANGUAGE": "zh"}, stdout=subprocess.PIPE, text=True
    )
    try:
        yield next(line.strip() for line in process.stdout or () if line.startswith("http"))
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
