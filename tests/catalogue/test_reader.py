"""Reading online in a real browser: books open, look as readers like, and run nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.conftest import filled_with
from tests.catalogue.made_up import epub
from tests.catalogue.site import Outside, listening, needs_axe, served, violations, visited
from tests.preview.browser import Browser, Page, browser, expect, needs_browser

FOLIATE = Path(__file__).parents[2] / "publisher" / "catalogue" / "read" / "foliate"
NPM = Path(__file__).parents[2] / ".venv" / "checkers" / "node_modules" / "foliate-js"
LINE = "河边有一棵树，树下有一张桌子，桌子旁边坐着一个人。"
TEXT = "".join(f"<p>第{n}段。{LINE * 4}</p>" for n in range(30))
CHAPTERS = (("第一章 河边", TEXT), ("第二章 <i>山</i>上", TEXT), ("第三章 海", "<p>完。</p>"))
OPS = 'xmlns:epub="http://www.idpf.org/2007/ops"'
NOTED = (
    f'<p {OPS}>正文<a epub:type="noteref" role="doc-noteref" href="#n1" id="r1">1</a>。</p>'
    f'<aside {OPS} epub:type="footnote" role="doc-footnote" id="n1"><p>脚注的话。'
    '<a href="#r1" role="doc-backlink">回</a></p></aside>'
)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.ran = 1"><text y="40">画中字</text>'
    "<script>parent.ran = 1</script><foreignObject><iframe src='javascript:parent.ran = 1'/>"
    "</foreignObject></svg>"
)
DRAWN = (
    '<package version="3.0" unique-identifier="id" xmlns="http://www.idpf.org/2007/opf"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x:drawn'
    "</dc:identifier><dc:title>drawn</dc:title></metadata><manifest>"
    '<item id="a" href="a.svg" media-type="image/svg+xml"/>'
    '<item id="b" href="c1.xhtml" media-type="APPLICATION/XHTML+XML"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
)
VERTICAL = "<style>html { writing-mode: vertical-rl }</style>"


def hostile(outside: str) -> str:
    """A chapter that tries to run, to fetch and to lead away."""
    framed = "".join(
        f"<{tag}></{tag.split()[0]}>"
        for tag in (
            "script src='../../../../read/looks.js'",
            f"iframe src='{outside}frame'",
            f"object data='{outside}object'",
            f"embed src='{outside}embed'",
            f"form action='{outside}form'",
            f"video poster='{outside}poster' src='{outside}video'",
        )
    )
    return (
        "<p id='p' onclick='top.ran=1'>字</p>"
        "<script>top.ran = 1; parent.document.title = 'x'</script>"
        f"<img src='x.png' onerror='top.ran=1' alt=''/><img src='{outside}src' alt=''/>"
        f"<img srcset='{outside}srcset 2x' alt=''/>"
        f"<p style='background: url({outside}style)'>式</p>"
        "<a href='javascript:top.ran=1' id='j'>坏链</a><svg xmlns='http://www.w3.org/2000/svg' "
        "xmlns:xlink='http://www.w3.org/1999/xlink'><script>top.ran=1</script>"
        f"<image xlink:href='{outside}image'/><use xlink:href='{outside}use#a'/>"
        f"<a xlink:href='{outside}link'><text y='20' id='s'>画</text></a>"
        "<animate onbegin='top.ran=1' attributeName='x' dur='1s'/></svg>" + framed
    )


def head(outside: str) -> str:
    return (
        f"<meta http-equiv='refresh' content='0;url={outside}refresh'/><base href='{outside}'/>"
        f"<link rel='preconnect' href='{outside}'/><link rel='stylesheet' href='{outside}sheet'/>"
        f"<style>@import '{outside}import';"
        f" @font-face {{ font-family: X; src: url({outside}font) }}"
        f" body {{ font-family: X; background: url({outside}background) }}</style>"
    )


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, outside: Outside) -> Path:
    bad = (("坏", hostile(outside.address)), ("好", TEXT))
    books = [
        epub("plain", "urn:x:plain", chapters=CHAPTERS),
        epub("drawn", "urn:x:drawn", opf=DRAWN, more={"OEBPS/a.svg": DRAWING.encode()}),
        epub("noted", "urn:x:noted", chapters=(("带注", NOTED + TEXT),)),
        epub("bad", "urn:x:bad", chapters=bad, head=head(outside.address)),
        epub(
            "down",
            "urn:x:down",
            chapters=CHAPTERS,
            head=VERTICAL,
            spine='page-progression-direction="rtl"',
        ),
    ]
    return filled_with(tmp_path_factory.mktemp("reader"), books, title="某某书店")


@pytest.fixture(scope="module")
def address(shelf: Path) -> Iterator[str]:
    with served(shelf) as found:
        yield found


def of(shelf: Path, title: str) -> str:
    name = next(p.name for p in (shelf / "issues").iterdir() if p.name.startswith(title))
    return f"read/index.html?issue={name}"


def ready(page: Page) -> None:
    page.wait_for_selector("body.ready")
    page.wait_for_timeout(400)


def shown(page: Page) -> str:
    """The words in the frame of the book."""
    return "".join(frame.locator("body").inner_text() for frame in page.frames[1:])


def share(page: Page) -> float:
    return float(page.locator("#progress").input_value())


def in_frame(page: Page, script: str) -> Any:
    return page.frames[-1].evaluate(script)


def turned(page: Page, key: str) -> float:
    before = share(page)
    page.keyboard.press(key)
    page.wait_for_function(f"() => Number(document.querySelector('#progress').value) !== {before}")
    page.wait_for_timeout(500)
    return share(page) - before


pytestmark = needs_browser


def test_a_book_opens_from_the_shelf(address: str, chromium: Browser) -> None:
    with visited(chromium, address) as page:
        page.get_by_role("link", name="在线阅读 plain").click()
        ready(page)
        assert page.title() == "plain"
        assert "第一章 河边" in shown(page)
        page.locator("#back").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("plain")


def test_keys_turn_pages_and_the_place_is_kept(
    address: str, shelf: Path, chromium: Browser
) -> None:
    with visited(chromium, address, of(shelf, "plain"), reduced_motion="reduce") as page:
        ready(page)
        assert turned(page, "ArrowRight") > 0
        assert turned(page, "PageDown") > 0
        assert turned(page, "ArrowLeft") < 0
        assert turned(page, "End") > 0
        assert page.locator("#where").inner_text() == "第三章 海"
        assert turned(page, "Home") < 0
        assert turned(page, " ") > 0
        place = share(page)
        page.reload()
        ready(page)
        assert share(page) == pytest.approx(place, abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["epubcfi(/6/98!/4/2)", "epubcfi(/6/4!/4/998/2:7)", "nonsense"])
def test_a_place_that_is_no_more_opens_the_book_all_the_same(
    address: str, shelf: Path, chromium: Browser, place: str
) -> None:
    path = of(shelf, "plain")
    with visited(chromium, address, path, may_complain=True) as page:
        ready(page)
        page.evaluate(
            "(place) => { for (const key of Object.keys(localStorage))"
            " if (key.startsWith('publisher.at')) localStorage.setItem(key, place) }",
            place,
        )
        page.reload()
        ready(page)
        assert "第" in shown(page)


def test_contents_lead_to_chapters(address: str, shelf: Path, chromium: Browser) -> None:
    with visited(chromium, address, of(shelf, "plain")) as page:
        ready(page)
        page.keyboard.press("c")
        drawer = page.get_by_role("dialog", name="目录")
        expect(drawer).to_be_visible()
        expect(drawer.locator("[aria-current]")).to_have_text("第一章 河边")
        drawer.get_by_text("第二章").press("Enter")
        expect(drawer).to_be_hidden()
        expect(page.locator("#where")).to_have_text("第二章 <i>山</i>上")
        page.keyboard.press("c")
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()


def test_looks_are_chosen_and_remembered(address: str, shelf: Path, chromium: Browser) -> None:
    with visited(chromium, address, of(shelf, "plain")) as page:
        ready(page)
        page.keyboard.press("s")
        looks = page.get_by_role("dialog", name="字体与颜色")
        looks.get_by_role("radio", name="纸黄").check()
        looks.get_by_role("radio", name="黑体").check()
        looks.get_by_role("radio", name="松").check()
        for _ in range(3):
            looks.get_by_role("button", name="放大").click()
        looks.get_by_role("button", name="完成").click()
        for _ in range(2):
            style = "getComputedStyle(document.querySelector('p'))"
            assert in_frame(page, f"{style}.fontSize") == "25.6px"
            assert "sans-serif" in in_frame(page, f"{style}.fontFamily")
            assert in_frame(page, f"{style}.color") == "rgb(61, 50, 37)"
            assert page.evaluate("document.documentElement.dataset.theme") == "sepia"
            page.reload()
            ready(page)


def test_a_note_is_read_where_its_mark_stands(address: str, shelf: Path, chromium: Browser) -> None:
    with visited(chromium, address, of(shelf, "noted")) as page:
        ready(page)
        page.frames[1].locator("#r1").click()
        note = page.get_by_role("dialog", name="注")
        expect(note).to_be_visible()
        page.wait_for_timeout(500)
        assert page.frames[2].locator("body").inner_text().strip() == "脚注的话。"
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        assert "正文" in shown(page)


def test_dark_follows_the_device(address: str, shelf: Path, chromium: Browser) -> None:
    with visited(chromium, address, of(shelf, "plain"), color_scheme="dark") as page:
        ready(page)
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert in_frame(page, "getComputedStyle(document.body).color") == "rgb(207, 204, 198)"
        page.emulate_media(color_scheme="light")
        expect(page.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.slow
@pytest.mark.parametrize("size", [(320, 640), (768, 1024), (1440, 900)])
@pytest.mark.parametrize("title", ["plain", "down"])
def test_300_per_cent_type_stays_in_the_window(
    address: str, shelf: Path, chromium: Browser, size: tuple[int, int], title: str
) -> None:
    with visited(chromium, address, of(shelf, title), size) as page:
        page.evaluate("localStorage.setItem('publisher.looks', JSON.stringify({size: 300}))")
        page.reload()
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert in_frame(page, "getComputedStyle(document.querySelector('p')).fontSize") == "48px"
        assert share(page) == 0 or turned(page, "PageDown") > 0


def test_vertical_books_are_read_from_the_right(
    address: str, shelf: Path, chromium: Browser
) -> None:
    with visited(chromium, address, of(shelf, "down")) as page:
        ready(page)
        mode = in_frame(page, "getComputedStyle(document.body).writingMode")
        assert mode == "vertical-rl"
        assert turned(page, "ArrowLeft") > 0
        assert turned(page, "ArrowRight") < 0
        assert page.locator("#left").get_attribute("aria-label") == "下一页"


def test_a_phone_turns_by_taps(address: str, shelf: Path, chromium: Browser) -> None:
    given = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
    with visited(chromium, address, of(shelf, "plain"), (390, 844), **given) as page:
        ready(page)
        before = share(page)
        page.touchscreen.tap(360, 500)
        page.wait_for_function(
            f"() => Number(document.querySelector('#progress').value) > {before}"
        )
        page.touchscreen.tap(195, 420)
        expect(page.locator("#back")).to_be_hidden()
        page.touchscreen.tap(195, 420)
        expect(page.locator("#back")).to_be_visible()


def test_nothing_of_a_hostile_book_runs_or_leads_away(
    address: str, shelf: Path, chromium: Browser, outside: Outside
) -> None:
    with visited(chromium, address, of(shelf, "bad"), blocked=outside.address) as page:
        ready(page)
        assert "字" in shown(page)
        assert page.evaluate("window.ran") is None
        assert page.title() == "bad"
        frame = page.frames[-1]
        assert frame.locator("script, iframe, object, base, [onclick], [onerror]").count() == 0
        frame.locator("#p").click()
        frame.locator("#j").click()
        with page.context.expect_page() as opened:
            frame.locator("#s").click()  # a link in a drawing opens in a window of its own
        opened.value.close()
        frame.evaluate(
            "() => { const s = document.createElement('script');"
            " s.src = parent.location.href.replace(/read.index.*/, 'read/looks.js');"
            " s.onload = () => { parent.ran = 1 }; document.head.append(s);"
            " const t = document.createElement('script'); t.textContent = 'parent.ran = 1';"
            " document.head.append(t) }"
        )
        page.wait_for_timeout(500)
        assert page.evaluate("window.ran") is None
        assert page.url.startswith(address)
    assert set(outside.asked) <= {"/link", "/favicon.ico"}  # of the window that was opened


def test_a_drawing_as_a_chapter_is_shown_and_runs_nothing(
    address: str, shelf: Path, chromium: Browser
) -> None:
    with visited(chromium, address, of(shelf, "drawn"), may_complain=True) as page:
        ready(page)
        assert page.frames[1].locator("text").text_content() == "画中字"
        turned(page, "End")
        assert "河边有一棵树" in shown(page)
        assert page.evaluate("window.ran") is None


def test_a_book_that_is_not_there_is_a_sentence(
    address: str, shelf: Path, chromium: Browser
) -> None:
    for name in ("", "../../x", "https://example.invalid/a.epub", "%2e%2e"):
        with visited(chromium, address, f"read/index.html?issue={name}") as page:
            expect(page.get_by_role("status")).to_have_text("书架上没有这本书。")
    with visited(chromium, address, "read/index.html?issue=none", may_complain=True) as page:
        expect(page.get_by_role("status")).to_contain_text("这本书打不开。")


def test_english_readers_read_english(address: str, shelf: Path, chromium: Browser) -> None:
    with visited(chromium, address, of(shelf, "plain"), locale="en-GB") as page:
        ready(page)
        assert page.locator("html").get_attribute("lang") == "en"
        expect(page.get_by_role("button", name="Contents")).to_be_visible()
        assert page.locator("#back").get_attribute("href").endswith("en.html")  # type: ignore[union-attr]


@needs_axe
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(address: str, shelf: Path, chromium: Browser, scheme: str) -> None:
    with visited(chromium, address, of(shelf, "plain"), color_scheme=scheme) as page:
        ready(page)
        assert violations(page) == []
        for key in ("c", "s"):
            page.keyboard.press(key)
            assert violations(page) == []
            page.keyboard.press("Escape")


def test_the_reader_is_vendored_whole() -> None:
    """Each file is the one that VENDORED names, and where npm's package is at hand, its own."""
    named = dict(
        reversed(line.split("  "))
        for line in (FOLIATE / "VENDORED").read_text("utf-8").splitlines()
        if line[:64].isalnum() and "  " in line
    )
    found = {f.relative_to(FOLIATE).as_posix(): f for f in FOLIATE.rglob("*") if f.is_file()}
    found.pop("VENDORED")
    assert {n: hashlib.sha256(f.read_bytes()).hexdigest() for n, f in found.items()} == named
    for name, file in found.items():
        own = NPM / name
        if own.is_file():
            assert own.read_bytes() == file.read_bytes(), name
