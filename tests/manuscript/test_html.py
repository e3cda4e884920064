"""Web pages: what is the article's becomes one, and all else is told with its line."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import Unusable
from publisher.findings import Finding
from publisher.manuscript import Loaded, clean_copy, contract, load
from publisher.manuscript.account import characters
from publisher.manuscript.readers.html import read
from tests import cases

BODY = "这一段说的是河边的树，说得很长，也说完了。"


def loaded(page: str, folder: Path) -> Loaded:
    file = folder / "a.html"
    file.write_text(page, encoding="utf-8")
    return load(file, "a.html")


def outline(found: Loaded) -> list[str]:
    said: Any = contract(found)["article"]
    blocks = [*said["introduction"], *(b for each in said["parts"] for b in each["blocks"])]
    return [f"headline: {' / '.join(said['headline'])}" if said["headline"] else "no headline"] + [
        f"{each['line']} {each['kind']}: {each['text']}".replace("\n", "/").replace("\t", "|")
        for each in blocks
    ]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [
        f"{each.place.line if each.place else 0} {each.code}"
        for each in findings
        if each.code.startswith("html-")
    ]


@pytest.mark.parametrize("case", cases.read("manuscript-html"), ids=str)
def test_pages(case: cases.Case, tmp_path: Path) -> None:
    found = loaded(case.given, tmp_path)
    assert [*outline(found), *codes(found.findings)] == case.expected.split("\n")


def test_marks_links_and_ruby(tmp_path: Path) -> None:
    page = (
        "<h1>题</h1><p>他说<b>要紧</b>的事，看<a href='https://example.org/a'>这里</a>和"
        "<a href='javascript:a()'>那里</a>，<ruby>乌<rt>wū</rt>镇<rt>zhèn</rt></ruby>很美。</p>"
    )
    copy = clean_copy(loaded(page, tmp_path).article)
    assert "他说[要紧]{.strong}的事，看[这里](https://example.org/a)和那里" in copy
    assert "{乌|wū}{镇|zhèn}很美。" in copy


def test_markup_in_the_text_stays_text(tmp_path: Path) -> None:
    page = f"<h1>题</h1><p>{BODY}&lt;script&gt;x&lt;/script&gt; {{{{7*7}}}} [a](b)</p>"
    found = loaded(page, tmp_path)
    assert "<script>x</script>" in "".join(characters(found.article))
    copy = clean_copy(found.article)
    (tmp_path / "copy.md").write_text(copy, encoding="utf-8")
    assert load(tmp_path / "copy.md", "copy.md").article == found.article


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "big5"])
def test_encodings(charset: str, tmp_path: Path) -> None:
    text = f'<meta charset="{charset}"><h1>河</h1><p>今天我到河上走，山水都很好。</p>'
    (tmp_path / "a.html").write_bytes(text.encode(charset))
    assert load(tmp_path / "a.html", "a.html").article.headline == ("河",)


@pytest.mark.parametrize(
    "page",
    ["", "<html></html>", "<script>a()</script>", "<div>" * 100_000 + "字。", "<" * 1_000_001],
    ids=["nothing", "no body", "a script alone", "too deep", "too many"],
)
def test_refused(page: str) -> None:
    with pytest.raises(Unusable) as caught:
        read(page.encode(), "a.html")
    assert caught.value.findings[0].place


def test_lines_of_ten_megabytes() -> None:
    page = "<p>" + "这是一句话，说的是河。" * 100_000 + "</p><p title='" + "x" * 11_000_000 + "'>"
    assert read(page.encode() + "字。".encode(), "a.html").content


@given(st.text("<>/=\"'&;!-pbdivatle 河边的树。，\n", max_size=80))
def test_no_page_is_a_traceback(page: str) -> None:
    with contextlib.suppress(Unusable):
        read(page.encode(), "a.html")


TAGS = st.sampled_from(["p", "div", "span", "b", "li", "td", "section", "h2", "em", "u"])


@given(st.lists(st.tuples(TAGS, st.text("河边的树", min_size=1, max_size=6)), max_size=12))
def test_every_character_is_kept(pieces: list[tuple[str, str]]) -> None:
    page = "".join(f"<{tag}>{text}</{tag}>" for tag, text in pieces) + f"<p>{BODY}</p>"
    draft: Any = read(page.encode(), "a.html").content
    text = "".join(each.words for each in draft.passages)
    for each in "河边的树":
        assert text.count(each) == BODY.count(each) + sum(t.count(each) for _, t in pieces)
