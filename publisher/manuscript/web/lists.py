"""Numbers and bullets that a browser counts and a page's text does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

_LARGEST = 32767


@dataclass(slots=True)
class Counter:
    """One list; `next` is the number of its next item."""

    ordered: bool
    form: str = "1"
    next: int = 1

    @classmethod
    def of(cls, node: etree._Element, name: str) -> Counter:
        """The list of an element."""
        start = _whole(node.get("start"))
        return cls(name == "ol", node.get("type") or "1", 1 if start is None else start)

    def label(self, item: etree._Element) -> str:
        """The number or bullet of an item."""
        if not self.ordered:
            return "·"
        own = _whole(item.get("value"))
        number = self.next if own is None else own
        self.next = number + 1
        letters = self.form in ("a", "A") and 1 <= number <= 26
        said = chr(ord(self.form) + number - 1) if letters else str(number)
        return f"{said}."


def _whole(text: str | None) -> int | None:
    try:
        return max(-_LARGEST, min(_LARGEST, int(text))) if text and len(text) < 8 else None
    except ValueError:
        return None
