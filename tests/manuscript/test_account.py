"""No character is lost or added, whatever comes in."""

from __future__ import annotations

import contextlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import Unusable
from publisher.manuscript.account import characters
from publisher.manuscript.clean_copy import clean_copy
from publisher.manuscript.loading import repair
from publisher.manuscript.readers.txt import draft, read

# lines of every shape, cut and marked in every way
LINES = st.sampled_from(
    [
        "河边的树",
        "——青山县种树记",
        "本报记者 方某 林某",
        "提要：三代人种下一千二百棵树。",
        "林业站站长 方某",
        "方某｜林业站站长",
        "林某（青山大学教授）",
        "青山大学林学院教授、",
        "周某",
        "护林员",
        "受访者：方某，林业站站长",
        "问：树为什么种在河边?",
        "答：河边的土松,根走得远.",
        "方某：是的。",
        "记者: 还有呢?",
        "一、挖坑",
        "（一）春天的坑",
        "1. 坑要深；",
        "· 水要透",
        "图为河边的树。（林某 摄）",
        "供图：林业站",
        "（作者系林业站站长）",
        "一棵树站在田里，",
        "像一个人。",
        '　　他说:"树,要等。"',
        "他说'树",
        "我们花了三年(一共1,000天)种树,10:30出门...",
        "用的是tree-",
        "watching的办法--慢",
        "ＡＩ和⽐较\u200b好",
        "\u200b",
        "\ufeff\u200f　　",
        "\ue5e5\ue5e5\u2060树要等。",
        "树\u2028河\u2029岸",
        "本报青山11月7日电 树活了。",
        "",
        "",
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, min_size=1, max_size=14).map("\n".join),
    st.lists(LINES, min_size=1, max_size=14).map("\r\n\r\n".join),
    st.text(
        st.sampled_from(
            "河树，。：“”\"'(（)）1a -—.…\n\n\r\t　《》、；?|·" + "\u00ad\u200b\ufeff\u2029\ue5e5"
        ),
        max_size=80,
    ),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_is_accounted_for(text: str) -> None:
    loaded = repair(draft(text, "a.txt"))
    assert "text-changed" not in [finding.code for finding in loaded.findings]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_han_characters_stay_in_number(text: str) -> None:
    """Repairs touch marks and forms alone; labels of dialogue are said by the structure."""
    article = repair(draft(text, "a.txt")).article
    kept = Counter("".join(characters(article)))
    for character in "河边树三年站根水坑":
        assert kept[character] >= Counter(text)[character] - 3 * text.count("受访者")


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_clean_copy_of_any_text_is_read_back(text: str) -> None:
    from publisher.manuscript.markdown.reading import read_article

    article = repair(draft(text, "a.txt")).article
    copy = clean_copy(article)
    again, findings = read_article(copy, "a.md")
    assert again == article
    assert not findings


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unusable):
        repair(read(data, "a.txt").content)  # type: ignore[arg-type] # a text gives a draft


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_loading_is_the_same_twice(suffix: str, text: str) -> None:
    from publisher.manuscript.readers import md

    lines = draft if suffix == ".txt" else md.draft
    assert repair(lines(text, "a")) == repair(lines(text, "a"))
