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
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from publisher import resources
from publisher.document.artefact import Artefact
from publisher.document.coding import as_json, cut, from_json, joined, told, untold
from publisher.findings import Finding
from publisher.pipeline import cache, programs
from publisher.pipeline.programs import program, system_libraries

KIND = "receipt"
READERS = ("pipeline/receipts.py", "document/coding.py", "document/artefact.py", "findings.py")
MOST_FILES, MOST_BYTES = 4000, 128 << 20  # of a publication's folder
DATA = ("layouts", "fonts", "conditions")
_PROGRAM = Path(__file__).parents[1]
_COMPILED = "__pycache__"
_INSTALLED = ".dist-info"
_TICK = 20_000_000  # nanoseconds; the kernel's clock of files stands still for 1 to 10 million


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
        self._key: tuple[bytes, ...] = ()
        self._began = time.time_ns()
        self._given, self._root, self._before = "", "", dict[str, State]()
        with contextlib.suppress(OSError):  # the working folder is gone
            self._key = _key(arguments)
            self._given = str((source if source.is_dir() else source.parent).absolute())
            self._root = os.path.realpath(self._given)
            self._before = _states(self._root) if cache.store().folder else {}

    @cached_property
    def _digests(self) -> dict[str, str]:
        inside = self._root + os.sep
        with contextlib.suppress(OSError):
            # what the program is made of is looked into when this is found again
            ours = [p for p in self._before if not p.startswith(inside) and p[-1] != os.sep]
            known = programs.digests(ours)
            return {path: known.get(path) or _digest(path) for path in self._before}
        return {}

    def look(self) -> None:
        """Look into the files now, while others work: it takes some hundredths of a second."""
        _ = self._digests

    def keep(self, outcome: Outcome, fonts: Iterable[Path]) -> None:
        """Keep what was made, if no file changed while it was; `fonts` are those of the system."""
        if not self._digests or _states(self._root) != self._before:
            return
        if any(state[2:3] > [self._began - _TICK] for state in self._before.values()):
            return  # one that is saved twice within a tick may look unchanged
        head = (
            self._given,
            self._root,
            [(path, state, self._digests[path]) for path, state in self._before.items()],
            [(str(path), _state(str(path))) for path in fonts],
            _machine(),
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
        cache.store().put(KIND, self._key, joined((as_json(head), *files)))


def found(arguments: Sequence[str]) -> Outcome | None:
    """What a command made before, where all that it follows from is what it was."""
    try:
        data = cache.store().get(KIND, _key(arguments))
    except OSError:  # the working folder is gone
        return None
    if data is None:
        return None
    head, *files = cut(data)
    given, root, known, fonts, machine, source, read, findings, made = from_json(head)
    if os.path.realpath(given) != root or machine != _machine():
        return None
    if any(_state(path) != state for path, state in fonts):
        return None
    if not _are_the_same(known, _states(root)):
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
    """Where a command was given, and how; and who reads what is kept by it."""
    said = (program(*READERS), *arguments, str(Path.cwd()), os.environ.get("SOURCE_DATE_EPOCH", ""))
    return tuple(each.encode("utf-8", "surrogateescape") for each in said)


# ── what it follows from ─────────────────────────────────────────────────────────────────────────


class _NoReceiptError(Exception):
    """A folder that cannot be looked through in a moment, or that may change unseen."""


State = list[int]


def _are_the_same(known: Sequence[tuple[str, State, str]], now: dict[str, State]) -> bool:
    """Whether files hold what they held; those that were touched are looked into first."""
    if [path for path, _state, _digest in known] != list(now):
        return False
    try:
        rows = sorted(known, key=lambda row: row[1] == now[row[0]])
        return all(_digest(path) == digest for path, _state, digest in rows)
    except OSError:
        return False


def _states(root: str) -> dict[str, State]:
    """The states of all files that a build may read; empty where there are too many."""
    files, size = MOST_FILES, MOST_BYTES
    found = {}
    try:
        for path in _files(root):
            found[path] = _state(path)
            files, size = files - 1, size - sum(found[path][:1])
            if files < 0 or size < 0:
                return {}
        for folder in (_PROGRAM, *map(resources.folder, DATA)):
            found |= {path: _state(path) for path in _files(str(folder))}
    except (_NoReceiptError, OSError):
        return {}
    return found


def _files(folder: str) -> Iterator[str]:
    """Files and folders (with a `/` behind) in the order of their names.

    Raises _NoReceiptError for what is neither: a link, a pipe.
    """
    with os.scandir(folder) as entries:
        inside = sorted(entries, key=lambda each: each.name)
    for each in inside:
        kind = each.stat(follow_symlinks=False).st_mode
        if stat.S_ISREG(kind):
            yield each.path
        elif not stat.S_ISDIR(kind):
            raise _NoReceiptError
        elif each.name != _COMPILED:
            yield each.path + os.sep
            yield from _files(each.path)


def _state(path: str) -> State:
    """What changes when a file does, as far as a system tells without reading it; of no folder."""
    if path.endswith(os.sep):
        return []
    with contextlib.suppress(OSError):
        about = os.stat(path)  # noqa: PTH116 - here and below: hundreds of files
        return [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
    return []


def _digest(path: str) -> str:
    if path.endswith(os.sep):
        return ""
    with open(path, "rb") as file:  # noqa: PTH123
        return sha256(file.read()).hexdigest()


def _machine() -> list[object]:
    """Python, libraries and programs, by their versions."""
    names = set()
    for place in sys.path:
        with contextlib.suppress(OSError):
            names |= {each for each in os.listdir(place) if each.endswith(_INSTALLED)}  # noqa: PTH208
    renderer = shutil.which("gs")
    seen = _state(renderer) if renderer else []
    return [sys.version, sorted(names), system_libraries(), renderer, seen]
