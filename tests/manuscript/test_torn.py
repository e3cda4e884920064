"""Joins that look torn, and how strict the loader is with them."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.findings import Place
from publisher.manuscript.loading import repair
from publisher.manuscript.readers.txt import draft
from publisher.manuscript.torn import SIGNS, WEIGHTS, score, signs
from publisher.manuscript.words.junctions import junctions

SOUND = [("他们从清早", "开始修桥"), ("镇上的老人", "们都记得"), ("新的图书馆", "已经开放")]
TORN = [("他们从清早", "式修桥的"), ("镇上的老", "化已经开"), ("尚未形", "率的提高")]
BODY = "河边的老屋在去年冬天全部修好，镇上的人又搬了回来，茶馆也重新开了门。"


@pytest.mark.parametrize(("sound", "torn"), list(zip(SOUND, TORN, strict=True)))
def test_a_torn_join_scores_above_a_sound_one(
    sound: tuple[str, str], torn: tuple[str, str]
) -> None:
    assert score(*torn) > score(*sound)


def test_one_weight_for_each_sign() -> None:
    assert len(WEIGHTS) == len(SIGNS) + 1
    assert len(signs("河边", "老屋")) == len(SIGNS)


@given(st.text(max_size=12), st.text(max_size=12))
@example("㐀", "廚")  # words that no table knows flow a little less than not at all, by rounding
def test_every_text_has_its_signs(before: str, after: str) -> None:
    *shares, flow = signs(before, after)
    assert SIGNS[len(shares)] == "flow"
    assert all(0 <= share <= 1 for share in shares)
    assert isfinite(flow)


def test_usual_pairs_are_bound_and_strange_ones_are_not() -> None:
    table = junctions()
    assert table.bond("我们") > table.bond("们率")
    assert table.bond("我x") == table.bond("") == 0
    assert table.meets("图书馆")
    assert not table.meets("率们率")


def lost_in(text: str) -> list[Place | None]:
    found = repair(draft(text, "a.txt")).findings
    return [finding.place for finding in found if finding.code == "text-lost"]


def test_a_torn_join_is_warned_of_where_the_rest_begins() -> None:
    cut = "工程队一边清理河道，一边把沿岸的旧房子按原来的样子重新修\n\n率也比前年提高了三成。"
    text = f"题目\n\n{BODY * 3}\n\n{cut}\n\n{BODY * 20}"
    assert Place("a.txt", 7) in lost_in(text)


def test_running_text_that_never_ends_is_warned_of() -> None:
    text = f"题目\n\n{BODY * 3}，后来人们才知道那一年的水位\n\n一、河道\n\n{BODY * 3}"
    assert not lost_in(text)  # what follows is no running text: nothing can be said
