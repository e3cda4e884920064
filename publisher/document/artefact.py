"""成品: one file that is handed over, with what lies beside it. Replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.document.findings import NOT_WRITTEN
from publisher.errors import Missing
from publisher.findings import Finding, Place

_WORKSHOP = ".publisher-unfinished-"
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
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
        put([(path, self.data), *((companion(path, s), d) for s, d in self.beside)])


def put(targets: Iterable[tuple[Path, bytes]], root: Path | None = None) -> None:
    """Put files in place, all or none, in their order. Raises Missing; the old files then stay.

    They are written into a folder beside the first target, or into `root`, are on the disk before
    the first is moved, and what an earlier build left there when it was ended is deleted. Of two
    that put the same files at once one comes after the other.
    """
    with contextlib.ExitStack() as stack:
        workshop: Path | None = None
        fresh: list[tuple[Path, Path]] = []
        for target, data in targets:
            _require_place(target)
            if workshop is None:
                workshop = stack.enter_context(_workshop(root or target.parent, target))
            fresh.append((_written(workshop / str(len(fresh)), target, data), target))
        if workshop is not None:
            with _undisturbed(None if root else workshop.parent):
                for temporary, target in fresh:
                    with _told(target):
                        temporary.replace(target)
            _sync({target.parent for _temporary, target in fresh})


def companion(path: Path, suffix: str) -> Path:
    """The path of a file beside an artefact: `a.pdf` and `.pages.json` give `a.pages.json`."""
    return path.with_name(path.stem + suffix)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Missing(NOT_WRITTEN.at(Place(str(path)), reason=reason)) from None


def _require_place(target: Path) -> None:
    """The folder of a target, made if need be; what stands in its place must be a file or a link.

    A device or a pipe would be replaced by a file, and be gone for everyone.
    """
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if os.path.lexists(target):
            kind = target.lstat().st_mode
            if not stat.S_ISREG(kind) and not stat.S_ISLNK(kind):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _written(temporary: Path, target: Path, data: bytes) -> Path:
    """The bytes on the disk, under another name."""
    with _told(target), temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), 0o666 & ~_umask())
    return temporary


# ── the folder of what is unfinished ─────────────────────────────────────────────────────────────


@contextlib.contextmanager
def _workshop(parent: Path, target: Path) -> Iterator[Path]:
    """A locked folder in `parent`, gone afterwards, as are those of builds that were ended."""
    with _told(target):
        for left in parent.glob(f"{_WORKSHOP}*"):
            _delete_unlocked(left)
        folder, handle = _locked_folder(parent)
    try:
        yield folder
    finally:
        os.close(handle)  # to look into a folder takes open files, of which there may be few
        shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(parent: Path) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_WORKSHOP, dir=parent))
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:  # taken for one that is left, before it could be locked
            continue
        except OSError:
            folder.rmdir()
            raise
        with contextlib.suppress(OSError):  # a disk without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        if folder.exists():  # else another build took it for one that is left
            return folder, handle
        os.close(handle)


def _delete_unlocked(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _undisturbed(folder: Path | None) -> Iterator[None]:
    """Neither a signal to stop nor another build of the same files comes between two of them.

    Without a folder only signals wait: a shelf is locked by whoever fills it.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # a disk without locks, a folder that cannot be listed
            if folder is not None:
                handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        stack.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        yield


def _sync(folders: set[Path]) -> None:
    """The new names on the disk, too."""
    for folder in folders:
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
