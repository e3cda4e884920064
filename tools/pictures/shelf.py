"""Draw the pictures of docs/shelf.md: a shelf of made-up books in a browser.

    python tools/pictures/shelf.py

Needs what `make test` installs (Playwright, Chromium).
"""

from __future__ import annotations

import functools
import http.server
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from publisher.pipeline.catalogue import Order, fill

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
GAP = 24
BOOKS = (
    ("光的考古", "壁画修复手记", "历史", "2026-10-10", "我们修的不是颜色，是光落上去的那一刻。"),
    ("夜航西飞以后", "", "口述", "2026-09-09", "飞行员、管制员和等他们回家的人。"),
    ("草木来信", "野外笔记", "自然", "2026-08-08", "一个植物学家写给城里孩子的信。"),
    ("稻田里的工程师", "", "口述", "2026-06-06", "插秧机、卫星和一块三亩六分的试验田。"),
    ("城南旧事新记", "", "小城", "2026-05-05", "一条老街拆了一半，另一半还在做早饭。"),
    ("钟表匠", "最后一条修表街", "小城", "2026-04-04", "他在这条街上修了四十年的表。"),
    ("海的另一边", "渔村与远洋", "自然", "2026-03-03", "船走多远，信就走多远。"),
    ("一座桥的告别", "", "历史", "2026-02-02", "最后一天，全镇的人都从桥上走了一遍。"),
    ("风从北方来", "工业城的七种声音", "口述", "2026-01-01", "汽笛、广播、方言，和一座城的沉默。"),
    ("山中一年", "", "自然", "2025-12-12", "四季各一章，雨季占了半本。"),
)


def main() -> None:
    """Make the shelf, look at it, keep what was seen."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = _shelf(Path(folder))
        with _served(shelf) as address, sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            own = next(p.name for p in (shelf / "issues").iterdir() if "203" in p.name)
            wide = _seen(browser, address, (1440, 1400), Path(folder, "wide.png"))
            phone = _seen(browser, address, (390, 1400), Path(folder, "phone.png"))
            _beside(TARGET / "shelf.png", wide, phone)
            read = f"{address}read/index.html?issue={own}"
            light = _seen(browser, read, (1440, 900), Path(folder, "light.png"), turned=7)
            dark = _seen(browser, read, (420, 900), Path(folder, "dark.png"), "dark", turned=9)
            _beside(TARGET / "shelf-reader.png", light, dark)
            browser.close()


def _shelf(folder: Path) -> Path:
    sources = [ROOT / "manuscript"]
    for number, (title, subtitle, subject, date, words) in enumerate(BOOKS):
        sources.append(folder / f"book-{number}")
        sources[-1].mkdir()
        lines = [f"title: {title}", f"date: {date}", f"description: {words}"]
        lines += [f"subtitle: {subtitle}"] if subtitle else []
        lines += [f"subjects: [{subject}]", "publisher: 澜渡书店", "layout: book"]
        settings = "\n".join([*lines, ""])
        (sources[-1] / "publication.yaml").write_text(settings, encoding="utf-8")
        (sources[-1] / "text.md").write_text(f"# {title}\n\n{words}\n", encoding="utf-8")
    fill(Order(tuple(sources), folder / "shelf", folder / "made", "澜渡书店"))
    return folder / "shelf"


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def _seen(
    browser: Browser,
    address: str,
    size: tuple[int, int],
    file: Path,
    scheme: str = "light",
    turned: int = 0,
) -> Image.Image:
    width, height = size
    page: Page = browser.new_page(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    for _ in range(turned):
        page.wait_for_selector("body.ready")
        page.wait_for_timeout(400)
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(800)
    page.screenshot(path=file)
    page.close()
    return Image.open(file).convert("RGB")


def _beside(target: Path, *pictures: Image.Image) -> None:
    height = max(picture.height for picture in pictures)
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, height + 2 * GAP), (206, 204, 200))
    left = GAP
    for picture in pictures:
        sheet.paste(picture, (left, GAP))
        left += picture.width + GAP
    sheet.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        target, optimize=True
    )


main()
