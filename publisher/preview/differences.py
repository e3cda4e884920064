"""What differs between two states of a page: words that came or went, and what was drawn anew.

Words are compared in the order in which they are drawn, sentence by sentence and then letter by
letter, with those of the pages before and behind: text that has only run on to the next page is
neither new nor lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

from PIL import Image, ImageChops

from publisher.document.pages import Rectangle
from publisher.preview.glyphs import Glyph

ENDS = frozenset("。！？!?；;：:")
LONGEST = 800  # letters of a passage that is compared letter by letter
CELL = 8  # points: differences so near to one another are one
SEEN = 24  # of 255 levels: less is the renderer's rounding
_ASCENT, _DESCENT = 0.9, 0.16  # em
_CARET = 1.2  # points


class Pair(NamedTuple):
    """A page before and now, by their numbers from 0; None where there is none."""

    before: int | None
    after: int | None
    changed: bool


class Changes(NamedTuple):
    """Boxes on one page: words that the other state lacks, and points where it has more."""

    words: tuple[Rectangle, ...]
    gaps: tuple[Rectangle, ...]
    letters: int


def pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """The pages of two states side by side; each is given by the name of what it draws."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        for step in range(max(a_end - a, b_end - b)):
            one = a + step if a + step < a_end else None
            other = b + step if b + step < b_end else None
            yield Pair(one, other, kind != "equal")


def compared(
    before: Sequence[Sequence[Glyph]], after: Sequence[Sequence[Glyph]], one: int, other: int
) -> tuple[Changes, Changes]:
    """The changes on page `one` of some pages before, and on page `other` of those now."""
    old, new = list(chain(*before)), list(chain(*after))
    lost, came = _changed("".join(g.text for g in old), "".join(g.text for g in new))
    return (
        _on_page(old, lost, sum(map(len, before[:one])), len(before[one])),
        _on_page(new, came, sum(map(len, after[:other])), len(after[other])),
    )


class _Spans(NamedTuple):
    """Ranges of letters that only this text has, and places in it where the other has more."""

    own: list[tuple[int, int]]
    others: list[int]


def _changed(old: str, new: str) -> tuple[_Spans, _Spans]:
    lost, came = _Spans([], []), _Spans([], [])
    for a, a_end, b, b_end in _passages(old, new):
        if a < a_end:
            lost.own.append((a, a_end))
            came.others.append(b)
        if b < b_end:
            came.own.append((b, b_end))
            lost.others.append(a)
    return lost, came


def _passages(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """The letters that differ: from sentences that differ, those that do."""
    olds, news = _sentences(old), _sentences(new)
    starts = [_offsets(olds), _offsets(news)]
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        x, x_end = starts[0][a], starts[0][a_end]
        y, y_end = starts[1][b], starts[1][b_end]
        if max(x_end - x, y_end - y) > LONGEST:
            yield x, x_end, y, y_end
            continue
        letters = SequenceMatcher(None, old[x:x_end], new[y:y_end], autojunk=False)
        for same, p, p_end, q, q_end in letters.get_opcodes():
            if same != "equal":
                yield x + p, x + p_end, y + q, y + q_end


def _sentences(text: str) -> list[str]:
    found, start = [], 0
    for number, letter in enumerate(text, 1):
        if letter in ENDS:
            found.append(text[start:number])
            start = number
    return [*found, text[start:]]


def _offsets(parts: Sequence[str]) -> list[int]:
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets


def _on_page(glyphs: Sequence[Glyph], own: _Spans, start: int, count: int) -> Changes:
    end = start + count
    here = [(max(a, start), min(b, end)) for a, b in own.own if a < end and b > start]
    words = tuple(chain.from_iterable(_boxes(glyphs[a:b]) for a, b in here))
    gone = [place for place in own.others if start <= place <= end]
    gaps = tuple(_caret(glyphs, place, start, end) for place in gone) if count else ()
    return Changes(words, gaps, sum(b - a for a, b in here))


def _boxes(glyphs: Sequence[Glyph]) -> Iterator[Rectangle]:
    """One box for each piece of a line."""
    box: Rectangle | None = None
    for each in glyphs:
        own = _box(each)
        if (
            box is not None
            and abs(own.y - box.y) < 1
            and -1 < own.x - box.x - box.width < each.size
        ):
            box = box._replace(width=own.x + own.width - box.x)
            continue
        if box is not None:
            yield box
        box = own
    if box is not None:
        yield box


def _box(glyph: Glyph) -> Rectangle:
    top, height = glyph.y - _ASCENT * glyph.size, (_ASCENT + _DESCENT) * glyph.size
    return Rectangle(glyph.x, top, max(glyph.right - glyph.x, 1.0), height)


def _caret(glyphs: Sequence[Glyph], place: int, start: int, end: int) -> Rectangle:
    """Before the letter at a place, or behind the last of the page."""
    if place < end:
        box = _box(glyphs[place])
        return box._replace(x=box.x - _CARET / 2, width=_CARET)
    box = _box(glyphs[max(end - 1, start)])
    return box._replace(x=box.x + box.width - _CARET / 2, width=_CARET)


# ── what was drawn anew ──────────────────────────────────────────────────────────────────────────


def redrawn(before: Image.Image, after: Image.Image) -> Iterator[Rectangle]:
    """Where two pictures of a page differ; both show a point of the page as a pixel."""
    size = max(before.width, after.width), max(before.height, after.height)
    differ = ImageChops.difference(_on_white(before, size), _on_white(after, size))
    seen = differ.point([255 * (level > SEEN) for level in range(256)])
    wide, high = -(-size[0] // CELL), -(-size[1] // CELL)
    padded = Image.new("L", (wide * CELL, high * CELL))
    padded.paste(seen)
    cells = padded.reduce(CELL)
    data = cells.tobytes()
    lit = {(n % wide, n // wide) for n, level in enumerate(data) if level}
    while lit:
        group = _group(lit)
        xs, ys = [x for x, _ in group], [y for _, y in group]
        left, top = min(xs) * CELL, min(ys) * CELL
        right, bottom = (max(xs) + 1) * CELL, (max(ys) + 1) * CELL
        yield Rectangle(left, top, right - left, bottom - top)


def _on_white(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    whole = Image.new("L", size, 255)
    whole.paste(picture)
    return whole


def _group(lit: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes out of `lit` one cell and all that hang together with it, corners included."""
    found = [lit.pop()]
    for x, y in found:
        near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & lit
        lit -= near
        found.extend(sorted(near))
    return found
