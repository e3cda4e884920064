"""What the records of the model have in common, for walks down it."""

from __future__ import annotations

import dataclasses

_FIELD_NAMES: dict[type, tuple[str, ...]] = {}


def field_names(kind: type) -> tuple[str, ...]:
    """The fields of a record; none of anything else. Kept, for asking each anew takes long."""
    if kind not in _FIELD_NAMES:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        _FIELD_NAMES[kind] = tuple(field.name for field in fields)
    return _FIELD_NAMES[kind]
