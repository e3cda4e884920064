"""Filters that templates and style sheets may use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from publisher.manuscript.words import words
from publisher.markup.xhtml import empty, escape
from publisher.typesetting.display import Cohesion, balanced


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
    return empty("br").join(
        escape(line) for line in balanced(text, measure, cohesion, words().across)
    )


def lines(texts: Iterable[str], measure: float, cohesion: Cohesion | None = None) -> Markup:
    """A headline whose lines are given; each that is too long is broken in its turn."""
    return empty("br").join(broken(text, measure, cohesion) for text in texts)


def line_count(texts: str | Iterable[str], measure: float) -> int:
    """How many lines `lines` makes."""
    given = [texts] if isinstance(texts, str) else texts
    return sum(len(balanced(text, measure, None, words().across)) for text in given)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "css": css,
    "broken": broken,
    "lines": lines,
    "line_count": line_count,
    "short": short,
}
