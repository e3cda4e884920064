"""成品: one file that is handed over, with what lies beside it. Replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.document.findings import NOT_WRITTEN
from publisher.errors import Missing
from publisher.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file. `beside` maps a suffix (`".pages.json"`) to the bytes of a companion.

    One that is not `fit` must not take the place of one that was handed over before.
    """

    data: bytes
    findings: tuple[Finding, ...] = ()
    beside: tuple[tuple[str, bytes], ...] = ()
    fit: bool = True

    def write(self, path: Path) -> None:
        """Put the file and its companions in place. Raises Missing; the old files then stay."""
        put([(path, self.data), *((companion(path, s), d) for s, d in self.beside)])


def put(targets: Iterable[tuple[Path, bytes]]) -> None:
    """Put files in place, all or none, in their order. Raises Missing; the old files then stay."""
    with contextlib.ExitStack() as stack:
        fresh = [(stack.enter_context(_fresh(target, data)), target) for target, data in targets]
        for temporary, target in fresh:
            with _told(target):
                temporary.replace(target)


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


@contextlib.contextmanager
def _fresh(target: Path, data: bytes) -> Iterator[Path]:
    """The bytes on disk beside the target, under another name; gone when they were not moved."""
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(None, os.strerror(21))
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with _told(target), os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o666 & ~_umask())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
