"""Characters that nobody sees and that steer what is seen: they are no part of any text.

C0 and C1 controls, zero width, directions (which would turn the words around them about),
separators of lines and paragraphs (which end no line of ours), word joiner and its kin, byte order
marks, tags, selectors of variants, of which our faces have none, and what Unicode keeps free of
characters for ever (23.7), or for pairs (surrogates).
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, TypeVar

from publisher.document.characters import strings
from publisher.document.records import field_names
from publisher.findings import Place

_NEVER = "\ufdd0-\ufdef" + "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    f"\ufe00-\ufe0e\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef\ud800-\udfff{_NEVER}"
)
_JOINED = "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]"
_FOUND = re.compile(f"(?<!{_JOINED})\u200d|\u200d(?!{_JOINED})|[{UNSEEN}]".replace(
    "\u200b-\u200f", "\u200b\u200c\u200e\u200f"
))  # fmt: skip

_ANY = re.compile(f"[{UNSEEN}]")
# the only ones that Python takes for something to be seen
_SELECTORS = re.compile("[\ufe00-\ufe0e\U000e0100-\U000e01ef]")

Record = TypeVar("Record")


def first(text: str) -> str:
    """The first such character of a text, or an empty string; a joiner of emoji is none."""
    found = _FOUND.search(text) if _may_hold(text) else None
    return found[0] if found else ""


def without(value: Record, place: Place, found: list[tuple[str, Place]]) -> Record:
    """A value of the model without them; each is added to `found`, with the nearest place."""
    if not _may_hold("".join(text for text, _place in strings(value, place))):
        return value
    done: Record = _without(value, place, found)
    return done


def _may_hold(text: str) -> bool:
    # most texts have none, and Python tells so in a tenth of the time
    return (_SELECTORS if text.isprintable() else _ANY).search(text) is not None


def _without(value: Any, place: Place, found: list[tuple[str, Place]]) -> Any:
    if isinstance(value, str):
        there = _FOUND.findall(value)
        found += [(each, place) for each in there]
        return _FOUND.sub("", value) if there else value
    if isinstance(value, Place):
        return value
    if isinstance(value, tuple):
        items = [_without(item, place, found) for item in value]
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else tuple(items)
    names = field_names(type(value))
    own = getattr(value, "place", place)
    own = own if own and own.file else place
    parts = {name: getattr(value, name) for name in names}
    done = {name: _without(part, own, found) for name, part in parts.items()}
    changed = {name: part for name, part in done.items() if part is not parts[name]}
    return dataclasses.replace(value, **changed) if changed else value
