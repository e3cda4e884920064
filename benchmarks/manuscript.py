"""How well damaged prose is repaired, and how fast.

    python -m benchmarks.manuscript [PARAGRAPHS]

PARAGRAPHS is a UTF-8 file with one sound paragraph or heading a line; without it the prose of
manuscript/ is used, which the rules were tuned beside. A file that they have not seen says more:
the figures of docs/decisions come from newspaper prose that the repository does not hold.

The damage is made here, by a seeded generator: paragraphs cut anywhere as columns cut them, lines
broken at a fixed measure, with blank lines or with indents alone, and full-width marks narrowed.
Boundaries are compared as offsets into the text without white space.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from publisher.document.model import Paragraph, plain
from publisher.manuscript.account import characters
from publisher.manuscript.loading import load, repair
from publisher.manuscript.readers.txt import draft

ROOT = Path(__file__).parent.parent
NARROW = dict(zip("，；：？！（）", ",;:?!()", strict=True))
NOT_FIRST = "，。、；：！？”’）》」』…—"
# what must stay as it is in the midst of Chinese
HALF_WIDTH = (
    "1+1>2", "10:30", "3.14", "16:9", "1,200", "https://example.org/a?b=1,2&c=3", "C++", "#1",
    "name.surname@example.org", "f(x, y) = x + y", "print('hi')", "a[0]", "[1]", "[12-14]",
    "v2.0.1", "2026.11.24", "A/B", "50%", "1.5:1", "192.168.0.1", "Node.js", "U.S.", "e.g.",
    "10,000.50", "100~200", "$3.50", "Yes, we can!", "(2+3)*4=20", "Mr. Smith", "p.12", "No.5",
    "O(n)", "24/7", "www.example.org", "@someone", "T+1", "9:00-17:00", "3:2", "https://a.cn/b(1)",
    "To be, or not to be: that is the question.", "x = {'a': 1}", "Rock & Roll", "ISO 9001:2015",
)  # fmt: skip
PER_ARTICLE = 14
Damage = Callable[[Sequence[str], random.Random], str]


def articles(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    """Runs of paragraphs, each below a headline and a first paragraph of our own."""
    for start in range(0, len(paragraphs), PER_ARTICLE):
        yield list(paragraphs[start : start + PER_ARTICLE])


def columns(paragraphs: Sequence[str], chance: random.Random) -> str:
    """A fifth of the paragraphs cut in two where a column ends."""
    done = []
    for each in paragraphs:
        if len(each) > 30 and chance.random() < 0.2:
            at = chance.randrange(6, len(each) - 4)
            while (
                each[at] in NOT_FIRST
                or each[at - 1] in "。！？”"
                or each[at - 1 : at + 1].isascii()
            ):
                at -= 1
            done += [each[:at], each[at:]] if at > 4 else [each]
        else:
            done.append(each)
    return "\n\n".join(done)


def wrapped(paragraph: str, measure: int, indent: str = "") -> str:
    """A paragraph in lines of a measure; no line begins with a mark."""
    rest, lines = indent + paragraph, []
    while len(rest) > measure:
        at = measure
        while at > 1 and (rest[at] in NOT_FIRST or rest[at - 1 : at + 1].isascii()):
            at -= 1
        lines.append(rest[:at])
        rest = rest[at:]
    return "\n".join([*lines, rest])


def hard_wrapped(paragraphs: Sequence[str], chance: random.Random) -> str:
    """Lines of a fixed length, blank lines between paragraphs."""
    measure = chance.randrange(14, 44)
    return "\n\n".join(wrapped(each, measure) for each in paragraphs)


def indented(paragraphs: Sequence[str], chance: random.Random) -> str:
    """Lines of a fixed length, paragraphs shown by two ideographic spaces alone."""
    measure = chance.randrange(14, 44)
    return "\n".join(wrapped(each, measure, "　　") for each in paragraphs)


def narrowed(paragraphs: Sequence[str], chance: random.Random) -> str:
    """Every full-width mark that has a half-width twin is narrowed; nothing is cut."""
    return "\n\n".join("".join(NARROW.get(mark, mark) for mark in each) for each in paragraphs)


def boundaries(paragraphs: Sequence[str]) -> set[int]:
    """Offsets of paragraph ends, white space not counted; the last one is given."""
    ends, length = set(), 0
    for each in paragraphs[:-1]:
        length += len(re.sub(r"\s", "", each))
        ends.add(length)
    return ends


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs that the loader makes of a raw text."""
    from publisher.manuscript.normalise import normalise_characters
    from publisher.manuscript.rejoin import rejoin

    return [each.text for each in rejoin(normalise_characters(draft(text, "a"))).passages]


def score(paragraphs: Sequence[str], damage: Damage, show: int = 0) -> tuple[float, float, float]:
    """Precision, recall and F1 of paragraph boundaries."""
    chance = random.Random(7)  # noqa: S311 - the same damage every time
    right = made = wanted = 0
    for article in articles(paragraphs):
        found = paragraphs_of(damage(article, chance))
        truth, guess = boundaries(article), boundaries(found)
        right += len(truth & guess)
        made += len(guess)
        wanted += len(truth)
        if show and truth != guess:
            show -= 1
            _differences(article, truth, guess)
    precision, recall = right / max(1, made), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _differences(article: Sequence[str], truth: set[int], guess: set[int]) -> None:
    text = re.sub(r"\s", "", "".join(article))
    for at in sorted(truth ^ guess):
        sign = "joined" if at in truth else "parted"
        print(f"   {sign}: {text[max(0, at - 16) : at]}|{text[at : at + 12]}")


def widths(paragraphs: Sequence[str]) -> tuple[float, float]:
    """The share of narrowed marks restored, and of half-width phrases that stayed as they were."""
    chance = random.Random(3)  # noqa: S311 - the same damage every time
    restored = marks = kept = phrases = 0
    for each in paragraphs:
        places = [at.start() + 1 for at in re.finditer("[一-鿿](?=[一-鿿])", each)]
        if not places:
            continue
        at, phrase = chance.choice(places), chance.choice(HALF_WIDTH)
        narrow = "".join(NARROW.get(mark, mark) for mark in each)
        raw = narrow[:at] + phrase + narrow[at:]
        done = repair(draft("题目\n\n第一段。\n\n" + raw, "a")).article
        text = "".join(characters(done)).removeprefix("题目第一段。")
        phrases += 1
        kept += phrase in text
        if text.count(phrase) != 1 or len(text) != len(each) + len(phrase):
            continue  # another repair moved the characters; only marks are counted here
        rest = text.replace(phrase, "")
        marks += sum(old in NARROW for old in each)
        restored += sum(old in NARROW and new == old for old, new in zip(each, rest, strict=True))
    return restored / max(1, marks), kept / max(1, phrases)


def own_prose() -> list[str]:
    """The paragraphs of manuscript/."""
    files = sorted((ROOT / "manuscript" / "articles").iterdir())
    found = [block for file in files for block in load(file, file.name).article.blocks()]
    return [plain(block.inlines) for block in found if isinstance(block, Paragraph)]


def main() -> None:
    """Print the figures."""
    if len(sys.argv) > 1:
        paragraphs = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    else:
        paragraphs = own_prose()
    paragraphs = [each for each in paragraphs if each.strip()]
    show = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    for damage in (columns, hard_wrapped, indented):
        precision, recall, f1 = score(paragraphs, damage, show)
        print(f"{damage.__name__:13} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    restored, kept = widths(paragraphs)
    print(f"marks         restored {restored:.3f}  half-width kept {kept:.3f}")
    _time(paragraphs)


def _time(paragraphs: Sequence[str]) -> None:
    text = "\n\n".join(paragraphs)
    text *= 1 + 1_000_000 // len(text.encode())
    start = time.perf_counter()
    repair(draft(text, "a"))
    wall = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"1 MB          {wall:.2f} s   peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
