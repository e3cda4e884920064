"""Our own publication, read online from end to end: three widths, light and dark, large type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.pipeline import epub, sources
from publisher.pipeline.editions import in_layout
from tests.catalogue.conftest import filled_with
from tests.catalogue.site import served, visited
from tests.catalogue.test_reader import ready
from tests.preview.browser import Browser, browser, needs_browser

ROOT = Path(__file__).parents[2]
pytestmark = [needs_browser, pytest.mark.slow]
LOOKS = "localStorage.setItem('publisher.looks', JSON.stringify({size: %d, flow: '%s'}))"
# what no reader should see: lines that run out of the frame on the side that does not scroll
WIDER = (
    "() => { const e = document.documentElement, v = getComputedStyle(document.body)"
    ".writingMode.startsWith('vertical');"
    " return v ? e.scrollHeight - e.clientHeight : e.scrollWidth - e.clientWidth }"
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dataclasses import replace

    own = sources.load(ROOT / "manuscript")
    vertical = in_layout(own.publication, "vertical")
    other = replace(own, publication=replace(vertical, title="直排", identifier="urn:x:vertical"))
    books = [epub.make(own).data, epub.make(other).data]
    return filled_with(tmp_path_factory.mktemp("own"), books)


@pytest.fixture(scope="module")
def address(shelf: Path) -> Iterator[str]:
    with served(shelf) as found:
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("name", ["lan-du", "zhi-pai"])
def test_every_chapter_stays_in_its_frame_at_300_per_cent(
    address: str, shelf: Path, chromium: Browser, name: str, width: int, scheme: str
) -> None:
    folder = next(p.name for p in (shelf / "issues").iterdir() if p.name.startswith(name))
    path = f"read/index.html?issue={folder}"
    with visited(chromium, address, path, (width, 900), color_scheme=scheme) as page:
        for size, flow in ((110, "paginated"), (300, "scrolled")):
            page.evaluate(LOOKS % (size, flow))
            page.reload()
            ready(page)
            for number in range(page.locator("#toc > ol > li > a").count()):
                page.keyboard.press("c")
                page.locator("#toc > ol > li > a").nth(number).click()
                page.wait_for_timeout(250)
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert flow == "paginated" or page.frames[1].evaluate(WIDER) <= 0, number
