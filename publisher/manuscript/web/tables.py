"""The rows and cells of a table, spans written out as empty cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from publisher.manuscript.office.story import COLUMNS
from publisher.manuscript.web.names import end_of, line_of, name_of

Row = list[etree._Element]
Cells = list[list[etree._Element | None]]  # None where another cell spans
Asked = Callable[[etree._Element], bool]
_SECTIONS = frozenset({"thead", "tbody", "tfoot", "form"})
_CELLS = frozenset({"td", "th"})
_PARTS = _SECTIONS | _CELLS | {"tr", "col", "colgroup"}
_LARGEST = 100_000  # cells


def rows_of(node: etree._Element, gone: Asked) -> list[Row]:
    """The cells of every row; those without a row are rows of one. `gone` leaves out, and tells."""
    found: list[Row] = []
    for child in node.iterchildren("*"):
        name = name_of(child)
        if name not in _PARTS or gone(child):
            continue
        if name in _SECTIONS:
            found += rows_of(child, gone)
        elif name in _CELLS:
            found.append([child])
        else:
            found.append(list(_cells(child, gone)))
    return [row for row in found if row]


def _cells(node: etree._Element, gone: Asked) -> Iterator[etree._Element]:
    """The cells of a row, those in a form around them too."""
    for child in node.iterchildren("*"):
        name = name_of(child)
        if name not in _PARTS or gone(child):
            continue
        if name in _CELLS:
            yield child
        else:
            yield from _cells(child, gone)


def strays(node: etree._Element, hidden: Asked) -> Iterator[etree._Element | tuple[str, int]]:
    """What stands in a table and in no cell: elements, and loose texts with their lines."""
    if name_of(node) not in ("caption", *_CELLS):
        yield node.text or "", line_of(node)
    for child in node:
        name = name_of(child)
        if name in _PARTS - _CELLS:
            yield from () if hidden(child) else strays(child, hidden)
        elif name and name not in _CELLS:
            yield child
        yield child.tail or "", end_of(child)


def cells_of(rows: Sequence[Row]) -> Cells | None:
    """Rows of one length; None where it is no table of words, but a layout, or too large."""
    count = sum(map(len, rows))
    width = max((sum(_span(each, "colspan") for each in row) for row in rows), default=0)
    if width < 2 or len(rows) < 2 or width > COLUMNS or width * len(rows) > _LARGEST + 2 * count:
        return None
    taken = [0] * (3 * COLUMNS)  # the row above which another cell spans a column
    done: Cells = []
    for number, row in enumerate(rows):
        cells: list[etree._Element | None] = []
        for cell in row:
            while taken[len(cells)] > number:
                cells.append(None)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(cells), len(cells) + across):
                taken[column] = max(taken[column], number + down)
            cells += [cell, *([None] * (across - 1))]
            if len(cells) > COLUMNS:
                return None
        done.append(cells)
    width = max(map(len, done))
    return [row + [None] * (width - len(row)) for row in done]


def header_rows(cells: Cells) -> int:
    """The rows at the head that have nothing but header cells, at most all but one."""
    count = 0
    for row in cells[:-1]:
        if not all(each is None or _is_header(each) for each in row):
            break
        count += 1
    return count


def _is_header(cell: etree._Element) -> bool:
    return name_of(cell) == "th" or next(cell.iterancestors("thead"), None) is not None


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "").strip()
    largest = COLUMNS if name == "colspan" else 1000
    return max(1, min(largest, int(text))) if text.isdecimal() and len(text) < 8 else 1
