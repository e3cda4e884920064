"""Keys of content: equal content, equal key; where it stands in a file does not matter."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator


def key(*values: object) -> str:
    """The sha256 (hex) of values made of frozen dataclasses, tuples, mappings and scalars."""
    digest = hashlib.sha256()
    for value in values:
        for word in _words(value):
            digest.update(word.encode("utf-8", "surrogatepass"))
            digest.update(b"\x1f")
    return digest.hexdigest()


def _words(value: object) -> Iterator[str]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        for field in dataclasses.fields(value):
            if field.compare:
                yield from _words(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        yield f"[{len(value)}"
        for item in value:
            yield from _words(item)
    elif isinstance(value, dict):
        yield f"{{{len(value)}"
        for name in sorted(value):
            yield str(name)
            yield from _words(value[name])
    else:
        yield f"{type(value).__name__}:{value}"
