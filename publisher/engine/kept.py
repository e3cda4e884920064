"""What one document's texts were shaped and planned to, kept for the next that holds them too.

An article is laid out twice, as a galley and on its pages; a preview lays it out after each save.
Glyphs and plans depend on text and style alone, so they are kept with the faces (a
`FontConfiguration`), up to a number of characters.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

CHARACTERS = 150_000  # some 120 bytes each
PLANNED = 60_000  # characters of plans, some 1,000 bytes each; a preview keeps them all day
STYLES = 2_000  # some 5,000 bytes each
SHEETS = 200_000  # characters of style sheets, some 60 bytes each

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by key, up to a total weight; what was not asked for the longest is dropped first."""

    def __init__(self, most: int) -> None:
        """`most` is the total weight."""
        self._most, self._total = most, 0
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> Value | None:
        """The value, which counts as asked for; None where there is none."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: Value, weight: int) -> None:
        """Keep a value, also in the place of another."""
        self._total += weight - self._values.pop(key, (None, 0))[1]
        self._values[key] = value, weight
        while self._total > self._most and len(self._values) > 1:
            _, (_, dropped) = self._values.popitem(last=False)
            self._total -= dropped


@dataclass
class Store:
    """What is kept beside one FontConfiguration; `fonts` keep Pango's fonts alive.

    A document whose lengths are shares of its page does not share its styles.
    """

    fonts: dict[int, Any] = field(default_factory=dict)
    shares_styles: bool = False
    extents: dict[tuple[int, int], tuple[float, float]] = field(default_factory=dict)
    texts: Kept[Any] = field(default_factory=lambda: Kept(CHARACTERS))
    styles: Kept[Any] = field(default_factory=lambda: Kept(STYLES))
    sheets: Kept[Any] = field(default_factory=lambda: Kept(SHEETS))
    plans: Kept[Any] = field(default_factory=lambda: Kept(PLANNED))
