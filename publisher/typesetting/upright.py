"""What a vertical line sets upright beside Han, and by which code points a turned face has it.

縱中橫: a number of one or two digits stands upright in one em (clreq 3.2.3); longer ones, and those
that belong to Western words, lie with them. Curly quotes of Chinese text are drawn as corner
brackets, “ as ﹃ and ‘ as ﹁ (GB/T 15834, 5.2.2); those of Western words stay as they are. The text
stays what it was: only the glyph is another, at a code point for private use.
"""

from __future__ import annotations

import re

from publisher.typesetting.classes import classify
from publisher.typesetting.quotes import western_quotes

_NUMBERS = 0xE800  # "7" at +7, "07" at +107
_PAIRS = _NUMBERS + 100
_QUOTES = _NUMBERS + 200
BRACKETS = dict(zip("“”‘’", "『』「」", strict=True))
JOINED = "\u2060"  # stands for the second digit of a pair, and draws nothing

_BESIDE = r"0-9A-Za-z.,:/%°+$¥€£'\-–"
_NUMBER = re.compile(
    rf"(?<![{_BESIDE}])(?<![A-Za-z][ \u00a0])[0-9]{{1,2}}(?![{_BESIDE}])(?![ \u00a0][A-Za-z])"
)


def numbers() -> dict[str, str]:
    """Every number that stands upright -> its character in a turned face."""
    single = {f"{n}": chr(_NUMBERS + n) for n in range(10)}
    return single | {f"{n:02}": chr(_PAIRS + n) for n in range(100)}


def quotes() -> dict[str, str]:
    """Every curly quote -> the character by which a turned face has its corner bracket."""
    return {quote: chr(_QUOTES + place) for place, quote in enumerate(BRACKETS)}


_STANDING = numbers()
_CORNERS = quotes()


def places(text: str) -> list[tuple[int, int]]:
    """(start, end) of the numbers of a text that stand upright."""
    return [found.span() for found in _NUMBER.finditer(text)]


def drawn(text: str) -> str:
    """The text as a turned face draws it: as long as it was."""
    pieces, done = list[str](), 0
    for start, end in places(text):
        pieces += [text[done:start], _STANDING[text[start:end]], JOINED * (end - start - 1)]
        done = end
    made = "".join((*pieces, text[done:]))
    if not any(quote in made for quote in _CORNERS):
        return made
    western = western_quotes(text, [classify(char) for char in text])
    return "".join(c if i in western else _CORNERS.get(c, c) for i, c in enumerate(made))
