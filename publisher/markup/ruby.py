"""Ruby as markup: a word with its reading, in brackets where a reading system knows no ruby.

In print the base must be as wide as its reading, or neighbours would run into each other: so it
gets a width, which reading systems find by themselves. Bopomofo stands in a column of its own.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from publisher.markup.xhtml import Cursor, element, empty, escape

_ZHUYIN = re.compile("(˙?)([\u3105-\u312f\u31a0-\u31bf]{1,3})([ˊˇˋ]?)")
_SIZE = 0.5  # of the base, as the layouts have it
_AIR = 0.15  # em of the base between two readings
_LETTERS = {**dict.fromkeys("ijlftrīíǐì '", 0.33), **dict.fromkeys("mwMW", 0.88)}
_LETTER = 0.57  # em of the reading: the widest of the others in our faces


def ruby(text: str, reading: str, cursor: Cursor, *, printed: bool) -> Markup:
    """A word and its reading; a page never begins inside."""
    before = cursor.due(len(text))
    cursor.skip(len(text))
    column = _ZHUYIN.fullmatch(reading) if printed and len(text) == 1 else None
    told = _column(column) if column else escape(reading)
    inside = escape(text), element("rp", "（"), element("rt", told), element("rp", "）")
    if column:
        return before + element("ruby", *inside, class_=f"zhuyin of-{len(column[2])}")
    width = _width(reading)
    wider = printed and width > len(text)
    style = f"min-width: {width:.2f}em" if wider else None
    return before + element("ruby", *inside, style=style)


def _width(reading: str) -> float:
    """The width of a reading and the air beside it, in em of its base."""
    letters = (1.0 if char > "\u2e80" else _LETTERS.get(char, _LETTER) for char in reading)
    return _SIZE * sum(letters) + _AIR


def _column(found: re.Match[str]) -> Markup:
    """The symbols of a syllable one below the other, and the mark of its tone."""
    light, symbols, tone = found.groups()
    mark = element("span", light or tone, class_="tone light" if light else "tone")
    return empty("br").join(map(escape, symbols)) + (mark if light or tone else Markup(""))
