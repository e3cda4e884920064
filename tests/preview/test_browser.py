"""The page in a real browser, over the made-up builder: what people do with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publisher.preview.opening import Command, command
from tests.preview import made_up
from tests.preview.browser import Browser, Page, box, browser, expect, needs_browser, opened
from tests.preview.conftest import ROOT, Client, run
from tests.preview.made_up import folder

pytestmark = needs_browser
Preview = Callable[[Path], Client]
LINES = ("one", "two", "?three", "four", "five", "six")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def client(preview: Preview, tmp_path: Path) -> Client:
    client = preview(folder(tmp_path, *LINES))
    client.pages(len(LINES))
    return client


def left(page: Page, number: int) -> float:
    return float(box(page.locator(".page").nth(number - 1))["x"])


def current(page: Page) -> str:
    return str(page.locator("#number").input_value())


def test_the_command_of_an_editor_is_started_unless_a_link_is_typed_in(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setenv("LANGUAGE", "en")
    copied = tmp_path / "copied"
    opens = Command(("cp", "{file}", f"{copied}-{{line}}"))
    running = run(folder(tmp_path, *LINES), made_up.build, command=opens)
    try:
        running.client.pages(len(LINES))
        with opened(chromium, running.client.port) as page:
            page.locator("#lines li", has_text="five").click()
            button = page.get_by_role("button", name="Open in the editor")
            button.click()
            end = time.monotonic() + 20
            while not copied.with_name("copied-5").exists():
                assert time.monotonic() < end
                page.wait_for_timeout(20)
            page.locator(".settings summary").click()
            page.locator("#opener").fill("vscode://file{path}:{line}")
            expect(page.locator("#opener-link")).to_be_visible()
            expect(button).to_be_hidden()
    finally:
        running.stop()


def test_an_editor_that_cannot_be_started_is_told(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setenv("LANGUAGE", "zh")
    opens = command("no-such-editor {file}")
    running = run(folder(tmp_path, *LINES), made_up.build, command=opens)
    try:
        running.client.pages(len(LINES))
        with opened(chromium, running.client.port) as page:
            page.wait_for_selector("#lines li")
            page.locator("#opener-run").focus()
            page.keyboard.press("Enter")
            expect(page.locator("#toast")).to_contain_text("“no-such-editor”无法启动")
    finally:
        running.stop()


def test_spreads_begin_with_a_recto(client: Client, chromium: Browser) -> None:
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        assert left(page, 1) == left(page, 3) > left(page, 2)
        assert page.locator("figcaption").all_inner_texts()[:2] == ["7", "8"]
        page.locator("#spread").click()
        assert left(page, 1) == left(page, 2) == left(page, 3)


def test_an_even_page_stands_on_its_side_though_it_is_the_first(
    preview: Preview, chromium: Browser, tmp_path: Path
) -> None:
    """As where an article is shown alone, before the whole."""
    client = preview(folder(tmp_path, "8", *LINES[1:]))
    client.pages(len(LINES))
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        assert left(page, 1) == left(page, 3) < left(page, 2) == left(page, 4)
        assert box(page.locator(".page").nth(0))["y"] == box(page.locator(".page").nth(1))["y"]
        seen = []
        for key in ("ArrowRight", "PageDown", "ArrowLeft", "ArrowLeft"):
            page.keyboard.press(key)
            seen.append(current(page))
        assert seen == ["3", "5", "3", "1"]
        # what stood on the other side a moment ago goes to its own when the rest arrives
        folder(tmp_path, "7", *LINES[1:])
        expect(page.locator("figcaption").first).to_have_text("7")
        assert left(page, 1) == left(page, 3) > left(page, 2)


def test_a_narrow_window_shows_single_pages(client: Client, chromium: Browser) -> None:
    with opened(chromium, client.port, 420, 800) as page:
        page.wait_for_selector(".paper img")
        assert left(page, 1) == left(page, 2)
        assert page.evaluate("document.documentElement.scrollWidth") <= 420
        expect(page.locator("#side")).to_be_hidden()
        page.locator("#toggle").click()
        expect(page.locator("#side")).to_be_visible()
        assert box(page.locator("#side"))["width"] == 420
        page.keyboard.press("Escape")
        expect(page.locator("#side")).to_be_hidden()


def test_the_keyboard_alone(client: Client, chromium: Browser) -> None:
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        seen = [current(page)]
        for key in ("ArrowRight", "PageDown", "ArrowLeft", "PageUp"):
            page.keyboard.press(key)
            seen.append(current(page))
        assert seen == ["1", "2", "4", "2", "1"]
        before = page.locator("#zoom").inner_text()
        page.keyboard.press("-")
        smaller = page.locator("#zoom").inner_text()
        page.keyboard.press("0")
        assert int(smaller[:-1]) < int(before[:-1])
        assert page.locator("#zoom").inner_text() == before
        page.locator("#number").fill("5")
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector('#table').scrollTop") > 0


def test_a_picture_has_the_pixels_of_the_screen(client: Client, chromium: Browser) -> None:
    with opened(chromium, client.port) as page:
        for _ in range(2):
            page.wait_for_selector(".paper img")
            page.wait_for_function(
                "() => { const i = document.querySelector('.paper img');"
                " return i.naturalWidth === i.clientWidth }"
            )
            page.keyboard.press("+")


def test_a_save_redraws_what_changed_and_the_scroll_stays(
    client: Client, chromium: Browser, tmp_path: Path
) -> None:
    with opened(chromium, client.port) as page:
        asked: list[str] = []
        page.wait_for_selector(".paper img")
        page.keyboard.press("PageDown")
        page.wait_for_selector(".page:nth-child(4) img")
        page.wait_for_load_state("load")
        top = page.evaluate("document.querySelector('#table').scrollTop")
        page.on("request", lambda request: asked.append(request.url))
        folder(tmp_path, "one", "two, which is longer", *LINES[2:])
        expect(page.locator(".page:nth-child(2).fresh")).to_be_attached()
        page.wait_for_function(
            "() => [...document.querySelectorAll('.page:nth-child(-n+4)')]"
            ".every((page) => page.dataset.shown === page.dataset.picture)"
        )
        pictures = [url for url in asked if "/pages/" in url]
        assert len(pictures) == 1
        assert page.evaluate("document.querySelector('#table').scrollTop") == top


def test_trouble_lies_over_the_pages_and_goes(
    client: Client, chromium: Browser, tmp_path: Path
) -> None:
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        folder(tmp_path, "one", "!wrong")
        trouble = page.locator("#trouble")
        expect(trouble).to_be_visible()
        expect(trouble).to_contain_text("text.txt:2")
        expect(trouble).to_contain_text("write another word")
        expect(page).to_have_title("(1) one · " + page.title().rpartition(" · ")[2])
        assert page.locator(".paper img").first.is_visible()
        trouble.locator(".alarm button").click()
        expect(trouble).to_be_hidden()
        folder(tmp_path, "one", "!bug")
        expect(trouble).to_be_visible()
        folder(tmp_path, "one", "two")
        expect(trouble).to_be_hidden()
        expect(page.locator(".page")).to_have_count(2)


def test_findings_are_grouped_and_filtered(
    client: Client, chromium: Browser, tmp_path: Path
) -> None:
    folder(tmp_path, "one", "?two", "?three")
    with opened(chromium, client.port) as page:
        page.locator("#tally .warning", has_text="2").wait_for()
        page.locator("#toggle").click()  # the panel is there already, with the text
        items = page.locator("#findings li")
        expect(items).to_have_count(2)
        expect(page.locator("#findings summary")).to_have_text(["Warnings 2"])
        page.locator("#filter").fill("three")
        expect(items).to_have_count(1)
        page.locator("#filter").fill("four")
        expect(page.locator("#findings .hint")).to_have_text("No finding has these words.")
        page.locator("#filter").fill("")
        page.locator("#toggle").click()
        expect(page.locator("#side")).to_be_hidden()


def test_the_head_tells_how_far_a_build_is(
    client: Client, chromium: Browser, tmp_path: Path
) -> None:
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        expect(page.locator("#progress")).to_be_hidden()
        folder(tmp_path, "one", "two", "!endless", "four")
        expect(page.locator("#progress")).to_be_visible()
        expect(page.locator("#status")).to_have_text("page 3")
        folder(tmp_path, "one", "two")
        expect(page.locator("#progress")).to_be_hidden()
        expect(page.locator("#status")).to_have_text("Up to date · 2 pages")


def test_a_click_shows_where_the_text_stands(client: Client, chromium: Browser) -> None:
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".page:nth-child(2) img")
        paper = page.locator(".page:nth-child(2) .paper")
        size = box(paper)
        scale = size["width"] / made_up.WIDTH
        paper.click(position={"x": 40 * scale, "y": 50 * scale})
        expect(page.locator("#source .at")).to_have_text("text.txt:2")
        expect(page.locator("#source .raw")).to_have_text("two")
        mark = box(page.locator(".page:nth-child(2) .mark"))
        assert mark["width"] == pytest.approx(240 * scale, abs=1)
        assert mark["x"] - size["x"] == pytest.approx(30 * scale, abs=1)


def test_a_finding_leads_to_its_place(client: Client, chromium: Browser) -> None:
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        page.keyboard.press("j")
        expect(page.locator(".page:nth-child(3) .mark")).to_be_visible()
        expect(page.locator("#tally .warning")).to_have_text("1")


def test_everything_has_a_name(client: Client, chromium: Browser) -> None:
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        for role in ("banner", "main", "complementary", "toolbar", "status"):
            assert page.get_by_role(role).count() >= 1
        for button in page.get_by_role("button").all():
            assert (button.get_attribute("aria-label") or button.inner_text()).strip()
        for picture in page.locator("img").all():
            assert picture.get_attribute("alt")
        assert page.locator("html").get_attribute("lang") == "en"


def test_the_page_follows_a_server_that_is_started_again(tmp_path: Path, chromium: Browser) -> None:
    first = run(folder(tmp_path, "one"), made_up.build)
    with opened(chromium, first.client.port) as page:
        page.wait_for_selector(".paper img")
        first.stop()
        expect(page.locator("#lost")).to_be_visible()
        folder(tmp_path, "one", "two")
        second = run(tmp_path, made_up.build, first.client.port)
        expect(page.locator(".page")).to_have_count(2)
        expect(page.locator("#lost")).to_be_hidden()
        page.wait_for_selector(".page:nth-child(2) img")
    second.stop()
