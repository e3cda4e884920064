"""The cover as another process is asked for it: without what composes a book, or what draws."""

from __future__ import annotations

from publisher.document.model import Publication
from publisher.typefaces import Library


def cover_of(
    publication: Publication,
    voices: tuple[str, ...],
    library: Library,
    finished: bytes | None,
    picture: bytes | None,
) -> bytes:
    """The JPEG of the cover: the editor's finished one, else drawn, with a picture if there is one.

    `voices` are the names that stand on it.
    """
    from publisher.epub.cover import draw_cover

    return finished or draw_cover(publication, voices, library, picture)
