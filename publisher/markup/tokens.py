"""Design tokens: what a layout declares, and the values that a publication may give.

A value is checked once, here; templates and style sheets can trust what they get.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from publisher import units

Kind = Literal["length", "number", "integer", "colour", "choice", "boolean", "face"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Value = str | int | float | bool
FACES = ("song", "hei", "kai")

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_INKS = re.compile(r"\s*".join([r"(\d{1,3})"] + [r"[ ,]\s*(\d{1,3})"] * 3))


class WrongValue(ValueError):
    """A value that a token cannot have."""


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that an editor may change without HTML.

    Lengths are in points. `low` and `high` bound lengths and numbers, both included; `choices` are
    those of a choice. `titles` are its names for people, by language (`zh`, `en`).
    """

    name: str
    kind: Kind
    default: Value
    titles: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    def read(self, value: Value) -> Value:
        """The value as templates get it. Raises WrongValue."""
        done = _READERS[self.kind](self, value)
        if type(done) in (int, float) and not self._low <= float(done) <= self._high:
            raise WrongValue(value)
        return done

    @property
    def _low(self) -> float:
        return -math.inf if self.low is None else self.low

    @property
    def _high(self) -> float:
        return math.inf if self.high is None else self.high

    @property
    def expected(self) -> str:
        """What may be written: `integer 1–3`, `song | hei | kai`."""
        if self.kind in ("choice", "face", "boolean"):
            return " | ".join(self.choices or {"face": FACES}.get(self.kind, ("true", "false")))
        if self.kind == "colour":
            return "#rrggbb | C M Y K (0–100)"
        if self.low is None or self.high is None:
            return self.kind
        unit = "pt" if self.kind == "length" else ""
        return f"{self.kind} {self.low:g}–{self.high:g}{unit}"


def _length(_token: Token, value: Value) -> float:
    """`9.4` and `"9.4pt"` are points, `"3mm"` is converted."""
    if isinstance(value, bool):
        raise WrongValue(value)
    if isinstance(value, (int, float)):
        return float(value)
    try:
        return 0.0 if value.strip() == "0" else units.points(value)
    except ValueError:
        raise WrongValue(value) from None


def _number(_token: Token, value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongValue(value)
    return float(value)


def _integer(_token: Token, value: Value) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongValue(value)
    return value


def _boolean(_token: Token, value: Value) -> bool:
    if not isinstance(value, bool):
        raise WrongValue(value)
    return value


def _choice(token: Token, value: Value) -> str:
    if value not in (token.choices or FACES):
        raise WrongValue(value)
    return str(value)


def _colour(_token: Token, value: Value) -> str:
    """`#b3202a`, or four inks in per cent, `0 95 85 10`, which become `device-cmyk()`."""
    if isinstance(value, str) and _HEX.fullmatch(value.strip()):
        return value.strip().lower()
    inks = _INKS.fullmatch(value.strip()) if isinstance(value, str) else None
    if inks is None or max(map(int, inks.groups())) > 100:
        raise WrongValue(value)
    return "device-cmyk(" + " ".join(f"{int(ink) / 100:g}" for ink in inks.groups()) + ")"


_READERS: Mapping[Kind, Callable[[Token, Any], Value]] = {
    "length": _length,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "choice": _choice,
    "face": _choice,
    "colour": _colour,
}

_KNOWN = frozenset({"type", "range", "choices", "default", "title"})


def declared(name: str, data: Any, read: Callable[[str], Any]) -> Token:
    """A token from its declaration in layout.yaml; `read` gives a plain scalar its type.

    Raises WrongValue, whose text says what is wrong with the declaration.
    """
    if not isinstance(data, dict) or data.get("type") not in KINDS or "default" not in data:
        raise WrongValue(f"type: {' | '.join(KINDS)}; default: …")
    if unknown := sorted(set(data) - _KNOWN):
        raise WrongValue(f"{unknown[0]}?")
    titles = data.get("title") or {}
    choices = tuple(map(str, data.get("choices") or ()))
    if not isinstance(titles, dict) or (data["type"] == "choice") != bool(choices):
        raise WrongValue("title: {zh: …, en: …}; choices: […]")
    bare = Token(name, data["type"], "", tuple(sorted(titles.items())), choices=choices)
    low, high = _range(bare, data.get("range"), read)
    token = Token(name, bare.kind, "", bare.titles, low, high, choices)
    value = token.read(_scalar(bare, data["default"], read))
    return Token(name, token.kind, value, token.titles, low, high, choices)


def _range(
    token: Token, limits: Sequence[str] | None, read: Callable[[str], Any]
) -> tuple[float | None, float | None]:
    if limits is None:
        return None, None
    if not isinstance(limits, list) or len(limits) != 2:
        raise WrongValue("range: [from, to]")
    low, high = (token.read(read(str(limit))) for limit in limits)
    return float(low), float(high)


def _scalar(token: Token, text: Any, read: Callable[[str], Any]) -> Any:
    return text if token.kind in ("colour", "choice", "face") else read(str(text))
