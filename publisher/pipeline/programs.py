"""What of this program a result depends on, for keys: whoever changes it need not say so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


@cache
def program(*packages: str, libraries: tuple[str, ...] = ()) -> str:
    """The source and data of some packages, and the versions of libraries that they stand on."""
    done = sha256(" ".join(f"{name} {version(name)}" for name in libraries).encode())
    for package in packages:
        for data in _files(_PACKAGE / package):
            done.update(data)
    return done.hexdigest()


def _files(place: Path) -> Iterator[bytes]:
    """Names and hashes of all files but those that Python writes for itself."""
    files = [place] if place.is_file() else sorted(place.rglob("*"))
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            yield f"\0{file.relative_to(_PACKAGE).as_posix()}\0".encode()
            yield sha256(file.read_bytes()).digest()
