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


def passages(page: str) -> list[tuple[int, str]]:
    draft: Any = read(page.encode(), "a.html").content
    return [(each.line, each.words) for each in draft.passages]


def test_each_line_of_a_paragraph_has_its_number() -> None:
    page = (
        "<p\nclass=a>他说的<b>话</b>很长，\n下一行<!-- \n -->也<a href='https://a.cn'>说</a>了，\n"
    )
    page += "the end\nof it."
    draft: Any = read(page.encode(), "a.html").content
    (one,) = draft.passages
    assert {
        word: one.line_at(one.text.index(word)) for word in ("他说", "下一", "也", "the", "of")
    } == {
        "他说": 2,
        "下一": 3,
        "也": 4,
        "the": 5,
        "of": 6,
    }
    assert one.words == "他说的话很长，下一行也说了， the end of it."


def test_lines_beyond_those_that_the_parser_counts() -> None:
    page = "<p>一\n" + "<br>字\n" * 66_000 + "</p><!--\n--><p>树</p>"
    assert passages(page)[-2:] == [(66_001, "字"), (66_003, "树")]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>人们 \n 在<span>\n桥上</span>", "人们在桥上"),
        ("<p>two <b> words</b>\n here", "two words here"),
        ("<p>张 三", "张 三"),
        ("<p>字 <br> 字", "字|字"),
        ("<p>字<br><br>字", "字|字"),
        ("<pre>\n一\n  二 三\n</pre>", "一|二 三"),
        ("<p>他说<q>你听<q>风</q></q>。", "他说“你听‘风’”。"),
        ("<p>水H<sub>2</sub>O&lt;b&gt;&amp;nbsp;", "水H2O<b>&nbsp;"),
        ("<p><![CDATA[a < b]]>", "a < b"),
        ("<!-- <![CDATA[ --><p>字</p><!-- ]]> -->", "字"),
        ("<p title='<![CDATA['>字<p title=']]>'>", "字"),
        ("<!DOCTYPE a [<!ENTITY b '<i>]>'><!-- ] -->]><p>字", "字"),
        ("<!DOCTYPE a [<p>字</p> ]>", "字 ]>"),
        ("<table><tr><form><td>字</td></form></tr></table>", "字"),
        ("<p><span style='mso-list:Ignore'>1.</span></p><ul><li>字</ul>", "1.|·字"),
        ("<p><span style='mso-list:Ignore;font-family:Wingdings'>树与人</span>字", "树与人字"),
        ("<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><p>&d;字", "&d;字"),
    ],
)
def test_white_space_and_characters(page: str, words: str) -> None:
    assert "|".join(text for _, text in passages(page)) == words


@pytest.mark.parametrize(
    ("ruby", "copy"),
    [
        ("乌<rp>(</rp><rt>wū</rt><rp>)</rp>镇<rt>zhèn</rt>", "{乌|wū}{镇|zhèn}"),
        ("<rb>乌<rb>镇<rt>wū<rt>zhèn", "{乌镇|wū zhèn}"),
        ("乌<rt>wū<rb>镇<rt>zhèn", "{乌|wū}{镇|zhèn}"),
    ],
)
def test_ruby(ruby: str, copy: str, tmp_path: Path) -> None:
    page = f"<h1>题</h1><p>{BODY}<ruby>{ruby}</ruby>很美。</p>"
    assert f"{copy}很美。" in clean_copy(loaded(page, tmp_path).article)


def lie(said: str, is_in: str, text: str = f"<h1>河</h1><p>{BODY}今天我到河上走。") -> bytes:
    return f'<meta charset="{said}">{text}'.encode(is_in)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lie("gb2312", "utf-8"), ["html-encoding"]),
        (lie("utf-8", "gb18030"), ["encoding-converted", "html-encoding"]),
        (lie("big5", "utf-16"), ["encoding-converted"]),
        (lie("big5", "gb18030"), ["encoding-converted", "html-encoding"]),
        (lie("iso-8859-1", "gb18030"), ["encoding-converted"]),
        (lie("gbk", "gb18030", "<p>桥"), ["encoding-converted"]),
        (lie("hz", "hz"), ["encoding-converted"]),
    ],
)
def test_what_a_page_says_of_its_encoding(data: bytes, told: list[str]) -> None:
    content: Any = read(data, "a.html").content
    assert [each.code for each in content.findings] == told
    assert ("桥" if "桥" in content.source else BODY) in content.source


def test_broken_bytes_are_refused_with_their_place() -> None:
    data = lie("utf-8", "utf-8") + b"\n\xff"
    with pytest.raises(Unusable) as caught:
        read(data, "a.html")
    assert dict(caught.value.findings[0].values)["offset"] == len(data) - 1


@pytest.mark.parametrize(
    "page",
    [
        "<p>字\0字",
        "<b><i>" * 90 + "字",
        "<table>" * 60 + "字",
        "<p>字" + "<table><tr><td>" * 60 + "字",
        "<table><tr><td colspan=63>" + "<tr><td rowspan=9999>字" * 5000,
        "<!--" * 100_000,
        "<a " * 100_000,
        "&" * 1_000_000 + "&lt" * 100_000,
        "<p " + "x='y' " * 100_000 + ">字",
        "<ul>" * 150 + "<li>字",
        "<div>" * 196 + "字",
        "<!DOCTYPE " * 100_000,
        "<!DOCTYPE[" * 100_000,
        "<![CDATA[" * 100_000,
        "<ol style='list-style:" + " " * 100_000 + "!'><li>字",
        "<ol style='" + "list-style: " * 100_000 + "!'><li>字",
        "<p>字" + "<span style='mso-list:Ignore'>x</span>" * 20_000,
        "<p>" + "<span style='mso-list:Ignore'></span> " * 20_000,
        "<table>" + "<tr><td rowspan=1000>字<td>字" * 20_000,
        "<p><ruby>" + "<b>字</b>" * 50_000 + "<rt>a",
        f"<title>a</title><div style='{'x' * 200_000}'>{'<h1>a</h1>' * 9999}</div><article>"
        + "字" * 30_000,
        "<article>字<article>" + "字<p>" * 100,
        "<p>word " * 20_000,
        "word " * 200_000,
        "\n>" * 100_000,
        "&#0;&#xD800;&#x110000;&#1;\x1b字",
    ],
    ids=lambda page: page[:12].replace("\0", "0").replace("\n", " ").replace("\x1b", ""),
)
def test_bad_pages_are_read_or_refused(page: str) -> None:
    with contextlib.suppress(Unusable):
        read(page.encode(), "a.html")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>字<a href='x>下文</a><p>更多", "='x>下文</a><p>更多"),
        ("<p>字<b 下文", "下文"),
        ("<p>字<a href='x>下文</a><p title='q'>更多", "x>下文</a><p title="),
        ("<p>字<title>下文</title>", "下文"),
        ("<p>字<!-- 下文", "下文"),
        (f"<p>字<p class=MsoToc1>{BODY * 20}", ""),
    ],
)
def test_what_a_broken_tag_swallows_is_told(page: str, words: str) -> None:
    draft: Any = read(f"<title>题</title>{page}".encode(), "a.html").content
    said = [str(dict(each.values).get("words")) for each in draft.findings]
    assert any(words in each for each in said) or BODY * 20 in draft.source


OUTER = ("p", "div", "section", "blockquote", "ul", "li", "table", "tr", "td", "h2", "pre", "form")
INNER = (
    "span",
    "b",
    "em",
    "sup",
    "a href='https://a.cn'",
    "s",
    "u",
    "q",
    "label",
    "o:p",
    "ruby",
    "rt",
)
TOLD = ("nav", "p hidden", "iframe", "svg", "button", "noscript", "template", "select", "object")


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page, mostly with an end for every element, and the words that stand in it."""
    words: list[str] = []

    def word() -> str:
        words.append(f"字{len(words):03}末")
        return words[-1]

    def element(depth: int) -> str:
        kind = draw(st.integers(0, 9))
        if kind == 0 or depth > 4:
            return word()
        if kind == 1:
            tag = draw(st.sampled_from(TOLD))
            return f"<{tag}>{word()}</{tag.split()[0]}>"
        if kind == 2:
            return draw(st.sampled_from(["\n", "<br>", "<!-- \n -->", "<hr>", "<img src=a>", " "]))
        tag = draw(st.sampled_from(OUTER + INNER))
        inside = "".join(element(depth + 1) for _ in range(draw(st.integers(0, 4))))
        end = f"</{tag.split()[0]}>" if draw(st.integers(0, 5)) else ""
        return f"<{tag}>{inside}{end}"

    page = "".join(element(0) for _ in range(draw(st.integers(1, 5))))
    if draw(st.booleans()):
        inside = f"<h1>{word()}</h1><p>{BODY}{BODY}{page}"
        page = f"<div>{word()}</div><article>{inside}</article>{word()}"
    return f"{page}<p>{BODY}", words


@given(pages())
def test_every_word_is_kept_or_named(made: tuple[str, list[str]]) -> None:
    page, words = made
    draft: Any = read(page.encode(), "a.html").content
    text = "".join(each.text for each in draft.passages)
    named = "".join(str(value) for each in draft.findings for _, value in each.values)
    for word in words:
        assert word in text or word in named, page
        if word in text:
            assert text.count(word) == 1
