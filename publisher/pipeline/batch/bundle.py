"""A publication's files under the hashes of their content: its key, and how it travels.

A bundle is a list of paths with what lies there; the bytes go apart from it, each file once,
named by its SHA-256. Its paths are looked at where it is made and where it is laid out again.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publisher import manuscript
from publisher.document.assets import SUFFIXES
from publisher.errors import Unusable
from publisher.findings import Place
from publisher.pipeline.batch.findings import BUNDLE_BROKEN, CHANGED
from publisher.pipeline.batch.values import Order

OWN = ("layouts", "conditions")  # folders of a publication that count whole
_SURROUNDINGS = SUFFIXES | {".yaml", ".yml", ".icc", ".icm"}
_READ = _SURROUNDINGS | manuscript.SUFFIXES


@dataclass(frozen=True, slots=True)
class Piece:
    """A file by its hash (hex), or a link by its target; `path` goes from the folder, with /."""

    path: str
    digest: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A publication's folder: its own name, which may be its title, and what is read of it."""

    folder: str
    pieces: tuple[Piece, ...]

    @property
    def contents(self) -> dict[str, Piece]:
        """The contents that it needs by their hashes, each with one file that has it."""
        return {piece.digest: piece for piece in self.pieces if piece.digest}


@dataclass(frozen=True, slots=True)
class Parcel:
    """A bundle and what is to be made of it; the order's folder is where it lies here."""

    bundle: Bundle
    order: Order


def surroundings(root: Path) -> tuple[Piece, ...]:
    """What every single manuscript of a folder may use: all but manuscripts."""
    return _pieces(root, _SURROUNDINGS)


def of(
    root: Path, inner: str, around: Callable[[Path], tuple[Piece, ...]] = surroundings
) -> Bundle:
    """The bundle of a publication. What cannot be read is left out: the build tells of it.

    `around` may remember the surroundings, where many manuscripts lie in one folder.
    """
    if inner == "." or inner.endswith((".yaml", ".yml")):
        pieces = _pieces(root, _READ)
    else:
        own = _piece(root, root / inner)
        pieces = (*([own] if own else ()), *around(root))
    return Bundle(root.name, pieces)


def size(root: Path, piece: Piece) -> int:
    """The bytes of a file now; 0 where it is gone."""
    try:
        return (root / piece.path).stat().st_size
    except OSError:
        return 0


def content(root: Path, piece: Piece) -> bytes:
    """The bytes of a file. Raises Unusable when it is not what it was."""
    try:
        data = (root / piece.path).read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != piece.digest:
        raise Unusable(CHANGED.at(Place(piece.path)))
    return data


def lay_out(bundle: Bundle, contents: Mapping[str, bytes], under: Path) -> Path:
    """Write a bundle into an empty folder; the publication's folder. Raises Unusable."""
    root = under / _component(bundle.folder or "publication")
    root.mkdir()
    links = {piece.path for piece in bundle.pieces if piece.link}
    for piece in bundle.pieces:
        path = PurePosixPath(_path(piece.path))
        if any(str(above) in links for above in path.parents):
            raise Unusable(BUNDLE_BROKEN.at(None, name=piece.path))
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if piece.link:
                target.symlink_to(_link(piece))
            else:
                with target.open("xb") as file:
                    file.write(_checked(piece, contents))
        except FileExistsError:
            raise Unusable(BUNDLE_BROKEN.at(None, name=piece.path)) from None
    return root


# ── making ───────────────────────────────────────────────────────────────────────────────────────


def _pieces(root: Path, suffixes: frozenset[str]) -> tuple[Piece, ...]:
    return tuple(filter(None, (_piece(root, path) for path in sorted(_paths(root, suffixes)))))


def _paths(root: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        inside = Path(folder).relative_to(root).parts
        counts_whole = bool(inside) and inside[0] in OWN
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(folder, n) for n in below if Path(folder, n).is_symlink())
        for name in names:
            if not name.startswith(".") and (counts_whole or Path(name).suffix.lower() in suffixes):
                yield Path(folder, name)


def _piece(root: Path, path: Path) -> Piece | None:
    """A file or a link that stays inside; None for all else."""
    name = path.relative_to(root).as_posix()
    try:
        name.encode()
        state = path.lstat()
        if stat.S_ISLNK(state.st_mode):
            target = path.resolve(strict=True)
            if not target.is_relative_to(root):
                return None
            return Piece(name, link=os.path.relpath(target, path.parent))
        if not stat.S_ISREG(state.st_mode):
            return None
        with path.open("rb") as file:
            return Piece(name, hashlib.file_digest(file, "sha256").hexdigest())
    except (OSError, RuntimeError, UnicodeEncodeError):
        return None


# ── laying out ───────────────────────────────────────────────────────────────────────────────────


def _path(written: str) -> str:
    """A path that stays below its folder, in its plainest form. Raises Unusable."""
    path = PurePosixPath(written)
    plain = not path.is_absolute() and ".." not in path.parts and str(path) == written
    if not plain or written in ("", ".") or "\0" in written:
        raise Unusable(BUNDLE_BROKEN.at(None, name=written))
    return written


def _component(name: str) -> str:
    if "/" in _path(name):
        raise Unusable(BUNDLE_BROKEN.at(None, name=name))
    return name


def _link(piece: Piece) -> str:
    """The target of a link, which does not climb out of the folder. Raises Unusable.

    It climbs first, through folders that are no links, and then only goes down.
    """
    parts = PurePosixPath(piece.link).parts
    climbs = next((n for n, part in enumerate(parts) if part != ".."), len(parts))
    depth = len(PurePosixPath(piece.path).parts) - 1
    wild = piece.link.startswith("/") or "\0" in piece.link or ".." in parts[climbs:]
    if wild or climbs > depth or piece.digest:
        raise Unusable(BUNDLE_BROKEN.at(None, name=piece.path))
    return piece.link


def _checked(piece: Piece, contents: Mapping[str, bytes]) -> bytes:
    data = contents.get(piece.digest, b"")
    if hashlib.sha256(data).hexdigest() != piece.digest:
        raise Unusable(BUNDLE_BROKEN.at(None, name=piece.path))
    return data
