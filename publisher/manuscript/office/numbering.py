"""Numbers and bullets of lists, which Word counts and its text does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from publisher.manuscript.characters import BULLETS
from publisher.manuscript.office.names import attribute, children, first, name, number, on, value

_LEVELS = 9
_PRINTED = BULLETS.rstrip("-*–")  # those that are no other mark at the head of a line
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
    linked: str = ""


@dataclass(slots=True)
class _List:
    """A list in the text: its kind, and what it says otherwise by level."""

    kind: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """The lists of a file, counted in the order in which their paragraphs are asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._kinds: dict[str, _Kind] = {}
        self._lists: dict[str, _List] = {}
        self._styled: dict[str, _Kind] = {}
        for node in () if root is None else children(root):
            if name(node) == "w:abstractNum":
                kind = self._kinds[attribute(node, "w:abstractNumId") or ""] = _kind(node)
                style = first(node, "w:styleLink")
                if style is not None:
                    self._styled[value(style)] = kind
            elif name(node) == "w:num":
                self._lists[attribute(node, "w:numId") or ""] = _list(node)

    def label(self, listed: str, level: int | None, style: str) -> str:
        """The number or bullet of the next paragraph of a list; empty where it has none."""
        its = self._lists.get(listed)
        kind = None if its is None else self._kinds.get(its.kind)
        if its is None or kind is None:
            return ""
        kind = self._styled.get(kind.linked, kind)
        for again in its.starts:
            kind.counts[again] = None
            its.levels.setdefault(again, kind.levels[again])
            its.levels[again] = replace(its.levels[again], start=its.starts[again])
        its.starts = {}
        levels = [its.levels.get(n, each) for n, each in enumerate(kind.levels)]
        if level is None:
            styles = [each.style for each in levels]
            level = styles.index(style) if style and style in styles else 0
        before = kind.counts[level]
        kind.counts[level] = levels[level].start if before is None else before + 1
        kind.counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        own = levels[level]
        if own.format == "bullet":
            return own.text if own.text in _PRINTED and own.text else "·"

        def said(other: int) -> str:
            counted = kind.counts[other]
            n = levels[other].start if counted is None else counted
            form = "decimal" if own.legal else levels[other].format
            return _FORMATS[form](n) if form in _FORMATS and n > 0 else str(n)

        return re.sub("%([1-9])", lambda found: said(int(found[1]) - 1), own.text)


def _list(node: etree._Element) -> _List:
    abstract = first(node, "w:abstractNumId")
    found = _List("" if abstract is None else value(abstract))
    for each in children(node):
        level = number(attribute(each, "w:ilvl"))
        if name(each) != "w:lvlOverride" or not 0 <= level < _LEVELS:
            continue
        start, changed = first(each, "w:startOverride"), first(each, "w:lvl")
        if changed is not None:
            found.levels[level] = _level(changed)
        if start is not None:
            found.starts[level] = max(0, number(value(start), _LARGEST))
    return found


def _kind(node: etree._Element) -> _Kind:
    linked = first(node, "w:numStyleLink")
    kind = _Kind(linked="" if linked is None else value(linked))
    for each in children(node):
        place = number(attribute(each, "w:ilvl"))
        if name(each) == "w:lvl" and 0 <= place < _LEVELS:
            kind.levels[place] = _level(each)
    return kind


def _level(node: etree._Element) -> _Level:
    found = {name(child): value(child) for child in children(node)}
    return _Level(
        found.get("w:numFmt", "decimal"),
        found.get("w:lvlText", "")[:40],
        max(0, number(found.get("w:start", "1"), _LARGEST)),
        bool(on(node, "w:isLgl")),
        found.get("w:pStyle", ""),
    )
