"""What is kept of a build, and what stands in its keys: program, engine, layout, faces, colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publisher.document.key import key
from publisher.engine import native
from publisher.markup import Layout
from publisher.pipeline.cache import store
from publisher.pipeline.colours import Drawn
from publisher.pipeline.programs import program
from publisher.setting.keeping import Keeping
from publisher.typefaces import Face, library

MAKERS = "setting binding markup engine typesetting typefaces colour document findings.py".split()


def keeping(
    layout: Layout,
    faces: Iterable[Face],
    colours: Drawn,
    pictures: Mapping[str, str],
    manner: str = "",
) -> Keeping:
    """Where and under which keys the flows of a build are kept; `manner` is how they are bound."""
    files = tuple((face.family, face.index, library.digest(face.file)) for face in faces)
    basis = key(
        program(*MAKERS), native.versions(), layout.name, layout.digest, files, colours.palette.key
    )
    return Keeping(store(), basis.encode(), pictures)
