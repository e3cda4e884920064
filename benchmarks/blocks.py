"""How well blocks are found: their beginnings, kinds and raw lines, and what must stay whole.

    python -m benchmarks.blocks [PARAGRAPHS] [SHOW]

Articles are made of PARAGRAPHS (a UTF-8 file with a paragraph or heading a line; else the prose of
manuscript/) with lists, verse, captions, notes and numbered headings between, Latin words and
figures inside, and are damaged in four ways: cut at columns, wrapped with blank lines, wrapped with
indents alone, narrowed. A block is found where one begins with the same characters.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from benchmarks.manuscript import NARROW, NOT_FIRST, own_prose
from publisher.manuscript.contract import contract
from publisher.manuscript.loading import repair
from publisher.manuscript.readers.txt import draft

LATIN = (
    "5G-A", "e-mail", "OpenType", "3.14%", "1,200", "10:30", "Python 3.11", "state-of-the-art",
    "JavaScript", "https://example.org/a-b", "AI", "2026-11-24", "NASA", "international",
    "accessibility", "GDP", "typesetting", "16:9", "-5℃", "well-known", "infrastructure", "IPv6",
)  # fmt: skip
HEADS = ("一、", "二、", "三、", "四、", "五、", "六、")
_TOKEN = re.compile("[A-Za-z0-9][!-~]*[A-Za-z0-9%]|[A-Za-z0-9]")
_DIVIDED = {"inter": 5, "access": 6, "type": 4, "infra": 5}


class Truth(NamedTuple):
    """A block as the generator knows it; `label` stands before its text in the raw lines."""

    kind: str
    text: str
    label: str = ""


class Raw(NamedTuple):
    """Damaged text, its blocks, and the line with which each begins."""

    text: str
    blocks: list[Truth]
    lines: list[int]


Damage = Callable[[Sequence[Truth], random.Random], Raw]


def article(prose: Sequence[str], titles: Sequence[str], chance: random.Random) -> list[Truth]:
    """A dozen paragraphs with other blocks between."""
    blocks = [Truth("paragraph", _with_latin(chance.choice(prose), chance))]
    headings = 0
    for _ in range(chance.randint(6, 12)):
        draw = chance.random()
        if draw < 0.12:
            label = HEADS[headings % len(HEADS)] if chance.random() < 0.5 else ""
            headings += 1
            blocks.append(Truth("heading", label + chance.choice(titles)))
        elif draw < 0.2:
            blocks += _items(titles, chance)
        elif draw < 0.25:
            verse = _verse(prose, chance)
            blocks += [Truth("verse", verse)] if verse else []
        elif draw < 0.3:
            blocks.append(Truth("caption", f"图{chance.randint(1, 9)} {chance.choice(titles)}"))
        if blocks[-1].kind != "paragraph" or draw >= 0.3:
            blocks.append(Truth("paragraph", _with_latin(chance.choice(prose), chance)))
    if chance.random() < 0.3:
        blocks.append(Truth("note", "（作者系东江大学新闻学院教授）"))
    return blocks


def _items(titles: Sequence[str], chance: random.Random) -> list[Truth]:
    form = chance.choice(("{}. ", "（{}）", "· ", "{}、"))
    texts = chance.sample(titles, 3) if len(titles) > 3 else list(titles[:3])
    return [Truth("list_item", each, form.format(n)) for n, each in enumerate(texts, 1)]


def _verse(prose: Sequence[str], chance: random.Random) -> str:
    """Four lines of a length out of prose."""
    size = chance.choice((5, 7))
    clauses = [each for each in re.split("[，。；：]", "".join(chance.sample(prose, 8))) if each]
    lines = [
        each for each in clauses if len(each) == size and not re.search("[!-~“”（）《》]", each)
    ]
    return "，\n".join(lines[:4]) + "。" if len(lines) >= 4 else ""


def _with_latin(paragraph: str, chance: random.Random) -> str:
    """One to three words or figures between Han characters."""
    for _ in range(chance.randint(0, 3)):
        places = [at.start() + 1 for at in re.finditer("[一-鿿](?=[一-鿿])", paragraph)]
        if places:
            at = chance.choice(places)
            paragraph = paragraph[:at] + chance.choice(LATIN) + paragraph[at:]
    return paragraph


# ── damage ───────────────────────────────────────────────────────────────────────────────────────


def columns(blocks: Sequence[Truth], chance: random.Random) -> Raw:
    """A fifth of the paragraphs cut in two where a column ends."""

    def broken(text: str) -> list[str]:
        if len(text) < 31 or chance.random() >= 0.2:
            return [text]
        at = _place(text, chance.randrange(6, len(text) - 4))
        return [text[:at], "", text[at:]] if at > 4 else [text]

    return _laid(blocks, broken)


def wrapped(blocks: Sequence[Truth], chance: random.Random) -> Raw:
    """Lines of a fixed length, blank lines between blocks."""
    measure = chance.randrange(16, 44)
    return _laid(blocks, lambda text: _lines(text, measure))


def indented(blocks: Sequence[Truth], chance: random.Random) -> Raw:
    """Lines of a fixed length; paragraphs are shown by two ideographic spaces."""
    measure = chance.randrange(16, 44)
    return _laid(blocks, lambda text: _lines("　　" + text, measure), blank=False)


def narrowed(blocks: Sequence[Truth], chance: random.Random) -> Raw:
    """Half-width marks instead of full-width ones."""
    raw = columns(blocks, chance)
    return raw._replace(text="".join(NARROW.get(mark, mark) for mark in raw.text))


def _laid(
    blocks: Sequence[Truth], broken: Callable[[str], list[str]], *, blank: bool = True
) -> Raw:
    lines, starts = ["小城的一天", "", "本报记者 某某", ""], []
    for number, each in enumerate(blocks):
        starts.append(len(lines) + 1)
        whole = each.label + each.text
        if each.kind == "paragraph":
            lines += broken(whole)
        else:
            lines += whole.split("\n")
        after = blocks[number + 1].kind if number + 1 < len(blocks) else ""
        both_items = each.kind == after == "list_item"
        if (
            blank or "paragraph" not in (each.kind, after) or each.kind != after
        ) and not both_items:
            lines.append("")
    return Raw("\n".join(lines), list(blocks), starts)


def _place(text: str, at: int) -> int:
    """The nearest place before `at` where a line may end."""
    found = at
    while found > 1 and (text[found] in NOT_FIRST or _inside(text, found)):
        found -= 1
    return found if found > 1 else at  # a word longer than the line


def _inside(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and text[at - 1 : at + 1].isascii()


def _lines(text: str, measure: int) -> list[str]:
    """Lines of a measure; a long word is divided with a hyphen."""
    lines = []
    while len(text) > measure:
        at = _place(text, measure)
        part = next((n for head, n in _DIVIDED.items() if text.startswith(head, at)), 0)
        if part and at + part < measure and text[at + part : at + part + 1].isalpha():
            at += part
            lines.append(text[:at] + "-")
        else:
            lines.append(text[:at].rstrip(" "))
        text = text[at:].lstrip(" ")
    return [*lines, text]


# ── comparison ───────────────────────────────────────────────────────────────────────────────────


def _key(text: str) -> str:
    """The first characters of a block, marks and spaces left out."""
    return "".join(re.findall(r"\w", text))[:8]


class Count:
    """What was wanted, found and right."""

    def __init__(self) -> None:
        self.wanted = self.made = self.right = self.kinds = self.lines = 0
        self.tokens = self.whole = 0

    def add(self, raw: Raw, show: int) -> int:
        """One article."""
        said = contract(repair(draft(raw.text, "a")))["article"]
        assert isinstance(said, dict)  # noqa: S101 - for the type checker
        found = [
            *said["introduction"],
            *(each for part in said["parts"] for each in part["blocks"]),
        ]
        truth = [_key(each.label + each.text) for each in raw.blocks]
        guess = [_key(each["text"]) for each in found]
        for a, b, size in SequenceMatcher(None, truth, guess, autojunk=False).get_matching_blocks():
            for n in range(size):
                self.right += 1
                kind = found[b + n]["kind"] == raw.blocks[a + n].kind
                line = found[b + n]["line"] == raw.lines[a + n]
                self.kinds += kind
                self.lines += line
                if not (kind and line) and show > 0:
                    show -= 1
                    print("  ", raw.blocks[a + n], raw.lines[a + n], found[b + n])
        for each in sorted(set(truth) ^ set(guess)):
            if show > 0:
                show -= 1
                print("   missed" if each in truth else "   made", each)
        self.wanted += len(truth)
        self.made += len(guess)
        whole = " ".join(str(each["text"]) for each in found)
        tokens = [token for each in raw.blocks for token in _TOKEN.findall(each.text)]
        self.tokens += len(tokens)
        self.whole += sum(token in whole for token in tokens)
        return show

    def report(self, name: str) -> None:
        """Print the figures."""
        f1 = 2 * self.right / max(1, self.wanted + self.made)
        print(
            f"{name:9} begin F1 {f1:.3f}  kinds {self.kinds / max(1, self.right):.3f}  "
            f"lines {self.lines / max(1, self.right):.3f}  "
            f"whole {self.whole / max(1, self.tokens):.4f}  of {self.wanted} blocks"
        )


def main() -> None:
    """Print the figures."""
    given = len(sys.argv) > 1
    every = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n") if given else own_prose()
    show = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    whole = re.compile(r"(?!\W|[一二三四五六七八九十0-9]+[、.．·]).{30,}[。！？][”’）]?$")
    prose = [each for each in every if whole.match(each)]
    titles = [
        each
        for each in every
        if 6 <= len(each) <= 16 and not re.search("[。！？，：、●]|记者|—", each)
    ]
    titles = titles or [
        "河上的桥",
        "一条老街的早晨",
        "把水还给河流",
        "年轻人为什么回来",
        "守塔的人",
    ]
    damages: tuple[Damage, ...] = (columns, wrapped, indented, narrowed)
    for damage in damages:
        chance = random.Random(5)  # noqa: S311 - the same articles every time
        count, left = Count(), show
        for _ in range(120):
            left = count.add(damage(article(prose, titles, chance), chance), left)
        count.report(damage.__name__)


if __name__ == "__main__":
    main()
