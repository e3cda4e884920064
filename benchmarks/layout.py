"""How long laying out and writing take: the setter beside WeasyPrint's own lines, in turn.

    python -m benchmarks.layout [HAN] [ROUNDS]

Both set the same made-up article of about HAN characters (4,000) in three columns of 16 em; the
medians of CPU seconds over ROUNDS (5) are shown, and the process's peak memory. `again` is the
setter with a text that it has set before, as it has when a galley's text comes to its pages.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from publisher.engine import Assets, Document, Laid, Sheet, lay_out
from publisher.engine import faces as face_store
from publisher.engine.kept import Store
from publisher.resources import folder

WORDS = (
    "数字 之镇 面孔 技术 我们 时间 世界 互联网 今天 乌镇 大会 发展 "
    "人工智能 企业 安全 可信 未来 产业 创新 "
    "在 是 的 了 和 与 也 都 已经 正在 成为 带来 看见 相信 一种 新的 方式 AI GDP 5G 2024年 3.5%"
).split()
CSS = """
@page { size: 185mm 260mm; margin: 20mm 12mm }
html { font: 9pt/14.4pt "Publisher Song" }
div { columns: 3; column-gap: 13pt; width: 458pt }
p { margin: 0; text-indent: 2em; text-align: justify }
"""


class Face(NamedTuple):
    """A face as the engine wants it."""

    family: str
    file: Path
    index: int = 0


FACES = (Face("Publisher Song", folder("fonts") / "song-regular.ttf"),)


def article(han: int) -> Document:
    pick = random.Random(1)  # noqa: S311  # made-up text, the same each time
    paragraphs, count = [], 0
    while count < han:
        clauses = ["".join(pick.choices(WORDS, k=pick.randint(3, 9))) for _ in range(12)]
        paragraphs.append("，".join(clauses[:6]) + "。“" + "，".join(clauses[6:]) + "。”")
        count += len(paragraphs[-1])
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return Document(f"<!doctype html><body><div>{body}</div>", (Sheet("a.css", CSS),), "zh-Hans")


def once(document: Document) -> tuple[float, float]:
    start = time.process_time()
    laid: Laid = lay_out(document, FACES, Assets({}))
    middle = time.process_time()
    laid.pdf()
    return middle - start, time.process_time() - middle


def main() -> None:
    han, rounds = (int(value) for value in (*sys.argv[1:], "4000", "5")[:2])
    document = article(han)
    once(document)
    ours, again, stock = [], [], []
    for _ in range(rounds):
        face_store.configuration(FACES).store = Store()
        ours.append(once(document))
        again.append(once(document))
        with mock.patch("publisher.engine.setter.has_chinese", return_value=False):
            stock.append(once(document))
    for name, times in (("setter", ours), ("again", again), ("stock", stock)):
        layout, write = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name:8} layout {layout:.3f} s   write {write:.3f} s")
    print(f"peak     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
