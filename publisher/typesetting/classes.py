"""Which class a character belongs to when lines are set (clreq 3.1, GB/T 15834).

A class is an int of bits, looked up once for each character and kept.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache

OPENING = 1  # “（《: an opening mark, blank in its left half
CLOSING = 1 << 1  # ”）》: a closing mark, blank in its right half
PAUSE = 1 << 2  # ，。？: a point mark, blank in its right half (Traditional: on both sides)
STOP = 1 << 3  # of these, 。？！, which give up their blank last
HAN = 1 << 4  # ideographs and kana
WESTERN = 1 << 5  # letters and digits, and signs that are read with them
DIGIT = 1 << 6
SPACE = 1 << 7  # a space that may stretch
FORCED = 1 << 8  # a line ends here
DASH = 1 << 9  # —
ELLIPSIS = 1 << 10  # …
INTERPUNCT = 1 << 11  # ·
CONNECTOR = 1 << 12  # ～ –
SOLIDUS = 1 << 13  # /
OBJECT = 1 << 14  # a box of fixed width in the line
PAD = 1 << 15  # the padding of an inline box
QUOTE = 1 << 16  # “ ” ‘ ’, Chinese or Western by their neighbours
FULLWIDTH = 1 << 17  # other characters of one em

MARK = OPENING | CLOSING | PAUSE
WIDE = MARK | HAN | DASH | ELLIPSIS | INTERPUNCT | OBJECT | FULLWIDTH

OBJECT_CHAR = "\ufffc"
PAD_CHAR = "\u2060"

_OPENING = "“‘（《〈「『【〔［｛〖〝"
_CLOSING = "”’）》〉」』】〕］｝〗〞〟"
_PAUSES = "，、；：．"
_STOPS = "。？！｡"
_SPECIAL = {
    **dict.fromkeys(_OPENING, OPENING),
    **dict.fromkeys(_CLOSING, CLOSING),
    **dict.fromkeys(_PAUSES, PAUSE),
    **dict.fromkeys(_STOPS, PAUSE | STOP),
    **dict.fromkeys(" \u00a0", SPACE),
    **dict.fromkeys("～〜–", CONNECTOR),
    **dict.fromkeys("%‰℃°+#&@$¥£€№", WESTERN),
    "\n": FORCED,
    "—": DASH,
    "⸺": DASH,
    "…": ELLIPSIS,
    "⋯": ELLIPSIS,
    "·": INTERPUNCT,
    "‧": INTERPUNCT,
    "・": INTERPUNCT,
    "/": SOLIDUS,
    "／": SOLIDUS,
    OBJECT_CHAR: OBJECT,
    PAD_CHAR: PAD,
}
for _quote in "“”‘’":
    _SPECIAL[_quote] |= QUOTE
_HAN = re.compile(
    "[々〇〻\u3040-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_CHINESE = re.compile(
    "[\u2e80-\u303f\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)


class Strength(Enum):
    """How strictly line starts and ends are guarded (clreq 3.1.4)."""

    BASIC = "basic"
    GB = "gb"
    STRICT = "strict"


@cache
def classify(char: str) -> int:
    """The class of one character."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    if _HAN.match(char):
        return HAN
    category = unicodedata.category(char)
    if unicodedata.east_asian_width(char) in "WF":
        return FULLWIDTH
    if category == "Nd":
        return WESTERN | DIGIT
    return WESTERN if category[0] == "L" else 0


def is_chinese(text: str) -> bool:
    """Whether there is anything in the text that Chinese typesetting cares for."""
    return _CHINESE.search(text) is not None


_NO_START = {
    Strength.BASIC: "·‧・～〜–ー々〻ゝゞ%‰℃°!),.:;?]}¢″′",
    Strength.GB: "/／",
    Strength.STRICT: "—⸺…⋯ぁぃぅぇぉっゃゅょァィゥェォッャュョ",
}
_NO_END = {Strength.BASIC: "([{$￥¥£€№", Strength.GB: "/／", Strength.STRICT: ""}


@cache
def barred(strength: Strength) -> tuple[frozenset[str], frozenset[str]]:
    """(characters that do not start a line, characters that do not end one)."""
    upto = list(Strength)[: list(Strength).index(strength) + 1]
    starts = _CLOSING + _PAUSES + _STOPS + "".join(_NO_START[level] for level in upto)
    ends = _OPENING + "".join(_NO_END[level] for level in upto)
    return frozenset(starts), frozenset(ends)
