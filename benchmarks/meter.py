"""What a finished PDF shows of its setting, by the places of its glyphs: an engine-neutral meter.

`measure` reads body lines with pypdfium2, whichever program drew them, and compares them with the
paragraphs that were to be set. Lengths are in em of the line's size. The rules and their bounds are
those of clreq (sections in brackets) and GB/T 15834.
"""

from __future__ import annotations

import ctypes
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

CLOSES = frozenset("”’）》〉」』】〕")
OPENS = frozenset("“‘（《〈「『【〔")
PAUSES = frozenset("，。、；：！？")
NEVER_FIRST = CLOSES | PAUSES | frozenset("·,.;:!?)]}%‰℃")
NEVER_LAST = OPENS | frozenset("([{$￥")
HALF = 0.5
NARROW, LOOSE, LOOSE_IF_NARROW = 14, 0.125, 0.2
_JUMP = 4.0  # em between pens of one line; columns stand further apart
_BLANK = 0.9  # em: an ideographic space stands between
_RAISED = 0.8  # of the size before: the mark of a note
_SAME_LINE = 0.3  # em that baselines of one line may differ


class Char(NamedTuple):
    """A drawn character: its pen and the right edge of its box, points; its size.

    A raised one is the mark of a note.
    """

    text: str
    x: float
    y: float
    right: float
    size: float
    raised: bool = False

    @property
    def is_han(self) -> bool:
        """Whether it is a Han character."""
        return "\u3400" <= self.text <= "\u9fff"

    @property
    def is_mark(self) -> bool:
        """Whether it is a full-width mark with a blank half."""
        return self.text in CLOSES or self.text in OPENS or self.text in PAUSES

    @property
    def is_western(self) -> bool:
        """Whether it is a letter or figure of the Latin script."""
        return self.text.isascii() and self.text.isalnum()


@dataclass(slots=True)
class Row:
    """One line; `last` says that its paragraph ends with it."""

    chars: list[Char]
    first: bool = False
    last: bool = False

    @property
    def em(self) -> float:
        """Its size in points."""
        return statistics.median(each.size for each in self.chars)

    def gaps(self) -> list[float]:
        """The white between neighbouring Han characters, in em."""
        pairs = zip(self.chars, self.chars[1:], strict=False)
        gaps = [(b.x - a.x) / self.em - 1 for a, b in pairs if a.is_han and b.is_han]
        return [gap for gap in gaps if gap < _BLANK]


@dataclass(slots=True)
class Report:
    """Counts, and lists of what was measured, in em."""

    lines: int = 0
    justified: int = 0
    wrong_edges: int = 0  # a line begins or ends with what must not (3.1.4)
    off_measure: int = 0  # by more than .1 em (3.5)
    full_ends: int = 0  # a mark with both halves at a line's end (3.1.6)
    loose_pairs: int = 0  # neighbouring marks that are not compressed (3.1.6)
    lone: int = 0  # one character on a last line (3.4.4)
    too_loose: int = 0  # lines with a gap that is seen (2.1.3)
    torn: int = 0  # Western words broken without a hyphen (3.2.4)
    text_differs: bool = False
    tracking: list[float] = field(default_factory=list)
    mixed: list[float] = field(default_factory=list)

    def row(self) -> str:
        """The figures in one line of a table."""
        per = 1000 / max(1, self.lines)
        tracks = sorted(self.tracking) or [0.0]
        p95 = tracks[min(len(tracks) - 1, int(0.95 * len(tracks)))]
        outside = sum(not 0.11 <= gap <= 0.35 for gap in self.mixed)
        median = statistics.median(self.mixed) if self.mixed else 0.0
        counts = (
            self.wrong_edges, self.torn, self.off_measure, self.full_ends, self.loose_pairs,
            self.lone, self.too_loose,
        )  # fmt: skip
        figures = "".join(f"{count * per:7.1f}" for count in counts)
        text = "differs" if self.text_differs else "same"
        return f"{figures}  {p95:6.3f}  {median:6.3f} {outside:4d}  {text}"


HEADER = (
    "   edge   torn   off  full   pair   lone  loose    p95   mixed  out  text"
    "   (per 1,000 lines; em)"
)


def chars(pdf: bytes) -> Iterator[list[Char]]:
    """The characters of each page in the order in which they are drawn."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        yield list(_chars(text.raw, text.count_chars()))
    document.close()


def _chars(page: object, count: int) -> Iterator[Char]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    for number in range(count):
        code = raw.FPDFText_GetUnicode(page, number)
        if code <= 0 or chr(code).isspace() or raw.FPDFText_IsGenerated(page, number) == 1:
            continue
        raw.FPDFText_GetCharOrigin(page, number, x, y)
        raw.FPDFText_GetLooseCharBox(page, number, box)
        size = raw.FPDFText_GetFontSize(page, number)
        matrix = raw.FS_MATRIX()
        if raw.FPDFText_GetMatrix(page, number, matrix):
            size *= abs(matrix.d) or 1.0
        # one that is hyphenated by the engine comes as U+0002
        yield Char("-" if code == 2 else chr(code), x.value, y.value, box.right, size)


def rows(pdf: bytes) -> list[Row]:
    """The lines of a PDF, page after page."""
    return [row for page in chars(pdf) for row in rows_of(page)]


def rows_of(page: Sequence[Char]) -> list[Row]:
    """The lines of a page as they are drawn: a new one where the baseline or the column changes."""
    found: list[Row] = []
    last: Char | None = None
    for each in page:
        if last is not None and _is_raised(last, each):
            found[-1].chars.append(each._replace(y=last.y, size=last.size, raised=True))
            continue
        if last is None or _parts(last, each):
            found.append(Row([]))
        found[-1].chars.append(each)
        last = each
    return found


def _is_raised(last: Char, each: Char) -> bool:
    small = each.size < _RAISED * last.size and 0 < each.y - last.y < last.size
    return small and 0 <= (each.x - last.x) / last.size < _JUMP


def _parts(last: Char, each: Char) -> bool:
    moved = abs(each.y - last.y) > _SAME_LINE * each.size
    return moved or not -1 < (each.x - last.x) / each.size < _JUMP


def measure(pdf: bytes, paragraphs: Sequence[str], left: float, measure_em: float) -> Report:
    """Every rule on a PDF of one column whose lines begin at `left` points."""
    report, lines = Report(), rows(pdf)
    _mark_paragraphs(lines, paragraphs, report)
    for number, row in enumerate(lines):
        report.lines += 1
        after = lines[number + 1] if number + 1 < len(lines) else None
        edges(row, report)
        pairs(row, report)
        if row.last:
            ending(row, report)
        else:
            justified(row, left + measure_em * row.em, measure_em, report)
            _torn(row, after, paragraphs, report)
    return report


def _mark_paragraphs(lines: Sequence[Row], paragraphs: Sequence[str], report: Report) -> None:
    """Which lines end paragraphs, by following the text that was to be set."""
    wanted = ["".join(each.split()) for each in paragraphs]
    number, left = 0, wanted[0] if wanted else ""
    first = True
    for row in lines:
        text = "".join(each.text for each in row.chars)
        bare = text if left.startswith(text) else text.rstrip("-\u00ad")
        if not left.startswith(bare):
            report.text_differs = True
            return
        left = left[len(bare) :]
        row.first, first = first, False
        if not left:
            row.last, first = True, True
            number += 1
            left = wanted[number] if number < len(wanted) else ""
    report.text_differs = number != len(wanted)


def edges(row: Row, report: Report) -> None:
    """What must not begin a line, and what must not end one."""
    head, tail = row.chars[0].text, row.chars[-1].text
    starts = head in NEVER_FIRST and not row.first
    report.wrong_edges += starts or (tail in NEVER_LAST and not row.last)


def pairs(row: Row, report: Report) -> None:
    """Neighbouring marks are 1.5 em together, not two; Han beside Western stand a quarter apart."""
    em, delta = row.em, statistics.median(row.gaps() or [0.0])  # gaps are beyond the tracking
    for a, b in zip(row.chars, row.chars[1:], strict=False):
        distance = (b.x - a.x) / em
        if a.is_mark and b.is_mark and not (a.text in OPENS and b.text not in OPENS):
            report.loose_pairs += distance - delta > 0.8
        if a.raised or b.raised:
            continue
        if a.is_han and b.is_western:
            report.mixed.append(distance - 1 - delta)
        elif a.is_western and b.is_han:
            report.mixed.append((b.x - a.right) / em - delta)


def ending(row: Row, report: Report) -> None:
    """A paragraph's last line holds two characters or more, unless it is the only one."""
    alone = sum(each.is_han or each.is_western for each in row.chars)
    report.lone += alone < 2 and not row.first


def justified(row: Row, end: float, measure_em: float, report: Report) -> None:
    """A line that should end at `end` points: whether it does, and how far its characters part."""
    report.justified += 1
    em, tail = row.em, row.chars[-1]
    if tail.is_mark or tail.is_han:
        over = (tail.x + em - end) / em
        half = abs(over - HALF) <= 0.1 and tail.is_mark
        report.full_ends += tail.is_mark and abs(over) <= 0.1
        report.off_measure += not (abs(over) <= 0.1 or half)
    else:
        report.off_measure += abs(tail.right - end) / em > 0.1
    gaps = row.gaps()
    if gaps:
        report.tracking.append(max(0.0, statistics.median(gaps)))
        limit = LOOSE_IF_NARROW if measure_em < NARROW else LOOSE
        report.too_loose += max(gaps) > limit + 0.002


def _torn(row: Row, after: Row | None, paragraphs: Sequence[str], report: Report) -> None:
    if after is None or not (row.chars[-1].is_western and after.chars[0].is_western):
        return
    tail = "".join(each.text for each in row.chars[-6:])
    head = "".join(each.text for each in after.chars[:6])
    report.torn += any(tail + head in each for each in paragraphs)
