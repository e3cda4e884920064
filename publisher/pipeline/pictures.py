"""The pictures of a publication: all there, all readable, and how large they are."""

from __future__ import annotations

from publisher.document import pictures
from publisher.document.assets import PictureFolder
from publisher.document.model import Publication
from publisher.errors import PublisherError, Unusable
from publisher.findings import Finding

Sizes = dict[str, tuple[int, int]]


def sizes(publication: Publication, folder: PictureFolder) -> Sizes:
    """Source -> width and height in pixels, upright. Raises Unusable with every broken one."""
    found: Sizes = {}
    troubles: list[Finding] = []
    for asked in (each for entry in publication.entries for each in entry.article.pictures()):
        try:
            data = folder.read(asked.source, asked.place)
            found[asked.source] = pictures.size(data, asked.source, asked.place)
        except PublisherError as error:
            troubles += error.findings
    if troubles:
        raise Unusable(*troubles)
    return found
