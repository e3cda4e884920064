"""Numbers and bullets that a browser counts and a page's text does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from publisher.manuscript.characters import LIST_HEAD
from publisher.manuscript.web.names import style_of, words_of

BULLET = "·"
_LARGEST = 32767
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SIGNS = re.compile("wingdings|webdings|symbol", re.IGNORECASE)
_STYLES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "none": "",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_LONGEST_SIGN = 2


@dataclass(slots=True)
class Counter:
    """One list; `next` is the number of its next item."""

    ordered: bool
    form: str = "1"
    next: int = 1
    step: int = 1

    @classmethod
    def of(cls, node: etree._Element, name: str) -> Counter:
        """The list of an element."""
        ordered, start = name == "ol", _whole(node.get("start"))
        form = node.get("type") or "1"
        style = _STYLE.search(style_of(node))
        for word in style[1].split() if style else ():
            form = _STYLES.get(word.lower(), form)
        back = node.get("reversed") is not None
        if start is None:
            start = len(node.findall("li")) if back else 1
        return cls(ordered, form, start, -1 if back else 1)

    def label(self, item: etree._Element) -> str:
        """The number or bullet of an item; none where the list says that it has none."""
        if not self.ordered:
            return BULLET if self.form else ""
        own = _whole(item.get("value"))
        number = self.next if own is None else own
        self.next = number + self.step
        if not self.form:
            return ""
        written = f"{_written(number, self.form)}."
        # other numbers alone would be taken for the head of a paragraph
        return written if LIST_HEAD.match(written) else f"{BULLET} {written}"


def typed_label(node: etree._Element) -> str:
    """The number or bullet that Word wrote out; signs of its own fonts are bullets."""
    fonts = " ".join(f"{style_of(each)} {each.get('face') or ''}" for each in node.iter("*"))
    words = words_of(node)
    is_sign = words == "o" or (len(words) <= _LONGEST_SIGN and _SIGNS.search(fonts))
    return BULLET if words and is_sign else words


def _written(number: int, form: str) -> str:
    if form in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, left = divmod(number - 1, 26)
            letters = chr(ord(form) + left) + letters
        return letters
    if form in ("i", "I") and 0 < number < 4000:
        roman = ""
        for value, letters in _ROMAN:
            count, number = divmod(number, value)
            roman += letters * count
        return roman if form == "i" else roman.upper()
    return str(number)


def _whole(text: str | None) -> int | None:
    try:
        return max(-_LARGEST, min(_LARGEST, int(text))) if text and len(text) < 8 else None
    except ValueError:
        return None
