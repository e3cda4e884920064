"""Pictures of a publication, read from its own folder and from nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from publisher import whereabouts
from publisher.document import supplied
from publisher.document.findings import (
    PICTURE_KIND,
    PICTURE_MISSING,
    PICTURE_OUTSIDE,
    PICTURE_TOO_BIG,
    UNREADABLE,
)
from publisher.errors import Unusable
from publisher.findings import Kind, Place, Value
from publisher.messages import _

SUFFIXES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"})
LARGEST = 64 << 20  # bytes of one picture


class Assets(Protocol):
    """Whatever hands out the pictures of a publication."""

    def read(self, source: str, place: Place) -> bytes:
        """The bytes of a picture; `place` is where it is asked for. Raises Unusable."""


@dataclass(frozen=True, slots=True)
class PictureFolder:
    """The folder of a publication as a jail.

    A source is a path from the folder, with forward slashes. Absolute paths, addresses, `..`,
    symbolic links that lead out, files that are no pictures and files over `largest` bytes are
    refused with a finding at the place that asks for them.
    """

    root: Path
    largest: int = LARGEST

    def read(self, source: str, place: Place) -> bytes:
        """The bytes of a picture. Raises Unusable."""
        whereabouts.at(_("Reading the picture"), f"{place}")
        path = self.locate(source, place)
        try:
            return supplied.contents(path, self.largest)
        except supplied.TooLarge:
            limit = self.largest >> 20
            raise _refused(PICTURE_TOO_BIG, place, source=source, limit=limit) from None
        except OSError as error:
            raise _refused(UNREADABLE, place, reason=error.strerror or "I/O") from None

    def locate(self, source: str, place: Place) -> Path:
        """Where a picture lies, links resolved, inside the folder. Raises Unusable."""
        if not _inside(source):
            raise _refused(PICTURE_OUTSIDE, place, source=source)
        if PurePosixPath(source).suffix.lower() not in SUFFIXES:
            raise _refused(PICTURE_KIND, place, source=source)
        try:
            path = (self.root / source).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            raise _refused(PICTURE_MISSING, place, source=source) from None
        if not path.is_relative_to(self.root.resolve()):
            raise _refused(PICTURE_OUTSIDE, place, source=source)
        if not path.is_file():
            raise _refused(PICTURE_MISSING, place, source=source)
        return path


def _inside(source: str) -> bool:
    """Whether a source is written as a path below the folder (on any system)."""
    path = PurePosixPath(source)
    bad = path.is_absolute() or ".." in path.parts or ":" in source or "\\" in source
    return bool(source) and not bad and "\0" not in source


def _refused(kind: Kind, place: Place, **values: Value) -> Unusable:
    return Unusable(kind.at(place, **values))
