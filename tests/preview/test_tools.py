"""Overlays, comparison and e-book in a real browser, over the real pipeline: what people do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publisher.preview.build import build, quick
from tests.catalogue.site import KNOWN, needs_axe, violations
from tests.preview.browser import Browser, Page, box, browser, expect, needs_browser
from tests.preview.conftest import Client, run

pytestmark = needs_browser

SETTINGS = (
    "title: 水乡来信\nlanguage: zh-Hans\nlayout: feature\npublisher: 水乡社\n"
    "articles:\n  - articles/letter.md\n  - articles/short.md\n"
)
PARAGRAPH = (
    "他说：“河水从桥下流过（像从前一样），岸上的茶馆已经坐满了客人。”2019年夏天，我们在"
    "《县志》里读到“石桥”两个字，写得很小；问馆里的人，谁也说不清它在哪里。"
)
LETTER = "# 水乡来信\n\n" + "\n\n".join(
    f"第{n}段。{PARAGRAPH}{PARAGRAPH}" for n in "一二三四五六七八九"
)
SHORT = f"# 渡口\n\n先有渡口。{PARAGRAPH}\n"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("issue")
    (path / "articles").mkdir()
    (path / "articles" / "letter.md").write_text(LETTER, "utf-8")
    (path / "articles" / "short.md").write_text(SHORT, "utf-8")
    (path / "publication.yaml").write_text(SETTINGS, "utf-8")
    return path


@pytest.fixture(scope="module")
def client(issue: Path) -> Iterator[Client]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")
        running = run(issue, build, quick=quick)
        yield running.client
        running.stop()


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(autouse=True)
def as_it_was(issue: Path) -> Iterator[None]:
    yield
    (issue / "articles" / "letter.md").write_text(LETTER, "utf-8")


@contextmanager
def opened(chromium: Browser, client: Client, width: int = 1440) -> Iterator[Page]:
    """A window in which nothing is said that foliate-js does not say of its own frames."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_default_timeout(40_000)
    page.goto(f"http://127.0.0.1:{client.port}/")
    page.wait_for_selector(".paper img")
    expect(page.locator("#progress")).to_be_hidden(timeout=40_000)
    yield page
    context.close()
    assert [text for text in said if KNOWN not in text and "ERR_" not in text] == []


def go(page: Page, number: int) -> None:
    page.locator("#number").fill(str(number))
    page.keyboard.press("Enter")


LAID_OVER = """(paper) => {
  const group = paper.querySelector('.of-spacing');
  const labels = [...group.querySelectorAll('.figure rect')];
  const others = [...group.querySelectorAll('.widest, .tightest')];
  const meet = (a, b) => (
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
  return labels.flatMap((one, at) => [...others, ...labels.slice(at + 1)]
    .filter((other) => meet(one.getBoundingClientRect(), other.getBoundingClientRect()))
    .map((other) => other.outerHTML));
}"""


# ── overlays ─────────────────────────────────────────────────────────────────────────────────────


def test_overlays_by_keyboard_with_a_figure_each(client: Client, chromium: Browser) -> None:
    with opened(chromium, client) as page:
        page.keyboard.press("o")
        panel = page.locator("#overlay-panel")
        expect(panel).to_be_visible()
        go(page, 2)
        for kind in ("grid", "area", "trim", "marks", "spacing", "fit"):
            page.locator(f"#overlay-{kind}").set_checked(True)
        expect(page.locator("#figure-grid")).to_have_text("15 pt · 0 off")
        expect(page.locator("#figure-area")).to_contain_text("3 × 15 em")
        expect(page.locator("#figure-trim")).to_have_text("bleed 3 mm · safe 5 mm")
        expect(page.locator("#figure-spacing")).to_contain_text(" em")
        expect(page.locator("#figure-missing")).to_have_text("0")
        paper = page.locator(".page").nth(1).locator(".paper")
        for name in ("grid-line", "column", "type-area", "squeezed", "trim", "bleed"):
            expect(paper.locator(f".{name}").first).to_be_attached()
        # no figure of a line lies on that line, nor on another figure
        assert paper.evaluate(LAID_OVER) == []
        # the panel covers no page
        assert box(panel)["x"] + box(panel)["width"] <= box(page.locator("#table"))["x"]
        # the drawing lies exactly over the page
        drawn, sheet = box(paper.locator(".overlay .trim")), box(paper)
        assert drawn["width"] == pytest.approx(sheet["width"], abs=2)
        assert drawn["x"] == pytest.approx(sheet["x"], abs=2)
        page.keyboard.press("o")
        expect(panel).to_have_count(0)
        expect(page.locator(".overlay")).to_have_count(0)


def test_copy_fitting_follows_a_save(client: Client, chromium: Browser, issue: Path) -> None:
    """The figure is another one once a paragraph has gone; a click leads to the empty foot."""
    with opened(chromium, client) as page:
        page.keyboard.press("o")
        go(page, 2)
        told = page.locator("#overlay-articles .article").first
        expect(told).to_contain_text("水乡来信")
        expect(told).to_contain_text("characters")
        before = told.inner_text()
        (issue / "articles" / "letter.md").write_text(LETTER.rpartition("\n\n")[0], "utf-8")
        expect(told).not_to_have_text(before)
        told.click()
        expect(page.locator(".mark")).to_be_visible()


def test_a_character_of_no_face_is_shown_on_the_pages_before(
    client: Client, chromium: Browser, issue: Path
) -> None:
    """Nothing can be set with it: the block where it will stand is framed until it is mended."""
    with opened(chromium, client) as page:
        page.keyboard.press("o")
        go(page, 2)
        page.locator("#overlay-missing").check()
        (issue / "articles" / "letter.md").write_text(LETTER.rstrip() + "\U000323af\n", "utf-8")
        expect(page.locator(".of-missing .figure text")).to_have_text("U+323AF", timeout=40_000)
        framed, told = box(page.locator(".of-missing .lost")), box(page.locator(".of-missing text"))
        assert framed["y"] <= told["y"] + told["height"] / 2 <= framed["y"] + framed["height"]
        (issue / "articles" / "letter.md").write_text(LETTER, "utf-8")
        expect(page.locator(".of-missing .figure")).to_have_count(0)


def test_inks_come_from_the_file_for_the_press(client: Client, chromium: Browser) -> None:
    with opened(chromium, client) as page:
        page.keyboard.press("o")
        page.locator("#overlay-ink").check()
        expect(page.locator("#figure-ink")).to_have_text("making the print file …")
        expect(page.locator("#figure-ink")).to_contain_text("of 300 %", timeout=60_000)
        page.locator("#overlay-ppi").check()
        expect(page.locator("#figure-ppi")).to_have_text("no pictures")
        expect(page.locator(".of-ink image").first).to_be_attached()


# ── the comparison ───────────────────────────────────────────────────────────────────────────────


def test_a_save_is_seen_beside_the_page_before(
    client: Client, chromium: Browser, issue: Path
) -> None:
    with opened(chromium, client) as page:
        # that of the test before may still be under way
        (issue / "articles" / "letter.md").write_text(LETTER.replace("第二段", "再来"), "utf-8")
        expect(page.locator(".page.fresh").first).to_be_attached()
        page.keyboard.press("c")
        expect(page.locator(".pair")).not_to_have_count(0)
        (issue / "articles" / "letter.md").write_text(LETTER.replace("第二段", "重来"), "utf-8")
        expect(page.locator(".compare-head .told")).to_have_text("1 came · 1 went")
        expect(page.locator(".state")).to_have_count(2)
        words = page.locator(".differences.came .words")
        expect(words).to_have_count(1)
        assert box(page.locator(".before .paper"))["width"] == pytest.approx(
            box(page.locator(".now .paper"))["width"]
        )
        page.keyboard.press("m")
        expect(words).to_be_hidden()
        page.keyboard.press("2")
        expect(page.locator(".before")).to_be_hidden()
        page.keyboard.press("Space")
        expect(page.locator(".before")).to_be_visible()
        page.keyboard.press("3")
        assert page.locator(".over").count() == 1
        page.keyboard.press("1")
        current = page.locator('.pair[aria-current="true"]').inner_text()
        page.keyboard.press("End")
        expect(page.locator('.pair[aria-current="true"]')).not_to_have_text(current)
        page.keyboard.press("Escape")
        expect(page.locator("#compare-stage")).to_have_count(0)
        expect(page.locator("#table")).to_be_visible()


# ── the e-book ───────────────────────────────────────────────────────────────────────────────────


def shown(page: Page) -> str:
    stage = page.locator("#book-stage[data-shown]")
    expect(stage).to_be_attached()
    return stage.get_attribute("data-shown") or ""


def test_the_book_on_three_devices_follows_a_save_where_it_was(
    client: Client, chromium: Browser, issue: Path
) -> None:
    with opened(chromium, client) as page:
        page.keyboard.press("b")
        first = shown(page)
        frame = page.frame_locator("#book-stage iframe")
        expect(frame.locator("foliate-view")).to_be_visible()
        place = page.locator(".print-page")
        for _ in range(4):
            page.keyboard.press("PageDown")
            page.wait_for_timeout(250)
        expect(place).to_have_text("print page 2")
        chapter = page.locator(".book-foot span").first
        expect(chapter).to_have_text("水乡来信")
        share = page.locator(".book-foot span").last.inner_text()
        (issue / "articles" / "letter.md").write_text(LETTER.replace("坐满了", "坐着些"), "utf-8")
        expect(page.locator(f'#book-stage:not([data-shown="{first}"])')).to_be_attached()
        expect(page.locator(".book-foot span").last).to_have_text(share)
        expect(frame.locator("foliate-view")).to_have_count(1)
        widths = []
        for key in ("1", "2", "3"):
            page.keyboard.press(key)
            screen = box(page.locator(".screen"))
            widths.append(round(screen["width"] / screen["height"], 2))
        assert widths == [0.52, 0.75, 0.75]
        page.keyboard.press("d")
        page.keyboard.press("d")
        expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
        page.keyboard.press("+")
        expect(page.locator(".book-head output")).to_have_text("110%")
        page.keyboard.press("Escape")
        expect(page.locator("#book-stage")).to_have_count(0)


def test_page_marks_of_print_stand_in_the_text(client: Client, chromium: Browser) -> None:
    """They move nothing: the line below them is as wide with them as without."""
    with opened(chromium, client) as page:
        page.keyboard.press("b")
        shown(page)
        for _ in range(4):
            page.keyboard.press("PageDown")
            page.wait_for_timeout(250)
        seen = [marks_in(page)]
        page.keyboard.press("m")
        page.wait_for_timeout(300)
        seen.append(marks_in(page))
    (labels, heights), (without, same) = seen
    assert "2" in labels
    assert without == []
    assert heights == same


def marks_in(page: Page) -> tuple[list[str], list[int]]:
    """(labels of the page marks that are drawn, heights of the chapter's blocks)."""
    for frame in page.frames:
        if frame.url.startswith("blob:") and frame.locator("[role~=doc-pagebreak]").count():
            labels: list[str] = frame.evaluate(
                "() => [...document.querySelectorAll('[role~=doc-pagebreak]')].map((each) =>"
                " getComputedStyle(each, '::before').content.replaceAll('\"', ''))"
                ".filter((each) => each !== 'none')"
            )
            heights: list[int] = frame.evaluate(
                "() => [...document.querySelectorAll('p')].map((each) => each.offsetHeight)"
            )
            return labels, heights
    return [], []


# ── what keeps a book where it belongs ───────────────────────────────────────────────────────────


def test_the_frame_is_of_another_origin_and_no_script_of_a_book_runs(
    client: Client, chromium: Browser
) -> None:
    with opened(chromium, client) as page:
        page.keyboard.press("b")
        shown(page)
        outer = next(frame for frame in page.frames if "/reader/" in frame.url)
        assert outer.url.startswith("http://localhost:")
        reached = outer.evaluate(
            "() => { try { return String(parent.document) } catch (e) { return e.name } }"
        )
        assert reached == "SecurityError"


def test_the_readers_page_has_walls_of_its_own(client: Client) -> None:
    host = f"localhost:{client.port}"
    status, headers, _body = client.get("/reader/reader.html", Host=host)
    assert status == 200
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert f"frame-ancestors http://127.0.0.1:{client.port}" in policy
    assert client.get("/reader/../app.py")[0] == 404
    assert client.get("/reader/foliate/LICENSE")[0] == 404
    assert client.get("/reader/ffff.epub")[0] == 404


def test_the_book_has_the_page_list_of_the_pages(client: Client) -> None:
    told = json.loads(client.get("/book")[2])
    assert not [found for found in told["findings"] if "page" in found["message"]]
    status, headers, data = client.get(f"/reader/{told['name']}.epub")
    assert (status, headers["content-type"]) == (200, "application/epub+zip")
    assert data[:2] == b"PK"


@pytest.mark.parametrize("path", ["/craft/pages/x", "/compare/x/y", "/craft/press/99/1"])
def test_what_is_not_there_is_not_there(client: Client, path: str) -> None:
    assert client.get(path)[0] == 404


# ── for everybody ────────────────────────────────────────────────────────────────────────────────


@needs_axe
@pytest.mark.parametrize("key", ["o", "c", "b"])
def test_axe_finds_nothing(client: Client, chromium: Browser, key: str) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{client.port}/")
    page.wait_for_selector(".paper img")
    go(page, 2)
    page.keyboard.press("Tab")
    page.keyboard.press(key)
    page.wait_for_selector(
        {"o": "#overlay-articles .article", "c": ".stage nav"}.get(key, ".screen")
    )
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("key", ["o", "c", "b"])
def test_a_narrow_window_scrolls_no_further_than_it_is(
    client: Client, chromium: Browser, key: str
) -> None:
    with opened(chromium, client, 420) as page:
        page.keyboard.press(key)
        page.wait_for_timeout(400)
        assert page.evaluate("document.documentElement.scrollWidth") <= 420
