"""Which faces a publication needs, and whether they can draw every character of it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from publisher import resources
from publisher.document.characters import first_places
from publisher.document.model import Publication
from publisher.errors import Unusable
from publisher.findings import Finding
from publisher.pipeline.findings import FALLBACK_DIFFERS, FALLBACK_FACE, MISSING_GLYPH
from publisher.typefaces import Face, Library, Resolution, resolve


@dataclass(frozen=True, slots=True)
class Faces:
    """The library, the fallback faces that this publication needs of it, and what to say."""

    library: Library
    fallbacks: tuple[Face, ...]
    findings: tuple[Finding, ...]


@functools.cache
def library() -> Library:
    """The faces that travel with the program. Raises Missing where a file is not there."""
    return Library.load(resources.folder("fonts"))


def chosen(publication: Publication) -> Faces:
    """The faces for a publication. Raises Unusable for every character that none can draw."""
    own = library()
    places = first_places(publication)
    resolution = resolve(places, own)
    lost = [
        MISSING_GLYPH.at(places[character], character=character, code_point=_code_point(character))
        for character in resolution.missing
    ]
    if lost:
        raise Unusable(*lost)
    return Faces(own, resolution.fallbacks_used, tuple(_told(resolution)))


def _told(resolution: Resolution) -> Iterator[Finding]:
    for face in resolution.mismatched:
        yield FALLBACK_DIFFERS.at(None, family=face.family)


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
