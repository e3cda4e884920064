"""Articles and findings as JSON, for the store. Nothing in it is executed when it is read."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from publisher.findings import Finding, Kind, Place, Severity, Spot, Terms

_SIZE = 8  # bytes that say how long a piece is
_TERMS, _TUPLE, _PLACE = "terms", "", "@"
_FIELDS: dict[type, tuple[str, ...] | None] = {}


@cache
def _types() -> dict[str, Any]:
    # here: who reads findings alone need not load the model
    from publisher.document import cuts, model

    return {
        each.__name__: each
        for module in (model, cuts)
        for each in vars(module).values()
        if dataclasses.is_dataclass(each) and isinstance(each, type)
    }


def _fields(kind: type) -> tuple[str, ...] | None:
    """The fields of a type of the model; None of any other."""
    if kind not in _FIELDS:
        own = dataclasses.fields(kind) if _types().get(kind.__name__) is kind else None
        _FIELDS[kind] = None if own is None else tuple(field.name for field in own)
    return _FIELDS[kind]


def packed(value: object) -> object:
    """A value of the model as lists: the name of its type, then its fields."""
    kind = type(value)
    if kind is Place:
        return [_PLACE, *value[:3]]  # type: ignore[index]  # mypy does not narrow by `type`
    if kind is tuple:
        return [_TUPLE, *map(packed, value)]  # type: ignore[call-overload]
    if (names := _fields(kind)) is not None:
        return [kind.__name__, *(packed(getattr(value, name)) for name in names)]
    return value


def unpacked(value: Any) -> Any:
    """The value again."""
    if type(value) is not list:
        return value
    name = value[0]
    if name == _PLACE:
        return Place(value[1], value[2], value[3])
    if name == _TUPLE:
        return tuple([unpacked(each) for each in value[1:]])
    return _types()[name](*[unpacked(each) for each in value[1:]])


def told(found: Finding, names: Mapping[Place, str] | None = None) -> list[object]:
    """A finding as lists; its place by a name, where it has one."""
    kind, place = found.kind, found.place
    values = [
        [name, {_TERMS: list(value)} if isinstance(value, Terms) else value]
        for name, value in found.values
    ]
    where = None if place is None else (names or {}).get(place) or _where(place)
    return [kind.code, int(kind.severity), kind.message, kind.remedy, kind.why, where, values]


def untold(given: Sequence[Any], places: Mapping[str, Place] | None = None) -> Finding:
    """The finding again; a named place is what it is called by now."""
    code, severity, message, remedy, why, where, values = given
    own = tuple(
        (name, Terms(value[_TERMS]) if isinstance(value, dict) else value) for name, value in values
    )
    if isinstance(where, str):
        place: Place | None = (places or {})[where]
    else:
        place = None if where is None else _place(*where)
    return Finding(Kind(code, Severity(severity), message, remedy, why), place, own)


def _where(place: Place) -> list[object]:
    return [place.file, place.line, place.column, [list(spot) for spot in place.spots]]


def _place(file: str, line: int, column: int, spots: Sequence[Any]) -> Place:
    return Place(file, line, column, tuple(Spot(*each) for each in spots))


def as_json(value: object) -> bytes:
    """JSON without blanks; halves of pairs that a manuscript may hold are kept."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def from_json(data: bytes) -> Any:
    """The value of JSON."""
    return json.loads(data.decode("utf-8", "surrogatepass"))


def joined(pieces: Iterable[bytes]) -> bytes:
    """Several pieces of bytes in one."""
    return b"".join(len(each).to_bytes(_SIZE) + each for each in pieces)


def cut(data: bytes) -> Iterator[bytes]:
    """The pieces again."""
    place = 0
    while place < len(data):
        end = place + _SIZE + int.from_bytes(data[place : place + _SIZE])
        yield data[place + _SIZE : end]
        place = end
