"""The pages in a real browser: what people see and do, and what hostile words do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.catalogue.conftest import filled_with, issue
from tests.catalogue.made_up import epub, picture, series
from tests.catalogue.site import needs_axe, served, violations, visited
from tests.preview.browser import Browser, Page, browser, expect, needs_browser

pytestmark = needs_browser
EVIL = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>\u202e{{7*7}}${1}"
WIDTHS = (320, 768, 1440)
RICH = (
    '<dc:creator id="a">林小满</dc:creator><dc:publisher>某社</dc:publisher>'
    "<dc:subject>小城</dc:subject><dc:description>从一条河写起，走到海。</dc:description>"
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    books = [
        *(issue(n, metadata=RICH + series("面孔", n)) for n in range(1, 55)),
        epub(EVIL, "urn:x:evil", "2024-01-01", metadata=RICH.replace("小城", EVIL_XML)),
        epub(
            "宽" * 500,
            "urn:x:long",
            "2023-01-01",
            metadata=f"<dc:subject>{'w' * 300}</dc:subject><dc:rights>{'w' * 300}</dc:rights>",
            cover=picture("#555", (3000, 300)),
        ),
        epub("A" * 300, "urn:x:latin", "2022-01-01", metadata="<dc:language>ar</dc:language>"),
        epub("谁知道", "urn:x:und", "2025-01-01", metadata="<dc:language>? ?</dc:language>"),
        epub("最新的一本", "urn:x:new", "2026-11-07", metadata=RICH + series("面孔", 99)),
    ]
    return filled_with(tmp_path_factory.mktemp("pages"), books, title="某某书店")


EVIL_XML = "&lt;b&gt;x&lt;/b&gt;"


@pytest.fixture(scope="module")
def address(shelf: Path) -> Iterator[str]:
    with served(shelf) as found:
        yield found


def evil(shelf: Path) -> str:
    return next(p.name for p in (shelf / "issues").iterdir() if "img" in p.name)


def newest(page: Page) -> str:
    return str(page.locator(".featured h2").inner_text())


def paths(shelf: Path) -> list[str]:
    """One of each kind of page."""
    group = next(p.name for p in (shelf / "by").iterdir() if p.name.startswith("series-"))
    long = next(p.name for p in (shelf / "issues").iterdir() if p.name.startswith("kuan"))
    issues = [f"issues/{name}/" for name in (evil(shelf), long)]
    return ["", "all/1.html", "by/series/", f"by/{group}/", *issues]


def english(path: str) -> str:
    return path[:-5] + ".en.html" if path.endswith("1.html") else path + "en.html"


# ── for everyone ─────────────────────────────────────────────────────────────────────────────────


@needs_axe
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(address: str, shelf: Path, chromium: Browser, scheme: str) -> None:
    for path in paths(shelf):
        for each in (path, english(path)):
            with visited(chromium, address, each, color_scheme=scheme) as page:
                assert violations(page) == [], each


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(
    address: str, shelf: Path, chromium: Browser, width: int
) -> None:
    for path in paths(shelf):
        with visited(chromium, address, path, (width, 800)) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_larger_type_stays_in_the_window(address: str, chromium: Browser) -> None:
    """WCAG 2.2, 1.4.10: 1280 pixels at 400 % are 320."""
    with visited(chromium, address, "", (320, 256)) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_both_languages_lead_to_each_other(address: str, chromium: Browser) -> None:
    with visited(chromium, address) as page:
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
        expect(page.locator(".featured .read")).to_contain_text("在线阅读")
        page.get_by_role("link", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        expect(page.locator(".featured .read")).to_contain_text("Read online")
        page.locator(".featured h2 a").click()
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("link", name="中文").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("最新的一本")
        assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_without_script_all_but_reading_works(address: str, chromium: Browser) -> None:
    with visited(chromium, address, script_off=True) as page:
        assert newest(page) == "最新的一本"
        expect(page.locator("#find")).to_be_hidden()
        details = page.locator(".featured details")
        details.locator("summary").click()
        assert len(details.locator("code").inner_text()) == 64
        page.get_by_role("link", name="较早").click()
        expect(page.get_by_role("link", name="较早")).to_have_count(0)
        page.get_by_role("link", name="较新").click()
        page.locator(".shelf h3 a").first.click()
        # the browser's switch leaves <noscript> as text, so it is looked for in the source
        assert '<noscript><p class="hint">在线阅读需要 JavaScript' in page.content()


def test_what_is_downloaded_is_what_is_promised(
    address: str, shelf: Path, chromium: Browser
) -> None:
    import hashlib

    with visited(chromium, address) as page:
        link = page.locator(".featured .ways a[download]")
        page.locator(".featured summary").click()
        promised = page.locator(".featured code").inner_text()
        with page.expect_download() as caught:
            link.click()
        data = Path(caught.value.path()).read_bytes()
        assert hashlib.sha256(data).hexdigest() == promised
        assert f"({len(data):,} B)" in page.locator(".featured dt").inner_text()


def test_the_keyboard_alone_reaches_everything(address: str, chromium: Browser) -> None:
    with visited(chromium, address) as page:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        seen = []
        for _ in range(4):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.textContent").split()[0])
        assert seen == ["最新的一本", "在线阅读", "EPUB", "大小与校验"]
        page.keyboard.press("Enter")
        expect(page.locator(".featured code")).to_be_visible()
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_filtering_finds_books_of_the_whole_shelf(address: str, chromium: Browser) -> None:
    with visited(chromium, address, "all/1.html") as page:
        field = page.get_by_role("searchbox")
        field.fill("面孔 第5")
        expect(page.get_by_role("status")).to_have_text("找到 6 种")
        expect(page.locator("main")).to_be_hidden()
        expect(page.locator("#results img").first).to_be_visible()
        field.fill("没有这样的书")
        expect(page.get_by_role("status")).to_have_text("没有找到。")
        field.fill("<img src=x")
        expect(page.locator("#results h3")).to_contain_text("<img src=x onerror=alert(1)>")
        field.press("Escape")
        expect(page.locator("main")).to_be_visible()
        field.fill("第53本")
        page.locator("#results h3 a").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("第53本")


# ── hostile words ────────────────────────────────────────────────────────────────────────────────


def test_words_of_books_stay_words(address: str, shelf: Path, chromium: Browser) -> None:
    for path in (f"issues/{evil(shelf)}/", "all/1.html", ""):
        with visited(chromium, address, path) as page:
            alerts: list[str] = []
            page.on("dialog", lambda dialog, said=alerts: said.append(dialog.message))
            page.wait_for_load_state("networkidle")
            assert page.locator("img[src=x], main script").count() == 0
            assert not alerts
    with visited(chromium, address, f"issues/{evil(shelf)}/") as page:
        title = page.get_by_role("heading", level=1).inner_text()
        assert title.startswith("<img src=x onerror=alert(1)>")
        assert "\u202e" not in page.content()


def test_the_policy_stops_what_a_page_should_never_hold(address: str, chromium: Browser) -> None:
    """Should our own escaping ever fail, nothing of a book runs all the same."""
    with visited(chromium, address, may_complain=True) as page:
        page.evaluate(
            "() => { window.ran = []; addEventListener('securitypolicyviolation',"
            " (event) => window.ran.push(event.effectiveDirective)) }"
        )
        page.evaluate(
            "() => { const d = document.createElement('div');"
            " d.innerHTML = '<img src=x onerror=\"window.bad = 1\">'; document.body.append(d);"
            " const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
            " document.body.append(s) }"
        )
        page.wait_for_function("window.ran.length >= 2")
        assert page.evaluate("window.bad") is None
