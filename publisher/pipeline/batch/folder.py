"""The output folder: a folder a publication, each with a record of what was made from what.

The record (`.batch.json`) is written last. If the key of a publication is the one in its record,
and its files are as they were written, there is nothing to make.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import to_json

from publisher.document import supplied, unfinished
from publisher.document.artefact import put
from publisher.document.findings import NOT_WRITTEN
from publisher.errors import Missing
from publisher.findings import Place
from publisher.pipeline.batch import findings
from publisher.pipeline.batch.listing import Shard
from publisher.pipeline.batch.values import NOTHING, Cost, Outcome, Told
from publisher.pipeline.sources import shown

RECORD = ".batch.json"
_LOCK = ".batch.lock"
_FORMAT = 1
_LARGEST = 16 << 20  # bytes of a record


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was made of a publication, from what, and what was said of it."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    key: str
    files: Mapping[str, Written]
    told: tuple[Told, ...] = ()
    notes: int = 0
    code: int = 0
    cost: Cost = NOTHING
    format: Annotated[int, Field(ge=_FORMAT, le=_FORMAT)] = _FORMAT


_ADAPTER = TypeAdapter(Record)


class Folder:
    """An output folder that this batch alone writes to. Raises Missing where it cannot."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity = self._stat()

    def current(self, name: str, key: str) -> Record | None:
        """The record of a publication that needs not be made again."""
        record = self._record(name)
        if record is None or record.key != key:
            return None
        whole = all(_is_whole(self.path / name / file, w) for file, w in record.files.items())
        return record if whole and record.files else None

    def write(self, name: str, key: str, done: Outcome) -> Record:
        """Put a publication's files in place, all or none. Raises Missing; the old ones then stay.

        Files of its last record that are made no more go; but while something is wrong with it, a
        file that was handed over before stays (as with `publisher pdf`).
        """
        self._require_there()
        before = self._record(name)
        files = {file: Written(len(d), hashlib.sha256(d).hexdigest()) for file, d in done.files}
        record = Record(key, files, done.told, done.notes, done.code, done.cost)
        folder = self.path / name
        _sweep(folder, files)
        targets = [(folder / file, data) for file, data in done.files]
        put([*targets, (folder / RECORD, to_json(record, indent=1) + b"\n")])
        if before and not done.code:
            for file in before.files.keys() - files.keys():
                if _is_plain(file):
                    (folder / file).unlink(missing_ok=True)
        return record

    def require_room(self, done: Outcome) -> None:
        """Raise Missing if what could not be written cannot be written beside it either."""
        self._require_there()
        probe = self.path / ".batch.room"
        try:
            put([(probe, b"\0" * sum(len(data) for _file, data in done.files))])
        finally:
            with contextlib.suppress(OSError):
                probe.unlink(missing_ok=True)

    def _require_there(self) -> None:
        if self._stat() != self._identity:
            raise Missing(findings.OUTPUT_GONE.at(Place(shown(self.path))))

    def _record(self, name: str) -> Record | None:
        try:
            data = supplied.contents(self.path / name / RECORD, _LARGEST)
            record = _ADAPTER.validate_json(data)
        except (OSError, ValidationError):
            return None
        return record if all(map(_is_plain, record.files)) else None

    def _stat(self) -> tuple[int, int]:
        try:
            state = self.path.stat()
        except OSError:
            return 0, 0
        return state.st_dev, state.st_ino


@contextlib.contextmanager
def opened(path: Path, shard: Shard | None) -> Iterator[Folder]:
    """The folder, made if need be, for one batch; several shards of one may share it.

    The locks end with the process, however it ends. Raises Missing.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            kinds = [("", fcntl.LOCK_SH if shard else fcntl.LOCK_EX)]
            if shard:
                kinds.append((f".{shard.number}-{shard.count}", fcntl.LOCK_EX))
            for suffix, kind in kinds:
                # without waiting: a pipe of this name would have us wait for ever
                flags = os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
                handle = os.open(path / f"{_LOCK}{suffix}", flags, 0o666)
                stack.callback(os.close, handle)
                _lock(handle, kind, path)
            yield Folder(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Missing(NOT_WRITTEN.at(Place(shown(path)), reason=reason)) from None


def _lock(file: int, kind: int, path: Path) -> None:
    try:
        unfinished.locked(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Missing(findings.OUTPUT_IN_USE.at(Place(shown(path)))) from None


def _is_whole(path: Path, written: Written) -> bool:
    try:
        if path.lstat().st_size != written.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == written.sha256
    except OSError:
        return False


def _is_plain(file: str) -> bool:
    return bool(file) and "/" not in file and "\0" not in file and not file.startswith(".")


def _sweep(folder: Path, files: Mapping[str, Written]) -> None:
    """Take away what an earlier batch that was killed was writing (document.artefact)."""
    left = re.compile(r"\.(.{1,80})\.[a-z0-9_]{8}")
    begun = {name[:80] for name in (*files, RECORD)}
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            found = left.fullmatch(path.name)
            if found and found[1] in begun:
                path.unlink(missing_ok=True)


def outputs_named(name: str, done: Outcome) -> bool:
    """Whether all files of an outcome are a publication's own, by their names."""
    return all(_is_plain(file) and file.startswith(name) for file, _data in done.files)
