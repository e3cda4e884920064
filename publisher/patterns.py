"""Regular expressions that are compiled when they are first used, and once for all processes.

A class of Chinese characters takes milliseconds, and a command uses few of all that it imports; all
that it does use takes a tenth of a second, in each process.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
import sys
from array import array
from re import _compiler, _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any, cast

from publisher import marshalled

_NAME = "patterns"
_MADE_OF = f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE}"
_UNSURE = re.DEBUG | re.LOCALE | getattr(re, "TEMPLATE", 0)
_IMPORTING = "<frozen importlib._bootstrap>"
_WORD = "I" if array("I").itemsize == _sre.CODESIZE else "L"  # the type of a machine's words


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, which is called on first use; a mistake in the source is raised then."""
    return cast("re.Pattern[str]", _Later(source, flags))


class _Later:
    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        # found here once: from then on it is an attribute like others
        found = self.__dict__[name] = getattr(re.compile(*self._given), name)
        return found


# ── kept ─────────────────────────────────────────────────────────────────────────────────────────

Key = tuple[str | bytes, int]
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, their numbers by name, their names by number."""


class Kept:
    """Stands before Python's own compiler of patterns, which it asks for what it has not.

    What modules ask for when they are imported, and `later`, is always the same and is kept;
    what is made of words of a manuscript is not.
    """

    def __init__(self, codes: dict[Key, Code] | None = None) -> None:
        self._codes = codes or {}
        self._new: dict[Key, Code] = {}

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """As `re._compiler.compile` (CPython 3.11 to 3.14)."""
        if type(pattern) not in (str, bytes) or flags & _UNSURE:
            return _compile(pattern, flags)
        key = pattern, int(flags)
        code = self._codes.get(key)
        if code is None:
            code = coded(pattern, flags)
            if _is_constant(sys._getframe(1)):
                self._new[key] = code
        return made(pattern, code)

    def keep(self) -> None:
        """Keep what was new, for the processes to come."""
        if self._new:
            self._codes |= self._new
            self._new.clear()
            marshalled.keep(_NAME, _MADE_OF, self._codes)


def coded(pattern: str | bytes, flags: int) -> Code:
    """What a pattern is compiled to. Raises what `re.compile` raises."""
    parsed = _parser.parse(pattern, flags)
    words = _compiler._code(parsed, flags)
    groups: dict[str, int] = dict(parsed.state.groupdict)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    every = int(flags | parsed.state.flags)
    return every, array(_WORD, words).tobytes(), parsed.state.groups - 1, groups, tuple(names)


def made(pattern: str | bytes, code: Code) -> re.Pattern[Any]:
    """The pattern that was compiled to a code."""
    flags, words, groups, by_name, names = code
    return cast(
        "re.Pattern[Any]",
        _sre.compile(pattern, flags, array(_WORD, words).tolist(), groups, by_name, names),
    )


def _is_constant(frame: FrameType | None) -> bool:
    """Whether a module asks that is being imported, or `later`."""
    while frame is not None:
        if frame.f_code is _Later.__getattr__.__code__ or frame.f_code.co_filename == _IMPORTING:
            return True
        frame = frame.f_back
    return False


_compile = _compiler.compile
_kept: list[Kept] = []


def once() -> None:
    """From here on patterns are compiled once for all processes, where that can be."""
    if not _kept and sys.implementation.name == "cpython":
        _kept.append(Kept(marshalled.kept(_NAME, _MADE_OF)))
        _compiler.compile = _kept[0].compile


def keep() -> None:
    """Keep what was compiled since `once`."""
    for each in _kept:
        each.keep()
