"""The small table of readings says what pypinyin says, and leaves to it what has several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict

from publisher.document import pinyin

KNOWN = pinyin._readings()
RUNS = st.sampled_from(["AI", "，", " ", "2025 年", "——", "a b", "のé"])


def said(text: str) -> list[str]:
    return lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)


@given(st.lists(st.sampled_from(sorted(KNOWN)) | RUNS).map("".join))
def test_what_has_one_reading_is_read_as_pypinyin_reads_it(text: str) -> None:
    assert pinyin._syllables(text) == said(text)


@pytest.mark.parametrize("text", ["重庆", "银行行长", "了不起的会计", "大夫得了", "百篇一𠀀"])
def test_what_has_several_is_left_to_its_phrases(text: str) -> None:
    assert not set(text) <= set(KNOWN)
    assert pinyin._syllables(text) == said(text)


@pytest.mark.slow
def test_no_phrase_reads_a_character_of_the_table_in_another_way() -> None:
    whole = (phrase for phrase in phrases_dict if set(phrase) <= set(KNOWN))
    assert all(pinyin._syllables(phrase) == said(phrase) for phrase in whole)
