"""The bar for a page of Chinese text: columns of 16 em, measured on the lines as they lie."""

from __future__ import annotations

import random
from functools import cache
from html import escape

from publisher.typesetting.classes import CLOSING, HAN, MARK, OPENING, PAUSE, WESTERN, classify
from tests.engine.pages import SetLine, laid, lines

WORDS = (
    "数字 之镇 面孔 技术 我们 时间 世界 互联网 今天 乌镇 大会 发展 "
    "人工智能 企业 安全 可信 未来 产业 创新 "
    "在 是 的 了 和 与 也 都 已经 正在 成为 带来 看见 相信 一种 新的 方式 河边 老人 孩子 桥上 走过 "
    "AI GDP 5G 2024年 3.5% LLM Web"
).split()
NO_START = "，。、；：！？”’）》·"
NO_END = "“‘（《"
COLUMN = "font-size:9pt;line-height:14pt;width:144pt"


@cache
def text(seed: int, sentences: int = 12) -> str:
    pick = random.Random(seed)
    out = []
    for _ in range(sentences):
        clauses = ["".join(pick.choices(WORDS, k=pick.randint(2, 7))) for _ in range(4)]
        clauses[1] = pick.choice(["“{}”", "《{}》", "（{}）", "——{}", "{}"]).format(clauses[1])
        out.append("，".join(clauses[:3]) + pick.choice(["。", "？", "：“" + clauses[3] + "。”"]))
    return "".join(out)


@cache
def column() -> tuple[SetLine, ...]:
    body = "".join(f"<p>{escape(text(seed))}</p>" for seed in range(20))
    drawn = laid(f"<div style='{COLUMN}'>{body}</div>")
    assert not drawn.findings
    return tuple(lines(drawn))


def full() -> list[SetLine]:
    return [line for line in column() if not line.is_last]


def test_no_line_begins_or_ends_with_what_it_must_not() -> None:
    assert not [line.text for line in column() if line.text[0] in NO_START]
    assert not [line.text for line in column() if line.text[-1] in NO_END]


def test_every_line_is_flush() -> None:
    assert len(full()) > 300
    assert not [line.text for line in full() if abs(line.width - 16) > 0.01]


def test_marks_that_meet_are_compressed_and_lines_end_with_half_a_mark() -> None:
    for line in column():
        for pair, gap in line.gaps:
            a, b = map(classify, pair)
            if a & (CLOSING | PAUSE) and b & MARK:
                assert gap < -0.35, (pair, gap, line.text)


def test_han_and_western_are_a_quarter_em_apart() -> None:
    gaps = []
    for line in column():
        for pair, gap in line.gaps:
            a, b = map(classify, pair)
            if a & HAN and b & WESTERN:
                gaps.append(gap)
    assert gaps
    assert min(gaps) >= 0.11
    assert max(gaps) <= 0.35
    assert 0.19 <= sorted(gaps)[len(gaps) // 2] <= 0.26


def test_han_characters_hardly_part() -> None:
    widest = sorted(
        max((gap for pair, gap in line.gaps if _is_han(pair)), default=0.0) for line in full()
    )
    assert widest[int(len(widest) * 0.95)] <= 0.05
    assert widest[-1] <= 0.2
    assert min(gap for line in column() for pair, gap in line.gaps if _is_han(pair)) > -0.001


def _is_han(pair: str) -> bool:
    return bool(classify(pair[0]) & classify(pair[1]) & HAN)


def test_nothing_stands_alone_on_a_last_line() -> None:
    alone = [
        line.text
        for line in column()
        if line.is_last
        and sum(not classify(char) & (OPENING | CLOSING | PAUSE) for char in line.text) < 2
    ]
    assert not alone
