"""What an editor does with the text beside the pages, in a real browser, with the real pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.preview.build import build, quick
from tests.catalogue.site import AXE, needs_axe
from tests.preview.browser import Browser, Page, box, browser, expect, needs_browser, opened
from tests.preview.conftest import Client, run

pytestmark = needs_browser

SENTENCE = "门前的河一年只涨一次水，涨水的夜里谁也不睡。"
FILLER = "河水从桥下流过，摇橹的人在清晨唱歌，岸上的茶馆已经坐满了客人。" * 3
FIRST = f"水乡来信\n\n本刊记者 王小明\n\n{FILLER}\n\n{SENTENCE}{FILLER}\n"
SECOND = f"---\nheadline: [山里来信]\n---\n\n{FILLER}\n\n山里的路到今年秋天才修通。{FILLER}\n"
SETTINGS = "title: 来信\narticles:\n  - articles/water.txt\n  - articles/hills.md\n"
HOUSE = "terms:\n  - {use: 撑船, not: [摇橹]}\n"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANGUAGE", "en")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "water.txt").write_text(FIRST, "utf-8")
    (tmp_path / "articles" / "hills.md").write_text(SECOND, "utf-8")
    (tmp_path / "publication.yaml").write_text(SETTINGS, "utf-8")
    return tmp_path


@pytest.fixture
def client(issue: Path) -> Iterator[Client]:
    running = run(issue, build, quick=quick)
    yield running.client
    running.stop()


@pytest.fixture
def page(client: Client, chromium: Browser) -> Iterator[Page]:
    client.until(lambda s: not s["working"] and s["whole"] and s["sheets"], 120)
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        page.wait_for_selector("#lines li")
        yield page


def chosen(page: Page, name: str) -> None:
    value = page.locator("#file option", has_text=name).get_attribute("value")
    page.locator("#file").select_option(value or "")
    expect(page.locator("#lines")).to_contain_text("来信")


def test_a_line_leads_to_its_place_and_the_place_to_its_line(page: Page) -> None:
    # both ways, for a text and for a clean copy
    for name, words in (("water.txt", SENTENCE), ("hills.md", "山里的路")):
        chosen(page, name)
        row = page.locator("#lines li", has_text=words)
        row.click(position={"x": 80, "y": 10})
        mark = page.locator(".mark")
        expect(mark).to_be_visible()
        expect(row).to_have_attribute("aria-current", "true")
        page.locator("#lines li").first.click(position={"x": 80, "y": 8})
        spot = page.locator(".line", has_text=words[:6]).first
        spot.click()
        expect(page.locator("#source .raw")).to_contain_text(words[:6])
        expect(row).to_have_attribute("aria-current", "true")


def test_the_line_opens_in_the_editors_own_program(page: Page, issue: Path) -> None:
    chosen(page, "water.txt")
    page.locator("#lines li", has_text=SENTENCE).click(position={"x": 80, "y": 10})
    page.locator(".settings summary").click()
    page.locator("#opener").fill("vscode://file{path}:{line}")
    link = page.locator("#opener-link")
    path = (issue / "articles" / "water.txt").resolve().as_posix()
    expect(link).to_have_attribute("href", f"vscode://file{path}:7")
    # where nothing is to run in this page, nothing does
    for form in ("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,{path}", "file"):
        page.locator("#opener").fill(form)
        expect(link).to_be_hidden()


def test_pages_for_proofreaders_and_back(page: Page) -> None:
    first = page.locator(".page").nth(1)
    before = first.get_attribute("data-picture")
    page.locator("#tab-look").click()
    page.locator("#profile").select_option("proof")
    expect(first).not_to_have_attribute("data-picture", str(before))
    page.locator("#profile").select_option("")
    expect(first).to_have_attribute("data-picture", str(before))


def test_a_correction_is_saved_set_and_undone(page: Page, issue: Path) -> None:
    chosen(page, "hills.md")
    page.locator("#table").focus()
    page.keyboard.press("e")
    area = page.locator("#area")
    # the text of the file that was chosen just now, though the one before may still stand there
    expect(area).to_have_value(SECOND)
    area.fill(area.input_value().replace("秋天", "冬天"))
    page.keyboard.press("Control+s")
    expect(page.locator("#lines")).to_contain_text("今年冬天")
    assert "今年冬天" in (issue / "articles" / "hills.md").read_text("utf-8")
    expect(page.locator(".line", has_text="冬天").first).to_be_attached()
    page.locator("#undo").click()
    expect(page.locator("#lines")).to_contain_text("今年秋天")
    assert (issue / "articles" / "hills.md").read_text("utf-8") == SECOND


def test_of_two_editors_none_loses_a_word(page: Page, issue: Path) -> None:
    chosen(page, "hills.md")
    page.locator("#edit").click()
    area = page.locator("#area")
    expect(area).to_have_value(SECOND)
    mine = area.input_value().replace("秋天", "夏天")
    area.fill(mine)
    (issue / "articles" / "hills.md").write_text(SECOND.replace("秋天", "春天"), "utf-8")
    page.locator("#save").click()
    conflict = page.locator("#conflict")
    expect(conflict.locator(".other")).to_contain_text("今年春天")
    assert area.input_value() == mine
    assert "春天" in (issue / "articles" / "hills.md").read_text("utf-8")
    conflict.locator(".strong").click()
    expect(conflict).to_be_hidden()
    assert "夏天" in (issue / "articles" / "hills.md").read_text("utf-8")


def test_a_sentence_on_the_page_becomes_the_pull_quote(page: Page, issue: Path) -> None:
    line = page.locator(".line", has_text="山里的路").first
    line.scroll_into_view_if_needed()
    line.evaluate(
        "(e) => { const at = e.textContent.indexOf('山里的路');"
        " getSelection().setBaseAndExtent(e.firstChild, at, e.firstChild, at + 8); }"
    )
    page.locator("#lift").click()
    expect(page.locator("#toast")).to_be_visible()
    text = (issue / "articles" / "hills.md").read_text("utf-8")
    assert "::: pull-quote" in text
    assert text.count("山里的路") == 2


def test_a_clean_copy_takes_the_place_of_its_manuscript(page: Page, issue: Path) -> None:
    chosen(page, "water.txt")
    page.locator("#clean").click()
    expect(page.locator("#file option", has_text="water.md")).to_be_attached()
    assert (issue / "articles" / "water.txt").read_text("utf-8") == FIRST
    assert (issue / "articles" / "water.md").read_text("utf-8").startswith("---\n")
    assert "articles/water.md" in (issue / "publication.yaml").read_text("utf-8")


def test_a_word_of_the_house_is_put_right_with_one_key(page: Page, issue: Path) -> None:
    (issue / "house.yaml").write_text(HOUSE, "utf-8")
    expect(page.locator("#tally .warning")).to_be_visible(timeout=60_000)
    page.locator("#table").focus()
    page.keyboard.press("j")
    before = (issue / "articles" / "water.txt").read_text("utf-8").count("撑船")
    page.locator("#findings button.finding", has_text="water.txt").first.focus()
    page.keyboard.press("a")
    expect(page.locator("#toast")).to_be_visible()
    assert (issue / "articles" / "water.txt").read_text("utf-8").count("撑船") == before + 1


def test_another_layout_and_a_token_are_tried_out(page: Page, client: Client, issue: Path) -> None:
    page.locator("#tab-look").click()
    page.locator("#token-columns").fill("2")
    page.locator("#token-columns").dispatch_event("change")
    state = client.until(lambda s: not s["working"] and s["look"]["tried"] == {"columns": 2}, 60)
    first = state["sheets"]
    page.locator("#layout").select_option("book")
    state = client.until(lambda s: not s["working"] and s["look"]["layout"] == "book", 60)
    assert state["sheets"] != first
    assert (issue / "publication.yaml").read_text("utf-8") == SETTINGS


def test_a_broken_template_is_shown_at_its_line_and_mended(page: Page, issue: Path) -> None:
    own = issue / "layouts" / "feature"
    own.mkdir(parents=True)
    ours = Path(__file__).parents[2] / "layouts" / "feature"
    for file in ours.iterdir():
        (own / file.name).write_bytes(file.read_bytes())
    sheet = own / "print.css"
    whole = sheet.read_text("utf-8")
    sheet.write_text(whole + "\n{{ tokens.nothing }}\n", "utf-8")
    trouble = page.locator("#trouble")
    expect(trouble).to_contain_text("layouts/feature/print.css:", timeout=60_000)
    expect(trouble.locator(".excerpt")).to_have_text("{{ tokens.nothing }}")
    sheet.write_text(whole, "utf-8")
    expect(trouble).to_be_hidden(timeout=60_000)


def test_words_are_found_also_across_lines(page: Page) -> None:
    page.keyboard.press("f")
    page.locator("#find").fill(SENTENCE)
    expect(page.locator("#found")).to_have_text("1 of 1")
    assert box(page.locator(".hit").first)["width"] > 20


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(client: Client, chromium: Browser, scheme: str) -> None:
    client.until(lambda s: not s["working"] and s["sheets"], 120)
    context = chromium.new_context(bypass_csp=True, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{client.port}/")
    page.wait_for_selector("#lines li")
    page.keyboard.press("t")
    page.add_script_tag(path=AXE)
    found = []
    for tab in ("text", "findings", "look"):
        page.locator(f"#tab-{tab}").click()
        found += page.evaluate(
            "axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa',"
            "'best-practice']}).then((told) => told.violations.map("
            "(v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))"
        )
    context.close()
    assert found == []
