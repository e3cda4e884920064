"""What is kept of a build, and what stands in its keys: program, engine, layout, faces, colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from publisher.document.key import key
from publisher.document.profile import Profile
from publisher.markup.layout import Layout
from publisher.pipeline import epoch
from publisher.pipeline.cache import store
from publisher.pipeline.colours import Drawn
from publisher.pipeline.faces import library
from publisher.pipeline.programs import engine, program
from publisher.setting import SetFlow
from publisher.setting.keeping import Keeping
from publisher.typefaces import Face
from publisher.typefaces.library import digest

WHOLE = "pdf"
BINDERS = (
    "binding",
    "press",
    "pipeline/bindery.py",
    "pipeline/finishing.py",
    "pipeline/pdf.py",
    "units.py",
)
LIBRARIES = ("pikepdf", "pillow", "uharfbuzz")
MAKERS = "setting binding markup engine typesetting typefaces colour document findings.py".split()


def keeping(
    layout: Layout,
    faces: Iterable[Face],
    colours: Drawn,
    pictures: Mapping[str, str],
    manner: str = "",
) -> Keeping:
    """Where and under which keys the flows of a build are kept; `manner` is how they are bound."""
    # those of our own have been read already, to make sure of them
    own = library().faces
    files = tuple(
        (face.family, face.index, face.sha256 if face in own else digest(face.file))
        for face in faces
    )
    made_with = program(*MAKERS), engine(), layout.name, layout.digest
    basis = key(*made_with, files, colours.palette.key, manner)
    return Keeping(store(), basis.encode(), pictures)


def _bound_as(flow: SetFlow) -> bytes:
    """A hash of what binding asks of a flow (`binding.Bindable`); where blocks lie is no part."""
    asked = flow.first_folio, flow.page_count, flow.goals, flow.links, flow.order, flow.spots
    said = repr(asked).encode("utf-8", "surrogatepass")
    return b"".join(sha256(each).digest() for each in (flow.pdf, flow.tags, said))


def binders() -> str:
    """What binds and finishes."""
    return program(*BINDERS, libraries=LIBRARIES)


def content(flows: Iterable[SetFlow]) -> bytes:
    """A hash of all that is bound."""
    return sha256(b"".join(map(_bound_as, flows))).digest()


def kept_whole(
    keeping: Keeping,
    content: bytes,
    colours: Drawn,
    profile: Profile,
    make: Callable[[], bytes],
) -> bytes:
    """What is handed over, from the store where the `content` is what it was.

    A proof is made each time: it names the lines of manuscripts.
    """
    if profile == "proof":
        return make()
    own = colours.publication
    bylines = [entry.article.byline for entry in own.entries]
    inks = replace(colours.inks, icc=None), sha256(colours.output.data).hexdigest()
    condition = replace(colours.condition, icc=None)
    words = key(replace(own, entries=()), bylines, inks, condition)
    moment = epoch.moment(own).isoformat()
    parts = (binders(), content.hex(), words, profile, moment)
    return keeping.store.kept(WHOLE, (keeping.basis, *(part.encode() for part in parts)), make)
