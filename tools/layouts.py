"""Write layouts/SHA256SUMS, what the program's layouts are made of: a damaged one is told by it.

python tools/layouts.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from publisher.pipeline.layouts import SUMS, sums

FOLDER = Path(__file__).parent.parent / "layouts"


def main() -> int:
    """1 if `--check` finds the list stale."""
    target, fresh = FOLDER / SUMS, sums(FOLDER)
    if "--check" in sys.argv:
        return int(not target.is_file() or target.read_text("ascii") != fresh)
    target.write_text(fresh, "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
