"""The whole way in a real browser, with the real pipeline: open, edit, break, mend, click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.preview.build import build, quick
from tests.preview.browser import Page, browser, expect, needs_browser, opened
from tests.preview.conftest import Client, run

pytestmark = needs_browser

SETTINGS = "title: 水乡来信\nlanguage: zh-Hans\narticles:\n  - articles/letter.txt\n"
PARAGRAPH = "河水从桥下流过，摇橹的人在清晨唱歌，岸上的茶馆已经坐满了客人。" * 4
TEXT = f"水乡来信\n\n{PARAGRAPH}\n\n第二段从这里开始。{PARAGRAPH}\n"


@pytest.fixture
def issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANGUAGE", "zh")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "letter.txt").write_text(TEXT, "utf-8")
    (tmp_path / "publication.yaml").write_text(SETTINGS, "utf-8")
    return tmp_path


@pytest.fixture
def client(issue: Path) -> Iterator[Client]:
    running = run(issue, build, quick=quick)
    yield running.client
    running.stop()


def pictures(page: Page) -> list[str]:
    every = page.locator(".page").all()
    return [one.get_attribute("data-picture") or "" for one in every]


def test_an_editors_morning(issue: Path, client: Client) -> None:
    article, settings = issue / "articles" / "letter.txt", issue / "publication.yaml"
    with browser() as chromium, opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        before = pictures(page)
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
        expect(page.locator("#title")).to_have_text("水乡来信")

        article.write_text(TEXT.replace("摇橹", "撑船"), "utf-8")
        expect(page.locator(".page.fresh").first).to_be_attached()
        page.wait_for_function("document.querySelector('#progress').hidden")
        assert pictures(page) != before

        settings.write_text(SETTINGS + "colour: red\n", "utf-8")
        expect(page.locator("#trouble")).to_contain_text("publication.yaml:5")
        assert page.locator(".paper img").count() > 0
        settings.write_text(SETTINGS, "utf-8")
        expect(page.locator("#trouble")).to_be_hidden()

        page.locator(".line", has_text="第二段从这里").first.click()
        place = page.locator("#source .at").inner_text()
        name, _, line = place.partition("letter.txt:")
        assert name.endswith("articles/")
        raw = article.read_text("utf-8").splitlines()[int(line.partition(":")[0]) - 1]
        assert page.locator("#source .raw").inner_text() == raw
