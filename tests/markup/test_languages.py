"""Which passages are read aloud in another language, and which stay Chinese."""

from __future__ import annotations

import pytest

from publisher.markup.languages import parted, spoken

CHINESE = (
    "他说话。",
    "",
    "有限元（finite element）方法",  # a term
    "iPhone 15 Pro Max 发布",  # a name
    "世界互联网大会（World Internet Conference）",
    "见 Smith et al., 2019",
    "我们の店",  # an ornament
    "α射线和Ω",
    "KPI、OKR、ROI 三项指标",
)


@pytest.mark.parametrize("text", CHINESE)
def test_names_terms_and_ornaments_stay_chinese(text):
    assert list(parted(text)) == [(text, None)]


@pytest.mark.parametrize(
    ("text", "passage", "language"),
    [
        ("他说“To be, or not to be.”走了", "To be, or not to be.", "en"),
        ("the rest of us，三个词", "the rest of us", "en"),
        ("唱Je ne regrette rien的人", "Je ne regrette rien", "fr"),
        ("写道：Der Mensch ist frei。", "Der Mensch ist frei", "de"),
        ("电影《となりのトトロ》很好看", "となりのトトロ", "ja"),
        ("写着이것은 한국어的纸", "이것은 한국어", "ko"),
        ("书名Война и мир的意思", "Война и мир", "ru"),
        ("一句Українська мова在前", "Українська мова", "uk"),
    ],
)
def test_passages_are_found_whole(text, passage, language):
    pieces = list(parted(text))
    assert (passage, language) in pieces
    assert "".join(piece for piece, _ in pieces) == text
    assert [lang for _, lang in pieces if lang] == [language]


def test_the_mark_is_in_both_spellings():
    mark = '<span lang="en" xml:lang="en">now &amp; in the end</span>'
    assert spoken("今now & in the end") == "今" + mark
