"""Every function of the preview without a mouse: keys, Tab, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.preview.build import build, quick
from tests.preview.browser import Page, browser, expect, needs_browser, opened
from tests.preview.conftest import Client, run

pytestmark = [needs_browser, pytest.mark.slow]

SENTENCE = "门前的河一年只涨一次水，涨水的夜里谁也不睡。"
FILLER = "河水从桥下流过，岸上的茶馆已经坐满了客人。" * 3
ROWING = "摇橹的人在清晨唱歌。"
COPY = f"---\nheadline: [水乡来信]\n---\n\n{FILLER}{ROWING}\n\n{SENTENCE}{FILLER}{ROWING}\n"


@pytest.fixture
def issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANGUAGE", "en")
    (tmp_path / "letter.md").write_text(COPY, "utf-8")
    (tmp_path / "other.md").write_text(COPY.replace("水乡", "山里"), "utf-8")
    (tmp_path / "house.yaml").write_text("terms:\n  - {use: 撑船, not: [摇橹]}\n", "utf-8")
    listing = "title: 来信\narticles: [letter.md, other.md]\n"
    (tmp_path / "publication.yaml").write_text(listing, "utf-8")
    return tmp_path


@pytest.fixture
def client(issue: Path) -> Iterator[Client]:
    running = run(issue, build, quick=quick)
    running.client.until(lambda s: not s["working"] and s["whole"] and s["sheets"], 120)
    yield running.client
    running.stop()


@pytest.fixture
def page(client: Client) -> Iterator[Page]:
    expect.set_options(timeout=30_000)
    with browser() as chromium, opened(chromium, client.port) as page:
        page.wait_for_selector(".letters")
        page.wait_for_selector("#lines li")
        yield page
    expect.set_options(timeout=5_000)


def reach(page: Page, wanted: str) -> None:
    """Go by Tab to what has this id, or lies in it."""
    for _ in range(120):
        there = f"document.activeElement.closest('{wanted}') !== null"
        if page.evaluate(there):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {wanted}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_looking_and_finding(page: Page) -> None:
    press(page, "t")
    expect(page.locator("#thumbs")).to_be_visible()
    reach(page, "#thumbs")
    press(page, "Tab", "Enter")
    expect(page.locator("#number")).to_have_value("2")
    spreads = page.locator("#spread").get_attribute("aria-pressed")
    press(page, "s")
    expect(page.locator("#spread")).not_to_have_attribute("aria-pressed", spreads or "")
    press(page, "p")
    expect(page.locator("#side")).to_be_hidden()
    press(page, "p", "f")
    page.keyboard.type("谁也不睡")
    press(page, "Enter")
    expect(page.locator("#found")).to_contain_text("of 2")
    press(page, "Shift+Enter", "Escape")
    expect(page.locator(".hit")).to_have_count(0)


def test_reading_and_correcting(page: Page, issue: Path) -> None:
    reach(page, "#file")
    press(page, "ArrowDown")
    expect(page.locator("#lines")).to_contain_text("山里来信")
    press(page, "ArrowUp")
    expect(page.locator("#lines")).to_contain_text("水乡来信")
    reach(page, "#lines")
    press(page, "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    expect(page.locator(".mark")).to_be_visible()
    press(page, "e")
    expect(page.locator("#area")).to_be_focused()
    press(page, "Control+End")
    page.keyboard.type("末尾一句。")
    press(page, "Control+s")
    expect(page.locator("#lines")).to_contain_text("末尾一句")
    assert (issue / "letter.md").read_text("utf-8").endswith("末尾一句。")
    press(page, "Control+z")
    expect(page.locator("#lines")).not_to_contain_text("末尾一句")
    assert (issue / "letter.md").read_text("utf-8") == COPY


def test_a_pull_quote_from_the_text(page: Page, issue: Path) -> None:
    reach(page, "#lines")
    press(page, "e")
    expect(page.locator("#area")).to_be_focused()
    press(page, "Control+Home", *["ArrowDown"] * 6)
    # lines of the area wrap: the caret is put by the program, the selection is made by keys
    at = COPY.index(SENTENCE)
    page.evaluate(f"document.querySelector('#area').setSelectionRange({at}, {at})")
    press(page, *["Shift+ArrowRight"] * len(SENTENCE), "Alt+q")
    expect(page.locator("#toast")).to_contain_text("pull quote")
    assert f"::: pull-quote\n{SENTENCE}\n:::" in (issue / "letter.md").read_text("utf-8")


def test_deciding(page: Page, issue: Path) -> None:
    press(page, "j")
    expect(page.locator("#findings button.finding").first).to_be_focused()
    count = page.locator("#findings li").count()
    press(page, "a")  # the word of the house is written
    expect(page.locator("#findings li")).to_have_count(count - 1)
    press(page, "r")  # of what is left in this article, the word may stand
    expect(page.locator("#findings li", has_text="letter.md")).to_have_count(0)
    assert "refused: [house-term 摇橹]" in (issue / "letter.md").read_text("utf-8")


def test_trying_out_a_layout(page: Page) -> None:
    reach(page, "#tabs")
    press(page, "ArrowLeft")
    expect(page.locator("#tab-look")).to_be_focused()
    before = page.locator(".page").first.get_attribute("data-picture") or ""
    reach(page, "#layout")
    page.keyboard.type("book")
    press(page, "Tab")
    expect(page.locator(".page").nth(1)).not_to_have_attribute("data-picture", before)
    reach(page, "input[type=range]")
    press(page, "ArrowRight", "Tab")
    reach(page, "#reset")


def test_the_tools(page: Page) -> None:
    press(page, "o")
    reach(page, "#overlay-grid")
    press(page, "Space")
    expect(page.locator(".grid-line").first).to_be_attached()
    press(page, "o", "c")
    expect(page.locator("#compare-stage")).to_be_visible()
    press(page, "1", "2", "m", "Escape")
    expect(page.locator("#compare-stage")).to_have_count(0)
    expect(page.locator("#table")).to_be_focused()
