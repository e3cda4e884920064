"""Keys of content: equal content, equal key; where it stands in a file does not matter."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable

_COMPARED: dict[type, tuple[str, ...] | None] = {}


def key(*values: object) -> str:
    """The sha256 (hex) of values made of frozen dataclasses, tuples, mappings and scalars."""
    words: list[str] = []
    for value in values:
        _say(value, words.append)
    # each word is followed by the sign, the last one too
    whole = "\x1f".join((*words, ""))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _say(value: object, put: Callable[[str], None]) -> None:
    # a year's articles have a hundred thousand values: each is looked at once, and its type first
    kind = type(value)
    if kind is str:
        put(f"str:{value}")
        return
    if kind not in _COMPARED:
        _COMPARED[kind] = _compared(kind)
    names = _COMPARED[kind]
    if names is not None:
        put(kind.__name__)
        for name in names:
            _say(getattr(value, name), put)
    elif isinstance(value, (tuple, list)):
        put(f"[{len(value)}")
        for item in value:
            _say(item, put)
    elif isinstance(value, dict):
        put(f"{{{len(value)}")
        for name in sorted(value):
            put(str(name))
            _say(value[name], put)
    else:
        put(f"{kind.__name__}:{value}")


def _compared(kind: type) -> tuple[str, ...] | None:
    """The fields of a record that say whether two are equal; None for anything else."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(field.name for field in dataclasses.fields(kind) if field.compare)
