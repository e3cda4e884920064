"""When something of a publication is saved: folders are watched, not files.

Editors replace a file by another one, so that a watch on the file itself would be lost with it.
A manuscript that stands alone may lie in a large folder, a home folder even; then only its own
folder and those of its pictures are watched, and other files there are nobody's business.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from watchfiles import awatch

from publisher import resources

MOST_FOLDERS = 2000
LOOK_AGAIN = 1000  # milliseconds between two looks at whether the folders are still the same
SETTLE = 20  # milliseconds of silence that end a group of changes, such as a change of branch
LONGEST = 120  # milliseconds after which a group ends without silence: of a busy neighbour too
SETTINGS = (".yaml", ".yml")
_NOT_OURS = frozenset({"build", "node_modules", "__pycache__"})
_LITTER = ("~", ".swp", ".swx", ".tmp", ".bak", ".crdownload", ".part")


class Folder(NamedTuple):
    """A folder to watch; one that was put in its place has another number."""

    path: Path
    number: int


class Stamp(NamedTuple):
    """What a file is known by without reading it; times are in nanoseconds."""

    number: int
    written: int
    size: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What belongs to a publication: everything below `below`, and the files in `files`."""

    below: tuple[Path, ...]
    files: tuple[Path, ...]

    @property
    def folders(self) -> tuple[Folder, ...]:
        """The folders to watch that are there now, each once."""
        singly = (file.parent for file in self.files)
        found = {*(d for root in self.below for d in _folders(root)), *singly}
        return tuple(sorted(Folder(f, f.stat().st_ino) for f in found if f.is_dir()))

    def holds(self, path: Path) -> bool:
        """Whether a change of this path can change the pages."""
        if path in self.files:
            return True
        roots = [root for root in self.below if path.is_relative_to(root)]
        return any(_is_ours(path.relative_to(root)) for root in roots)

    def stamps(self) -> dict[Path, Stamp]:
        """Of every file what changes with it."""
        below = (folder for root in self.below for folder in _folders(root))
        inside = {path for folder in below for path in folder.glob("*") if self.holds(path)}
        return stamps(inside | set(self.files))


def scope(source: Path, files: tuple[Path, ...]) -> Scope:
    """The scope of a source; `files` are those that the last build read."""
    own = source.resolve()
    programs = resources.folder("layouts").resolve()
    if own.is_dir():
        return Scope((own, programs), files)
    if own.suffix in SETTINGS:
        return Scope((own.parent, programs), (own, *files))
    return Scope((own.parent / "layouts", programs), (own, *files))


async def saves(current: Callable[[], Scope]) -> AsyncIterator[set[Path]]:
    """Yields the files of every group of changes; never ends."""
    polling: bool | None = None
    while True:
        try:
            async for saved in _while_same(current, polling):
                yield saved
        except FileNotFoundError:
            await asyncio.sleep(LOOK_AGAIN / 5000)  # a folder went away; look again what is there
        except OSError:
            polling = True  # the machine's limit of watches is reached
            await asyncio.sleep(LOOK_AGAIN / 1000)


async def _while_same(
    current: Callable[[], Scope], polling: bool | None
) -> AsyncIterator[set[Path]]:
    """Yields after every group of changes, until other folders have to be watched.

    In a quiet second files are looked at as well: a save between two watches, or on a network disk
    that tells nothing, is found too, and a folder that was put in the place of another.
    """
    seen = current()
    folders, known = seen.folders, seen.stamps()
    async for changes in _changes(folders, polling):
        now = current()
        if changes:
            told = {path for path in changes if now.holds(path) or seen.holds(path)}
            own = stamps(told)
            told -= {path for path in own if own[path] == known.get(path)}  # of a late watch
            if not told:
                continue  # a busy neighbour
            known = {path: known[path] for path in known.keys() - told} | own
            yield told
        else:
            found = await asyncio.to_thread(now.stamps)
            news = _differing(known, found, grown=now != seen)
            if any(_is_fresh(found[path]) for path in news & found.keys()):
                continue  # the watch is about to tell of it; else it is found the next time
            if news:
                yield news
            known = found
        seen = now
        if now.folders != folders:
            return


def _differing(known: dict[Path, Stamp], found: dict[Path, Stamp], *, grown: bool) -> set[Path]:
    """The files that changed; where the scope has grown, not those that came with it."""
    paths = known.keys() & found.keys() if grown else known.keys() | found.keys()
    return {path for path in paths if known.get(path) != found.get(path)}


def _is_fresh(own: Stamp) -> bool:
    return 0 <= time.time_ns() - own.written < 2 * LONGEST * 1_000_000


async def _changes(folders: tuple[Folder, ...], polling: bool | None) -> AsyncIterator[list[Path]]:
    groups = awatch(
        *(folder.path for folder in folders),
        watch_filter=None,
        recursive=False,
        step=SETTLE,
        debounce=LONGEST,
        rust_timeout=LOOK_AGAIN,
        yield_on_timeout=True,
        ignore_permission_denied=True,
        force_polling=polling,
    )
    async for group in groups:
        yield [Path(path) for _kind, path in group]


def _folders(root: Path) -> Iterator[Path]:
    yield from islice(_walk(root), MOST_FOLDERS)


def _walk(root: Path) -> Iterator[Path]:
    for folder, below, _names in os.walk(root):
        below[:] = sorted(n for n in below if not n.startswith(".") and n not in _NOT_OURS)
        yield Path(folder)


def _is_ours(path: Path) -> bool:
    if any(part.startswith((".", "#")) or part in _NOT_OURS for part in path.parts):
        return False
    return not path.name.endswith(_LITTER)


def stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """The stamps of those that are files."""
    found = {}
    for path in paths:
        # files come and go while they are looked at
        with contextlib.suppress(OSError):
            about = path.stat()
            if stat.S_ISREG(about.st_mode):
                found[path] = Stamp(about.st_ino, about.st_mtime_ns, about.st_size)
    return found
