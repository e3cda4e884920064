"""The pictures of a publication: all there, all readable, and how large they are."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from publisher.document.assets import PictureFolder
from publisher.document.model import Figure, Publication
from publisher.errors import PublisherError, Unusable
from publisher.findings import Finding
from publisher.pipeline.findings import PICTURE_UNREADABLE

Sizes = dict[str, tuple[int, int]]
VECTOR = (1600, 1000)  # an SVG has no pixels; its box has this shape until its own is read


def sizes(publication: Publication, folder: PictureFolder) -> Sizes:
    """Source -> width and height in pixels, upright. Raises Unusable with every broken one."""
    found: Sizes = {}
    troubles: list[Finding] = []
    for figure in _figures(publication):
        try:
            found[figure.source] = _size(figure, folder)
        except PublisherError as error:
            troubles += error.findings
    if troubles:
        raise Unusable(*troubles)
    return found


def _figures(publication: Publication) -> Iterator[Figure]:
    for entry in publication.entries:
        for block in entry.article.blocks():
            if isinstance(block, Figure) and block.source:
                yield block


def _size(figure: Figure, folder: PictureFolder) -> tuple[int, int]:
    data = folder.read(figure.source, figure.place)
    if figure.source.lower().endswith(".svg"):
        return VECTOR
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                picture.load()
                turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
                width, height = picture.size
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as error:
        reason = type(error).__name__
        found = PICTURE_UNREADABLE.at(figure.place, source=figure.source, reason=reason)
        raise Unusable(found) from None
    except Image.DecompressionBombError:
        found = PICTURE_UNREADABLE.at(figure.place, source=figure.source, reason="> 179 Mpx")
        raise Unusable(found) from None
    return (height, width) if turned else (width, height)
