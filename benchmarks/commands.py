"""How long the commands take from start to file, and the most memory that they hold.

    python -m benchmarks.commands [SOURCE] [ROUNDS]

One article (the feature of manuscript/) or SOURCE, a new process each time: the median of ROUNDS.
The aim of a one-article PDF is 2.5 s and 300 MB on two cores.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def once(arguments: list[str]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of one command."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "publisher", *arguments]
    child = os.posix_spawn(
        sys.executable,
        command,
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0) for descriptor in (1, 2)
        ],
    )
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Time `--help`, `pdf`, `epub` and `repair`."""
    default = ROOT / "manuscript" / "articles" / "feature.txt"
    source, rounds = (*sys.argv[1:], default, 5)[:2] if len(sys.argv) < 3 else sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in (
            ("help", ["--help"]),
            ("pdf", ["pdf", str(source), "-o", f"{folder}/a.pdf"]),
            ("epub", ["epub", str(source), "-o", f"{folder}/a.epub"]),
            ("repair", ["repair", str(source), "-o", f"{folder}/a.md"]),
        ):
            runs = [once(arguments) for _ in range(int(rounds))]
            wall, memory = (statistics.median(column) for column in zip(*runs, strict=True))
            print(f"{name:8} {wall:.2f} s   peak {memory:.0f} MB")


if __name__ == "__main__":
    main()
