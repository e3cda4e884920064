"""Repairs and warnings accepted or refused with one key: what it writes, and who heeds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.errors import Unusable
from publisher.findings import Finding
from publisher.manuscript import loading
from publisher.manuscript.markdown import front_matter
from publisher.pipeline.check import check
from publisher.pipeline.pdf import build as build_pdf
from publisher.pipeline.repair import make
from publisher.pipeline.sources import load
from publisher.preview import clean_copies, reviewing
from publisher.preview.build import build, quick
from tests.preview.browser import Browser, Page, browser, expect, needs_browser, opened
from tests.preview.conftest import Client, run

FILLER = "河水从桥下流过，摇橹的人在清晨唱歌，岸上的茶馆已经坐满了客人。"
# line 5: widths; 7 to 9: a sentence cut in two; 11: quotation marks
RAW = f"""水乡来信

本刊记者 王小明

他说,门前的河一年只涨一次水,涨水的夜里谁也不睡。{FILLER}

{FILLER}岸上的人看得见对面的灯火，却听不

见水里的声音，只好一直等到天亮。{FILLER}

老人把"竹椅"搬到门口。{FILLER}
"""
HOUSE = "avoid:\n  - {word: 摇橹, why: 方言}\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    file = tmp_path / "letter.txt"
    file.write_text(RAW, "utf-8")
    return file


def found(file: Path, code: str) -> Finding:
    """The first of a kind that is asked of a manuscript or of its clean copy."""
    loaded = loading.load(file, file.name)
    asked = (*loaded.findings, *reviewing.asked(file, file.name, loaded.article))
    return next(each for each in asked if each.code == code)


def refused(file: Path, code: str) -> str:
    return reviewing.decided(file, file.name, found(file, code), True)


def asked(copy: Path) -> list[str]:
    article = loading.load(copy, copy.name).article
    return [each.code for each in reviewing.asked(copy, copy.name, article)]


def test_refused_repairs_are_taken_back_one_by_one(raw: Path) -> None:
    """Also two in one paragraph, and of those that are left each is still asked."""
    copy = raw.with_suffix(".md")
    copy.write_text(refused(raw, "width-restored"), "utf-8")
    assert "他说,门前的河一年只涨一次水,涨水" in copy.read_text("utf-8")
    assert asked(copy) == ["break-joined", "quote-turned"]
    copy.write_text(refused(copy, "break-joined"), "utf-8")
    assert "却听不\n\n见水里" in copy.read_text("utf-8")
    copy.write_text(refused(copy, "quote-turned"), "utf-8")
    assert '"竹椅"' in copy.read_text("utf-8")
    assert "他说,门前" in copy.read_text("utf-8")
    assert asked(copy) == []


def test_an_accepted_repair_stays_and_is_asked_no_more(raw: Path) -> None:
    copy = raw.with_suffix(".md")
    text = reviewing.decided(raw, raw.name, found(raw, "break-joined"), False)
    assert "accepted: [break-joined 7]" in text
    assert "却听不见水里" in text
    copy.write_text(text, "utf-8")
    assert asked(copy) == ["width-restored", "quote-turned"]


def test_each_is_asked_where_its_paragraph_stands(raw: Path) -> None:
    copy = raw.with_suffix(".md")
    copy.write_text("\n\n新的一段。".join((*refused(raw, "width-restored").split("王小明", 1),)))
    copy.write_text(refused(raw, "width-restored").replace("---\n\n", "---\n\n新的一段。\n\n"))
    at = found(copy, "quote-turned").place
    assert at is not None
    assert copy.read_text("utf-8").split("\n")[at.line - 1].startswith("老人把")


def test_what_an_editor_wrote_is_never_written_over(raw: Path) -> None:
    copy = raw.with_suffix(".md")
    copy.write_text(refused(raw, "width-restored"), "utf-8")
    break_joined = found(copy, "break-joined")
    copy.write_text(copy.read_text("utf-8").replace("只好一直等", "只好等"), "utf-8")
    with pytest.raises(Unusable) as error:
        reviewing.decided(copy, copy.name, break_joined, True)
    assert error.value.findings[0].code == "preview-worked-on"
    assert "break-joined" not in asked(copy)  # who worked on a paragraph has seen it


def test_the_rest_of_a_copy_stays_to_the_letter(raw: Path) -> None:
    """Spelling of one's own, a comment in the head and CRLF are the editor's matter."""
    listed = "refused:\n  - width-restored 5\n"
    mine = f"---\nheadline: [ '水乡' ]   # so\n{listed}byline: 甲\n---\n正文。\n"
    done = front_matter.with_list(mine, "refused", ("width-restored 5", "quote-turned 11"))
    assert done == (
        "---\nheadline: [ '水乡' ]   # so\nbyline: 甲\nrefused: [width-restored 5, "
        "quote-turned 11]\n---\n正文。\n"
    )
    assert front_matter.with_list("正文。\n", "accepted", ("a",)).endswith("---\n正文。\n")


def test_a_word_file_has_its_repairs_asked_too(tmp_path: Path) -> None:
    import docx

    file = tmp_path / "letter.docx"
    document = docx.Document()
    for line in RAW.split("\n\n"):
        document.add_paragraph(line.strip())
    document.save(str(file))
    copy = file.with_suffix(".md")
    copy.write_text(refused(file, "width-restored"), "utf-8")
    assert "他说,门前的河" in copy.read_text("utf-8")
    assert "quote-turned" in asked(copy)


@pytest.mark.parametrize("name", ["letter.md", "letter.markdown", "letter.html"])
def test_every_format_has_its_repairs_asked_one_by_one(tmp_path: Path, name: str) -> None:
    """A manuscript that is Markdown itself too; none is ever written over by its copy."""
    file = tmp_path / name
    rows = RAW.split("\n\n")
    if file.suffix == ".html":
        text = "\n".join(("<h1>水乡来信</h1>", *(f"<p>{row}</p>" for row in rows[1:])))
    else:
        text = "\n\n".join(("# 水乡来信", *rows[1:]))
    file.write_text(text, "utf-8")
    copy = clean_copies.copy_of(file)
    assert copy != file
    assert copy.suffix == ".md"
    copy.write_text(refused(file, "width-restored"), "utf-8")
    assert "他说,门前的河" in copy.read_text("utf-8")
    assert "width-restored" not in asked(copy)
    assert "quote-turned" in asked(copy)
    copy.write_text(refused(copy, "quote-turned"), "utf-8")
    assert '"竹椅"' in copy.read_text("utf-8")
    assert "他说,门前的河" in copy.read_text("utf-8")
    assert file.read_text("utf-8") == text


def test_every_command_heeds_what_is_refused(raw: Path) -> None:
    """check, pdf, epub (by its sources) and repair tell a word of the house until it is refused."""
    (raw.parent / "house.yaml").write_text(HOUSE, "utf-8")
    copy = raw.with_suffix(".md")
    plain = make(raw).artefact.data.decode()
    less = front_matter.with_list(plain, "refused", ("house-avoid 摇橹",))
    for text, told in ((plain, True), (less, False)):
        copy.write_text(text, "utf-8")
        codes = [each.code for each in check(copy)]
        assert ("house-avoid" in codes) is told
        assert ("house-avoid" in [each.code for each in load(copy).findings]) is told
        assert ("house-avoid" in [each.code for each in make(copy).artefact.findings]) is told
    # and the list goes through the model: a clean copy of a clean copy has it too
    assert "house-avoid 摇橹" in make(copy).artefact.data.decode()


def test_what_setting_finds_is_heeded_and_errors_are_not(raw: Path) -> None:
    copy = raw.with_suffix(".md")
    plain = make(raw).artefact.data.decode() + "\n::: pull-quote\n没有人说过这句话。\n:::\n"
    copy.write_text(plain, "utf-8")
    every = [each.code for each in (*load(copy).findings, *build_pdf(load(copy)).findings)]
    assert every
    copy.write_text(front_matter.with_list(plain, "accepted", every), "utf-8")
    assert (*load(copy).findings, *build_pdf(load(copy)).findings) == ()
    figure = '\n::: figure {src="pictures/none.png" crop="?"}\n:::\n'
    copy.write_text(front_matter.with_list(plain + figure, "refused", ("picture-value",)), "utf-8")
    assert "picture-value" in [each.code for each in check(copy)]


# ── in the browser ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def client(raw: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setenv("LANGUAGE", "en")
    (raw.parent / "house.yaml").write_text(HOUSE, "utf-8")
    (raw.parent / "publication.yaml").write_text("title: 来信\narticles: [letter.txt]\n", "utf-8")
    running = run(raw.parent, build, quick=quick)
    yield running.client
    running.stop()


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


def at_hand(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('li')?.innerText ?? ''"))


@needs_browser
def test_one_key_each_and_undone(client: Client, chromium: Browser, raw: Path) -> None:
    copy = raw.with_suffix(".md")
    client.until(lambda s: not s["working"] and s["sheets"], 120)
    with opened(chromium, client.port) as page:
        page.wait_for_selector(".paper img")
        page.keyboard.press("j")  # the tab of findings
        page.locator("#findings summary.note").click()
        page.locator("#table").focus()
        page.keyboard.press("j")
        # a warning is refused: the word may stay
        expect(page.locator("#findings li", has_text="摇橹").first).to_be_visible()
        page.locator("#findings button.finding", has_text="摇橹").first.focus()
        page.keyboard.press("r")
        expect(page.locator("#findings li:not(.decided)", has_text="摇橹")).to_have_count(0)
        expect(page.locator("#findings li", has_text="letter.md").first).to_be_visible()
        assert "refused: [house-avoid 摇橹]" in copy.read_text("utf-8")
        # a repair is refused: the page shows what stood there before
        page.locator("#findings button.finding", has_text="quotation marks were turned").focus()
        page.keyboard.press("r")
        expect(page.locator("#findings li", has_text="quotation marks")).to_have_count(0)
        assert '"竹椅"' in copy.read_text("utf-8")
        # and the next one is in hand at once, to be accepted
        left = page.locator("#findings li").count()
        assert at_hand(page)
        page.keyboard.press("a")
        expect(page.locator("#findings li")).to_have_count(left - 1)
        assert "accepted: [" in copy.read_text("utf-8")
        before = copy.read_text("utf-8")
        # undone by one key as well, and the finding is asked again
        page.keyboard.press("Control+z")
        expect(page.locator("#findings li")).to_have_count(left)
        assert copy.read_text("utf-8") != before
        assert raw.read_text("utf-8") == RAW
