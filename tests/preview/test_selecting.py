"""Words selected with the hand: what lies beside the lines means the nearest of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from publisher.preview.build import build, quick
from tests.preview.browser import Browser, Page, browser, expect, needs_browser, opened
from tests.preview.conftest import Client, run

pytestmark = needs_browser

NUMBERS = "零一二三四五六七八九"
SETTINGS = "title: 来信\nlayout: {layout}\nprofile: screen\narticles:\n  - articles/water.md\n"
# each sentence is there once, so that a place in the text is one on the page
SENTENCES = [f"第{NUMBERS[n // 10]}{NUMBERS[n % 10]}天我们沿河走到一座石桥。" for n in range(100)]
ENDS = [0, *(n + m for n in range(0, 90, 15) for m in (4, 9, 15)), 100]  # of paragraphs


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(params=["feature", "vertical"])
def page(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    chromium: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Page]:
    monkeypatch.setenv("LANGUAGE", "en")
    (tmp_path / "articles").mkdir()
    paragraphs = ["".join(SENTENCES[a:b]) for a, b in pairwise(ENDS)]
    text = "---\nheadline: [水乡来信]\n---\n\n" + "\n\n".join(paragraphs) + "\n"
    (tmp_path / "articles" / "water.md").write_text(text, "utf-8")
    settings = SETTINGS.format(layout=request.param)
    (tmp_path / "publication.yaml").write_text(settings, "utf-8")
    running = run(tmp_path, build, quick=quick)
    client: Client = running.client
    client.until(lambda s: not s["working"] and s["whole"] and s["sheets"], 120)
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".line >> nth=20")
        page.evaluate("window.layout = " + repr(request.param))
        yield page
    running.stop()


POINT = """(words) => {
  for (const line of document.querySelectorAll('.line')) {
    const at = line.textContent.indexOf(words);
    if (at < 0) continue;
    line.scrollIntoView({ block: 'center' });
    const range = document.createRange();
    range.setStart(line.firstChild, at); range.setEnd(line.firstChild, at + words.length);
    const { left, top, right, bottom } = range.getBoundingClientRect();
    const down = line.classList.contains('down');
    const x = (left + right) / 2, y = (top + bottom) / 2;
    return down ? [x, top + 1] : [left + 1, y];
  }
  return null;
}"""
SELECTED = "() => String(getSelection()).replace(/\\s+/g, '')"


def drag(page: Page, start: list[float], *way: list[float]) -> str:
    page.mouse.move(*start)
    page.mouse.down()
    for x, y in way:
        page.mouse.move(x, y, steps=4)
    page.mouse.up()
    return str(page.evaluate(SELECTED))


def somewhere(page: Page) -> tuple[str, list[float]]:
    """The beginning of a sentence that no line parts, and its place in the window."""
    every = ((words[:4], page.evaluate(POINT, words[:4])) for words in SENTENCES[27:])
    return next((words, place) for words, place in every if place)


def sheet(page: Page, point: list[float]) -> dict[str, float]:
    """The box of the sheet under a point."""
    return page.evaluate(  # type: ignore[no-any-return]  # of JSON
        "([x, y]) => document.elementsFromPoint(x, y).find((e) => e.matches('.paper'))"
        ".getBoundingClientRect().toJSON()",
        point,
    )


def test_beside_the_lines_a_hand_selects_to_the_nearest(page: Page) -> None:
    """A browser alone takes all from the page's first word, where a hand leaves the lines."""
    whole = "".join(SENTENCES)
    down = bool(page.evaluate("layout === 'vertical'"))
    for side in ("head", "foot", "desk", "left", "right"):
        words, start = somewhere(page)
        paper = sheet(page, start)
        x, y = start
        end = {
            "head": [x, paper["top"] + 8],
            "foot": [x, paper["bottom"] - 6],
            "desk": [x, paper["bottom"] + 14],
            "left": [paper["left"] + 4, y],
            "right": [paper["right"] - 4, y],
        }[side]
        found = drag(page, start, end)
        assert found, side
        assert found in whole, (side, found)
        onward = (side != "right") if down else (side != "left")
        if side == "head" or not onward:
            assert found + words in whole, side
        else:
            assert found.startswith(words), side


def test_a_running_head_between_is_no_part_of_what_is_quoted(page: Page) -> None:
    """From one page to the next: folios and heads are drawn among the words, and are none."""
    expect(page.locator(".page >> nth=1").locator(".furniture").first).to_be_attached()
    chosen = page.evaluate(
        "() => { const last = (p) => [...p.querySelectorAll('.line:not(.furniture)')];"
        " const [a, b] = document.querySelectorAll('.page');"
        " const one = last(a).at(-2).firstChild, two = last(b)[2].firstChild;"
        " getSelection().setBaseAndExtent(one, 1, two, 2);"
        " return import('/static/selecting.js').then((m) => m.selected().text); }"
    )
    assert chosen in "".join(SENTENCES)
    assert len(chosen) > 12
    assert "来信" in page.evaluate("() => document.querySelectorAll('.page')[1].textContent")


@pytest.mark.parametrize("backwards", [False, True])
def test_what_the_hand_meant_becomes_the_pull_quote(
    page: Page, tmp_path: Path, backwards: bool
) -> None:
    """A sentence that ends its paragraph, taken from before its first word to behind its last."""
    for number in (end - 1 for end in ENDS[2:12]):  # one whose beginning no line parts
        wanted, following = SENTENCES[number][:4], SENTENCES[number + 1][:4]
        if page.evaluate(POINT, following) and page.evaluate(POINT, wanted):
            break
    wanted, start = SENTENCES[number], page.evaluate(POINT, wanted)
    last = page.evaluate(
        "(first) => { const lines = [...document.querySelectorAll('.line')];"
        " const next = lines.findIndex((line) => line.textContent.startsWith(first));"
        " const box = lines[next - 1].getBoundingClientRect();"
        " return layout === 'vertical' ? [(box.left + box.right) / 2, box.bottom + 9]"
        " : [box.right + 40, (box.top + box.bottom) / 2]; }",
        following,
    )
    found = drag(page, last, start) if backwards else drag(page, start, last)
    assert found == wanted
    page.locator("#lift").click()
    expect(page.locator("#toast")).to_be_visible()
    text = (tmp_path / "articles" / "water.md").read_text("utf-8")
    assert "::: pull-quote" in text
    assert text.count(wanted) == 2


def test_a_click_beside_the_lines_still_asks_for_a_place(page: Page) -> None:
    _words, start = somewhere(page)
    page.mouse.click(*start)
    expect(page.locator(".mark")).to_be_visible()
    assert page.evaluate(SELECTED) == ""
    page.mouse.dblclick(*start)  # the browser's own: a word
    assert page.evaluate(SELECTED)
