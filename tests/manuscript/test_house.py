"""The house's own lists: what they find, where, and what is wrong in them."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.document.model import Article, Paragraph, Part, Table, Text
from publisher.errors import Unusable
from publisher.findings import Finding, Place, Severity
from publisher.manuscript import Loaded, house_findings, read_house
from publisher.manuscript.house import lists
from publisher.manuscript.house.words import Words
from publisher.manuscript.loading import load, repair
from publisher.manuscript.readers.txt import draft
from tests import cases


@pytest.mark.parametrize("case", cases.read("house"), ids=str)
def test_lists(case: cases.Case) -> None:
    listed, _, text = case.given.partition("\n----\n")
    found = _told(listed, text)
    order = {line: number for number, line in enumerate(case.expected.split("\n"))}
    assert sorted(found, key=lambda line: order.get(line, 99)) == [
        line for line in case.expected.split("\n") if line
    ]


def _told(listed: str, text: str) -> list[str]:
    loaded = repair(draft(text, "a.txt"))
    return [_line(each) for each in house_findings(read_house(listed, "h"), loaded, "a.txt")]


def _line(finding: Finding) -> str:
    values = dict(finding.values)
    keys = ("word", "right") if "word" in values else ("name", "found", "right")
    words = " ".join(str(values[key]) for key in keys).strip()
    return f"{finding.place.line if finding.place else 0} {finding.code} {words}"


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("nams: []", 1, "settings-unknown-key"),
        ("names:\n  - {nam: 方某}", 2, "settings-unknown-key"),
        ("names:\n  - {title: 教授}", 2, "settings-missing-key"),
        ("terms:\n  - {use: 河}", 2, "settings-missing-key"),
        ("names: 方某", 1, "house-shape"),
        ("terms:\n  - {use: 河, not: [[水]]}", 2, "house-shape"),
        ("avoid:\n  - {word: 河, why: [水]}", 2, "house-shape"),
        ("avoid:\n  - ''", 2, "house-shape"),
        ("avoid:\n  -", 2, "house-shape"),
        ('avoid:\n  - "河\\e[2J"', 2, "settings-unseen"),
        ('avoid:\n  - {word: 河, why: "\\u202e"}', 2, "settings-unseen"),
        ("avoid:\n  - " + "河" * 101, 2, "house-long"),
        ("avoid:\n  - 河\nallow: [河]", 3, "house-twice"),
        ("names:\n  - 方某\n  - {name: 方某, title: 教授}", 3, "house-twice"),
        ("terms:\n  - {use: 河, not: 水}\n  - {use: 江, not: 水}", 3, "house-twice"),
        ("terms:\n  - {use: 河, not: 水}\n  - {use: 水, not: 江}", 3, "house-twice"),
        ("names: [", 1, "settings-yaml"),
        ("names: &a [*a]", 1, "settings-anchor"),
        ("[]", 1, "settings-mapping"),
    ],
)
def test_mistakes(text: str, line: int, code: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_house(text, "house.yaml")
    found = caught.value.findings[0]
    assert (found.place.line if found.place else 0, found.code) == (line, code)


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(Unusable) as caught:
        read_house("nams: []\nnames:\n  - {nme: 方某}\navoid: 河", "house.yaml")
    lines = [each.place.line for each in caught.value.findings if each.place]
    assert lines == [1, 3, 3, 4]


def test_the_nearest_key_is_named_and_nothing_steers_a_terminal() -> None:
    with pytest.raises(Unusable) as caught:
        read_house('"avoyd\\e[2J": []', "house.yaml")
    values = dict(caught.value.findings[0].values)
    assert values == {"key": "avoyd·[2J", "nearest": "avoid"}


def test_too_many_words_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LARGEST", 3)
    assert len(read_house("avoid: [一, 二, 三]", "h").faults) == 3
    for text in ("avoid: [一, 二, 三, 四]", "terms: [{use: 一, not: [二, 三, 四]}]"):
        with pytest.raises(Unusable) as caught:
            read_house(text, "h")
        (found,) = caught.value.findings
        assert (found.code, bool(found.place and found.place.line)) == ("house-many", True)


def test_tables_and_their_captions_are_looked_through() -> None:
    cell, plain = (Text("最佳的河"),), (Text("河"),)
    table = Table(((plain, cell),), caption=(Text("最佳的树"),), place=Place("a.md", 7))
    part = Part((), (), (Paragraph(plain, Place("a.md", 3)), table))
    article = Article(("河",), (part,), dateline="最佳的桥", place=Place("a.md", 1))
    found = house_findings(read_house("avoid: [最佳]", "h"), Loaded(article), "a.md")
    assert [each.place.line for each in found if each.place] == [1, 7, 7]


def test_a_title_in_the_text_is_a_note_and_a_reason_is_told() -> None:
    listed = "names: [{name: 方某, title: 教授}]\navoid: [{word: 最佳, why: 广告法}]"
    loaded = repair(draft("河边的树\n\n馆长方某说，桥是最佳的。", "a.txt"))
    found = {each.code: each for each in house_findings(read_house(listed, "h"), loaded, "a.txt")}
    assert found["house-title-in-text"].severity is Severity.NOTE
    assert dict(found["house-avoid"].values)["why"] == "（广告法）"


def test_the_line_of_a_word_in_a_clean_copy(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nheadline: [河边的树]\n---\n\n一段。\n\n最佳的桥。\n", encoding="utf-8")
    found = house_findings(read_house("avoid: [最佳]", "h"), load(file, "a.md"), "a.md")
    assert [each.place for each in found] == [Place("a.md", 7)]


@given(st.text("names: -[]{}，河\n'\"&*!0", max_size=60))
def test_no_list_is_a_traceback(text: str) -> None:
    with contextlib.suppress(Unusable):
        read_house(text, "house.yaml")


@given(
    st.lists(st.text("河边树aB1", min_size=1, max_size=5), max_size=12),
    st.text("河边树，aB1", max_size=40),
)
def test_words_are_found_as_by_looking_for_each(words: list[str], text: str) -> None:
    def is_whole(at: int) -> bool:
        return not (text[at - 1 : at].isascii() and text[at : at + 1].isascii()) or not (
            text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
        )

    every = {
        (start, start + len(word))
        for word in words
        for start in range(len(text))
        if text.startswith(word, start)
        and (start == 0 or is_whole(start))
        and is_whole(start + len(word))
    }
    outer = [
        (start, end)
        for start, end in sorted(every)
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in every)
    ]
    assert [tuple(each) for each in Words(words).found(text)] == outer
