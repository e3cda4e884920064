"""Make publisher/manuscript/words/english.bin from the word list of wamerican-small (SCOWL).

    python tools/english/gather.py …/american-english-small

The list has a word a line. Words of three small letters and more are kept, names left out.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from publisher.manuscript.words.english import FILE, pack


def main(source: Path) -> None:
    """Write the list."""
    lines = source.read_text(encoding="utf-8").splitlines()
    FILE.write_bytes(pack([each for each in lines if re.fullmatch("[a-z]{3,}", each)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
