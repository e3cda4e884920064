from __future__ import annotations

import pytest

from publisher.document.pages import Box
from publisher.findings import Place
from publisher.preview import aim
from publisher.preview.lines import Line

HEAD = (
    "---",
    "headline: [水乡来信, 河上的人]",
    "byline: 本刊记者 王小明",
    "---",
    "",
    "王小明来了。",
)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("河上的人", 2),
        ("水乡来信　河上的人", 2),
        ("王小明", 3),  # the line that has little else
        ("王小明来了。", 6),
        ("王小明来過了", 6),  # one that reads otherwise in print still has most of it
        ("来", 0),  # one character stands in many lines
        ("全无", 0),
        ("——", 0),
    ],
)
def test_the_line_that_has_the_words(words: str, line: int) -> None:
    assert aim.line_of(words, HEAD, range(1, 7)) == line


def test_widths_and_marks_make_no_difference() -> None:
    assert aim.line_of("“２０２６年”，第３期", ["", '"2026年", 第3期'], range(1, 3)) == 2


def test_words_in_several_texts() -> None:
    texts = [("a.md", HEAD), ("b.md", ("byline: 王小明", "title: 集"))]
    assert [(f.file, f.line) for f in aim.anywhere("王小明", texts)] == [("a.md", 3), ("b.md", 1)]
    assert aim.anywhere("目录", texts) == []
    assert aim.anywhere("12", texts) == []


def test_a_running_head_is_not_the_headline() -> None:
    box = Box(2, 0, 50, 300, 400, Place("a.md", 1))
    head, title = Line("水乡来信", 10, 10, 40, 10), Line("水乡来信", 10, 60, 160, 40)
    assert aim.mark("headline: [水乡来信]", [head, title], box) == Box(
        2, 10, 60, 160, 40, box.place
    )
    assert aim.mark("---", [head, title], box) is None
