"""How long an e-book takes beside pandoc, how the time grows, and the most memory it holds.

    python -m benchmarks.epub [TEXT] [ROUNDS]

Books of 10, 100 and 400 articles of 3000 characters and one of 100 of 10 000, written in Markdown
from the paragraphs of TEXT (a file of plain text, a paragraph a line; else made up). Both programs
make each book in one run, by turns, in new processes; the medians are shown. Pandoc is not
installed by anything here: without it, ours alone is timed. Nothing is kept from round to round.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from publisher.pipeline import cache

BOOKS = ((10, 3000), (100, 3000), (400, 3000), (100, 10_000))  # articles, characters of each
COMMON = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会"


_FRESH = os.environ | {cache.VARIABLE: "off"}


def main() -> None:
    """Time all books."""
    text = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    pandoc = shutil.which("pandoc")
    for articles, size in BOOKS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _write(folder, articles, size, text)
            ours = [sys.executable, "-m", "publisher", "epub", name, "-o", f"{name}/a.epub"]
            theirs = [pandoc or "", "-t", "epub3", "--toc", "-M", "title=x", "-M", "lang=zh-Hans"]
            theirs += ["-o", f"{name}/b.epub", f"{name}/whole.markdown"]
            commands = {"publisher": ours} | ({"pandoc": theirs} if pandoc else {})
            runs: dict[str, list[tuple[float, float]]] = {each: [] for each in commands}
            for _ in range(rounds):
                for each, command in commands.items():
                    runs[each].append(_once(command))
            for each, seen in runs.items():
                wall, memory = (statistics.median(column) for column in zip(*seen, strict=True))
                book = f"{articles} × {size}"
                print(f"{book:12} {each:10} {wall:.2f} s   peak {memory:.0f} MB")


def _once(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak megabytes."""
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, _FRESH, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def _write(folder: Path, articles: int, size: int, text: Path | None) -> None:
    """A publication of clean copies, and the same in one file as pandoc reads it."""
    paragraphs = cycle(_given(text) if text else list(_made_up()))
    whole = []
    for number in range(1, articles + 1):
        body: list[str] = []
        while sum(map(len, body)) < size:
            body.append(next(paragraphs))
        words = "\n\n".join(body)
        name = folder / "articles" / f"{number:03}.md"
        name.parent.mkdir(exist_ok=True)
        name.write_text(f"---\nheadline: 第{number}篇\n---\n\n{words}\n", encoding="utf-8")
        whole.append(f"# 第{number}篇\n\n{words}\n")
    (folder / "whole.markdown").write_text("\n".join(whole), encoding="utf-8")
    listed = "".join(f"  - articles/{n:03}.md\n" for n in range(1, articles + 1))
    settings = f"title: 百篇\npublisher: 某社\narticles:\n{listed}"
    (folder / "publication.yaml").write_text(settings, encoding="utf-8")


def _given(text: Path) -> list[str]:
    lines = (line.strip() for line in text.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if len(line) > 20]


def _made_up() -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311 - text, not a secret
    for _ in range(2000):
        words = ("".join(chance.choices(COMMON, k=chance.randint(4, 18))) for _ in range(8))
        yield "，".join(words) + "。"


if __name__ == "__main__":
    main()
