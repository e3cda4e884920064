"""What is kept of a build, and what stands in its keys: program, engine, layout, faces, colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from publisher.document.key import key
from publisher.engine import native
from publisher.markup import Layout
from publisher.pipeline.cache import store
from publisher.pipeline.colours import Drawn
from publisher.setting.keeping import Keeping
from publisher.typefaces import Face, library

# who changes one of them need not remember to say so here
_MAKERS = "setting markup engine typesetting typefaces colour document".split()
_PACKAGE = Path(__file__).parents[1]


def keeping(
    layout: Layout, faces: Iterable[Face], colours: Drawn, pictures: Mapping[str, str]
) -> Keeping:
    """Where and under which keys the flows of a build are kept."""
    files = tuple((face.family, face.index, library.digest(face.file)) for face in faces)
    basis = key(program(), layout.name, layout.digest, files, colours.palette.key)
    return Keeping(store(), basis.encode(), pictures)


@cache
def program() -> str:
    """What sets pages: the source of the stages, and the versions of what they stand on."""
    done = sha256(native.versions().encode())
    for data in _sources(_MAKERS):
        done.update(data)
    return done.hexdigest()


def _sources(packages: Iterable[str]) -> Iterator[bytes]:
    for package in packages:
        for file in sorted((_PACKAGE / package).rglob("*.py")):
            yield f"\0{file.relative_to(_PACKAGE).as_posix()}\0".encode()
            yield file.read_bytes()
