"""Random manuscripts, settings and clean copies for so many minutes; ends at the first that breaks.

python tools/fuzz.py [MINUTES]

What breaks is printed by hypothesis as short as it can be. Put it into tests/hostile/corpus.py or a
case, with a line on why, and mend it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
EACH = "500"  # examples of each strategy between two looks at the clock


def main() -> None:
    """Go on until the time is over."""
    until = time.monotonic() + 60 * float(sys.argv[1] if len(sys.argv) > 1 else 10)
    rounds = 0
    while time.monotonic() < until:
        rounds += 1
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "tests/hostile/test_fuzz.py"],
            cwd=ROOT,
            env=os.environ | {"FUZZ_EXAMPLES": EACH},
        )
        if done.returncode:
            sys.exit(done.returncode)
    print(f"{rounds * int(EACH) * 4} files, nothing broke")


if __name__ == "__main__":
    main()
