"""Make publisher/document/readings.txt: the characters that are read in one way, by their syllable.

    python tools/pinyin/build.py

The data are pypinyin's (MIT). A character belongs to the table if no phrase reads it in another way
than it is read alone, tones left out: then no phrases are needed to read it.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict

TABLE = Path(__file__).parents[2] / "publisher" / "document" / "readings.txt"
FIRST, LAST = 0x4E00, 0x9FFF  # CJK Unified Ideographs


def main() -> None:
    """Write the table, the same at each run."""
    known: dict[str, set[str]] = {}
    for code in range(FIRST, LAST + 1):
        said = lazy_pinyin(chr(code), Style.NORMAL, v_to_u=True)
        if said != [chr(code)]:
            known[chr(code)] = set(said)
    for phrase in phrases_dict:
        for char, said in zip(phrase, lazy_pinyin(phrase, Style.NORMAL, v_to_u=True), strict=False):
            if char in known:
                known[char].add(said)
    table: dict[str, str] = defaultdict(str)
    for char, readings in known.items():
        if len(readings) == 1:
            table[min(readings)] += char
    lines = (f"{syllable} {chars}\n" for syllable, chars in sorted(table.items()))
    TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
