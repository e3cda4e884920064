"""What a command made of the very same files before: then nothing is read, set, bound or examined.

Whether they are the same is told by content: that of all files in the publication's folder, used or
not, and that of this program with all that it brings along. So nothing has to be known about who
looks into what. A folder with links, or with more in it than can be looked through in a moment, has
no receipt; neither has a build with an error in it. There is one for each way in which a command is
given, and the next one takes its place.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from publisher import resources
from publisher.document.artefact import Artefact
from publisher.document.coding import as_json, cut, from_json, joined, told, untold
from publisher.findings import Finding
from publisher.pipeline import cache
from publisher.pipeline.programs import system_libraries

KIND = "receipt"
MOST_FILES, MOST_BYTES = 4000, 128 << 20  # of a publication's folder
DATA = ("layouts", "fonts", "conditions")
_PROGRAM = Path(__file__).parents[1]
_COMPILED = "__pycache__"
_INSTALLED = ".dist-info"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in the manuscripts of a source, and in what was made of them; the files."""

    source: str
    read: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    made: tuple[tuple[Path, Artefact], ...]


class Receipt:
    """What a command follows from, seen before it begins to read."""

    def __init__(self, arguments: Sequence[str], source: Path) -> None:
        """`arguments` are those of the command, which names this `source`."""
        self._arguments = tuple(arguments)
        root = source if source.is_dir() else source.parent
        self._root = str(root.absolute())
        self._before = _states(self._root)

    @cached_property
    def digest(self) -> str:
        """What its files are. It takes some hundredths of a second; empty where that is no use."""
        return _digest(self._root) if self._before and cache.store().folder else ""

    def look(self) -> None:
        """Look at the files now, while others work."""
        _ = self.digest

    def keep(self, outcome: Outcome, fonts: Iterable[Path]) -> None:
        """Keep what was made, if no file changed while it was; `fonts` are those of the system."""
        if not self.digest or _states(self._root) != self._before:
            return
        head = (
            self._root,
            self.digest,
            [(str(path), _state(str(path))) for path in fonts],
            outcome.source,
            list(map(told, outcome.read)),
            list(map(told, outcome.findings)),
            [(str(path), [suffix for suffix, _data in done.beside]) for path, done in outcome.made],
        )
        files = [
            data
            for _path, done in outcome.made
            for data in (done.data, *(data for _suffix, data in done.beside))
        ]
        cache.store().put(KIND, _key(self._arguments), joined((as_json(head), *files)))


def found(arguments: Sequence[str]) -> Outcome | None:
    """What a command made before, where all that it follows from is what it was."""
    data = cache.store().get(KIND, _key(arguments))
    if data is None:
        return None
    head, *files = cut(data)
    root, digest, fonts, source, read, findings, made = from_json(head)
    if any(_state(path) != state for path, state in fonts):
        return None
    if not _states(root) or _digest(root) != digest:  # it may have grown beyond measure
        return None
    left = iter(files)
    return Outcome(
        source,
        tuple(map(untold, read)),
        tuple(map(untold, findings)),
        tuple((Path(path), _artefact(suffixes, left)) for path, suffixes in made),
    )


def _artefact(suffixes: Sequence[str], files: Iterator[bytes]) -> Artefact:
    return Artefact(next(files), beside=tuple((suffix, next(files)) for suffix in suffixes))


def _key(arguments: Sequence[str]) -> tuple[bytes, ...]:
    """Where a command was given, and how."""
    said = (*arguments, str(Path.cwd()), os.environ.get("SOURCE_DATE_EPOCH", ""))
    return tuple(each.encode("utf-8", "surrogateescape") for each in said)


# ── what it follows from ─────────────────────────────────────────────────────────────────────────


class _NoReceiptError(Exception):
    """A folder that cannot be looked through in a moment, or that may change unseen."""


def _digest(root: str) -> str:
    """The publication, the program, the machine; empty where that cannot be told soon."""
    folders = (root, str(_PROGRAM), *(str(resources.folder(name)) for name in DATA))
    done = sha256(repr(_machine()).encode("utf-8", "surrogateescape"))
    try:
        for path in _whole(folders):
            with open(path, "rb") as file:  # noqa: PTH123 - here and below: hundreds of files
                about = path.encode("utf-8", "surrogateescape")
                done.update(about + b"\0" + sha256(file.read()).digest())
    except (_NoReceiptError, OSError):
        return ""
    return done.hexdigest()


def _states(root: str) -> list[tuple[str, list[int]]]:
    """What changes when a file does, of all files; empty where there are too many."""
    left, size = MOST_FILES, MOST_BYTES
    found = []
    try:
        for path in _whole((root, str(_PROGRAM))):
            found.append((path, _state(path)))
            if path.startswith(root):
                left, size = left - 1, size - found[-1][1][0]
            if left < 0 or size < 0:
                return []
    except (_NoReceiptError, OSError, IndexError):
        return []
    return found


def _whole(folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        yield from _files(folder)


def _files(folder: str) -> Iterator[str]:
    """In the order of their names. Raises _NoReceiptError for what is no file: a link, a pipe."""
    with os.scandir(folder) as entries:
        inside = sorted(entries, key=lambda each: each.name)
    for each in inside:
        kind = each.stat(follow_symlinks=False).st_mode
        if stat.S_ISREG(kind):
            yield each.path
        elif not stat.S_ISDIR(kind):
            raise _NoReceiptError
        elif each.name != _COMPILED:
            yield from _files(each.path)


def _state(path: str) -> list[int]:
    """What changes when a file does, as far as a system tells without reading it."""
    with contextlib.suppress(OSError):
        about = os.stat(path)  # noqa: PTH116
        return [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
    return []


def _machine() -> tuple[object, ...]:
    """Python, libraries and programs, by their versions."""
    names = set()
    for place in sys.path:
        with contextlib.suppress(OSError):
            names |= {each for each in os.listdir(place) if each.endswith(_INSTALLED)}  # noqa: PTH208
    renderer = shutil.which("gs")
    return (
        sys.version, sorted(names), system_libraries(), renderer, renderer and _state(renderer)
    )  # fmt: skip
