"""What lies beside a PDF: `NAME.pages.json` (Pagination), `NAME.places.json` (SourceMap)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from publisher.document.artefact import companion
from publisher.document.key import key
from publisher.document.model import Publication
from publisher.document.pages import Box, PageStart, Pagination, SourceMap
from publisher.errors import Unusable
from publisher.findings import Place
from publisher.pipeline.findings import PAGES_OLD, PAGES_UNREADABLE
from publisher.pipeline.sources import read_text, shown

PAGES, PLACES = ".pages.json", ".places.json"


def content_key(publication: Publication) -> str:
    """What a Pagination belongs to: the texts and their order, whatever the layout."""
    return key(publication.language, [entry.article for entry in publication.entries])


def pages_json(pagination: Pagination) -> bytes:
    """Pagination -> JSON; the same value gives the same bytes."""
    starts = [list(start) for start in pagination.starts]
    return _bytes({"key": pagination.key, "source": pagination.source, "starts": starts})


def places_json(boxes: SourceMap) -> bytes:
    """SourceMap -> JSON: page from 1, box in points from the top left of the trim, file:line."""
    rows = [
        [page, round(x, 2), round(y, 2), round(width, 2), round(height, 2), place.file, place.line]
        for page, x, y, width, height, place in boxes
    ]
    return _bytes({"boxes": rows})


def read_pages(file: Path, publication: Publication) -> Pagination:
    """The Pagination of a JSON file. Raises Unusable where it is none, or another state's."""
    pagination = _parsed(read_text(file), Place(shown(file)))
    if pagination.key != content_key(publication):
        raise Unusable(PAGES_OLD.at(Place(shown(file))))
    return pagination


def find_pages(artefact: Path, publication: Publication) -> Pagination | None:
    """The Pagination that lies beside an artefact of the same name, where it is current."""
    file = companion(artefact, PAGES)
    if not _stands(file):
        return None
    try:
        return read_pages(file, publication)
    except Unusable:
        return None


def find_places(artefact: Path) -> SourceMap:
    """The SourceMap that lies beside a PDF of the same name; empty where none can be read."""
    file = companion(artefact, PLACES)
    if not _stands(file):
        return ()
    try:
        return tuple(_box(*row) for row in json.loads(read_text(file))["boxes"])
    except (Unusable, ValueError, ArithmeticError, KeyError, TypeError, RecursionError):
        return ()


def _stands(file: Path) -> bool:
    """Whether a companion is there; one that is a link is none of ours."""
    return file.is_file() and not file.is_symlink()


def _box(page: Any, x: Any, y: Any, width: Any, height: Any, file: Any, line: Any) -> Box:
    place = Place(str(file), int(line))
    return Box(int(page), float(x), float(y), float(width), float(height), place)


def _parsed(text: str, place: Place) -> Pagination:
    try:
        value = json.loads(text)
        starts = tuple(_start(*row) for row in value["starts"])
        return Pagination(str(value["key"]), str(value["source"]), starts)
    except (ValueError, ArithmeticError, KeyError, TypeError, RecursionError):
        raise Unusable(PAGES_UNREADABLE.at(place)) from None


def _start(article: Any, block: Any, offset: Any, folio: Any) -> PageStart:
    return PageStart(int(article), str(block), int(offset), str(folio))


def _bytes(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
