"""What holds for the characters inside an element: their marks, their size, their white space.

Styles are looked at for what hides, parts and indents words, and for nothing else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from publisher.manuscript.office.styles import Meaning
from publisher.manuscript.web.names import KEPT, style_of

_MARKS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    "sup": "superscript",
    "sub": "subscript",
}
_MEANINGS = {
    "blockquote": Meaning.QUOTE,
    "figcaption": Meaning.CAPTION,
    "caption": Meaning.CAPTION,
}
_CLASSES = (
    (re.compile(r"\bMsoTitle"), Meaning.TITLE),
    (re.compile(r"\bMsoSubtitle"), Meaning.SUBTITLE),
    (re.compile(r"\bMsoCaption"), Meaning.CAPTION),
    (re.compile(r"\bMso(?:Intense)?Quote"), Meaning.QUOTE),
)
_HEADING = re.compile("h[1-6]")
_SPACING = re.compile(r"white-space\s*:\s*(pre|break-spaces|normal|nowrap)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*([0-9.]{1,5})\s*(em|pt|px)", re.IGNORECASE)
_EMS = {"em": 1.0, "pt": 1 / 10.5, "px": 1 / 16}
_LINK = re.compile(r"https?://[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)


class Context(NamedTuple):
    """What holds for the characters inside an element; `kept` is their white space, as in pre."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    heading: int = 0
    meaning: Meaning | None = None
    indent: float = 0.0
    kept: bool = False
    quotes: int = 0

    def of_block(self, node: etree._Element, name: str) -> Context:
        """Inside an element that is a paragraph, or holds some."""
        indent = _INDENT.search(style_of(node))
        classes = node.get("class") or ""
        meaning = next((each for form, each in _CLASSES if form.search(classes)), None)
        return self._spaced(node, name)._replace(
            heading=int(name[1]) if is_heading(name) else self.heading,
            meaning=_MEANINGS.get(name) or meaning or self.meaning,
            indent=_number(indent[1]) * _EMS[indent[2].lower()] if indent else 0.0,
        )

    def of_words(self, node: etree._Element, name: str) -> Context:
        """Inside an element that stands in a paragraph."""
        inner = self._spaced(node, name)
        if name in _MARKS:
            inner = inner._replace(marks=inner.marks | {_MARKS[name]})
        href = (node.get("href") or "").strip() if name == "a" else ""
        return inner._replace(href=href) if _LINK.fullmatch(href) else inner

    def _spaced(self, node: etree._Element, name: str) -> Context:
        spacing = _SPACING.search(style_of(node))
        if spacing:
            return self._replace(kept=spacing[1].lower() in ("pre", "break-spaces"))
        return self._replace(kept=self.kept or name in KEPT)


def is_heading(name: str) -> bool:
    """Whether this is the name of a heading's element."""
    return bool(_HEADING.fullmatch(name))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
