"""Computed styles, worked out once for all documents that have them.

The flows of a publication have one style sheet, and the galley of an article has that of its pages.
Computed values follow from what is declared for an element and from its parent's values, and from
nothing else of the document as long as no length is a share of the page. WeasyPrint works them out
for each document; here they are found by what was declared.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from weakref import ref

import weasyprint
from weasyprint import css

STOCK, ANONYMOUS = css.ComputedStyle, css.AnonymousStyle
OF_PAGE = re.compile(r"\d[sld]?v(?:w|h|i|b|min|max)\b")
# what is of one element or page alone, and has no say in other values
_OWN = frozenset({"anchor", "content", "counter_reset"})
_SPECIFIED = frozenset({"display", "float", "position"})  # is told twice, as specified and as used
_WITH_NOTES = re.compile(r"float\s*:\s*(?:foot)?note|::(?:foot)?note", re.IGNORECASE)
_NOTES = ("footnote", "note")  # how their pseudo-elements begin


@dataclass(slots=True)
class Values:
    """The values of a style and of what is anonymous in it; `used` are those of boxes, by size.

    `undeclared` are those that are of one element alone, for one that declares none.
    """

    own: dict[str, Any] = field(default_factory=dict)
    undeclared: dict[str, Any] = field(default_factory=dict)
    specified: dict[str, Any] = field(default_factory=dict)
    anonymous: dict[str, Any] = field(default_factory=dict)
    used: dict[Hashable, dict[str, Any]] = field(default_factory=dict)
    used_anonymous: dict[Hashable, dict[str, Any]] = field(default_factory=dict)


def _none() -> None:
    """Nothing is there yet."""


class Style(STOCK):  # type: ignore[misc,valid-type]  # untyped base
    """A computed style that begins with the values that are known of it."""

    def __init__(self, parent: Any, cascaded: Any, pseudo: Any, *others: Any) -> None:
        super().__init__(parent, cascaded, pseudo, *others)
        self._anonymous: Callable[[], Any] = _none
        self.values_known = _known(parent, cascaded, pseudo, *others)
        if self.values_known is not None:
            self.update(self.values_known.own)
            self.specified.update(self.values_known.specified)
            self.used = self.values_known.used

    def __missing__(self, key: str) -> Any:
        known = self.values_known
        if known is None or (key in _OWN and key in self.cascaded):
            return super().__missing__(key)
        if key in _OWN:
            if key not in known.undeclared:
                known.undeclared[key] = super().__missing__(key)
            self[key] = known.undeclared[key]
            return self[key]
        value = known.own[key] = super().__missing__(key)
        if key in _SPECIFIED:
            known.specified.update(self.specified)
        return value

    def copy(self) -> Any:
        """A style that is changed afterwards: nothing of it is kept."""
        made = STOCK(
            self.parent_style,
            self.cascaded,
            self.pseudo_type,
            self.root_style,
            self.base_url,
            self.font_config,
            self.initial_page_sizes,
        )
        made.update(self)
        made.specified = self.specified.copy()
        return made

    @property
    def anonymous_style(self) -> Any:
        """The style of anonymous boxes in it, who hold it: else both would wait for a collector."""
        found = self._anonymous()
        if found is None:
            found = ANONYMOUS(self) if self.values_known is None else Anonymous(self)
            self._anonymous = ref(found)
        return found


class Anonymous(ANONYMOUS):  # type: ignore[misc,valid-type]  # untyped base
    """The style of anonymous boxes that begins with what is known of it."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.values_known = parent.values_known
        self.update(self.values_known.anonymous)
        self.used = self.values_known.used_anonymous

    @property
    def specified(self) -> Any:
        """What it is itself, which it need not hold."""
        return self

    @specified.setter
    def specified(self, _value: Any) -> None: ...

    def __missing__(self, key: str) -> Any:
        value = self.values_known.anonymous[key] = super().__missing__(key)
        return value


def _known(
    parent: Any, cascaded: Any, pseudo: Any, _root: Any, base: Any, fonts: Any, _sizes: Any
) -> Values | None:
    """What is known of a style; None where it may not be shared."""
    store = getattr(fonts, "store", None)
    above = getattr(parent, "values_known", None)
    if store is None or not store.shares_styles or (parent is not None and above is None):
        return None
    declared = tuple(item for item in cascaded.items() if item[0] not in _OWN)
    key: Any = id(above), pseudo, base, declared
    try:
        hash(key)
    except TypeError:
        key = _frozen(key)
    try:
        found: tuple[Values, Any] | None = store.styles.get(key)
    except TypeError:  # what has no hash cannot be found
        return None
    if found is None:
        found = Values(), above  # whose id is its own as long as it is kept
        store.styles.put(key, found, 1)
    return found[0]


def without_notes(html: Any, texts: Iterable[str]) -> None:
    """Let a document have no styles of notes, five for each element, if no style sheet makes notes.

    The library's own sheet declares them for all elements.
    """
    if not any(map(_WITH_NOTES.search, texts)):
        html._ua_stylesheets = _noteless_sheets


def _noteless_sheets(*arguments: Any) -> list[Any]:
    return [_noteless(sheet) for sheet in weasyprint.HTML._ua_stylesheets(None, *arguments)]


@lru_cache(maxsize=4)
def _noteless(sheet: Any) -> Any:
    made = copy.copy(sheet)
    made.matcher = copy.copy(sheet.matcher)
    made.matcher.other_selectors = [
        each for each in sheet.matcher.other_selectors if not str(each[3]).startswith(_NOTES)
    ]
    return made


def _frozen(value: Any) -> Any:
    """Lists as tuples, which have a hash, and sets as frozen ones; what has a hash as it is."""
    try:
        hash(value)
    except TypeError:
        pass
    else:
        return value
    if isinstance(value, (list, tuple)):
        return tuple(map(_frozen, value))
    return frozenset(value) if isinstance(value, set) else value
