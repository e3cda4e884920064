"""A batch whose processes are killed: is each file whole, and what does a publication cost?

    python -m benchmarks.batch [COUNT] [KILLS] [ALONE]

COUNT small publications (100) of one or two articles are made twice in one folder of lists: once
while KILLS (3) of the processes that make them are killed, once undisturbed; ALONE (5) of them are
made by `publisher pdf` and `publisher epub` as well. All files must be the same, byte for byte.
Then nothing changes, and one file does.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SENTENCES = (
    "河水从镇子中间流过去，桥上的人停下来看船。",
    "老人说，从前这里没有灯，夜里靠月亮认路。",
    "他在 2026 年 3 月回到镇上，开了一家 14 平方米的书店。",
    "“没有人问我为什么回来，”他笑着说，“大家只问书多少钱。”",
    "店里最好卖的是旧地图，其次是明信片；小说放在最里面的一排。",
)


def publication(folder: Path, chance: random.Random) -> None:
    """One or two articles of 100 to 900 characters."""
    (folder / "articles").mkdir(parents=True)
    for number in range(chance.randint(1, 2)):
        paragraphs = (
            "".join(chance.choices(SENTENCES, k=chance.randint(2, 6)))
            for _ in range(chance.randint(2, 8))
        )
        text = f"# {chance.choice(SENTENCES)[:8]}\n\n" + "\n\n".join(paragraphs) + "\n"
        (folder / "articles" / f"{number}.md").write_text(text, encoding="utf-8")
    settings = f"title: 小镇 {folder.name}\ndate: 2026-11-07\n"
    (folder / "publication.yaml").write_text(settings, encoding="utf-8")


def batch(shelf: Path, out: Path, kills: int = 0) -> tuple[float, dict[str, object]]:
    """Wall seconds and the summary of one run; `kills` processes of it are killed on the way."""
    start = time.perf_counter()
    command = subprocess.Popen(
        [sys.executable, "-m", "publisher", "batch", str(shelf), "-o", str(out), "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    killed: list[int] = []
    count = len(list(shelf.iterdir()))
    hunter = threading.Thread(target=_hunt, args=(command, out, count, kills, killed))
    hunter.start()
    said, _nothing = command.communicate()
    hunter.join()
    if command.returncode or len(killed) != kills:
        raise SystemExit(f"ended with {command.returncode}, killed {killed}")
    return time.perf_counter() - start, json.loads(said)


def _hunt(
    command: subprocess.Popen[bytes], out: Path, count: int, kills: int, killed: list[int]
) -> None:
    """Kill one process whenever a further part of the publications is done."""
    while command.poll() is None and len(killed) < kills:
        time.sleep(0.2)
        done = len(list(out.glob("*/.batch.json")))
        if done >= (len(killed) + 1) * count // (kills + 1):
            # below the guard stands who leads, and below that those who make publications
            makers = [each for leader in _children(command.pid) for each in _children(leader)]
            if makers:
                victim = random.choice(makers)  # noqa: S311 - any will do
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)


def _children(parent: int) -> list[int]:
    """The processes of a process (Linux); none where it is gone."""
    with contextlib.suppress(OSError):
        tasks = Path(f"/proc/{parent}/task").glob("*/children")
        return [int(word) for each in tasks for word in each.read_text("ascii").split()]
    return []


def made(folder: Path) -> dict[str, bytes]:
    """Every file of every publication, but the records, which hold timings."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.glob("*/*")
        if path.name != ".batch.json"
    }


def alone(source: Path, out: Path) -> None:
    """The same files from the single commands, which are called in the publication's folder."""
    for command, suffix in (("pdf", ".pdf"), ("epub", ".epub")):
        subprocess.run(
            [sys.executable, "-m", "publisher", command, ".", "-o", f"{out}/{source.name}{suffix}"],
            cwd=source,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )


def main() -> None:
    """Make, kill, compare, and print what it cost."""
    given = [int(each) for each in sys.argv[1:]]
    count, kills, singles = (*given, *(100, 3, 5)[len(given) :])
    chance = random.Random(10)  # noqa: S311 - the same publications each time
    with tempfile.TemporaryDirectory() as folder:
        shelf, wild, calm, apart = (Path(folder, name) for name in ("in", "wild", "calm", "alone"))
        for number in range(count):
            publication(shelf / f"{number:05}", chance)
        disturbed, summary = batch(shelf, wild, kills)
        undisturbed, _ = batch(shelf, calm)
        files = made(wild)
        whole = {name.split("/")[0] for name in files}
        print(f"{len(whole)} of {count} publications whole, {len(files)} files, {kills} killed")
        print(f"the same as undisturbed: {files == made(calm)}")
        for source in chance.sample(sorted(shelf.iterdir()), singles):
            alone(source, apart / source.name)
        print(f"the same as alone ({singles}): {made(apart).items() <= files.items()}")
        _costs(summary, files)
        print(f"wall: {disturbed:.1f} s with kills, {undisturbed:.1f} s without")
        print(f"nothing changed: {batch(shelf, wild)[0]:.1f} s")
        article = shelf / "00000" / "articles" / "0.md"
        article.write_text(article.read_text("utf-8") + "\n又添一句。\n", encoding="utf-8")
        print(f"one changed: {batch(shelf, wild)[0]:.1f} s")


def _costs(summary: dict[str, object], files: dict[str, bytes]) -> None:
    rows = summary["publications"]
    assert isinstance(rows, list)  # noqa: S101 - for the type checker
    cores = [row["core_seconds"] for row in rows]
    size = sum(map(len, files.values())) / len(rows)
    peak = max(row["memory"] for row in rows) / 1e6
    print(
        f"core-seconds a publication: median {statistics.median(cores):.2f}, sum {sum(cores):.0f}"
    )
    print(f"{size / 1e3:.0f} KB out a publication, peak {peak:.0f} MB a process")


if __name__ == "__main__":
    main()
