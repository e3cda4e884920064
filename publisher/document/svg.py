"""Drawings (SVG) that only draw: known shapes and text pass, everything else is refused or dropped.

What draws is on a list (SVG 2); what a drawing program keeps for itself (its namespaces, metadata,
file names) is dropped; what runs, moves, fetches, or repeats itself beyond reason is refused.
"""

from __future__ import annotations

import base64
import io
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from PIL import Image

from publisher.document.findings import (
    PICTURE_DAMAGED,
    SVG_ACTIVE,
    SVG_ID_TWICE,
    SVG_REPEATS,
)
from publisher.document.formats import BROKEN
from publisher.errors import Unusable
from publisher.findings import Place

SVG = "{http://www.w3.org/2000/svg}"
_HREFS = frozenset({"href", "{http://www.w3.org/1999/xlink}href"})
_KEPT = frozenset(
    {f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("space", "lang")} | _HREFS
)
_DRAWN = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan "
    "textPath image linearGradient radialGradient stop clipPath mask pattern marker style switch "
    "view filter a".split()
)
_EFFECT = re.compile("fe[A-Z][A-Za-z]+")  # a filter's steps
_OUTSIDE = re.compile(
    r"url\(\s*['\"]?(?!#)|@import|@font-face|(?:image-set|\bsrc|image|element|expression)\s*\("
    r"|-moz-binding|javascript:|\\",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
_EMBEDDED = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=\s%]*)")
_NUMBER = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,20})?)\s*(?:px)?\s*")
_DEFAULT_SIZE = 800, 600
MOST_SHAPES = 100_000  # drawn in all, repeated ones each time
MOST_EMBEDDED = 40_000_000  # pixels of a picture in a drawing


class _Refused(Exception):
    """What in a drawing is not taken."""


def plain(data: bytes, source: str, place: Place) -> tuple[bytes, int, int]:
    """The drawing and nothing beside it; width, height in pixels. Raises Unusable."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unusable(PICTURE_DAMAGED.at(place, source=source)) from None
    if root.tag != f"{SVG}svg":
        raise Unusable(PICTURE_DAMAGED.at(place, source=source))
    if next(root.iter(etree.Entity), None) is not None:
        raise Unusable(SVG_ACTIVE.at(place, source=source, what="&…;"))
    try:
        _clean(root)
    except _Refused as refusal:
        raise Unusable(SVG_ACTIVE.at(place, source=source, what=str(refusal))) from None
    except BROKEN:  # a picture in it
        raise Unusable(PICTURE_DAMAGED.at(place, source=source)) from None
    ids = [name for node in root.iter(etree.Element) if (name := node.get("id"))]
    twice = next((name for name, count in Counter(ids).items() if count > 1), None)
    if twice is not None:
        raise Unusable(SVG_ID_TWICE.at(place, source=source, id=twice))
    if not _Repeats(root).within(MOST_SHAPES):
        raise Unusable(SVG_REPEATS.at(place, source=source, limit=MOST_SHAPES))
    if root.get("viewBox") is not None and _box(root) is None:
        del root.attrib["viewBox"]
    # without what was declared for entities and attributes: the tree, not its document
    return etree.tostring(root, with_tail=False), *_size(root)


def cropped(data: bytes, window: tuple[float, float, float, float]) -> tuple[bytes, int, int]:
    """A plain drawing of which only a window is shown (left, top, width, height in its pixels)."""
    root = etree.fromstring(data)
    width, height = _size(root)
    box = _box(root)
    x, y, wide, high = box or (0.0, 0.0, float(width), float(height))
    across, down = wide / width, high / height
    left, top, *size = window
    cut = (x + left * across, y + top * down, size[0] * across, size[1] * down)
    root.set("viewBox", " ".join(f"{value:.4f}" for value in cut))
    shown = max(round(size[0]), 1), max(round(size[1]), 1)
    for name, value in zip(("width", "height"), shown, strict=True):
        root.set(name, str(value))
    return etree.tostring(root), *shown


# ── what is refused and what is dropped ──────────────────────────────────────────────────────────


def _clean(root: etree._Element) -> None:
    for node in list(root.iter(etree.Element)):
        name = etree.QName(node)
        if name.namespace != SVG[1:-1] or name.localname == "metadata":
            if name.namespace == "http://www.w3.org/1999/xhtml":
                raise _Refused(f"<{name.localname}>")
            _drop(node)
        elif name.localname not in _DRAWN and not _EFFECT.fullmatch(name.localname):
            raise _Refused(f"<{name.localname}>"[:60])
        else:
            _clean_attributes(node)
            if name.localname == "style" and _OUTSIDE.search("".join(map(str, node.itertext()))):
                raise _Refused("url(…)")


def _drop(node: etree._Element) -> None:
    """Away with an element, not with the words behind it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail:
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def _clean_attributes(node: etree._Element) -> None:
    for key, value in list(node.attrib.items()):
        name, told = str(key), str(value)
        if name in _HREFS:
            node.set(name, _reference(told))
        elif name.lower().startswith("on"):
            raise _Refused(name[:60])
        elif (name.startswith("{") and name not in _KEPT) or name.startswith("data-"):
            del node.attrib[key]
        elif name == "src":
            raise _Refused(told[:60])
        elif _OUTSIDE.search(told):
            raise _Refused("url(…)")


def _reference(address: str) -> str:
    """Of a place in the drawing, as it is; of a picture in it, its pixels and nothing else."""
    if address.startswith("#"):
        return address
    found = _EMBEDDED.fullmatch(address)
    if found is None:
        raise _Refused(address[:60])
    with Image.open(io.BytesIO(base64.b64decode(found[2])), formats=[found[1]]) as picture:
        if picture.width * picture.height > MOST_EMBEDDED:
            raise _Refused(f"{picture.width} × {picture.height}")
        picture.load()
        out = io.BytesIO()
        kept = picture if picture.mode in ("L", "RGB", "RGBA") else picture.convert("RGBA")
        kept.info.clear()
        if found[1] == "jpeg" and kept.mode != "RGBA":
            kept.save(out, "JPEG", quality=92)
        else:
            kept.save(out, "PNG")
    kind = "jpeg" if out.getvalue().startswith(b"\xff\xd8") else "png"
    return f"data:image/{kind};base64,{base64.b64encode(out.getvalue()).decode()}"


class _Repeats:
    """How many shapes are drawn: by `use` and as patterns, some more often than once."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._named = {name: node for node in root.iter() if (name := node.get("id"))}
        self._counted: dict[etree._Element, int] = {}
        self._open: set[etree._Element] = set()

    def within(self, most: int) -> bool:
        """Whether it stays within a number; what holds itself does not."""
        try:
            return self._count(self._root) <= most
        except RecursionError:
            return False

    def _count(self, node: etree._Element) -> int:
        if node in self._counted:
            return self._counted[node]
        if node in self._open:
            raise RecursionError
        self._open.add(node)
        total = 1 + sum(map(self._count, node)) + sum(map(self._count, self._repeated(node)))
        self._open.discard(node)
        self._counted[node] = total
        return total

    def _repeated(self, node: etree._Element) -> Iterator[etree._Element]:
        for key, value in node.items():
            name = str(value)[1:] if str(key) in _HREFS else ""
            names = [name, *_REFERENCE.findall(str(value))]
            # a marker stands at every corner of its path
            times = 1 + len(node.get("d", "")) // 8 if str(key).startswith("marker") else 1
            for each in names:
                if each in self._named:
                    yield from [self._named[each]] * times


# ── sizes ────────────────────────────────────────────────────────────────────────────────────────


def _size(root: etree._Element) -> tuple[int, int]:
    given = [_NUMBER.fullmatch(root.get(name) or "") for name in ("width", "height")]
    if given[0] and given[1]:
        return round(float(given[0][1])) or 1, round(float(given[1][1])) or 1
    box = _box(root)
    return (round(box[2]) or 1, round(box[3]) or 1) if box else _DEFAULT_SIZE


def _box(root: etree._Element) -> tuple[float, float, float, float] | None:
    """The window of a drawing: left, top, width and height above 0."""
    try:
        left, top, width, height = map(float, (root.get("viewBox") or "").replace(",", " ").split())
    except ValueError:
        return None
    sane = all(abs(value) < 1e6 for value in (left, top, width, height))
    return (left, top, width, height) if sane and width > 0 and height > 0 else None
