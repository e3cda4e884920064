"""Whether what was written has a shape, and one sentence with file:line for whatever is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from publisher.document import findings as kinds
from publisher.document import identifiers
from publisher.document.settings import RELATORS
from publisher.document.shapes import Shape
from publisher.document.spelling import nearest
from publisher.document.yaml_nodes import Data, Nodes, Path
from publisher.errors import Unusable
from publisher.findings import Finding, Kind, Place

Model = TypeVar("Model", bound=Shape)


def validated(nodes: Nodes, shape: type[Model], inner: Mapping[str, type[Shape]]) -> Model:
    """The values of a YAML text in a shape; `inner` holds the shapes below its keys.

    Raises Unusable with a finding for every wrong key and value, each at its place.
    """
    known = partial(_shape_at, shape, inner)
    try:
        made: Model = _adapter(shape).validate_python(nodes.data)
        return made
    except ValidationError as error:
        found = [_finding(detail, nodes, known) for detail in error.errors(include_url=False)]
        # a token may be one of several types; each that it is not would say so, the first will do
        first, *rest = {finding.place: finding for finding in reversed(found)}.values()
        raise Unusable(*reversed([first, *rest])) from None


def schema_of(shape: type[Shape]) -> dict[str, Any]:
    """The JSON Schema of a shape as it is written (draft 2020-12)."""
    own = _adapter(shape).json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | own


_adapters: dict[type[Shape], TypeAdapter[Any]] = {}


def _adapter(shape: type[Shape]) -> TypeAdapter[Any]:
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(shape)
    return _adapters[shape]


# ── from pydantic's error to a sentence ──────────────────────────────────────────────────────────

_KINDS: Mapping[str, Kind] = {
    "publisher:date": kinds.NOT_A_DATE,
    "publisher:size": kinds.NOT_A_SIZE,
    "publisher:length": kinds.NOT_A_LENGTH,
    "publisher:ink": kinds.NOT_AN_INK_LIMIT,
    "publisher:domestic": kinds.NOT_A_CN,
    "publisher:postal": kinds.NOT_A_POSTAL_CODE,
    "publisher:cip": kinds.NOT_A_CIP_NUMBER,
    "publisher:addon": kinds.NOT_AN_ADDON,
    "publisher:variant": kinds.NOT_A_VARIANT,
    "publisher:credit": kinds.NOT_A_CREDIT,
    "int_parsing": kinds.NOT_A_NUMBER,
    "int_type": kinds.NOT_A_NUMBER,
    "int_from_float": kinds.NOT_A_NUMBER,
    "int_parsing_size": kinds.NOT_A_NUMBER,
    "greater_than_equal": kinds.NOT_A_NUMBER,
    "less_than_equal": kinds.NOT_A_FEW,
    "tuple_type": kinds.NOT_A_LIST,
    "dict_type": kinds.NOT_A_MAPPING,
    "dataclass_type": kinds.NOT_A_MAPPING,
}


def _finding(
    detail: ErrorDetails, nodes: Nodes, shape_at: Callable[[Path], type[Shape]]
) -> Finding:
    path = _path(detail["loc"], nodes)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "?")
    place, value, kind = nodes.place(path), _shown(detail["input"]), detail["type"]
    if kind == "unexpected_keyword_argument":
        known = (each.name for each in fields(shape_at(path[:-1])))
        return kinds.UNKNOWN_KEY.at(place, key=key, nearest=nearest(key, known))
    if kind == "missing":
        return kinds.MISSING_KEY.at(place, key=str(detail["loc"][-1]))
    if kind == "literal_error":
        # pydantic lists them as 'zh-Hans' or 'zh-Hant'
        return _choice(place, key, value, re.findall("'([^']+)'", detail["ctx"]["expected"]))
    if kind in ("bool_parsing", "bool_type"):
        return _choice(place, key, value, ("true", "false"))
    if kind == "publisher:identifier":
        right = identifiers.right_form(value) or ""
        return kinds.NOT_AN_IDENTIFIER.at(place, key=key, value=value, right=right)
    if kind == "publisher:relator":
        return _choice(place, key, value, RELATORS)
    return _KINDS.get(kind, kinds.NOT_TEXT).at(place, key=key, value=value)


def _choice(place: Place, key: str, value: str, choices: Sequence[str]) -> Finding:
    return kinds.NOT_A_CHOICE.at(
        place, key=key, value=value, nearest=nearest(value, choices), choices=", ".join(choices)
    )


def _path(steps: tuple[str | int, ...], nodes: Nodes) -> Path:
    """Pydantic's own steps (names of validators, union members) taken out."""
    path: Path = ()
    for step in steps:
        if (*path, step) in nodes.places:
            path = (*path, step)
    return path


def _shape_at(whole: type[Shape], inner: Mapping[str, type[Shape]], path: Path) -> type[Shape]:
    return inner.get(str(path[0]), whole) if path else whole


def _shown(value: Data | object) -> str:
    text = "…" if isinstance(value, (list, dict)) else str(value)
    return text if len(text) <= 40 else text[:40] + "…"
