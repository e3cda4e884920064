"""What the guard over a command costs: one article's PDF and e-book.

    python -m benchmarks.guard [ROUNDS]

CPU seconds of the guard and the tie, without the start of Python, which the build needs as well,
against those of the build: the least and the median of the rounds, each with an empty cache. Whole
commands with and without the guard differ by less than two runs of the same one do.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TEXT = "# 河\n\n" + "河水从城中穿过，人们在 1998 年修了第一座桥。“后来呢？”他问。\n\n" * 120
# the guard ends by this; its worker ends within `main`, and says nothing
TOLD = """
import os, resource, sys
own, end = os.getpid(), os._exit
from publisher.cli import guard, main
begun = os.times()

def told(code):
    if os.getpid() == own:
        ended, build = os.times(), resource.getrusage(resource.RUSAGE_CHILDREN)
        guard = ended.user + ended.system - begun.user - begun.system
        print(guard, build.ru_utime + build.ru_stime, flush=True)
    end(code)

os._exit = told
main()
"""


def main() -> None:
    """Time both commands."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "a.md"
        source.write_text(TEXT, encoding="utf-8")
        for command in ("epub", "pdf"):
            guards, builds = zip(*(_once(command, source) for _ in range(rounds)), strict=True)
            print(
                f"{command:5} guard {min(guards):.3f} s (median {statistics.median(guards):.3f}), "
                f"build {min(builds):.2f} s ({statistics.median(builds):.2f}): "
                f"{100 * min(guards) / min(builds):.1f} %"
            )


def _once(command: str, source: Path) -> tuple[float, float]:
    """CPU seconds of the guard, and of all that it waited for."""
    words = [sys.executable, "-c", TOLD, command, str(source), "-o"]
    environ = os.environ | {"PUBLISHER_CACHE": "off", "PUBLISHER_GUARD": "on"}
    done = subprocess.run(
        [*words, str(source.with_suffix(f".{command}"))],
        env=environ, capture_output=True, text=True, check=True,
    )  # fmt: skip
    guard, build = done.stdout.split()[-2:]
    return float(guard), float(build)


if __name__ == "__main__":
    main()
