"""WeasyPrint's declarations of C functions, read once for all processes.

They are text that cffi parses with a parser of C, written in Python: a tenth of loading the engine.
What it found can be written down as a few tables ("out-of-line ABI mode"), which need no parser.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import _cffi_backend

from publisher import marshalled

_CFFI = "cffi"
_READER = "weasyprint.text.ffi"
_NAME = "c-declarations"


@contextlib.contextmanager
def declared() -> Iterator[None]:
    """While it is entered, who imports cffi gets an `FFI` that knows what was declared before."""
    if _READER in sys.modules or _CFFI in sys.modules or find_spec(_CFFI) is None:
        yield
        return
    module = ModuleType(_CFFI)
    module.FFI = _Declared  # type: ignore[attr-defined]
    sys.modules[_CFFI] = module
    try:
        yield
    finally:
        if sys.modules.get(_CFFI) is module:
            del sys.modules[_CFFI]


class _Declared:
    """An `FFI` whose declarations come all at once; from then on it has what cffi's own has."""

    def cdef(self, source: str) -> None:
        own = _read(source)
        for name in dir(own):
            if not name.startswith("__") and name != "dlopen":
                setattr(self, name, getattr(own, name))
        self._own = own

    def dlopen(self, name: str, flags: int) -> Any:
        """A library that stays when Python ends: what it gave is given back to it after that."""
        return self._own.dlopen(name, flags | getattr(os, "RTLD_NODELETE", 0))


def _read(source: str) -> Any:
    made_of = f"{_cffi_backend.__version__} {sha256(source.encode()).hexdigest()}"
    code = marshalled.kept(_NAME, made_of)
    if code is None:
        code = compile(_tables(source), "<declared>", "exec", dont_inherit=True)
        marshalled.keep(_NAME, made_of, code)
    tables: dict[str, Any] = {}
    exec(code, tables)  # noqa: S102 - the program's own, as a module is
    return tables["ffi"]


def _tables(source: str) -> str:
    """A module of Python that holds what is declared."""
    pretended = sys.modules.pop(_CFFI)
    try:
        import cffi
        from cffi import recompiler

        own, out = cffi.FFI(), io.StringIO()
        own.cdef(source)
        own.set_source("declared", None)
        recompiler.make_py_source(own, "declared", out)
        return out.getvalue()
    finally:
        sys.modules[_CFFI] = pretended
