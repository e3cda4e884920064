"""Files of the shelf's own in JSON: what is wrong with one that a hand has written, and where."""

from __future__ import annotations

import re
from typing import NamedTuple

from pydantic import ValidationError

from publisher.findings import Place, Terms
from publisher.messages import _

_PROBLEMS = {
    "missing": _("it is missing"),
    "unexpected_keyword_argument": _("there is no such key"),
    "json_invalid": _("it is not JSON"),
}
_OTHER = _("such a value cannot stand here")


class Wrong(NamedTuple):
    """The first fault of a file: its place, the key (dotted), and the problem as a msgid."""

    place: Place
    key: str
    problem: Terms


def wrong(error: ValidationError, data: bytes, shown: str) -> Wrong:
    """What is wrong with a file, for an editor."""
    every = error.errors(include_url=False, include_input=False)
    # a key that is misspelt is missing, too: the one that stands there has a line
    first = next(
        (each for each in every if each["type"] == "unexpected_keyword_argument"), every[0]
    )
    names = [str(part) for part in first["loc"]]
    place = Place(shown, _line(data, first["msg"], [n for n in names if not n.isdigit()]))
    problem = _PROBLEMS.get(first["type"], _OTHER)
    return Wrong(place, ".".join(names) or "JSON", Terms((problem,)))


def _line(data: bytes, said: str, names: list[str]) -> int:
    """The line that the parser names, else that of the last key that stands in the file."""
    if found := re.search(r"at line ([0-9]+)", said):
        return int(found[1])
    for name in reversed(names):
        at = data.find(f'"{name}"'.encode())
        if at >= 0:
            return data.count(b"\n", 0, at) + 1
    return 0
