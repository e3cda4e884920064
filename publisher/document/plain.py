"""What is plainly right in a YAML file, put into its shape without pydantic.

Nearly all that is written is right, and pydantic, which tells what is wrong, takes longer to load
than settings and conditions together take to be read. What is understood here is what pydantic
would make of the same; whatever is left is shown to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from inspect import get_annotations
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from publisher.document.shapes import Checked, Shape, Within
from publisher.document.yaml_nodes import Nodes

Model = TypeVar("Model", bound=Shape)
Read = Callable[[Any], Any]

_NUMBER = re.compile("0|[1-9][0-9]{0,8}", re.ASCII)
_SWITCHES = {"true": True, "false": False}
_TOKENS = frozenset((str, int, float, bool))


class _Unsure(Exception):
    """What is not plainly right."""


def shaped(nodes: Nodes, shape: type[Model], inner: Mapping[str, type[Shape]]) -> Model:
    """The values of a YAML text in a shape; `inner` holds the shapes below its keys.

    Raises Unusable with a finding for every wrong key and value, each at its place.
    """
    made = plainly(shape, nodes.data)
    if made is not None:
        return made
    from publisher.document.checked import validated

    return validated(nodes, shape, inner)


def plainly(shape: type[Model], data: object) -> Model | None:
    """The values in a shape; None where it takes pydantic to say what they are."""
    try:
        kind: Any = shape
        made: Model = _shape(kind)(data)
    except Exception:  # whatever a check meets in what is wrong
        return None
    return made


def _reader(kind: Any) -> Read:
    """What reads values of a type. Raises _Unsure for types that no shape has."""
    if (origin := get_origin(kind)) is Annotated:
        inner, *marks = get_args(kind)
        return _marked(_reader(inner), marks)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind))
    if origin is Literal:
        return _among(frozenset(get_args(kind)))
    if origin is tuple and get_args(kind)[1:] == (...,):
        return _several(_reader(get_args(kind)[0]))
    if origin is dict:
        key, value = map(_reader, get_args(kind))
        return lambda given: {key(a): value(b) for a, b in _of(dict, given).items()}
    if isinstance(kind, type) and is_dataclass(kind):
        return _shape(kind)
    if kind not in _PLAIN:
        raise _Unsure
    return _PLAIN[kind]


def _of(kind: type, given: Any) -> Any:
    if type(given) is not kind:
        raise _Unsure
    return given


def _words(given: Any) -> str:
    words: str = _of(str, given)
    words.encode()  # raises where no text could have it
    return words


def _number(given: Any) -> int:
    if type(given) is str and _NUMBER.fullmatch(given):
        return int(given)
    number: int = _of(int, given)
    return number


def _switch(given: Any) -> bool:
    if type(given) is str and given in _SWITCHES:
        return _SWITCHES[given]
    switch: bool = _of(bool, given)
    return switch


_PLAIN: Mapping[Any, Read] = {str: _words, int: _number, bool: _switch}


def _one_of(kinds: tuple[Any, ...]) -> Read:
    if set(kinds) == _TOKENS:  # each is what it is
        return lambda given: _words(given) if type(given) is str else _token(given)
    kind, *others = (each for each in kinds if each is not NoneType)
    if others:
        raise _Unsure
    read = _reader(kind)
    return lambda given: None if given is None else read(given)


def _token(given: Any) -> Any:
    if type(given) not in _TOKENS:
        raise _Unsure
    return given


def _among(words: frozenset[Any]) -> Read:
    def read(given: Any) -> Any:
        if type(given) is not str or given not in words:
            raise _Unsure
        return given

    return read


def _several(each: Read) -> Read:
    def read(given: Any) -> tuple[Any, ...]:
        if type(given) not in (list, tuple):
            raise _Unsure
        return tuple(map(each, given))

    return read


def _marked(read: Read, marks: list[Any]) -> Read:
    """With checks before it, and bounds behind it."""
    for mark in marks:
        if isinstance(mark, Checked):
            read = _checked(mark.check, read)
        elif isinstance(mark, Within):
            read = _within(mark.bounds, read)
        else:
            raise _Unsure
    return read


def _checked(check: Callable[[object], object], read: Read) -> Read:
    return lambda given: read(check(given))


def _within(bounds: Mapping[str, int], read: Read) -> Read:
    tests = [_BOUNDS[name](bound) for name, bound in bounds.items()]

    def inner(given: Any) -> Any:
        value = read(given)
        if not all(test(value) for test in tests):
            raise _Unsure
        return value

    return inner


_BOUNDS: Mapping[str, Callable[[int], Callable[[Any], bool]]] = {
    "ge": lambda bound: lambda value: value >= bound,
    "le": lambda bound: lambda value: value <= bound,
    "min_length": lambda bound: lambda value: len(value) >= bound,
}


class _Field(NamedTuple):
    """One key of a shape."""

    read: Read
    is_needed: bool


@cache
def _shape(kind: Any) -> Read:
    known = dict(_fields(kind))
    needed = {name for name, each in known.items() if each.is_needed}

    def read(given: Any) -> Any:
        values = _of(dict, given)
        if not needed <= values.keys():
            raise _Unsure
        return kind(**{name: known[name].read(value) for name, value in values.items()})

    return read


def _fields(kind: type[Any]) -> Iterator[tuple[str, _Field]]:
    types = get_annotations(kind, eval_str=True)
    for each in fields(kind):
        is_needed = each.default is MISSING and each.default_factory is MISSING
        yield each.name, _Field(_reader(types[each.name]), is_needed)
