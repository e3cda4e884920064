"""Which characters a face of fonts/ is cut to."""

from __future__ import annotations

import bz2
from pathlib import Path

RANGES = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x24F),  # Latin-1, Extended-A, Extended-B: ǎ to ǜ and ǹ of pinyin among them
    (0x251, 0x251),  # ɑ
    (0x261, 0x261),  # ɡ
    (0x2C6, 0x2DD),  # tone marks
    (0x300, 0x304),  # combining tone marks
    (0x306, 0x308),
    (0x30C, 0x30C),
    (0x370, 0x3CE),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x1E3E, 0x1E3F),  # ḿ
    (0x1E80, 0x1EF9),  # Latin Extended Additional, Vietnamese
    (0x2010, 0x206F),  # general punctuation
    (0x2070, 0x209C),  # superscripts, subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218B),  # letterlike, number forms, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2312, 0x2312),
    (0x2460, 0x24FF),  # circled and parenthesised
    (0x2500, 0x257F),  # boxes
    (0x2580, 0x25FF),  # blocks, geometric shapes
    (0x2600, 0x266F),  # stars, hands, suits of cards, notes
    (0x2701, 0x27BE),  # dingbats
    (0x2E3A, 0x2E3B),  # two-em and three-em dash: some write —— as ⸺
    (0x2FF0, 0x2FFB),  # ⿰: how a character that no face has is described
    (0x3000, 0x303F),  # CJK symbols and punctuation
    (0x3041, 0x30FF),  # kana: GB 2312 has them
    (0x3105, 0x312F),  # bopomofo
    (0x31A0, 0x31BF),
    (0x31C0, 0x31E3),  # strokes
    (0x3200, 0x33FF),  # enclosed CJK, units
    (0xFE10, 0xFE1F),  # vertical forms
    (0xFE30, 0xFE6B),
    (0xFF01, 0xFFEE),  # full-width and half-width forms
)
ROW = 45  # characters in a line of the written list


def wanted(general: frozenset[int]) -> frozenset[int]:
    """通用规范汉字表, GB 2312 and RANGES: what a face draws where its source does."""
    marks = {point for first, last in RANGES for point in range(first, last + 1)}
    return general | _gb2312() | marks


def general_characters(unihan: Path) -> frozenset[int]:
    """通用规范汉字表 of 2013, 8,105 characters: those with the property kTGH of Unihan."""
    lines = bz2.decompress(unihan.read_bytes()).decode().splitlines()
    return frozenset(int(line[2:].split("\t")[0], 16) for line in lines if "\tkTGH\t" in line)


def written(points: frozenset[int]) -> str:
    """The characters in the order of their code points, ROW in a line."""
    text = "".join(map(chr, sorted(points)))
    return "".join(f"{text[at : at + ROW]}\n" for at in range(0, len(text), ROW))


def _gb2312() -> frozenset[int]:
    rows = (bytes([a, b]) for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))
    return frozenset(ord(text) for row in rows if (text := row.decode("gb2312", "ignore")))
