"""Equality and keys see content, never places."""

from __future__ import annotations

from publisher.document.characters import first_places
from publisher.document.key import key
from publisher.document.model import (
    Article,
    Entry,
    Paragraph,
    Part,
    Publication,
    Ruby,
    Span,
    Text,
    plain,
)
from publisher.document.printing import Print
from publisher.findings import Place


def _article(line: int, text: str = "正文。") -> Article:
    body = Paragraph((Text(text),), Place("a.txt", line))
    return Article(("标题",), (Part((), (), (body,)),), place=Place("a.txt", 1))


def test_a_blank_line_above_changes_no_key() -> None:
    assert _article(3) == _article(4)
    assert key(_article(3)) == key(_article(4))
    assert key(_article(3)) != key(_article(3, "正文！"))


def test_keys_tell_neighbouring_values_apart() -> None:
    assert key("ab", "c") != key("a", "bc")
    assert key(("a",), "b") != key("a", ("b",))
    assert key(1) != key("1")


def test_plain_text_leaves_readings_out() -> None:
    inlines = (Text("在"), Ruby("乌镇", "wū zhèn"), Span("strong", (Text("看"),)))
    assert plain(inlines) == "在乌镇看"


def test_every_character_knows_its_first_place() -> None:
    entry = Entry(_article(7, "龘字。"), "a.txt")
    publication = Publication("题", (entry,), "", Print((1, 1), 0, ""), "feature")
    places = first_places(publication)
    assert places["龘"] == Place("a.txt", 7)
    assert places["标"] == Place("a.txt", 1)
    assert places["题"] == Place("a.txt", 1)
