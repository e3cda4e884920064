"""Editions in the other script, and names to sort by."""

from __future__ import annotations

import pytest
from hypothesis import given

from publisher.document import pinyin
from publisher.document.model import (
    Article,
    Contributor,
    Entry,
    Figure,
    Inlines,
    Link,
    Paragraph,
    Part,
    Print,
    Publication,
    Ruby,
    Span,
    Speaker,
    Text,
    plain,
)
from publisher.document.script import converted, inlines
from publisher.findings import Place
from tests.manuscript.made_up import INLINES

PLACE = Place("a.txt", 7)


def publication(*content: Inlines, speaker: str = "于某") -> Publication:
    blocks = tuple(Paragraph(each, PLACE) for each in content)
    part = Part((Speaker(speaker, ("云山县馆长",)),), ("后来",), blocks)
    article = Article(("里程",), (part,))
    return Publication(
        "面孔",
        (Entry(article, "a.txt"),),
        "urn:isbn:9787000000001",
        Print((1, 1), 0, "x"),
        "feature",
        contributors=(Contributor("范某", "edt"),),
    )


def words(made: Publication) -> list[str]:
    article = made.entries[0].article
    return [plain(b.inlines) for b in article.blocks() if isinstance(b, Paragraph)]


def test_phrases_quotes_and_code() -> None:
    text = (
        Text("他“剪了头"),
        Span("emphasis", (Text("发"),)),
        Text("”，吃了‘面条’"),
        Span("code", (Text("发"),)),
    )
    made = converted(publication(text), "zh-Hant", "tw")
    paragraph = next(made.entries[0].article.blocks())
    assert isinstance(paragraph, Paragraph)
    assert paragraph.place == PLACE
    assert plain(paragraph.inlines) == "他「剪了頭髮」，吃了『麵條』发"
    assert converted(made, "zh-Hans", "tw").entries == publication(text).entries


def test_names_titles_and_the_editors_words() -> None:
    made = converted(
        publication((Text("于某的发言，埃里克说"),)), "zh-Hant", None, {"发言": "發話"}
    )
    assert words(made) == ["于某的發話，埃裏克說"]
    assert made.entries[0].article.speakers[0] == Speaker("于某", ("雲山縣館長",))
    assert made.contributors[0].name == "范某"
    foreign = converted(publication((Text("埃里克·林德说"),), speaker="埃里克·林德"), "zh-Hant")
    assert words(foreign) == ["埃里克·林德說"]


def test_the_edition_has_a_number_of_its_own() -> None:
    made = converted(publication((Text("发"),)), "zh-Hant")
    assert made.language == "zh-Hant"
    assert made.identifier != publication().identifier
    assert made.identifier == converted(publication((Text("发"),)), "zh-Hant").identifier


def test_paths_and_addresses_stay() -> None:
    link = (Link("https://example.org/发", (Text("发"),)),)
    made = converted(publication(link), "zh-Hant")
    paragraph = next(made.entries[0].article.blocks())
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Link("https://example.org/发", (Text("發"),)),)
    assert Figure("里.png") == Figure("里.png")


def test_a_length_that_changes_is_converted_piece_by_piece() -> None:
    content = (Text("软件"), Span("strong", (Text("软件"),)), Ruby("乌镇", "wū zhèn"))
    made = inlines(content, lambda text: text.replace("软件", "軟體程式"))
    assert made == (Text("軟體程式"), Span("strong", (Text("軟體程式"),)), Ruby("乌镇", "wū zhèn"))


@given(INLINES)
def test_conversion_of_every_inline_content(content: Inlines) -> None:
    made = inlines(content, lambda text: text.replace("树", "樹"))
    assert plain(made).replace("樹", "树") == plain(content)


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("方兴东", "Fang, Xingdong"),
        ("欧阳明", "Ouyang, Ming"),
        ("单某某", "Shan, Moumou"),
        ("曾国", "Zeng, Guo"),
        ("吕梁", "Lü, Liang"),
        ("埃里克·林德", "埃里克·林德"),
        ("John Smith", "John Smith"),
        ("河", "he"),
    ],
)
def test_people_are_sorted_by_their_surnames(name: str, sorted_as: str) -> None:
    assert pinyin.person(name) == sorted_as


def test_titles_are_sorted_by_pinyin() -> None:
    assert pinyin.title("重庆的河") == "chong qing de he"
    assert pinyin.title("River 7") == "River 7"
    titles = ["重庆", "安徽", "北京", "白河"]
    assert sorted(titles, key=pinyin.sort_key) == ["安徽", "白河", "北京", "重庆"]
