"""What the records of the model have in common, for walks down it."""

from __future__ import annotations

import dataclasses

_FIELD_NAMES: dict[type, tuple[str, ...]] = {}


def field_names(kind: type) -> tuple[str, ...]:
    """The fields of a record that are its content; none of anything else.

    A place is none, nor what was decided of findings: nothing of them is printed. Kept, for asking
    each anew takes long.
    """
    if kind not in _FIELD_NAMES:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        _FIELD_NAMES[kind] = tuple(field.name for field in fields if field.compare)
    return _FIELD_NAMES[kind]
