"""Which faces a publication needs, and whether they can draw every character of it."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher import resources
from publisher.document.characters import every, first_places
from publisher.document.model import Publication
from publisher.errors import Missing, Unusable
from publisher.findings import Finding, Place
from publisher.pipeline.findings import (
    FALLBACK_DIFFERS,
    FALLBACK_FACE,
    FULL_FACES_ABSENT,
    MISSING_GLYPH,
)
from publisher.pipeline.sources import SETTINGS_FILE
from publisher.typefaces import Face, Library, Resolution, coverage, resolve
from publisher.typefaces.findings import FACE_CHANGED
from publisher.typefaces.library import LISTING, verify

SHOWN = 20  # borrowed characters named in a finding
FEW = 5  # missing ones that are told where one command may bring them all
ROLES = ("song", "hei", "kai")
# what vertical pages may say beside: folios, hyphens, spaces
VERTICAL = "〇一二三四五六七八九·—…\u2010\u00ad\u00a0\u3000"


@dataclass(frozen=True, slots=True)
class Faces:
    """The library, the fallback faces that this publication needs of it, and what to say."""

    library: Library
    fallbacks: tuple[Face, ...]
    findings: tuple[Finding, ...]

    @property
    def every(self) -> tuple[Face, ...]:
        """All faces that the engine is to know."""
        return (*self.library.faces, *self.fallbacks)

    def families(self) -> dict[str, tuple[str, ...]]:
        """Role -> families in the order in which a character is looked for.

        The role's own face, then what it falls back on, then the other roles' faces.
        """
        own = {role: self._of(role, self.library.faces) for role in ROLES}
        return {
            role: tuple(
                dict.fromkeys(
                    (
                        *own[role],
                        *self._of(role, self.fallbacks),
                        *(f for r in ROLES for f in own[r]),
                    )
                )
            )
            for role in ROLES
        }

    def _of(self, role: str, faces: tuple[Face, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(face.family for face in faces if face.role == role))


def listed() -> Library:
    """The same, for who is told by another that they are what they should be. Raises Missing."""
    return Library.load(resources.folder("fonts"))


@functools.cache
def library() -> Library:
    """The faces that travel with the program. Raises Missing where one is not there, or another.

    Each build makes sure once: all five are read in a hundredth of a second.
    """
    found = listed()
    for file in verify(found):
        raise Missing(FACE_CHANGED.at(Place(LISTING), file=file.name))
    return found


def chosen(publication: Publication, *, vertical: bool = False) -> Faces:
    """The faces for a publication. Raises Unusable for every character that none can draw.

    A `vertical` one gets turned faces of the characters that it has.
    """
    # print alone asks for this
    from publisher.markup.compose import printed_words

    own = library()
    printed = printed_words(publication)
    characters = dict.fromkeys((*every(publication), *printed))
    resolution = resolve(characters, own)
    if resolution.missing:
        places = dict.fromkeys(printed, Place(SETTINGS_FILE)) | first_places(publication)
        raise Unusable(*_lost(resolution, own.absent(), places))
    faces = Faces(own, resolution.fallbacks_used, tuple(_told(resolution)))
    return _turned(faces, characters) if vertical else faces


def _turned(faces: Faces, characters: Iterable[str]) -> Faces:
    wanted = frozenset(characters) | frozenset(map(chr, range(0x20, 0x7F))) | frozenset(VERTICAL)
    drawn = {(face.role, face.weight): coverage(face) for face in faces.library.faces}
    own = tuple(_in_process(face, wanted) for face in faces.library.faces)
    full = tuple(
        # a space is set in the face of what stands beside it
        _in_process(face, frozenset(c for c in wanted if ord(c) not in there or c.isspace()))
        for face in faces.fallbacks
        for there in [drawn.get((face.role, face.weight), frozenset())]
    )
    return replace(faces, library=Library(own, full), fallbacks=full)


@functools.lru_cache(maxsize=64)
def _in_process(face: Face, characters: frozenset[str]) -> Face:
    """A turned face, made once a process and gone with it: it takes less than a second."""
    from publisher.typefaces.turned import turned

    return turned(face, characters, Path(tempfile.mkdtemp(dir=_folder().name)))


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="publisher-turned-")


def _lost(
    resolution: Resolution, absent: Sequence[str], places: Mapping[str, Place]
) -> Iterator[Finding]:
    """The characters that none can draw; with packages that may have them, only the first few."""
    missing = list(resolution.missing)
    if absent:
        packages = " ".join(absent)
        yield FULL_FACES_ABSENT.at(None, count=str(len(missing)), packages=packages)
        missing = missing[:FEW]
    for character in missing:
        code_point = _code_point(character)
        yield MISSING_GLYPH.at(places[character], character=character, code_point=code_point)


def _told(resolution: Resolution) -> Iterator[Finding]:
    if resolution.borrowed:
        family = "、".join(dict.fromkeys(face.family for face in resolution.fallbacks_used))
        borrowed = "".join(resolution.borrowed[:SHOWN])
        yield FALLBACK_FACE.at(None, characters=borrowed, family=family)
    for face in resolution.mismatched:
        yield FALLBACK_DIFFERS.at(None, family=face.family)


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
