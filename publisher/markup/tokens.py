"""Design tokens: what a layout declares, and the values that a publication may give.

A value is checked once, here; templates and style sheets can trust what they get.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, get_args

from publisher import units
from publisher.colour import Ink

Kind = Literal["length", "number", "integer", "colour", "choice", "boolean", "face"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Value = str | int | float | bool
FACES = ("song", "hei", "kai")

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class WrongValue(ValueError):
    """A value that a token cannot have."""


class NamedColour(NamedTuple):
    """A colour of `colours.yaml`: sRGB, as `#rrggbb`, and what prints it."""

    name: str
    screen: str
    ink: Ink


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that an editor may change without HTML.

    Lengths are in points. `low` and `high` bound lengths and numbers, both included; `choices` are
    those of a choice. `titles` are its names for people, by language (`zh`, `en`). A colour may
    say which `ink` its default is printed with; `named` are the colours that have names.
    """

    name: str
    kind: Kind
    default: Value
    titles: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    ink: Ink | None = None
    named: tuple[NamedColour, ...] = ()

    def read(self, value: Value) -> Value:
        """The value as templates get it. Raises WrongValue."""
        try:
            done = _READERS[self.kind](self, value)
            is_meant = type(done) not in (int, float) or self._bounds(float(done))
        except OverflowError:  # an integer of more than 308 digits
            is_meant = False
        if not is_meant:
            raise WrongValue(value)
        return done

    def _bounds(self, number: float) -> bool:
        return math.isfinite(number) and self._low <= number <= self._high

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
            names = "".join(f" | {colour.name}" for colour in self.named)
            return f'#rrggbb | cmyk(C M Y K) (0–100) | spot("…" C M Y K){names}'
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


def _colour(token: Token, value: Value) -> str:
    """`#b3202a`, a name, or inks: `0 95 85 10` in per cent becomes `device-cmyk()`."""
    if named := named_colour(token, value):
        return named.screen
    if isinstance(value, str) and _HEX.fullmatch(value.strip()):
        return value.strip().lower()
    return "device-cmyk(" + " ".join(f"{part:g}" for part in ink(value).process) + ")"


def ink(value: Value) -> Ink:
    """A colour that is given as its inks. Raises WrongValue."""
    try:
        return Ink.read(str(value))
    except ValueError:
        raise WrongValue(value) from None


def named_colour(token: Token, value: Value) -> NamedColour | None:
    """The colour of a name; None for another value."""
    return next((each for each in token.named if each.name == str(value).strip()), None)


def is_inks(token: Token, value: Value) -> bool:
    """Whether a colour is given as its inks, and not as sRGB."""
    is_light = _HEX.fullmatch(str(value).strip()) or named_colour(token, value)
    return token.kind == "colour" and not is_light


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


def declared(
    name: str, data: Any, read: Callable[[str], Any], colours: Sequence[NamedColour] = ()
) -> Token:
    """A token from its declaration in layout.yaml; `read` gives a plain scalar its type.

    `colours` are those that have names.

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
    own = tuple(colours) if bare.kind == "colour" else ()
    token = Token(name, bare.kind, "", bare.titles, low, high, choices, named=own)
    shown, printed = _default(bare, data["default"])
    return replace(token, default=token.read(_scalar(bare, shown, read)), ink=printed)


def _default(token: Token, given: Any) -> tuple[Any, Ink | None]:
    """The value of a default, and its ink."""
    if not isinstance(given, dict):
        return given, None
    if token.kind != "colour":
        raise WrongValue("default: …")
    colour = named("", given)
    return colour.screen, colour.ink


def named(name: str, data: Any) -> NamedColour:
    """A colour from `{screen: "#b5281e", print: 0 95 85 25}`.

    Raises WrongValue, whose text says what is wrong.
    """
    if not isinstance(data, dict) or set(data) != {"screen", "print"}:
        raise WrongValue("{screen: …, print: …}")
    if not _HEX.fullmatch(str(data["screen"])):
        raise WrongValue("screen: #rrggbb")
    try:
        return NamedColour(name, str(data["screen"]).lower(), ink(data["print"]))
    except WrongValue:
        raise WrongValue("print: C M Y K (0–100)") from None


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
