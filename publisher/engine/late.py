"""Parts of fontTools that WeasyPrint imports and, beside HarfBuzz, never calls: they come late.

Importing them takes a tenth of a second of every build.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

# what is asked of them when they are imported
_LATE = {
    "fontTools.subset": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
    "fontTools.ttLib": ("TTFont", "TTLibError", "ttFont", "woff2"),
}
_BELOW = frozenset({"ttFont", "woff2"})  # modules
_READERS = ("weasyprint.pdf.fonts", "weasyprint.text.fonts")


class _Late(ModuleType):
    """A module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


class _Never(Exception):
    """Stands for an exception of a module that has not come yet, which raises nothing either."""


@contextlib.contextmanager
def late() -> Iterator[None]:
    """While it is entered, these modules are promised to whoever imports them."""
    made = [name for name in _LATE if name not in sys.modules]
    for name in made:
        module = _Late(name)
        for own in _LATE[name]:
            setattr(module, own, _promised(name, own))
        sys.modules[name] = module
        _put(name, module)
    try:
        yield
    finally:
        for name in made:
            if isinstance(sys.modules.get(name), _Late):
                del sys.modules[name]
                _put(name, None)


def _promised(module: str, name: str) -> Any:
    if name.endswith("Error"):
        return _Never
    if name in _BELOW:
        return _Late(f"{module}.{name}")

    def call(*arguments: Any, **named: Any) -> Any:
        come = importlib.import_module(module)
        for reader in filter(None, map(sys.modules.get, _READERS)):
            # what it raises is waited for by that name
            for each in vars(reader).keys() & set(_LATE[module]) - _BELOW:
                setattr(reader, each, getattr(come, each))
        return getattr(come, name)(*arguments, **named)

    return call


def _put(name: str, module: ModuleType | None) -> None:
    """Give a module to its package, or take it away, where the package is loaded."""
    package, _, own = name.rpartition(".")
    above = sys.modules.get(package)
    if above is not None and module is not None:
        setattr(above, own, module)
    elif above is not None and isinstance(above.__dict__.get(own), _Late):
        delattr(above, own)
