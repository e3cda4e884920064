"""How well speakers, their roles and their headlines are found in features that are made up here.

    python -m benchmarks.features [PARAGRAPHS] [SHOW]

Names, offices and houses are drawn from lists, paragraphs and headlines from PARAGRAPHS (a UTF-8
file with a paragraph or heading a line; else the prose of manuscript/). A speaker is presented in
one of seven shapes, columns cut a fifth of the paragraphs, and marks are narrowed.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.manuscript import NARROW, columns, own_prose
from publisher.document.model import Article, Paragraph, Part, plain
from publisher.manuscript.loading import repair
from publisher.manuscript.readers.txt import draft

FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐"
    "许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英华慧建国文平志刚海燕晓东宁思远若溪一诺子涵景行怀瑾书白"
)
FOREIGN = ("安德烈·莫罗", "玛丽亚·科斯塔", "约翰·贝克", "艾琳·霍夫曼", "保罗·里奇")
HOUSES = (
    "东江大学", "北原科技有限公司", "青河研究院", "临海市第二中学", "云山县文化馆",
    "南岸区人民医院",
    "长桥村", "中国河流学会", "西川美术馆", "海陵出版社", "新泽合作社", "国际桥梁联盟",
)  # fmt: skip
UNITS = ("", "新闻与传播学院", "水利系", "数字人文实验室", "产品部", "战略研究中心")
OFFICES = (
    "教授", "副院长", "首席科学家", "创始人", "总经理", "研究员", "主任医师", "校长",
    "党支部书记", "馆长",
    "秘书长", "工程师", "董事长", "副总裁", "总编辑", "理事长", "讲师",
    "项目负责人", "联合创始人兼首席执行官",
)  # fmt: skip
Shown = Callable[[str, Sequence[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Truth:
    """One speaker as the generator knows it."""

    name: str
    roles: tuple[str, ...]
    headline: tuple[str, ...]


def _above(name: str, roles: Sequence[str]) -> list[str]:
    return [*roles, name]


def _below(name: str, roles: Sequence[str]) -> list[str]:
    return [name, *roles]


def _in_line(name: str, roles: Sequence[str]) -> list[str]:
    return [*(f"{role}、" for role in roles[:-1]), f"{roles[-1]} {name}"]


def _barred(name: str, roles: Sequence[str]) -> list[str]:
    return [f"{name}｜{'、'.join(roles)}"]


def _barred_after(name: str, roles: Sequence[str]) -> list[str]:
    return [f"{'、'.join(roles)} | {name}"]


def _bracketed(name: str, roles: Sequence[str]) -> list[str]:
    return [f"{name}（{'、'.join(roles)}）"]


def _guest(name: str, roles: Sequence[str]) -> list[str]:
    return [f"嘉宾：{'、'.join(roles)} {name}"]


SHAPES: tuple[Shown, ...] = (_above, _below, _in_line, _barred, _barred_after, _bracketed, _guest)


def person(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    """A name and one or two offices."""
    own = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2))))
    name = chance.choice(FOREIGN) if chance.random() < 0.12 else own
    count = 1 if chance.random() < 0.65 else 2
    houses = chance.sample(HOUSES, count)
    return name, tuple(
        house + (chance.choice(UNITS) if len(house) < 6 else "") + chance.choice(OFFICES)
        for house in houses
    )


def feature(
    prose: Sequence[str], titles: Sequence[str], chance: random.Random
) -> tuple[str, list[Truth]]:
    """A raw text and its speakers."""
    shape = chance.choice(SHAPES)
    lines = [chance.choice(titles), "", chance.choice(prose), ""]
    truth: list[Truth] = []
    for _ in range(chance.randint(2, 6)):
        name, roles = person(chance)
        if name in (each.name for each in truth):
            continue
        headline = tuple(chance.sample(titles, chance.choice((1, 1, 2))))
        truth.append(Truth(name, roles, headline))
        lines += [*shape(name, roles), "", *headline, ""]
        lines += [columns(chance.sample(prose, chance.randint(2, 5)), chance), ""]
    text = "\n".join(lines)
    if chance.random() < 0.5:
        text = "".join(NARROW.get(mark, mark) for mark in text)
    return text, truth


# the words that lean on the sentence before
LEANING = tuple(
    "这 那 此 它 他 她 因此 所以 于是 例如 比如 同时 但 而 然而 不过 可是 另外 其中 其次 并且 "
    "还有 总之 由此 为此 否则 首先 最后， 当然 结果 后来".split()
)
_WHOLE = re.compile("[^。！？]*[。！？]+[”’）」』》]*")


def broken_rules(part: Part) -> list[str]:
    """What a speaker's pull quote lacks; empty where it has all that is asked of one."""
    texts = [plain(each.inlines) for each in part.blocks if isinstance(each, Paragraph)]
    sentences = [each for text in texts for each in _WHOLE.findall(text)]
    fitting = [each for each in sentences if 15 <= _count(each) <= 45 and _stands_alone(each)]
    quote = part.pull_quote.text if part.pull_quote else ""
    if not quote:
        return ["none"] if fitting else []
    broken = []
    if not any(quote == each.strip() for each in sentences):
        broken.append("no whole sentence")
    if not _stands_alone(quote):
        broken.append("leans, or leaves a pair open")
    if fitting and not 15 <= _count(quote) <= 45:
        broken.append("length")
    if quote.strip("。！？") == "".join(part.headline):
        broken.append("the headline again")
    return broken


def _count(text: str) -> int:
    return len(re.findall("[一-鿿]|[A-Za-z0-9]+", text))


def _stands_alone(text: str) -> bool:
    pairs = ("“”", "‘’", "（）", "《》", "「」")
    closed = all(text.count(a) == text.count(b) for a, b in pairs)
    return closed and not text.lstrip("“‘「").startswith(LEANING)


def found_in(text: str) -> Article:
    """The article that the loader makes."""
    return repair(draft(text, "a")).article


def main() -> None:
    """Print the figures."""
    given = len(sys.argv) > 1
    every = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n") if given else own_prose()
    show = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    prose = [each for each in every if re.search("。[”’）]?$", each) and len(each) > 30]
    no_title = re.compile("[。！？，：、●]|记者|———")
    titles = [each for each in every if 6 <= len(each) <= 18 and not no_title.search(each)]
    titles = titles or [
        "河上的桥",
        "一条老街的早晨",
        "把水还给河流",
        "年轻人为什么回来",
    ]
    chance = random.Random(11)  # noqa: S311 - the same features every time
    wanted = made = names = offices = headlines = quotes = 0
    for _ in range(150):
        text, truth = feature(prose, titles, chance)
        parts = {s.name: (s, part) for part in found_in(text).parts for s in part.speakers}
        wanted += len(truth)
        made += len(parts)
        for each in truth:
            if each.name not in parts:
                show = _show(show, f"missed among {list(parts)}", each, text)
                continue
            speaker, part = parts[each.name]
            broken = broken_rules(part)
            quotes += not broken
            if broken:
                show = _show(show, f"quote {broken} {part.pull_quote}", each, "")
            names += 1
            offices += speaker.roles == each.roles
            headlines += part.headline == each.headline
            if speaker.roles != each.roles:
                show = _show(show, f"roles {speaker.roles}", each, "")
            if part.headline != each.headline:
                show = _show(show, f"headline {part.headline}", each, text)
    print(f"speakers   precision {names / max(1, made):.3f}  recall {names / wanted:.3f}")
    print(f"roles      {offices / max(1, names):.3f}")
    print(f"quotes     {quotes / max(1, names):.3f}")
    print(f"headlines  {headlines / max(1, names):.3f}  of {wanted} speakers")


def _show(left: int, what: str, truth: Truth, text: str) -> int:
    if left > 0:
        place = text.find(truth.name)
        print(f"   {what}: {truth}\n      {text[max(0, place - 40) : place + 90]!r}")
    return left - 1


if __name__ == "__main__":
    main()
