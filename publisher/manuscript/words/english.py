"""The commonest English words: whether a word at a line's end was divided or has a hyphen.

From SCOWL by Kevin Atkinson, as Debian's wamerican-small 2020.12.07 has it (licence:
LICENSE-scowl); tools/english/gather.py makes the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("english.bin")


def pack(words: Iterable[str]) -> bytes:
    """The file: words in order, compressed."""
    return zlib.compress("\n".join(sorted(set(words))).encode("ascii"), 9)


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """The words in small letters, read at their first use (38,000 words)."""
    return frozenset(zlib.decompress(FILE.read_bytes()).decode("ascii").split("\n"))
