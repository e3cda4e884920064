"""`read(write(x)) == x`, and what an editor may write by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from publisher.document.model import Article, Inline, Ruby, Span, Text
from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript.clean_copy import clean_copy
from publisher.manuscript.loading import load
from publisher.manuscript.markdown.inlines import parse, write
from publisher.manuscript.markdown.reading import read_article
from tests.manuscript import made_up


@settings(max_examples=150, deadline=None)
@given(made_up.articles())
def test_what_is_written_is_read_back(article: Article) -> None:
    copy = clean_copy(article)
    read, _ = read_article(copy, "a.md")
    assert read == article
    assert clean_copy(read) == copy


def codes(text: str, tmp_path: Path) -> list[tuple[str, int]]:
    file = tmp_path / "a.md"
    file.write_text(text, encoding="utf-8")
    return [(f.code, f.place.line if f.place else 0) for f in load(file, "a.md").findings]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\nheadlin: 树\n---\n河边。\n", "clean-copy-key", 2),
        ("---\nheadline: [树]\n---\n\n::: vers\n河边。\n:::\n", "clean-copy-div", 5),
        ("---\nheadline: [树]\n---\n\n::: figure {source=a.png}\n:::\n", "clean-copy-attribute", 5),
        ("---\nheadline: [树]\n---\n\n::: verse\n河边。\n", "clean-copy-unclosed", 5),
        (
            '---\nheadline: [树]\n---\n\n:::: speaker {name="方某"}\n河边。\n\n'
            "::: pull-quote\n山上。\n:::\n::::\n",
            "pull-quote-not-found",
            8,
        ),
    ],
)
def test_slips_are_told_with_their_line(text: str, code: str, line: int, tmp_path: Path) -> None:
    assert (code, line) in codes(text, tmp_path)


def test_what_is_marked_in_a_clean_copy_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        '---\nheadline: 树\n---\n:::: speaker {name="方某"}\n他说,树只有等得起,才种得成?\n::::\n',
        encoding="utf-8",
    )
    loaded = load(file, "a.md")
    assert not loaded.findings
    assert loaded.article.parts[0].pull_quote is None
    assert "他说,树只有等得起,才种得成?" in clean_copy(loaded.article)


def test_html_is_text(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\nheadline: 树\n---\n<b>河边</b>&amp;<script>x</script>\n", encoding="utf-8"
    )
    (paragraph,) = load(file, "a.md").article.blocks()
    assert paragraph.inlines[0].text == "<b>河边</b>&<script>x</script>"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("attributes", "allowed"),
    [
        ("width=wide", "column | columns-2 | full | bleed"),
        ("crop=4x3", "4:3"),
        ("crop=9:1", "4:1"),
        ('focus="0.3 1.6"', "0 0"),
        ("pair=maybe", "yes | no"),
    ],
)
def test_a_picture_that_cannot_stand_so_is_refused(
    attributes: str, allowed: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.md"
    text = f"---\nheadline: 树\n---\n\n::: figure {{src=a.png {attributes}}}\n:::\n"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unusable) as trouble:
        load(file, "a.md")
    (finding,) = trouble.value.findings
    assert (finding.code, finding.place) == ("picture-value", Place("a.md", 5))
    assert allowed in str(dict(finding.values)["allowed"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[乌镇]{.pinyin}", (Ruby("乌镇", "wū zhèn"),)),
        ("[重庆]{.pinyin}，[银行]{.pinyin}", (Ruby("重庆", "chóng qìng"), Text("，"))),
        ("走[乌镇]{.zhuyin}", (Text("走"), Ruby("乌", "ㄨ"), Ruby("镇", "ㄓㄣˋ"))),
        ("[了]{.zhuyin}", (Ruby("了", "˙ㄌㄜ"),)),
        ("[AI镇]{.pinyin}", (Text("AI"), Ruby("镇", "zhèn"))),
        ("[五个字的桥]{.pinyin}", (Ruby("五", "wǔ"), Ruby("个", "gè"))),
        ("甲[𠮷]{.pinyin}乙", (Text("甲𠮷乙"),)),
        ("[**重**庆]{.pinyin}", (Span("strong", (Ruby("重", "zhòng"),)),)),
    ],
)
def test_readings_are_made_on_request(written: str, read: tuple[Inline, ...]) -> None:
    assert parse(written)[: len(read)] == read
    assert parse(write(parse(written))) == parse(written)


@pytest.mark.parametrize(
    "lists",
    [
        "-\n\n\n-",
        "- 甲\n\n* 乙\n",
        "- 甲\n1. 乙\n- 丙\n",
        "1. 甲\n\n1) 乙\n",
        "- 甲\n* 乙\n+ 丙\n",
        "+ ● 甲\n- 乙\n",
        "+ 丙\n",
        # and those within others
        "1. 甲\n   - 乙\n2. 丙\n",
        "- 甲\n  1. 乙\n",
        "1.    - 甲\n",
        "- \n  - 甲\n- 乙\n",
    ],
)
def test_lists_that_follow_each_other_are_one(lists: str, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(lists, encoding="utf-8")
    copy = clean_copy(load(file, "a.md").article)
    file.write_text(copy, encoding="utf-8")
    assert clean_copy(load(file, "a.md").article) == copy
