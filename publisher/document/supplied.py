"""Files that a stranger may have supplied: what lies in the folder, is a file, and is not too big.

An archive may bring links that lead out of its folder, loops of links, pipes that nobody writes to,
and files that are larger than any disk. Whoever reads one comes through here.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from publisher.document.findings import FILE_OUTSIDE, FILE_STRANGE
from publisher.errors import Unusable
from publisher.findings import Place


class TooLarge(OSError):
    """A file is larger than anyone needs."""


def contents(path: Path, most: int) -> bytes:
    """The bytes of a file. Raises OSError for what is none, TooLarge beyond `most` bytes.

    It is looked at before it is opened, since to open some devices is to use them, and again
    afterwards, since it may have been exchanged; nothing waits for a pipe.
    """
    _require_regular(path.stat())
    with open(path, "rb", opener=_without_waiting) as file:
        _require_regular(os.fstat(file.fileno()))
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLarge(errno.EFBIG, f"> {most >> 20} MB")
    return data


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _require_regular(state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "not a file")


def is_there(path: Path) -> bool:
    """Whether a path leads to something; a name that no disk takes leads to nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path lies in a folder once every link is followed; a loop lies nowhere."""
    try:
        return inside(path, root.resolve()) is not None
    except (OSError, RuntimeError):
        return False


def inside(path: Path, true_root: Path) -> Path | None:
    """Where a path leads once every link is followed; None if that is not below `true_root`.

    Of that folder, every link is followed already.
    """
    try:
        true = path.resolve()
    except (OSError, RuntimeError, ValueError):  # too long, a loop, a NUL
        return None
    return true if true.is_relative_to(true_root) else None


def require_inside(path: Path, root: Path, shown: str) -> None:
    """Raise Unusable unless a path, and all below it if it is a folder, lies in `root`.

    There are files and folders then, and nothing else; what is not there is in order. `shown` is
    the root as findings name it.
    """
    for each in _with_all_below(path):
        place = Place((PurePosixPath(shown) / each.relative_to(root).as_posix()).as_posix())
        if each.is_symlink() and not is_inside(each, root):
            raise Unusable(FILE_OUTSIDE.at(place))
        if os.path.lexists(each) and not (each.is_file() or each.is_dir()):
            raise Unusable(FILE_STRANGE.at(place))


def _with_all_below(path: Path) -> Iterator[Path]:
    """A path, then what it holds: it is judged before it is looked into."""
    yield path
    if path.is_dir():
        for place, folders, files in os.walk(path):
            yield from (Path(place, name) for name in (*folders, *files))
