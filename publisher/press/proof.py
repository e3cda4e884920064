"""A proof for 三审三校: the pages with the lines of the manuscript beside them, and what was found.

Each block has the number of its first line in the manuscript, where it is to be corrected. What was
found stands in a margin at the right, and as a note that readers of PDF list. Under it all a word
says that this is a proof.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.press.boxes import Around, Boxes
from publisher.press.letters import Letters, wrapped
from publisher.typefaces import Face
from publisher.units import POINTS_PER

MM = POINTS_PER["mm"]
AROUND, MARGIN = 10 * MM, 62 * MM  # around the page, and at its right
SMALL, REMARK = 5.0, 7.0  # points
ICON = 10 * MM  # for the icon of a note, which readers draw as they like
LINE = 10.0  # points from one line of a remark to the next
PALE, QUIET, LOUD = "0.92 g", "0.35 0.5 0.62 rg", "0.75 0.1 0.1 rg"


class Remark(NamedTuple):
    """Words about a place: page from 1, points from the top left of the trim."""

    page: int
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof says: `watermark` below each page, line numbers and remarks beside it."""

    watermark: str
    lines: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    face: Face


def for_proof(pdf: pikepdf.Pdf, proof: Proof) -> bytes:
    """The proof, of a PDF that is bound and open. The same PDF and remarks give the same bytes."""
    lines, remarks = _by_page(proof.lines), _by_page(proof.remarks)
    small, large = Letters(proof.face, SMALL), Letters(proof.face, REMARK)
    number, around = 0, Around(0.0, AROUND)
    for count, page in enumerate(pdf.pages, 1):
        boxes = around.set(page)
        left, bottom, right, top = boxes.around(AROUND)
        page.obj.MediaBox = Array([left, bottom, round(right - AROUND + MARGIN, 4), top])
        under = _watermark(boxes, Letters(proof.face, boxes.width / 4), proof.watermark)
        numbered = list(enumerate(remarks[count], number + 1))
        number += len(numbered)
        rows = list(_rows(boxes, large, numbered))
        over = (
            b"\nQ",  # the page's own contents turn its axis over
            _frame(boxes),
            *_lines(boxes, small, lines[count]),
            *_marks(boxes, large, numbered),
            *(_artifact(LOUD, _at(row.x, row.y, large.line(row.words)[0])) for row in rows),
        )
        contents: Any = page.obj.Contents
        own = list(contents) if isinstance(contents, Array) else [contents]
        before, after = pdf.make_stream(under + b"q\n"), pdf.make_stream(b"\n".join(over))
        page.obj.Contents = Array([before, *own, after])
        _annotate(pdf, page, rows)
    out = io.BytesIO()
    # our XMP names no version
    pdf.save(out, min_version="1.7", deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _by_page(remarks: Sequence[Remark]) -> defaultdict[int, list[Remark]]:
    """From above; those about one place are one, a line each."""
    at: dict[tuple[int, float, float], list[str]] = defaultdict(list)
    for remark in remarks:
        at[remark.page, remark.y, remark.x].append(remark.words)
    found: defaultdict[int, list[Remark]] = defaultdict(list)
    for (page, y, x), words in sorted(at.items()):
        found[page].append(Remark(page, x, y, "\n".join(words)))
    return found


def _artifact(colour: str, drawn: bytes) -> bytes:
    """What is no part of the text."""
    return b"/Artifact BMC q %s\n%s\nQ EMC\n" % (colour.encode(), drawn)


def _at(x: float, y: float, drawn: bytes) -> bytes:
    return b"q 1 0 0 1 %.3f %.3f cm\n%s\nQ" % (x, y, drawn)


def _watermark(boxes: Boxes, letters: Letters, words: str) -> bytes:
    """From corner to corner, in the middle of the page."""
    drawn, width = letters.line(words)
    turned = b"q 0.7071 0.7071 -0.7071 0.7071 %.3f %.3f cm 1 0 0 1 %.3f %.3f cm\n%s\nQ" % (
        boxes.x + boxes.width / 2,
        boxes.y + boxes.height / 2,
        -width / 2,
        -letters.size / 3,
        drawn,
    )
    return _artifact(PALE, turned)


def _frame(boxes: Boxes) -> bytes:
    """The edge of the page, which the margin hides."""
    edges = b"%.3f %.3f %.3f %.3f re S" % (boxes.x, boxes.y, boxes.width, boxes.height)
    return _artifact("0.7 G 0.25 w", edges)


def _lines(boxes: Boxes, letters: Letters, lines: Sequence[Remark]) -> Iterator[bytes]:
    for line in lines:
        drawn, width = letters.line(line.words)
        x = boxes.x + line.x - width - 2
        y = boxes.y + boxes.height - line.y - REMARK - 1.4 * letters.size
        yield _artifact(QUIET, _at(x, y, drawn))


def _marks(
    boxes: Boxes, letters: Letters, remarks: Sequence[tuple[int, Remark]]
) -> Iterator[bytes]:
    """The numbers of remarks, each beside its place."""
    for number, remark in remarks:
        mark, width = letters.line(f"{number}")
        x = boxes.x + remark.x - width - 2
        yield _artifact(LOUD, _at(x, boxes.y + boxes.height - remark.y - letters.size, mark))


def _wrapped(letters: Letters, words: str) -> list[str]:
    return [
        row for line in words.split("\n") for row in wrapped(letters, line, MARGIN - 1.3 * ICON)
    ]


class _Row(NamedTuple):
    """A line in the margin: where it begins in the PDF's own measure; the remark it opens."""

    x: float
    y: float
    words: str
    opens: str


def _rows(boxes: Boxes, letters: Letters, remarks: Sequence[tuple[int, Remark]]) -> Iterator[_Row]:
    """Each remark at the height of its place, below those before; from the top if they are many."""
    top = boxes.y + boxes.height
    texts = [(remark, _wrapped(letters, f"{number}　{remark.words}")) for number, remark in remarks]
    for is_packed in (False, True):
        rows, y = list[_Row](), top
        for remark, lines in texts:
            y = y if is_packed else min(top - remark.y - letters.size, y)
            for place, line in enumerate(lines):
                opens = "" if place else remark.words
                rows.append(_Row(boxes.x + boxes.width + ICON, y, line, opens))
                y -= LINE
            y -= LINE / 2
        if not rows or rows[-1].y > boxes.y - AROUND:
            break
    yield from rows


def _annotate(pdf: pikepdf.Pdf, page: pikepdf.Page, rows: Sequence[_Row]) -> None:
    """A note at each remark in the margin, for readers that list notes."""
    for row in rows:
        if not row.opens:
            continue
        x, y = row.x - 1 * MM, row.y + REMARK
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=Array([round(edge, 2) for edge in (x - 7 * MM, y - 7 * MM, x, y)]),
            Contents=String(row.opens),
            T=String("publisher"),
            Name=Name.Comment,
            C=Array([1, 0.8, 0.2]),
            F=4,
        )
        if "/Annots" not in page.obj:
            page.obj.Annots = Array()
        page.obj.Annots.append(pdf.make_indirect(note))
