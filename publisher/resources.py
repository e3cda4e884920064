"""Where the data that travels with the program lies: layouts, faces, conditions.

In a checkout they stand at the top level, where designers work; in an installed wheel they lie
inside the package (pyproject.toml, force-include).
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def folder(name: str) -> Path:
    """The folder `layouts`, `fonts`, … that belongs to this program."""
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / name
    return _PACKAGE / "_data" / name
