"""What took long to compute, kept for the next time.

An entry is found by its content: its name is the hash of all that it was computed from. It is
written whole or not at all, and one that is torn, or that somebody else wrote, is never read. So a
store may be deleted, moved or shared by several builds at any moment; a full disk or a folder that
cannot be written makes the next build slower, and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

MOST = 512 << 20  # bytes on disk, from where on what was not used for longest goes
OLDEST = 60 * 86400  # seconds without use
_HEAD = b"publisher store 1\n"
_DIGEST = 32  # bytes
_LARGEST = 64 << 20  # bytes of one entry
_DAY, _HOUR = 86400, 3600
_SWEPT = 8  # of 256 entries, so many make room when they are written
_UNFINISHED = ".unfinished-"
# https://bford.info/cachedir: programs that back up a home leave such folders out
_TAG = "CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55\n"


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries; without one, nothing is kept. A value that can be sent to a process."""

    folder: Path | None = None
    most: int = MOST

    def kept(self, kind: str, parts: Sequence[bytes], make: Callable[[], bytes]) -> bytes:
        """What `make` gives, from the store if it was made before of the same parts."""
        found = self.get(kind, parts)
        if found is None:
            found = make()
            self.put(kind, parts, found)
        return found

    def get(self, kind: str, parts: Sequence[bytes]) -> bytes | None:
        """An entry; None where there is none that can be trusted."""
        folder, key = _trusted(self.folder), _key(kind, parts)
        if folder is None:
            return None
        path = _path(folder, kind, key)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as file:
                state = os.fstat(handle)
                if not stat.S_ISREG(state.st_mode) or state.st_uid != os.geteuid():
                    return None
                whole = file.read(_LARGEST + 1)
            if time.time() - state.st_mtime > _DAY:
                os.utime(path)  # used: it stays
        except OSError:
            return None
        return _payload(whole, key)

    def has(self, kind: str) -> bool:
        """Whether anything of a kind may be there: if not, nobody need ask for it."""
        with contextlib.suppress(OSError):
            return self.folder is not None and (self.folder / kind).is_dir()
        return False

    def put(self, kind: str, parts: Sequence[bytes], data: bytes) -> None:
        """Keep an entry, if there is room for it."""
        folder, key = _trusted(self.folder), _key(kind, parts)
        if folder is None or len(data) > _LARGEST // 2:
            return
        with contextlib.suppress(OSError):
            path = _path(folder, kind, key)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, _HEAD + sha256(key + data).digest() + data)
            if key[0] < _SWEPT:
                sweep(folder, self.most)


NOTHING_KEPT = Store()


def sweep(folder: Path, most: int = MOST, now: float | None = None) -> None:
    """Delete what is old, and of the rest what was not used for longest, down to three quarters.

    Files that another build deletes meanwhile are no matter.
    """
    moment = time.time() if now is None else now
    left: list[tuple[float, int, Path]] = []
    for path, state in _files(folder):
        age = moment - state.st_mtime
        if age > (_HOUR if path.name.startswith(_UNFINISHED) else OLDEST):
            _delete(path)
        else:
            left.append((state.st_mtime, state.st_size, path))
    total = sum(size for _used, size, _path in left)
    if total <= most:
        return
    for _used, size, path in sorted(left):
        _delete(path)
        total -= size
        if total <= most * 3 // 4:
            return


# ── entries ──────────────────────────────────────────────────────────────────────────────────────


def _key(kind: str, parts: Sequence[bytes]) -> bytes:
    """No two lists of parts have one key: each part is hashed by itself."""
    return sha256(b"".join(sha256(part).digest() for part in (kind.encode(), *parts))).digest()


def _path(folder: Path, kind: str, key: bytes) -> Path:
    name = key.hex()
    return folder / kind / name[:2] / name[2:]


def _payload(whole: bytes, key: bytes) -> bytes | None:
    start = len(_HEAD) + _DIGEST
    data = whole[start:]
    if whole[:start] != _HEAD + sha256(key + data).digest():
        return None
    return data


def _write(path: Path, whole: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(whole)
        Path(name).replace(path)
    except BaseException:
        _delete(Path(name))
        raise


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for place, _folders, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            if name != _TAG[0]:
                with contextlib.suppress(OSError):
                    yield path, path.lstat()


def _delete(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


# ── the folder ───────────────────────────────────────────────────────────────────────────────────


def _trusted(folder: Path | None) -> Path | None:
    """The folder, made if need be; None where others could put something into it."""
    if folder is None:
        return None
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.lstat()
        mine = stat.S_ISDIR(state.st_mode) and state.st_uid == os.geteuid()
        if mine and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            if not (folder / _TAG[0]).exists():
                with contextlib.suppress(OSError):
                    _write(folder / _TAG[0], _TAG[1])
            return folder
    return None
