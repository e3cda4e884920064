"""What of this program a result depends on, for keys: whoever changes it need not say so."""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from publisher import marshalled

_INSTALLED = ".dist-info"
_KEPT = "source-digests"
_PACKAGE = Path(__file__).parents[1]
DRAWS = "weasyprint pydyf tinycss2 cssselect2 pyphen fonttools pillow jinja2".split()


def version(name: str) -> str:
    """That of a library."""
    if known := _installed().get(name):
        return known
    # here: it loads what reads mail, and reads a page of it for each library
    from importlib import metadata

    return metadata.version(name)


@cache
def _installed() -> dict[str, str]:
    """Library -> version, by the names of their folders (PyPA, "Recording installed projects")."""
    found: dict[str, str] = {}
    for place in sys.path:
        with contextlib.suppress(OSError):
            for each in os.listdir(place or "."):  # noqa: PTH208 - names alone
                if each.endswith(_INSTALLED):
                    name, _, number = each.removesuffix(_INSTALLED).partition("-")
                    found.setdefault(name.lower().replace("_", "-"), number)
    return found


@cache
def program(*packages: str, libraries: tuple[str, ...] = ()) -> str:
    """The source and data of some packages, and the versions of libraries that they stand on."""
    done = sha256(" ".join(f"{name} {version(name)}" for name in libraries).encode())
    before = dict(_digests())
    for package in packages:
        for data in _files(_PACKAGE / package):
            done.update(data)
    _keep_digests(before)
    return done.hexdigest()


def digests(files: Iterable[str]) -> dict[str, str]:
    """The sha256 (hex) of files that travel with the program, known as those of its source are.

    Raises OSError.
    """
    before, own = dict(_digests()), len(str(_PACKAGE)) + 1
    inside = str(_PACKAGE) + os.sep
    names = {file: _name(file[own:]) if file.startswith(inside) else file for file in files}
    found = {file: b"".join(_known(file, name)).hex() for file, name in names.items()}
    _keep_digests(before)
    return found


@cache
def engine() -> str:
    """What pages depend on beside this program. Nothing is loaded that draws."""
    return " ".join((*(f"{name} {version(name)}" for name in DRAWS), system_libraries()))


@cache
def system_libraries() -> str:
    """The versions of the libraries of the system that shape and draw."""
    own = ""
    for library, name in (("libpango-1.0.so.0", "pango"), ("libharfbuzz.so.0", "hb")):
        with contextlib.suppress(OSError, AttributeError):
            said = getattr(ctypes.CDLL(library), f"{name}_version_string")
            said.restype = ctypes.c_char_p
            own += f" {name} {said().decode()}"
    return own


def _files(place: Path) -> Iterator[bytes]:
    """Names and hashes of all files but those that Python writes for itself."""
    own = len(str(_PACKAGE)) + 1
    for path in sorted([str(place)] if place.is_file() else _below(str(place))):
        name = _name(path[own:])
        # it may be gone, as a link that an editor leaves while a file is open
        with contextlib.suppress(FileNotFoundError):
            for found in _known(path, name):
                yield f"\0{name}\0".encode("utf-8", "surrogatepass")
                yield found


def _keep_digests(before: _Digests) -> None:
    """Keep what is known, if it is more than before; files beside the package may be gone."""
    if _digests() != before:
        known = {
            name: told
            for name, told in _digests().items()
            if not os.path.isabs(name) or os.path.lexists(name)  # noqa: PTH117 - names
        }
        marshalled.keep(_KEPT, str(_PACKAGE), known)


def _name(path: str) -> str:
    return path.replace(os.sep, "/")


def _known(path: str, name: str) -> Iterator[bytes]:
    """The hash of a file, which is known by this name; nothing of what is no file."""
    known, now = _digests(), os.stat(path)  # noqa: PTH116 - three hundred of them
    if stat.S_ISREG(now.st_mode):
        state, kept = (now.st_mtime_ns, now.st_size), known.get(name)
        if kept is None or kept[:2] != state:
            kept = known[name] = (*state, sha256(Path(path).read_bytes()).digest())
        yield kept[2]


def _below(folder: str) -> Iterator[str]:
    for inside, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if each != "__pycache__"]
        yield from (f"{inside}{os.sep}{name}" for name in names if not name.endswith(".pyc"))


_Digests = dict[str, tuple[int, int, bytes]]


@cache
def _digests() -> _Digests:
    """File of the program -> when it was changed, its length, its hash: as Python knows modules."""
    known: _Digests | None = marshalled.kept(_KEPT, str(_PACKAGE))
    return known or {}
