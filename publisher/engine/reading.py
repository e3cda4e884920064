"""The text of a laid document, seen in both its shapes: the markup's and the boxes'.

Two questions are answered here: is every character of the markup in the boxes, once and in order
(promise 1), and with which word of which block does each page begin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from publisher.engine import findings as kinds
from publisher.engine.inside import boxes, walk
from publisher.findings import Finding

BODY_ID = re.compile(r"a\d+-b\d+")
# white space collapses; hyphens come and go where words are broken
_IGNORED = frozenset(" \t\n\r\f\u00ad\u2010\u3000")
_REAL_PARTS = frozenset({"first-letter", "first-line"})
_UNREAD = frozenset({"rt", "rp"})
FURNITURE = "furniture"  # a class: what is drawn beside the text
_NOT_COUNTED = frozenset({FURNITURE, "voice"})  # the name of a turn is set, not written
_SHOWN = 20


class Piece(NamedTuple):
    """One text box: its page (from 0), the element whose text it holds, and the text."""

    page: int
    element: Any
    text: str


def pieces(page_boxes: Sequence[Any]) -> list[Piece]:
    """The text boxes of all pages that hold the markup's own text, in order."""
    return [
        Piece(number, box.element, box.text)
        for number, page in enumerate(page_boxes)
        for box in walk(page)
        if isinstance(box, boxes.TextBox) and _is_markup(box)
    ]


def _is_markup(box: Any) -> bool:
    """False for generated content: `::before`, `::marker`, `::footnote-call`, …"""
    _tag, pseudo, part = box.element_tag.partition("::")
    return box.element is not None and (not pseudo or part in _REAL_PARTS)


# ── promise 1 ────────────────────────────────────────────────────────────────────────────────────


def differences(root: Any, style_for: Any, found: Iterable[Piece]) -> Iterator[tuple[Any, Finding]]:
    """(element, finding) for every element whose text in the boxes is not that in the markup."""
    texts: dict[Any, list[str]] = defaultdict(list)
    for piece in found:
        texts[piece.element].append(piece.text)
    for element, wanted, repeats in _wanted(root, style_for, repeats=False):
        there = _solid("".join(texts.pop(element, ())))
        again = repeats and _is_repeated(there, wanted)
        alike = there == wanted or there.casefold() == wanted.casefold()  # `text-transform`
        if not (alike or again):
            yield element, _difference(wanted, there)


def floats_about(element: Any, root: Any, style_for: Any) -> list[Any]:
    """The floats that an element stands in, else those that stand in it, else all there are."""
    around = [each for each in root.iter() if any(inside is element for inside in each.iter())]
    for family in (around, element.iter(), root.iter()):
        found = [each for each in family if _floats(each, style_for)]
        if found:
            return found
    return []


def _floats(element: Any, style_for: Any) -> bool:
    style = style_for(element) if isinstance(element.tag, str) else None
    return style is not None and style["float"] in ("left", "right")


def _solid(text: str) -> str:
    """A text without what is ignored."""
    for sign in _IGNORED:
        if sign in text:
            text = text.replace(sign, "")
    return text


def _is_repeated(text: str, unit: str) -> bool:
    return bool(unit) and bool(text) and text == unit * (len(text) // len(unit))


def _wanted(element: Any, style_for: Any, repeats: bool) -> Iterator[tuple[Any, str, bool]]:
    """(element, its own text, whether it may stand on several pages) for everything shown."""
    style = style_for(element) if isinstance(element.tag, str) else None
    if style is None or _is_hidden(element, style):
        return
    repeats = repeats or element.tag in {"thead", "tfoot"} or style["position"] == "fixed"
    text = _solid(own_text(element))
    if text:
        yield element, text, repeats
    for child in element:
        yield from _wanted(child, style_for, repeats)


def _is_hidden(element: Any, style: Any) -> bool:
    """Not in the flow's boxes at all, or drawn as a picture."""
    running = style["position"][0] == "running()"
    return bool(running or style["display"] == ("none",) or element.tag.endswith("}svg"))


def own_text(element: Any) -> str:
    """The text that stands directly in an element, its children's left out."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _difference(wanted: str, found: str) -> Finding:
    """Where the two part, with some characters before and after."""
    at = next((i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), None)
    start = max(0, (min(len(wanted), len(found)) if at is None else at) - _SHOWN // 2)
    part = slice(start, start + _SHOWN)
    return kinds.TEXT_DIFFERS.at(None, wanted=wanted[part], found=found[part])


# ── where pages begin ────────────────────────────────────────────────────────────────────────────


def starts(
    root: Any, style_for: Any, found: Iterable[Piece], count: int
) -> list[tuple[str, int] | None]:
    """For each page, the block of its first body text and the characters that stand before."""
    blocks = _body_blocks(root)
    owner = {
        element: block for block in blocks.values() for element in _read_aloud(block, style_for)
    }
    names = {block: name for name, block in blocks.items()}
    seen: dict[Any, int] = defaultdict(int)
    places: dict[Any, Places] = {}  # a block that begins many pages is read once
    result: list[tuple[str, int] | None] = [None] * count
    for page, element, text in found:
        block = owner.get(element)
        solid = len(_solid(text))
        if block is None or not solid:
            continue
        if result[page] is None:
            if seen[block] and block not in places:
                places[block] = _places(block, style_for)
            result[page] = (names[block], _offset(places.get(block), seen[block]))
        seen[block] += solid
    return result


def _body_blocks(root: Any) -> dict[str, Any]:
    """Id -> element of the body's blocks: those marked `data-body`, else by their id's form."""
    named = [(e.get("id"), e) for e in root.iter() if isinstance(e.tag, str) and e.get("id")]
    marked = {name: element for name, element in named if element.get("data-body") is not None}
    return marked or {name: element for name, element in named if BODY_ID.fullmatch(name)}


def _read_aloud(element: Any, style_for: Any) -> Iterator[Any]:
    """The element and all in it, without readings of ruby, names of turns, notes and marks."""
    yield element
    for child in element:
        style = style_for(child) if isinstance(child.tag, str) else None
        classes = child.get("class", "").split()
        mark = child.get("role") == "doc-noteref"
        drawn_only = mark or child.tag in _UNREAD or not _NOT_COUNTED.isdisjoint(classes)
        if style is not None and not drawn_only and style["float"] != "footnote":
            yield from _read_aloud(child, style_for)


class Places(NamedTuple):
    """Where a block's characters that are not white space stand in its text, and where it ends."""

    solid: list[int]
    end: int


def _places(block: Any, style_for: Any) -> Places:
    inside = set(_read_aloud(block, style_for))
    text = "".join(_running_text(block, inside)).strip()
    before = int(block.get("data-before", 0))
    solid = [before + at for at, char in enumerate(text) if char not in _IGNORED]
    return Places(solid, len(text))


def _offset(places: Places | None, seen: int) -> int:
    """The place in the block's text after so many characters that are not white space."""
    if places is None:
        return 0
    return places.solid[seen] if seen < len(places.solid) else places.end


def _running_text(element: Any, inside: set[Any]) -> Iterator[str]:
    if element in inside:
        yield element.text or ""
        for child in element:
            yield from _running_text(child, inside)
            yield child.tail or ""
