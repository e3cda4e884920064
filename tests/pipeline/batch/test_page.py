"""The page of a batch, in a real browser: hostile words, a narrow window, axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.pipeline.batch import page
from publisher.pipeline.batch.summary import Row, Summary, as_json, file_name
from publisher.pipeline.batch.values import Cost, Told
from tests.catalogue.site import needs_axe, violations
from tests.preview.browser import Browser, browser, needs_browser

EVIL = "<script>document.title='taken'</script><img src=x onerror=alert(1)>"


def told(severity: str, text: str, line: int = 3) -> Told:
    return Told("some-code", severity, f"目录/{text}.md", line, (text, "改一改"), (text, "mend it"))


SUMMARY = Summary(
    (
        Row("第一期", "shelf/第一期", (("第一期.pdf", 3_000_000), ("第一期.pages.json", 9)), (), 2,
            Cost(3.2, 2.9, 250 << 20)),
        Row(EVIL, f"shelf/{EVIL}", (("a.epub", 1),), (told("warning", EVIL),), 0, Cost(64)),
        Row("a?b#c %41", "x", (("a?b#c %41-unfit.pdf", 1),), (told("error", "页"),), 0, Cost(8000)),
        Row("长" * 60, "y", (), (told("error", "字"),) * 50, 0, Cost(), tries=3),
        Row("旧", "z", (("旧.pdf", 1),), (), 0, Cost(1), kept=True),
    ),
    9_000.0,
    2,
    "3/16",
    "",
    (told("warning", "tcp://127.0.0.1:1"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@needs_browser
@needs_axe
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_for_everybody_and_nothing_in_it_runs(
    chromium: Browser, tmp_path: Path, language: str, scheme: str
) -> None:
    file = tmp_path / "index.html"
    file.write_bytes(page.html(SUMMARY, language))
    context = chromium.new_context(
        viewport={"width": 400, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # axe itself is a script
    )
    opened = context.new_page()
    opened.goto(file.as_uri())
    assert "taken" not in opened.title()
    assert violations(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= 400
    # the gravest first
    names = opened.locator("h3").all_text_contents()
    assert names == ["长" * 60, "a?b#c %41", EVIL]
    # names with marks of addresses lead to their files
    hrefs = [link.get_attribute("href") for link in opened.locator("td a").all()]
    assert "./a%3Fb%23c%20%2541/a%3Fb%23c%20%2541-unfit.pdf" in hrefs
    context.close()


def test_a_part_of_a_batch_has_files_of_its_own() -> None:
    assert file_name("index.html", "3/16") == "index-3-of-16.html"
    assert b'href="en-3-of-16.html"' in page.html(SUMMARY, "zh")


def test_the_json_counts_every_state() -> None:
    counts = as_json(SUMMARY)["counts"]
    assert counts == {
        "all": 5, "made": 3, "kept": 1, "failed": 1, "errors": 1, "warnings": 1, "good": 2,
    }  # fmt: skip
