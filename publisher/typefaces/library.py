"""The faces of fonts/fonts.yaml: by role and weight, with the full faces to fall back on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from publisher.errors import Missing
from publisher.findings import Place
from publisher.typefaces.findings import FACE_MISSING, LISTING_BROKEN

LISTING = "fonts.yaml"
TURNED = " Turned"  # behind the family of a turned face

# libyaml's is ten times as fast
_READER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. `index` counts inside a collection (.ttc); `sha256` is what is expected.

    `package` is Debian's that has the file, of those that are not the program's own; `licence` is
    the text that goes with the face wherever it goes.
    """

    role: str
    weight: int
    family: str
    file: Path
    index: int
    sha256: str
    fallback: bool
    package: str = ""
    licence: Path | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """Faces that travel with the program, and those of the system to fall back on."""

    faces: tuple[Face, ...]
    fallbacks: tuple[Face, ...]

    @classmethod
    def load(cls, folder: Path) -> Library:
        """Read `fonts.yaml` in a folder. Raises Missing where it or a face is not there."""
        listing = folder / LISTING
        try:
            value = yaml.load(listing.read_text(encoding="utf-8"), _READER)  # noqa: S506 - safe
            faces = tuple(_face(row, folder, fallback=False) for row in value["faces"])
            fallbacks = tuple(_face(row, folder, fallback=True) for row in value["fallback"])
        except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError):
            raise Missing(LISTING_BROKEN.at(Place(LISTING))) from None
        for face in faces:
            if not face.file.is_file():
                raise Missing(FACE_MISSING.at(Place(LISTING), file=face.file.name))
        return cls(faces, fallbacks)

    @property
    def digest(self) -> str:
        """What the faces are, for keys: the sha256 of their sha256s."""
        return hashlib.sha256("".join(face.sha256 for face in self.faces).encode()).hexdigest()

    def absent(self) -> tuple[str, ...]:
        """The packages of the faces to fall back on that are not on this machine."""
        lacking = (face.package for face in self.fallbacks if not face.file.is_file())
        return tuple(dict.fromkeys(filter(None, lacking)))

    def face(self, role: str, weight: int = 400) -> Face:
        """The face of a role in the weight that is nearest. Raises KeyError for an unknown role."""
        of_role = [face for face in self.faces if face.role == role]
        if not of_role:
            raise KeyError(role)
        return min(of_role, key=lambda face: abs(face.weight - weight))


def verify(library: Library) -> Iterator[Path]:
    """The files of the library's own faces that are not what fonts.yaml says."""
    for face in library.faces:
        if not face.file.is_file() or digest(face.file) != face.sha256:
            yield face.file


def digest(file: Path) -> str:
    """The sha256 (hex) of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _face(row: Mapping[str, Any], folder: Path, *, fallback: bool) -> Face:
    return Face(
        role=str(row["role"]),
        weight=int(row["weight"]),
        family=str(row["family"]),
        file=folder / str(row["file"]),
        index=int(row.get("index", 0)),
        sha256=str(row["sha256"]),
        fallback=fallback,
        package=str(row.get("package", "")),
        licence=folder / str(row["notice"]) if "notice" in row else None,
    )
