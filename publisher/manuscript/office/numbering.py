"""Numbers and bullets of lists, which Word counts and its text does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from publisher.manuscript.office.names import attribute, children, first, name, number, on, value
from publisher.manuscript.rejoin.shapes import BULLETS

_LEVELS = 9
_LARGEST = 32767
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _counted(n: int, digits: str = _DIGITS, units: str = "十百千", *, ten: bool = True) -> str:
    """十二, 一百零二; 万 above."""
    if n >= 10_000:
        high, low = divmod(n, 10_000)
        rest = _counted(low, digits, units, ten=False) if low else ""
        between = "零" if low and low < 1000 else ""
        return f"{_counted(high, digits, units, ten=ten)}万{between}{rest}"
    said = ""
    zero = False
    for place, figure in enumerate(reversed(str(n))):
        if figure == "0":
            zero = zero or bool(said)
            continue
        said = digits[int(figure)] + ("", *units)[place] + ("零" if zero else "") + said
        zero = False
    short = ten and 10 <= n < 20 and units[0] == "十"
    return (said[1:] if short else said) or digits[0]


def _roman(n: int) -> str:
    said = ""
    for worth, letters in _ROMAN:
        said += letters * min(n // worth, 40)
        n %= worth
    return said


def _letters(n: int) -> str:
    """From a to z, aa, bb … as Word counts."""
    return chr(ord("a") + (n - 1) % 26) * min(1 + (n - 1) // 26, 20)


def _circled(n: int) -> str:
    return chr(0x2460 + n - 1) if 1 <= n <= 20 else str(n)


def _positional(n: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(n))


def _bracketed(n: int) -> str:
    return chr(0x3220 + n - 1) if 1 <= n <= 10 else f"（{_counted(n)}）"


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda n: "",
    "decimalZero": lambda n: f"{n:02d}",
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "chineseLegalSimplified": lambda n: _counted(n, _FORMAL, "拾佰仟"),
    "japaneseCounting": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "ideographEnclosedCircle": _bracketed,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalFullWidth": lambda n: "".join(chr(ord(each) + 0xFEE0) for each in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(ord(each) + 0xFEE0) for each in str(n)),
}


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _Kind:
    """An abstract list: its levels, and how far each is counted (None before the first)."""

    levels: list[_Level] = field(default_factory=lambda: [_Level() for _ in range(_LEVELS)])
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The lists of a file, counted in the order in which their paragraphs are asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._kinds: dict[str, _Kind] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for node in () if root is None else children(root):
            if name(node) == "w:abstractNum":
                self._kinds[attribute(node, "w:abstractNumId") or ""] = _kind(node)
            elif name(node) == "w:num":
                self._read_list(node)

    def label(self, listed: str, level: int | None, style: str) -> str:
        """The number or bullet of the next paragraph of a list; empty where it has none."""
        kind = self._kinds.get(self._lists.get(listed, ""))
        if kind is None:
            return ""
        if level is None:
            level = next((n for n, each in enumerate(kind.levels) if each.style == style), 0)
        for again, start in self._starts.pop(listed, {}).items():
            kind.levels[again].start, kind.counts[again] = start, None
        before = kind.counts[level]
        kind.counts[level] = kind.levels[level].start if before is None else before + 1
        kind.counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        own = kind.levels[level]
        if own.format == "bullet":
            return own.text if own.text in BULLETS and own.text else "·"
        return re.sub("%([1-9])", lambda found: _said(kind, int(found[1]) - 1, own), own.text)

    def _read_list(self, node: etree._Element) -> None:
        identity = attribute(node, "w:numId") or ""
        abstract = first(node, "w:abstractNumId")
        self._lists[identity] = "" if abstract is None else value(abstract)
        starts = {}
        for each in children(node):
            start = first(each, "w:startOverride") if name(each) == "w:lvlOverride" else None
            if start is not None:
                level = max(0, min(_LEVELS - 1, number(attribute(each, "w:ilvl"))))
                starts[level] = max(0, number(value(start), _LARGEST))
        self._starts[identity] = starts


def _said(kind: _Kind, level: int, own: _Level) -> str:
    counted = kind.counts[level]
    n = kind.levels[level].start if counted is None else counted
    form = "decimal" if own.legal else kind.levels[level].format
    return _FORMATS[form](n) if form in _FORMATS and n > 0 else str(n)


def _kind(node: etree._Element) -> _Kind:
    kind = _Kind()
    for each in children(node):
        place = number(attribute(each, "w:ilvl"))
        if name(each) != "w:lvl" or not 0 <= place < _LEVELS:
            continue
        found = {name(child): value(child) for child in children(each)}
        kind.levels[place] = _Level(
            found.get("w:numFmt", "decimal"),
            found.get("w:lvlText", "")[:40],
            max(0, number(found.get("w:start", "1"), _LARGEST)),
            bool(on(each, "w:isLgl")),
            found.get("w:pStyle", ""),
        )
    return kind
