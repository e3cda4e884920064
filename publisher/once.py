"""What Python compiles while a program starts, compiled once for all processes.

Modules lie compiled beside their source; regular expressions, and the methods of dataclasses, which
are written and compiled one by one, do not: half of what a command imports, in each process. Both
are kept beside the modules (`publisher.marshalled`). Python's own compilers are asked for what is
not there.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import dataclasses
import marshal
import re
import sys
from array import array
from re import _compiler, _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any, cast

from publisher import marshalled
from publisher.patterns import Later

NAME = "compiled-once"
MADE_OF = f"2 {sys.version} {_sre.MAGIC} {_sre.CODESIZE}"
_UNSURE = re.DEBUG | re.LOCALE | getattr(re, "TEMPLATE", 0)
_WORD = "I" if array("I").itemsize == _sre.CODESIZE else "L"  # the type of a machine's words
_MOST = 6000  # all commands ask for a quarter
_IMPORTING = "<frozen importlib._bootstrap>"

Key = tuple[bool, str | bytes, int]
"""Whether it is text (text and bytes are never compared: `python -bb`), the pattern, flags."""
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, their numbers by name, their names by number."""


class Once:
    """Stands before Python's compilers.

    What modules ask for while they are imported, and `patterns.later`, is always the same and is
    kept; what is made of words of a manuscript is not.
    """

    def __init__(self, kept: tuple[dict[Key, Code], dict[str, bytes]] | None = None) -> None:
        self._patterns, self._functions = kept or ({}, {})
        self._is_new = False

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """As `re._compiler.compile`, which is called by `re.compile` (CPython 3.11 to 3.14)."""
        if type(pattern) not in (str, bytes) or flags & _UNSURE:
            return _compile(pattern, flags)
        key = isinstance(pattern, str), pattern, int(flags)
        code = self._patterns.get(key)
        if code is None:
            code = coded(pattern, flags)
            if _is_constant(sys._getframe(1)):
                self._patterns[key], self._is_new = code, True
        return made(pattern, code)

    def execute(self, text: str, over: dict[str, Any], names: dict[str, Any]) -> None:
        """As `exec`, by which `dataclasses` makes methods of text."""
        kept = self._functions.get(text)
        if kept is None:
            # or it would be code of this module, whose annotations are text
            code = compile(text, "<string>", "exec", dont_inherit=True)
            if _is_constant(sys._getframe(1)):
                self._functions[text], self._is_new = marshal.dumps(code), True
        else:  # one by one: a command asks for a third of them
            code = marshal.loads(kept)  # noqa: S302 - as Python reads its modules
        exec(code, over, names)  # noqa: S102 - what Python would execute

    def keep(self) -> None:
        """Keep what was new, for the processes to come."""
        if self._is_new:
            self._is_new = False
            # many versions of the program may have left theirs
            if len(self._patterns) + len(self._functions) > _MOST:
                self._patterns, self._functions = {}, {}
            marshalled.keep(NAME, MADE_OF, (self._patterns, self._functions))


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
    """Whether a module asks that is being imported, or `patterns.later`."""
    while frame is not None:
        if frame.f_code is Later.__getattr__.__code__ or frame.f_code.co_filename == _IMPORTING:
            return True
        frame = frame.f_back
    return False


_compile = _compiler.compile
_begun: list[Once] = []


def begin() -> None:
    """From here on, in this process and in those that are forked from it."""
    if not _begun and sys.implementation.name == "cpython":
        own = Once(marshalled.kept(NAME, MADE_OF))
        _begun.append(own)
        _compiler.compile = own.compile
        vars(dataclasses)["exec"] = own.execute


def keep() -> None:
    """Keep what was compiled since `begin`."""
    for each in _begun:
        each.keep()
