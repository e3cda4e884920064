"""Options that are plainly right, taken without pydantic, by which typer checks each of them.

To load it takes as long as all else that a command does before it begins to read. What is not
plainly right goes to typer's own, which says what is wrong with it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from typer import core

_NUMBER = re.compile("0|[1-9][0-9]{0,8}", re.ASCII)
_stock: Any = vars(core).get("build_runtime_param")  # typer 0.29


class _Plain:
    """In the place of what typer makes of the type of an option."""

    def __init__(self, descriptor: Any) -> None:
        self._descriptor = descriptor

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command gets it. Raises what typer raises."""
        several = param.multiple or param.nargs == -1
        if value is None and not several:
            return None
        if not several and self._is_plain(value):
            kind = self._descriptor.annotation
            return value if type(value) is kind or isinstance(value, Path) else kind(value)
        return _stock(self._descriptor).coerce(value, param=param, ctx=ctx)

    def _is_plain(self, value: Any) -> bool:
        kind, info = self._descriptor.annotation, self._descriptor.parameter_info
        if kind not in (Path, str, int) or info.parser is not None:
            return False
        if type(value) is not str and not isinstance(value, kind):
            return False
        if kind is Path:
            asked = (info.exists, info.resolve_path, info.readable, info.writable)
            return not any(asked) and info.file_okay and info.dir_okay and not info.path_type
        if kind is str:
            return _is_text(value)
        if type(value) is bool or not _NUMBER.fullmatch(str(value)):
            return False
        least, most = info.min, info.max
        return (least is None or int(value) >= least) and (most is None or int(value) <= most)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # bytes of the command line that are none
        return False
    return True


def install() -> None:
    """From here on, in this process. Nothing where typer has changed."""
    if _stock is not None:
        vars(core)["build_runtime_param"] = _Plain
