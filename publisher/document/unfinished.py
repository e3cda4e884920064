"""The folder of what is unfinished: new files wait there until all of them can take their places.

It lies on the same disk as they, and is locked as long as it is in use: one that nobody holds was
left by a build that was ended. Before the first file is moved a list of all moves lies in it, with
what stood there before, so that whoever comes next can take back what was begun.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher import whereabouts
from publisher.document.findings import NOT_WRITTEN
from publisher.errors import Missing
from publisher.findings import Place
from publisher.messages import _

PREFIX = ".publisher-unfinished-"
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LIST, _SEAL = "list.json", "seal"
STEP = _("Writing")
# what a disk says of something that it does not know at all
UNKNOWN = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTTY, errno.ENOLCK})


class Move(NamedTuple):
    """A file that is to take its place; without one, what stands in the place is to go."""

    file: Path | None
    target: Path


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever the machine refuses here is said of this path. Raises Missing."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Missing(NOT_WRITTEN.at(Place(str(path)), reason=reason)) from None


@contextlib.contextmanager
def workshop(parent: Path, target: Path) -> Iterator[Path]:
    """A locked folder in `parent`, gone afterwards, as are those of builds that were ended.

    Raises Missing, of `target`.
    """
    whereabouts.writing(STEP, parent)  # the guard deletes the folder of one that is killed
    with told(target):
        for left in parent.glob(f"{PREFIX}*"):
            _if_left(left, _cleared)
        folder, handle = _locked_folder(parent)
    try:
        yield folder
    finally:
        _close(handle)  # to look into a folder takes open files, of which there may be few
        _settled(folder)


def move(folder: Path, moves: Sequence[Move], lock: Path | None) -> None:
    """Have files take their places, all or none, in their order. Raises Missing.

    `folder` is that of the files, `lock` one that builds of the same targets have in common. What
    stands in their places is kept until the last is moved, and put back where one is refused.
    """
    whereabouts.writing(STEP, folder.parent)
    rows = [] if len(moves) == 1 else _rows(folder, moves)
    if rows:
        _list(folder, rows)
    with _undisturbed(lock):
        try:
            for number, each in enumerate(moves):
                with told(each.target):
                    if each.file is None:
                        # a disk that refuses the first move refuses to take anything away, too
                        each.target.replace(folder / f"gone-{number}")
                    else:
                        each.file.replace(each.target)
        except Missing:
            _put_back(folder, rows)
            raise


def settle(parent: Path) -> None:
    """Take back what builds that were ended had begun in a folder."""
    with contextlib.suppress(OSError):
        for left in parent.glob(f"{PREFIX}*"):
            _if_left(left, _settled)


def locked(handle: int, kind: int) -> None:
    """Lock an open file or folder; a disk without locks has none. Raises OSError."""
    try:
        fcntl.flock(handle, kind)
    except OSError as error:
        if error.errno not in UNKNOWN:
            raise


def delete(folder: Path) -> None:
    """Delete a folder with all that is in it, if the disk lets us, at the second time perhaps."""
    for _again in range(2):
        with contextlib.suppress(OSError):  # its own open files it does not ignore
            shutil.rmtree(folder, ignore_errors=True)
        if not os.path.lexists(folder):
            return


# ── what was there before ────────────────────────────────────────────────────────────────────────


class _Row(NamedTuple):
    """A target, the numbers of what is to stand there and of what stood there; 0 for nothing."""

    target: Path
    new: int
    old: int


def _rows(folder: Path, moves: Sequence[Move]) -> list[_Row]:
    """Of every move; what stands in its place now gets a second name. Raises Missing."""
    rows = []
    for number, (file, target) in enumerate(moves):
        with told(target):
            old = _number(target)
            if old:
                _duplicate(target, folder / f"old-{number}")
            rows.append(_Row(target, file.stat().st_ino if file else 0, old))
    return rows


def _number(path: Path) -> int:
    try:
        return path.lstat().st_ino
    except FileNotFoundError:
        return 0


def _duplicate(path: Path, other: Path) -> None:
    try:
        os.link(path, other, follow_symlinks=False)
    except OSError:  # a disk without such links, a file of somebody else
        shutil.copy2(path, other, follow_symlinks=False)


def _put_back(folder: Path, rows: Sequence[_Row]) -> bool:
    """Whether all stands again that stood there; if not, it may be tried again."""
    is_back = True
    for number, row in reversed(list(enumerate(rows))):
        try:
            _put_one_back(folder, number, row)
        except OSError:
            is_back = False
    return is_back


def _put_one_back(folder: Path, number: int, row: _Row) -> None:
    now, old = _number(row.target), folder / f"old-{number}"
    if row.old and now != row.old:
        if not now:
            with contextlib.suppress(OSError):
                return os.link(old, row.target, follow_symlinks=False)
        again = folder / f"again-{number}"
        again.unlink(missing_ok=True)
        _duplicate(old, again)
        again.replace(row.target)
    elif not row.old and now == row.new:
        row.target.unlink(missing_ok=True)
    return None


def _list(folder: Path, rows: Sequence[_Row]) -> None:
    """Write down what is to be moved, for those who come after us; not if it lies elsewhere.

    The seal shows that the list is ours: no archive that somebody unpacks can know the number and
    the moment of a file.
    """
    with contextlib.suppress(OSError, ValueError):
        (folder / _SEAL).touch()
        told = [(str(row.target.relative_to(folder.parent)), row.new, row.old) for row in rows]
        fresh = folder / f"{_LIST}-fresh"
        with fresh.open("x", encoding="utf-8", errors="surrogateescape") as file:
            json.dump([_seal(folder), told], file)
            file.flush()
            synced(file.fileno())
        fresh.replace(folder / _LIST)


def _settled(folder: Path) -> None:
    """Take back what was moved in part, unless somebody has been there since; then delete all.

    Where a disk refuses, it stays with what was there before, for whoever comes next.
    """
    with contextlib.suppress(OSError, ValueError, TypeError):
        text = (folder / _LIST).read_text(encoding="utf-8", errors="surrogateescape")
        seal, told = json.loads(text)
        if seal == _seal(folder):
            rows = [_Row(folder.parent / target, *numbers) for target, *numbers in told]
            done = {row.target: row.new for row in rows}
            known = {(row.target, number) for row in rows for number in row[1:]}
            now = {target: _number(target) for target in done}
            if now != done and known.issuperset(now.items()) and not _put_back(folder, rows):
                return
    delete(folder)


def _cleared(folder: Path) -> None:
    """Delete what an ended build left, unless it had begun to move: that is for `settle`."""
    if not (folder / _LIST).exists():
        delete(folder)


def _seal(folder: Path) -> list[int]:
    state = (folder / _SEAL).lstat()
    return [state.st_ino, state.st_ctime_ns, state.st_uid, os.geteuid()]


# ── disks ────────────────────────────────────────────────────────────────────────────────────────


def synced(handle: int) -> None:
    """Have what was written on the disk; one that knows of no such thing is let be.

    Raises OSError.
    """
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNKNOWN:
            raise


def synced_folders(folders: set[Path]) -> None:
    """The new names on the disk, too."""
    for folder in folders:
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _locked_folder(parent: Path) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:  # taken for one that is left, before it could be locked
            continue
        except OSError:
            delete(folder)
            raise
        with contextlib.suppress(OSError):  # a disk without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.path.lexists(folder):  # else another build took it for one that is left
            return folder, handle
        _close(handle)


def _if_left(folder: Path, do: Callable[[Path], None]) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            do(folder)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _undisturbed(folder: Path | None) -> Iterator[None]:
    """Neither a signal to stop nor another build of the same files comes between two moves.

    Without a folder only signals wait: a shelf is locked by whoever fills it.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # a disk without locks, a folder that cannot be listed
            if folder is not None:
                handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
                stack.callback(_close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        stack.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        if folder is not None:
            settle(folder)
        yield


def _close(handle: int) -> None:
    with contextlib.suppress(OSError):  # a disk that is going says so here, too
        os.close(handle)
