"""成品: one file that is handed over, with what lies beside it. Replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from publisher.document import unfinished
from publisher.document.unfinished import Move, told
from publisher.findings import Finding

UNFIT = "-unfit"  # what a printing house would send back


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file. `beside` maps a suffix (`".pages.json"`) to the bytes of a companion.

    One that is not `fit` must not take the place of one that was handed over before.
    """

    data: bytes
    findings: tuple[Finding, ...] = ()
    beside: tuple[tuple[str, bytes], ...] = ()
    fit: bool = True

    def named(self, path: Path) -> Path:
        """The path that it may have: one that is not fit leaves an earlier file as it was."""
        return path if self.fit else path.with_stem(f"{path.stem}{UNFIT}")

    def write(self, path: Path) -> None:
        """Put the file and its companions in place. Raises Missing; the old files then stay."""
        beside = [(companion(path, suffix), data) for suffix, data in self.beside]
        # the old ones go first: none may ever speak of another file than the one it was made with
        put([*((old, None) for old, _data in beside), (path, self.data), *beside])


def put(targets: Iterable[tuple[Path, bytes | None]], root: Path | None = None) -> None:
    """Put files in place, all or none, in their order. Raises Missing; the old files then stay.

    One without bytes is deleted. They are written into a folder beside the first target, or into
    `root`, are on the disk before the first is moved, and what an earlier build left there when it
    was ended is moved or deleted. Of two that put the same files at once one comes after the other.
    """
    with contextlib.ExitStack() as stack:
        workshop: Path | None = None
        fresh: list[Move] = []
        for target, data in targets:
            _require_place(target)
            if workshop is None:
                place = root or target.parent
                workshop = stack.enter_context(unfinished.workshop(place, target))
            file = None if data is None else _written(workshop / str(len(fresh)), target, data)
            if file or os.path.lexists(target):
                fresh.append(Move(file, target))
        if workshop is not None and fresh:
            unfinished.move(workshop, fresh, None if root else workshop.parent)
            unfinished.synced_folders({each.target.parent for each in fresh})


def companion(path: Path, suffix: str) -> Path:
    """The path of a file beside an artefact: `a.pdf` and `.pages.json` give `a.pages.json`."""
    return path.with_name(path.stem + suffix)


def _require_place(target: Path) -> None:
    """The folder of a target, made if need be; what stands in its place must be a file or a link.

    A device or a pipe would be replaced by a file, and be gone for everyone.
    """
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if os.path.lexists(target):
            kind = target.lstat().st_mode
            if not stat.S_ISREG(kind) and not stat.S_ISLNK(kind):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _written(temporary: Path, target: Path, data: bytes) -> Path:
    """The bytes on the disk, under another name."""
    with told(target), temporary.open("xb") as file:
        file.write(data)
        file.flush()
        unfinished.synced(file.fileno())
        with contextlib.suppress(PermissionError):  # a disk whose files all have one mode
            os.fchmod(file.fileno(), 0o666 & ~_umask())
    return temporary


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
