"""YAML with places: nodes -> plain values, and where each of them stands.

PyYAML's `compose` gives nodes that know their line and column; nothing is constructed, so no tag
can run anything. Anchors, references, explicit tags and duplicate keys are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from publisher.document import unseen
from publisher.document.findings import (
    DUPLICATE_KEY,
    NOT_A_MAPPING,
    YAML_ANCHOR,
    YAML_BROKEN,
    YAML_UNSEEN,
)
from publisher.errors import Unusable
from publisher.findings import Place

Path = tuple[str | int, ...]
Scalar = str | int | float | bool | None
Data = Scalar | list["Data"] | dict[str, "Data"]

MAXIMUM_DEPTH = 20
# ten times as fast; what it refuses is read again by the reader whose complaints people know
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SWITCHES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(slots=True)
class Nodes:
    """A YAML text as plain values. `places` leads from a path of keys to where its value stands."""

    file: str
    data: Data = None
    places: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Where the value of a path stands, or that of the nearest key above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


def mapping(text: str, file: str) -> Nodes:
    """Read a YAML text whose top level is a mapping. Raises Unusable with file:line:column."""
    nodes = Nodes(file)
    root = _composed(text, file)
    if not isinstance(root, yaml.MappingNode):
        raise Unusable(NOT_A_MAPPING.at(Place(file, 1), key=file))
    nodes.data = _value(root, (), nodes)
    return nodes


def _composed(text: str, file: str) -> yaml.Node | None:
    try:
        try:
            return _read(text, file, _FAST)
        except yaml.YAMLError:
            return _read(text, file, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _broken(error, text, file) from None
    except RecursionError:
        raise Unusable(YAML_BROKEN.at(Place(file), problem="…[[[[…")) from None


def _read(text: str, file: str, loader: Any) -> yaml.Node | None:
    _refuse_references(text, file, loader)
    node: yaml.Node | None = yaml.compose(text, Loader=loader)
    return node


def typed(text: str) -> Scalar:
    """A plain scalar as YAML means it: `3` -> 3, `2.5` -> 2.5, `true` -> True, else the text."""
    if text.lower() in SWITCHES:
        return SWITCHES[text.lower()]
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _refuse_references(text: str, file: str, loader: Any) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        mark = event.start_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unusable(YAML_ANCHOR.at(place))
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) is not None:
            raise Unusable(YAML_ANCHOR.at(place))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAXIMUM_DEPTH:
            raise Unusable(YAML_BROKEN.at(place, problem="…[[[[…"))


def _broken(error: yaml.YAMLError, text: str, file: str) -> Unusable:
    if isinstance(error, yaml.reader.ReaderError):  # a character that YAML does not allow
        at = min(error.position, len(text) - 1)
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        problem = f"U+{ord(text[at]):04X}"
        return Unusable(YAML_BROKEN.at(Place(file, line, column), problem=problem))
    mark = getattr(error, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    return Unusable(YAML_BROKEN.at(place, problem=getattr(error, "problem", None) or "?"))


def _value(node: yaml.Node, path: Path, nodes: Nodes) -> Data:
    mark = node.start_mark
    nodes.places.setdefault(path, Place(nodes.file, mark.line + 1, mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, nodes)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, number), nodes) for number, item in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if steering := unseen.first(str(node.value)):
        place, code = nodes.places[path], f"U+{ord(steering):04X}"
        raise Unusable(YAML_UNSEEN.at(place, character=code))
    return str(node.value)


def _mapping(node: yaml.MappingNode, path: Path, nodes: Nodes) -> dict[str, Data]:
    seen: dict[str, Data] = {}
    for key_node, value_node in node.value:
        mark = key_node.start_mark
        place = Place(nodes.file, mark.line + 1, mark.column + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            raise Unusable(NOT_A_MAPPING.at(place, key=str(path[-1]) if path else nodes.file))
        key = str(key_node.value)
        if key in seen:
            first = nodes.places[(*path, key)].line
            raise Unusable(DUPLICATE_KEY.at(place, key=key, first=first))
        # the key's place, not the value's: an editor looks for the word before the colon
        nodes.places[(*path, key)] = place
        seen[key] = _value(value_node, (*path, key), nodes)
    return seen
