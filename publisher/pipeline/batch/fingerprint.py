"""What a build depends on beside the publication: program, layouts, faces, libraries, by hash.

Two machines whose fingerprints are equal make the same bytes of the same bundle.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from publisher import __version__, resources
from publisher.checks.preflight.plates import ghostscript
from publisher.messages import _
from publisher.pipeline import faces
from publisher.pipeline.batch import findings

PACKAGE = Path(resources.__file__).parent
_NAME = re.compile(r"[\w.-]+")  # of a requirement (PEP 508)
_LEFT_OUT = frozenset({"__pycache__", "_data"})

Fingerprint = tuple[tuple[str, str], ...]


@cache
def here() -> Fingerprint:
    """(what, hash) of this machine; what is a msgid. Raises Missing where a face is not there."""
    renderer = ghostscript()
    return (
        (findings.PROGRAM, _hash([__version__, *_files(PACKAGE)])),
        (_("layouts"), _hash(_files(resources.folder("layouts")))),
        (_("printing conditions"), _hash(_files(resources.folder("conditions")))),
        (_("faces"), _hash(_faces())),
        (_("libraries"), _hash([*_libraries(), renderer.name if renderer else ""])),
    )


def differing(one: Fingerprint, other: Fingerprint) -> tuple[str, ...]:
    """What differs between two, as msgids."""
    values = dict(other)
    return tuple(what for what, value in one if values.get(what) != value)


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not _LEFT_OUT & set(inside.parts):
            with path.open("rb") as file:
                yield f"{inside.as_posix()} {hashlib.file_digest(file, 'sha256').hexdigest()}"


def _faces() -> Iterator[str]:
    library = faces.library()
    for face in (*library.faces, *library.fallbacks):
        if face.file.is_file():
            with face.file.open("rb") as file:
                yield hashlib.file_digest(file, "sha256").hexdigest()
        else:
            yield ""


def _libraries() -> Iterator[str]:
    """Every package that ours asks for, with its version: the engine and its kind among them."""
    for wanted in metadata.requires("publisher") or ():
        if "extra ==" not in wanted:
            name = _NAME.match(wanted)
            yield f"{wanted} {metadata.version(name[0])}" if name else wanted


def _hash(words: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
