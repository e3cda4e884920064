"""Modules as Python compiled them, in one file for all of them.

A command loads five hundred. Python looks for each in its folders, opens it, and reads it; to know
where it lies and what it was compiled to, from one file that stays mapped, takes half of that. As
Python does, each is compared with its source by time and length; what is new or has changed is
found by Python.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import mmap
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple
from zlib import crc32

from publisher import marshalled

_MOST = 3000  # all commands load half as many
_LENGTH, _DIGEST = 8, 32  # bytes
_SLOTS = 4
_FORM = 2  # of the file


class Known(NamedTuple):
    """A module: its source, when that was changed, its length; where its code lies, and its CRC."""

    source: str
    time: int
    size: int
    is_package: bool
    check: int
    start: int = 0
    end: int = 0


class Modules:
    """Finds modules that were loaded before (`sys.meta_path`)."""

    def __init__(self, file: Path) -> None:
        """`file` need not be there."""
        self._file = file
        self._known, self._codes = _read(file)
        self._before = frozenset(sys.modules)

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Called by Python for each module that is imported."""
        known = self._known.get(name)
        if known is None or not _is_as_it_was(known):
            return None
        code = self._codes[known.start : known.end]
        if crc32(code) != known.check:  # a disk tore it; code of other bits breaks Python itself
            return None
        loader = _Loader(name, known.source, code)
        spec = ModuleSpec(name, loader, origin=known.source, is_package=known.is_package)
        spec.has_location = True
        if known.is_package and spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(known.source))  # noqa: PTH120
        return spec

    def keep(self) -> None:
        """Keep what was loaded now and was not known, for the processes to come."""
        folder = self._file.parent
        if sys.dont_write_bytecode or not os.access(
            folder if folder.is_dir() else folder.parent, os.W_OK
        ):
            return
        new = dict(_new(self._before))
        if not new:
            return
        kept = {name: each for name, each in self._known.items() if name not in new}
        if len(kept) + len(new) > _MOST:
            kept = {}
        codes = self._codes
        every = {name: (own, bytes(codes[own.start : own.end])) for name, own in kept.items()}
        with contextlib.suppress(OSError, ValueError):
            _write(self._file, every | new)


class _Loader(SourceFileLoader):
    """One whose code is at hand."""

    def __init__(self, name: str, source: str, code: memoryview) -> None:
        super().__init__(name, source)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:
        code: CodeType = marshal.loads(self._code)  # noqa: S302 - as Python reads its modules
        return code


def _is_as_it_was(known: Known) -> bool:
    try:
        now = os.stat(known.source)  # noqa: PTH116 - five hundred times, a path takes longer
    except OSError:
        return False
    return now.st_mtime_ns == known.time and now.st_size == known.size


def _new(before: frozenset[str]) -> Iterator[tuple[str, tuple[Known, bytes]]]:
    """The modules that Python itself found."""
    for name in sys.modules.keys() - before:
        module = sys.modules[name]
        spec = getattr(module, "__spec__", None)
        if spec is None or type(spec.loader) is not SourceFileLoader or spec.name != name:
            continue
        with contextlib.suppress(Exception):  # one that is no longer what it was
            now = os.stat(spec.origin)  # noqa: PTH116
            code = marshal.dumps(spec.loader.get_code(name))
            is_package = spec.submodule_search_locations is not None
            state = now.st_mtime_ns, now.st_size
            yield name, (Known(spec.origin, *state, is_package, crc32(code)), code)


# ── the file: a length, the table, its hash, the codes ───────────────────────────────────────────


def _read(file: Path) -> tuple[dict[str, Known], memoryview]:
    """The table and the codes; nothing where the file is not there, torn, or of another Python."""
    problems = OSError, ValueError, EOFError, TypeError
    with contextlib.suppress(*problems), marshalled.opened(file) as opened:
        whole = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
        end = _LENGTH + int.from_bytes(whole[:_LENGTH], "little")
        table, codes = whole[_LENGTH:end], whole[end + _DIGEST :]
        if whole[end : end + _DIGEST] == sha256(table).digest():
            made_of, length, rows = marshal.loads(table)  # noqa: S302 - the program's own
            if made_of == _made_of() and length == len(codes):
                return {name: Known(*row) for name, row in rows.items()}, codes
    return {}, memoryview(b"")


def _write(file: Path, modules: Mapping[str, tuple[Known, bytes]]) -> None:
    rows, start = {}, 0
    for name, (known, code) in modules.items():
        rows[name] = tuple(known._replace(start=start, end=start + len(code)))
        start += len(code)
    parts: Any = _made_of(), start, rows
    table = marshal.dumps(parts)
    head = len(table).to_bytes(_LENGTH, "little")
    codes = (code for _known, code in modules.values())
    marshalled.replace(file, b"".join((head, table, sha256(table).digest(), *codes)))


def _made_of() -> tuple[object, ...]:
    """What decides where Python finds a module, and how it compiles it."""
    return _FORM, importlib.util.MAGIC_NUMBER, sys.flags.optimize, tuple(sys.path)


_begun: list[Modules] = []


def begin() -> None:
    """From here on, in this process and in those that are forked from it."""
    if not _begun and sys.implementation.name == "cpython" and PathFinder in sys.meta_path:
        # with -m and without, folders are others
        slot = sha256(repr(_made_of()).encode()).digest()[0] % _SLOTS
        name = f"found-once-{slot}.{sys.implementation.cache_tag}.pyc"
        own = Modules(marshalled.FOLDER / name)
        _begun.append(own)
        sys.meta_path.insert(sys.meta_path.index(PathFinder), own)


def keep() -> None:
    """Keep what was loaded since `begin`."""
    for each in _begun:
        each.keep()
