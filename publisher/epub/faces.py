"""The face of the headlines, cut to their characters, with its licence.

Only where `epub: {faces: headlines}` asks for it: readers have faces of their own, and a whole
Chinese face weighs more than the book.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from publisher.epub.package import Item
from publisher.typefaces import Face

_HEADINGS = tuple(f"{{http://www.w3.org/1999/xhtml}}h{level}" for level in range(1, 7))
WEIGHT = 700
_GENERIC = {"hei": "sans-serif"}


def face_items(face: Face, documents: Iterable[bytes]) -> tuple[Item, ...]:
    """The face as the headlines of these documents need it, and the text of its licence."""
    from publisher.typefaces.subset import readable  # with HarfBuzz, which others do without

    cut = readable(face, _headline_characters(documents))
    font = Item(f"fonts/{face.file.stem}.ttf", cut, "font/ttf")
    if face.licence is None:
        return (font,)
    return (font, Item("fonts/OFL.txt", face.licence.read_bytes(), "text/plain"))


def face_style(face: Face) -> str:
    """The rules that set headings in it; what it lacks, and readers who say otherwise, win."""
    generic = _GENERIC.get(face.role, "serif")
    return (
        f'\n@font-face {{ font-family: "{face.family}"; font-weight: bold; '
        f"src: url(fonts/{face.file.stem}.ttf); }}\n"
        f'h1, h2, h3, h4, h5, h6 {{ font-family: "{face.family}", {generic}; }}\n'
    )


def _headline_characters(documents: Iterable[bytes]) -> str:
    found: set[str] = set()
    for document in documents:
        for heading in etree.fromstring(document).iter(*_HEADINGS):
            found.update("".join(map(str, heading.itertext())))
    return "".join(sorted(found))
