"""How many places of lost text are warned of, and how often sound text is.

    python -m benchmarks.lost PARAGRAPHS

PARAGRAPHS is a UTF-8 file with one sound paragraph a line. A fifth of the paragraphs are cut where
a column might end, and at each cut one to six characters are lost; the same cuts without a loss,
and the text as it stands, show the false alarms.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.manuscript import NOT_FIRST, articles, own_prose
from publisher.manuscript.loading import repair
from publisher.manuscript.readers.txt import draft

Cut = tuple[str, list[int]]


def cut(paragraphs: Sequence[str], lost: bool, chance: random.Random) -> Cut:
    """The damaged text and the lines that begin with the rest of a cut paragraph."""
    lines, places = ["小城的一天", "", "本报记者 某某", ""], []
    for each in paragraphs:
        if len(each) > 40 and chance.random() < 0.2:
            at = chance.randrange(8, len(each) - 14)
            while (
                each[at] in NOT_FIRST
                or each[at - 1] in "。！？”"
                or each[at - 1 : at + 1].isascii()
            ):
                at -= 1
            size = chance.randint(1, 6)
            if at > 6:
                lines += [each[:at], "", each[at + size if lost else at :], ""]
                places.append(len(lines) - 1)
                continue
        lines += [each, ""]
    return "\n".join(lines), places


def warned(text: str) -> list[int]:
    """Lines with a warning of lost text."""
    done = repair(draft(text, "a"))
    return [f.place.line for f in done.findings if f.code == "text-lost" and f.place]


def main() -> None:
    """Print the figures."""
    given = len(sys.argv) > 1
    found = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n") if given else own_prose()
    paragraphs = [each for each in found if re.search("[。！？…][”’）》」』]?$", each)]
    chance = random.Random(3)  # noqa: S311 - the same damage every time
    hit = places = extra = false = alarms = length = 0
    for article in articles(paragraphs):
        text, lines = cut(article, True, chance)
        told = set(warned(text))
        near = {line for line in lines if told & {line, line - 1, line - 2}}
        hit += len(near)
        places += len(lines)
        extra += len(told - {line - back for line in lines for back in (0, 1, 2)})
        false += len(warned(cut(article, False, chance)[0]))
        alarms += len(warned("\n\n".join(["小城的一天", *article])))
        length += sum(map(len, article))
    print(f"lost places warned of  {hit / max(1, places):.3f} of {places}, elsewhere {extra}")
    print(f"false alarms           cut 1 in {length // max(1, false)} characters, {false} in all")
    print(f"                       whole 1 in {length // max(1, alarms)}, {alarms} in all")


if __name__ == "__main__":
    main()
