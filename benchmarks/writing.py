"""Made-up articles for timings: reports with speakers, headings and quotes, no sentence twice.

As newsrooms send them, half are plain text that has to be repaired, half are Markdown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

WHO = "石匠 船工 测量员 守桥人 修表匠 摆渡人 档案员 水文站长 木匠的女儿 新来的校长 老邮差".split()
WHEN = "天亮以前 涨水那年 雾散之后 秋收过后 每逢初一 去年10月 灯亮起来的时候 第二次勘测时".split()
DOES = (
    "把图纸重新描了一遍 在桥墩上画了一道红线 数清了对岸的灯 替旧船换上新的龙骨 "
    "记下每块石头的名字 向县里写了两封长信 教孩子们辨认风向 用0.5毫米的笔标出裂缝 "
    "守着仪表等到半夜 给AI模型念了一段河道志 把1935年的刻线描深了一些"
).split()
WHY = (
    "因为桥不只是石头 为的是让两岸的人重新见面 没有人催他 这才是手艺的根本 谁也说不清值不值得 "
    "只有走过的人才会相信 后来成了规矩 “慢一点”是她常说的话 不是怀旧，而是负责"
).split()
NAMES = "周砚秋 沈知远 罗渡生 陆春迟 程一苇 顾满仓 林晚舟 桑未央".split()
OFFICES = "桥梁养护中心主任 河道志主编 水文站高级工程师 长桥村党支部书记 档案馆研究员".split()
TOPICS = "一条河与三座桥 给老桥做一次体检 渡口 数字之外的水位 石头记得的事 谁来守夜".split()
SIZE = 3300  # characters, which fill about three pages of `feature`
SPEAKERS = 3


class Speech(NamedTuple):
    """What one person says: who it is, a heading, paragraphs."""

    office: str
    name: str
    heading: str
    paragraphs: tuple[str, ...]


class Written(NamedTuple):
    """An article as its author has it."""

    headline: str
    byline: str
    opening: str
    speeches: tuple[Speech, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All running text."""
        return (self.opening, *(p for speech in self.speeches for p in speech.paragraphs))


def articles(count: int, seed: int = 1) -> Iterator[Written]:
    """So many articles, the same for a seed."""
    for number in range(1, count + 1):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - text, not a secret
        sentences = _sentences(chance)
        speeches = []
        for name in chance.sample(NAMES, SPEAKERS):
            texts: list[str] = []
            while sum(map(len, texts)) < SIZE / SPEAKERS:
                texts.append("".join(next(sentences) for _ in range(chance.randint(3, 8))))
            heading = f"{chance.choice(TOPICS)}之{chance.randint(2, 99)}"
            speeches.append(Speech(chance.choice(OFFICES), name, heading, tuple(texts)))
        headline = f"{chance.choice(TOPICS)}：第{number}篇手记"
        opening = "".join(next(sentences) for _ in range(3))
        yield Written(headline, chance.choice(NAMES), opening, tuple(speeches))


def _sentences(chance: random.Random) -> Iterator[str]:
    """Sentences, each once."""
    every = list(product(WHEN, WHO, DOES, WHY))
    for when, who, does, why in chance.sample(every, len(every)):
        yield f"{when}，{who}{does}，{why}{chance.choice('。。。。！？')}"


def as_text(article: Written) -> str:
    """As it comes by mail: lines, nothing marked, half-width commas."""
    rows = [article.headline, f"本刊记者 {article.byline}", article.opening]
    for speech in article.speeches:
        rows += [f"{speech.office} {speech.name}", speech.heading, *speech.paragraphs]
    return "\n\n".join(row.replace("，", ",") for row in rows) + "\n"


def as_markdown(article: Written) -> str:
    """The same in Markdown."""
    rows = [f"# {article.headline}", article.opening]
    for speech in article.speeches:
        rows += [f"## {speech.heading}", *speech.paragraphs]
    return "\n\n".join(rows) + "\n"


def write(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """A publication of so many articles in a folder; its manuscripts in their order."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    files = []
    for number, article in enumerate(articles(count, seed), 1):
        suffix, form = (".txt", as_text) if number % 2 else (".md", as_markdown)
        files.append(folder / "articles" / f"{number:03}{suffix}")
        files[-1].write_text(form(article), encoding="utf-8")
    listed = "".join(f"  - articles/{file.name}\n" for file in files)
    settings = (
        "title: 澜渡年鉴\ndate: 2026-11-07\npublisher: 澜渡杂志社\nlayout: feature\n"
        "print: {trim: 185x260mm, bleed: 3mm, condition: coated-sheetfed}\n"
        f"articles:\n{listed}"
    )
    (folder / "publication.yaml").write_text(settings, encoding="utf-8")
    return files
