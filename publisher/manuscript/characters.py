"""Classes of characters as the reading of manuscripts needs them.

The classes of clreq for setting stand in `publisher.typesetting`; these are coarser and hold for
raw text, where a mark may still have the wrong width.
"""

from __future__ import annotations

import re

from publisher.patterns import later

# ranges for use inside a character class of a regular expression
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
# every space, one by one: good inside a class and for str.strip alike
SPACES = (
    " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)

OPENING = "“‘（《〈「『【〔｛［([{"
CLOSING = "”’）》〉」』】〕｝］)]}"
PARTNER = dict(zip(CLOSING, OPENING, strict=True))
SENTENCE_END = "。！？!?…．"
# marks that cannot stand at the head of a paragraph
NEVER_FIRST = "，。、；：！？,;:!?" + "”’）》〉」』】〕｝］)]}%％…·"
PAUSES = "，、；：,;:"

# what opens an item of a list, and the signs among it that are no numbers
LIST_HEAD = later(
    rf"(?:[（(][一二三四五六七八九十百0-9]{{1,3}}[）)]|[一二三四五六七八九十]{{1,3}}、|[0-9]{{1,3}}(?:[.．](?![0-9])|[、)）])"
    rf"|[①-⑳㈠-㈩❶-❿⓵-⓾]|[·•●○■□◆◇▪▫►▶▸➢➤※★☆]|[-*–](?=[{SPACES}]))"
)
BULLETS = "·•●○■□◆◇▪▫►▶▸➢➤※★☆-*–"

PAIRED = later(f"[{re.escape(OPENING + CLOSING)}]")
_HALF = re.compile("[\0-\u1fff]+")
_HAN = later(f"[{HAN}]")
_HANS = later(f"[{HAN}]+")
_LATIN = later(f"[{LATIN}]")
_ASCII = re.compile(r"[\x20-\x7e]+")
_WORD = later(f"[{LATIN}0-9]+(?:[.'’\\-][{LATIN}0-9]+)*%?")
_END = later("(?:[。！？!?．]|……|\\.{3,}|(?<![A-Za-z.])\\.)[”’）」』》\"')）]*$")


def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return bool(_HAN.match(character))


def is_latin(character: str) -> bool:
    """Whether it is a letter of the Latin, Greek or Cyrillic script."""
    return bool(_LATIN.match(character))


def is_wide(character: str) -> bool:
    """Whether it is Chinese: a Han character or a full-width mark."""
    return is_han(character) or character in "，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕…—"


def breadth(text: str) -> float:
    """About how long a text is: Western letters and figures are half as wide as Han."""
    return (len(text) + len(_HALF.sub("", text))) / 2


def has_han(text: str) -> bool:
    """Whether a Chinese character is in the text."""
    return bool(_HAN.search(text))


def han_count(text: str) -> int:
    """字数 in Han characters alone."""
    return sum(map(len, _HANS.findall(text)))  # by runs: a third of the time


def latin_count(text: str) -> int:
    """Letters of Latin, Greek and Cyrillic."""
    return len(_LATIN.findall(text))


def length(text: str) -> int:
    """Han characters and Latin words, marks not counted: the measure of pull quotes."""
    return han_count(text) + len(_WORD.findall(text))


def ems(text: str) -> float:
    """The width as set: a Han character is 1, an ASCII character is .5."""
    return len(text) - sum(map(len, _ASCII.findall(text))) / 2


def is_longer(text: str, limit: float) -> bool:
    """Whether a text is wider than so many ems; for most its number of characters tells."""
    return len(text) > limit and (len(text) > 2 * limit or ems(text) > limit)


def ends_sentence(text: str) -> bool:
    """Whether the text ends with the end of a sentence, closing quotes and brackets aside."""
    return bool(_END.search(text[-12:].rstrip()))


def open_pairs(text: str) -> str:
    """The opening brackets and quotes that the text does not close, outermost first."""
    waiting: list[str] = []
    for character in PAIRED.findall(text):
        if character in OPENING:
            waiting.append(character)
        elif waiting and PARTNER.get(character) == waiting[-1]:
            waiting.pop()
    return "".join(waiting)
