"""Colour spaces and colours: which inks a colour is printed with (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from publisher.checks.content.streams import decoded
from publisher.checks.content.tokens import BrokenContent

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
BLACK = "Black"
ALL = "All"  # registration marks: every plate there is
NONE = "None"  # prints nothing
_DEEPEST = 8  # a space inside a space inside …; valid files need 4
_NAMES = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_DEVICE = {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk"}
_SIZES = {"gray": 1, "rgb": 3, "cmyk": 4}
_CIE = {"/CalGray": ("gray", 1), "/CalRGB": ("rgb", 3), "/Lab": ("lab", 3)}
_OF_SIZE = {1: "gray", 3: "rgb", 4: "cmyk"}


@dataclass(frozen=True)
class Space:
    """A colour space: `kind` is gray, rgb, cmyk, lab, separation, indexed, pattern or unknown.

    `shown` is how people know it. A separation (also DeviceN) names its `inks`; `base` is what it
    falls back on, what a palette or an uncoloured pattern is coloured in.
    """

    kind: str
    shown: str
    size: int
    inks: tuple[str, ...] = ()
    base: Space | None = None
    palette: bytes = field(default=b"", repr=False)

    @cached_property
    def foreign(self) -> str:
        """How the space is called if a press cannot print it as it is; else an empty string."""
        if self.kind in ("rgb", "lab", "unknown"):
            return self.shown
        return self.base.foreign if self.base is not None else ""

    @property
    def spots(self) -> tuple[str, ...]:
        """The inks beside the four of the process."""
        if self.kind == "separation":
            return tuple(ink for ink in self.inks if ink not in (*PROCESS, ALL, NONE))
        return self.base.spots if self.base is not None else ()


GRAY = Space("gray", "DeviceGray", 1)
RGB = Space("rgb", "DeviceRGB", 3)
CMYK = Space("cmyk", "DeviceCMYK", 4)
PATTERN = Space("pattern", "Pattern", 0)
_KNOWN = {"/DeviceGray": GRAY, "/DeviceRGB": RGB, "/DeviceCMYK": CMYK, "/Pattern": PATTERN}


@dataclass(frozen=True)
class Colour:
    """A colour as set: its space and its components; a pattern's `name` instead of them."""

    space: Space
    values: tuple[float, ...] = ()
    name: str = ""

    @cached_property
    def inks(self) -> Mapping[str, float] | None:
        """Ink -> amount (0 to 1) of those that print; None where nobody can know them."""
        return amounts(self.space, self.values)


BLACK_INK = Colour(GRAY, (0.0,))


def amounts(space: Space, values: Sequence[float]) -> dict[str, float] | None:
    """Ink -> amount of those that print. None where they come out of a conversion."""
    given = [min(1.0, max(0.0, value)) for value in values]
    if space.kind == "gray" and given:
        return _printing((BLACK,), (1.0 - given[0],))
    if space.kind == "cmyk" and len(given) == 4:
        return _printing(PROCESS, given)
    if space.kind == "separation":
        return _printing(space.inks, given)
    if space.kind == "indexed" and space.base is not None and values:
        at = int(min(255.0, max(0.0, values[0]))) * space.base.size
        entry = space.palette[at : at + space.base.size]
        return amounts(space.base, [byte / 255 for byte in entry])
    return None


def _printing(inks: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    pairs = zip(inks, values, strict=False)
    return {ink: value for ink, value in pairs if value > 0.0 and ink != NONE}


def start(space: Space) -> tuple[float, ...]:
    """The colour that a space begins with (ISO 32000-1, 8.6.8, operator cs)."""
    if space.kind == "cmyk":
        return (0.0, 0.0, 0.0, 1.0)
    return (1.0 if space.kind == "separation" else 0.0,) * space.size


def space_of(given: Any, find: Callable[[str], Any], depth: int = 0) -> Space:
    """A colour space from its object or its name; `find` looks names up in the resources."""
    if depth > _DEEPEST:
        raise BrokenContent("[/Indexed [/Indexed …")
    if isinstance(given, (str, pikepdf.Name)):
        name = _NAMES.get(str(given), str(given))
        default = find("/Default" + name[len("/Device") :]) if name in _DEVICE else None
        if default is not None:
            return _default(_KNOWN[name], space_of(default, lambda _name: None, depth + 1))
        if name in _KNOWN:
            return _KNOWN[name]
        found = find(name)
        if found is None or str(found) == name:
            return Space("unknown", name.lstrip("/"), 0)
        return space_of(found, find, depth + 1)
    if not isinstance(given, (pikepdf.Array, list)) or not len(given):
        return Space("unknown", "?", 0)
    return _array(given, find, depth)


def _default(device: Space, default: Space) -> Space:
    """A device space that the file redefines, as in DefaultRGB: it stays of its kind."""
    return Space(device.kind, f"{device.shown} ({default.shown})", device.size)


def _array(given: Any, find: Callable[[str], Any], depth: int) -> Space:
    name = _NAMES.get(str(given[0]), str(given[0]))
    if len(given) == 1 or name in _DEVICE:
        return space_of(name, find, depth + 1)
    if name in _CIE:
        kind, size = _CIE[name]
        return Space(kind, name[1:], size)
    if name == "/ICCBased":
        return _icc(given[1])
    base = space_of(given[2 if name in ("/Separation", "/DeviceN") else 1], find, depth + 1)
    if name == "/Separation":
        return Space("separation", "Separation", 1, (_bare(given[1]),), base)
    if name == "/DeviceN":
        inks = tuple(_bare(ink) for ink in given[1])
        return Space("separation", "DeviceN", len(inks), inks, base)
    if name == "/Indexed" and len(given) > 3:
        return Space("indexed", f"Indexed {base.shown}", 1, (), base, _palette(given[3]))
    if name == "/Pattern":
        return Space("pattern", "Pattern", base.size, (), base)
    return Space("unknown", _bare(name), 0)


def _icc(stream: Any) -> Space:
    size = int(stream.get("/N", 0)) if isinstance(stream, pikepdf.Stream) else 0
    kind = _OF_SIZE.get(size, "unknown")
    if kind == "rgb" and decoded(stream)[16:20] == b"Lab ":
        kind = "lab"
    return Space(kind, f"ICCBased {kind.upper()}", size)


def _palette(given: Any) -> bytes:
    if isinstance(given, pikepdf.Stream):
        return decoded(given, 1 << 16)
    return bytes(given) if isinstance(given, (pikepdf.String, bytes)) else b""


def _bare(name: Any) -> str:
    return str(name).lstrip("/")


def colour(space: Space, operands: Sequence[Any]) -> Colour:
    """The colour of a space by the operands of sc and scn; a pattern's name is the last of them."""
    name = operands[-1] if operands and isinstance(operands[-1], str) else ""
    values = tuple(float(value) for value in (operands[:-1] if name else operands))
    return Colour(space, values, name)
