"""What takes long to make of the program itself, kept as Python keeps its compiled modules.

It lies beside these (`__pycache__`), where whoever may write may change the program anyway, and
never in the user's store, which holds nothing that is executed. A folder that cannot be written
keeps nothing.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
import tempfile
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any, BinaryIO

FOLDER = Path(__file__).parent / "__pycache__"
_DIGEST = 32  # bytes
_UNFINISHED = ".unfinished-"


def kept(name: str, made_of: str, folder: Path = FOLDER) -> Any:
    """The value of a name that was made of the same by the same Python; None where there is none.

    `made_of` tells all that it depends on. What is torn is none.
    """
    with contextlib.suppress(OSError):
        with opened(_file(name, folder)) as file:
            head, data = _head(made_of), file.read()
        value = data[len(head) + _DIGEST :]
        if data[: len(head) + _DIGEST] == head + sha256(value).digest():
            return marshal.loads(value)  # noqa: S302 - as Python reads its modules
    return None


def keep(name: str, made_of: str, value: Any, folder: Path = FOLDER) -> None:
    """Keep a value that `marshal` knows, whole or not at all, where Python may keep its modules."""
    if sys.dont_write_bytecode:
        return
    data = marshal.dumps(value)
    with contextlib.suppress(OSError):
        replace(_file(name, folder), _head(made_of) + sha256(data).digest() + data)


def opened(file: Path) -> BinaryIO:
    """A file to be read; a pipe in its place is not waited for. Raises OSError."""
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileNotFoundError(file)
    return os.fdopen(handle, "rb")


def replace(file: Path, data: bytes) -> None:
    """Write a file that others may read, whole or not at all. Raises OSError."""
    file.parent.mkdir(exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=file.parent)
    try:
        os.fchmod(handle, 0o644)  # as mkstemp would not: others may use the program
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        Path(unfinished).replace(file)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _file(name: str, folder: Path) -> Path:
    assert "-" in name, name  # noqa: S101 - or it could be that of a module
    return folder / f"{name}.{sys.implementation.cache_tag}.pyc"


def _head(made_of: str) -> bytes:
    """Python's number for its code, and a hash of what a value is made of."""
    # the program may lie in a folder whose name is no text
    return MAGIC_NUMBER + sha256(made_of.encode("utf-8", "surrogatepass")).digest()
