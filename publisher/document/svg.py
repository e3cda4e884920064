"""Drawings (SVG) that only draw: scripts, links and what lies elsewhere are refused."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from publisher.document.findings import PICTURE_DAMAGED, SVG_ACTIVE, SVG_ID_TWICE
from publisher.errors import Unusable
from publisher.findings import Place

SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset(
    {"script", "foreignObject", "iframe", "audio", "video", "animate", "set", "handler"}
)
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px)?\s*")
_DEFAULT_SIZE = 800, 600


def plain(data: bytes, source: str, place: Place) -> tuple[bytes, int, int]:
    """The drawing without comments and declarations; width, height in pixels. Raises Unusable."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unusable(PICTURE_DAMAGED.at(place, source=source)) from None
    if root.tag != f"{SVG}svg":
        raise Unusable(PICTURE_DAMAGED.at(place, source=source))
    if next(root.iter(etree.Entity), None) is not None:
        raise Unusable(SVG_ACTIVE.at(place, source=source, what="&…;"))
    for node in root.iter(etree.Element):
        if what := _forbidden(node):
            raise Unusable(SVG_ACTIVE.at(place, source=source, what=what))
    ids = [name for node in root.iter(etree.Element) if (name := node.get("id"))]
    twice = next((name for name, count in Counter(ids).items() if count > 1), None)
    if twice is not None:
        raise Unusable(SVG_ID_TWICE.at(place, source=source, id=twice))
    return etree.tostring(root), *_size(root)


def cropped(data: bytes, window: tuple[float, float, float, float]) -> tuple[bytes, int, int]:
    """A plain drawing of which only a window is shown (left, top, width, height in its pixels)."""
    root = etree.fromstring(data)
    width, height = _size(root)
    given = [float(part) for part in (root.get("viewBox") or "").replace(",", " ").split()]
    x, y, wide, high = given if len(given) == 4 else (0.0, 0.0, float(width), float(height))
    across, down = wide / width, high / height
    left, top, *size = window
    box = (x + left * across, y + top * down, size[0] * across, size[1] * down)
    root.set("viewBox", " ".join(f"{value:.4f}" for value in box))
    shown = max(round(size[0]), 1), max(round(size[1]), 1)
    for name, value in zip(("width", "height"), shown, strict=True):
        root.set(name, str(value))
    return etree.tostring(root), *shown


def _forbidden(node: etree._Element) -> str | None:
    """What in an element runs or fetches; None where nothing does."""
    name = etree.QName(node).localname
    if name in _ACTIVE:
        return f"<{name}>"
    if name == "style" and _OUTSIDE.search(node.text or ""):
        return "url(…)"
    return next(filter(None, (_attribute(str(k), str(v)) for k, v in node.items())), None)


def _attribute(key: str, value: str) -> str | None:
    name = etree.QName(key).localname
    if name.lower().startswith("on"):
        return name
    embedded = re.match(r"data:image/(png|jpeg);", value)
    if name in ("href", "src") and not value.startswith("#") and not embedded:
        return value[:60]
    return "url(…)" if _OUTSIDE.search(value) else None


def _size(root: etree._Element) -> tuple[int, int]:
    given = [_NUMBER.fullmatch(root.get(name) or "") for name in ("width", "height")]
    if given[0] and given[1]:
        return round(float(given[0][1])) or 1, round(float(given[1][1])) or 1
    box = [_NUMBER.fullmatch(part) for part in (root.get("viewBox") or "").split()]
    if len(box) == 4 and box[2] and box[3]:
        return round(float(box[2][1])) or 1, round(float(box[3][1])) or 1
    return _DEFAULT_SIZE
