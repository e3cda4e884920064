"""Filters that templates and style sheets may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from publisher.markup.figures import framed
from publisher.markup.xhtml import element, empty, escape

if TYPE_CHECKING:
    from publisher.typesetting.display import Cohesion

_PARAGRAPH = re.compile("<p(?P<attributes>(?: [^>]*)?)>(?P<first>[\u3400-\u9fff])")
_DIGITS = "〇一二三四五六七八九"
_LEAST_FOR_CAP = 70  # characters of markup: a paragraph of a line or two is too short for one


def css(text: str) -> str:
    """Text as a string of CSS, quotes and all (CSS Syntax 3, 4.3.7)."""
    inner = "".join(
        char if char.isalnum() or char in " ，。、；：？！·—…“”‘’《》（）" else f"\\{ord(char):x} "
        for char in text
    )
    return f'"{inner}"'


def short(text: str, most: int) -> str:
    """A text for a place that holds `most` characters: a longer one is cut, and says so (……)."""
    return text if len(text) <= most else text[: most - 2] + "……"


def broken(text: str, measure: float, cohesion: Cohesion | None = None) -> Markup:
    """A headline or quote in even lines of at most `measure` em."""
    return empty("br").join(escape(line) for line in _balanced(text, measure, cohesion))


@lru_cache(maxsize=64)  # lines are counted before they are set, for the galley and for the pages
def _balanced(text: str, measure: float, cohesion: Cohesion | None) -> Sequence[str]:
    # only print breaks lines by itself
    from publisher.manuscript.words import segmenting
    from publisher.typesetting.display import balanced

    return balanced(text, measure, cohesion, segmenting)


def lines(texts: Iterable[str], measure: float, cohesion: Cohesion | None = None) -> Markup:
    """A headline whose lines are given; each that is too long is broken in its turn."""
    return empty("br").join(broken(text, measure, cohesion) for text in texts)


def line_count(texts: str | Iterable[str], measure: float) -> int:
    """How many lines `lines` makes."""
    given = [texts] if isinstance(texts, str) else texts
    return sum(len(_balanced(text, measure, None)) for text in given)


def drop_cap(block: Markup) -> Markup:
    """A paragraph whose first character stands large before it, as a block that floats.

    It is a sibling, not a part of the paragraph: WeasyPrint loses text beside floats inside a line.
    What does not begin with a Han character stays as it is: no mark or word is set so large.
    """
    found = _PARAGRAPH.match(block)
    if found is None or len(block) < _LEAST_FOR_CAP:
        return block
    large = element("div", found["first"], class_="drop-cap")
    # how many of the block's characters stand before it, for the words that open pages
    opening = Markup('<p{} data-before="1">').format(Markup(found["attributes"]))  # noqa: S704
    return large + opening + Markup(block[found.end() :])  # noqa: S704  # markup already


def han(number: int) -> str:
    """`21` -> 二十一, for chapters (1 to 999; beyond, figures)."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        # 二十一, but 一百二十一 and 一百一十一
        written += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        written += "〇"
    return written + (_DIGITS[ones] if ones else "")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "css": css,
    "han": han,
    "framed": framed,
    "drop_cap": drop_cap,
    "broken": broken,
    "lines": lines,
    "line_count": line_count,
    "short": short,
}
