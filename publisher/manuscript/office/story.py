"""The paragraphs and tables of one text: the body of a file, or a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from publisher.manuscript.office import findings as kinds
from publisher.manuscript.office.changes import author_of
from publisher.manuscript.office.fields import Fields
from publisher.manuscript.office.names import (
    attribute,
    children,
    descendants,
    first,
    name,
    number,
    on,
    value,
)
from publisher.manuscript.office.numbering import Numbering
from publisher.manuscript.office.report import shown
from publisher.manuscript.office.runs import Aids, Piece, Runs, chosen
from publisher.manuscript.office.styles import Meaning, Style, indent_of, level_of, list_of

COLUMNS = 63  # Word makes no more
_CELLS = 100_000  # of a table; a row of two marks may claim 63
_SILENT = frozenset("w:sectPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr w:sdtEndPr w:pPr".split())


@dataclass(slots=True)
class Para:
    """A paragraph. `heading` is 0 for running text; `label` is its number in a list.

    `runs_on` says that its end was taken away: it is one with the next.
    """

    number: int
    pieces: list[Piece]
    meaning: Meaning | None = None
    heading: int = 0
    label: str = ""
    indent: float = 0.0
    runs_on: bool = False

    @property
    def text(self) -> str:
        """Its characters without marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is seen."""
        return not any(piece.text.strip() or piece.note for piece in self.pieces)


@dataclass(slots=True)
class _Row:
    """A row of a table: its cells by the column in which they begin."""

    width: int
    cells: dict[int, list[Para]] = field(default_factory=dict)


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, all rows of one length, a cell being its paragraphs."""

    number: int
    rows: list[list[list[Para]]]
    header_rows: int = 1


Block = Para | Grid


@dataclass(slots=True)
class Story:
    """Reads one part. `fixed` is the number of every paragraph where they are not counted."""

    aids: Aids
    numbering: Numbering
    runs: Runs
    fixed: int = 0
    count: int = 0
    contents: int = 0
    labels: list[str] = field(default_factory=list)
    _tables: int = 0

    def read(self, node: etree._Element) -> list[Block]:
        """The blocks inside an element, in reading order."""
        found: list[Block] = []
        self._blocks(node, found)
        return found

    def _blocks(self, node: etree._Element, found: list[Block]) -> None:
        for child in children(node):
            match name(child):
                case "w:p":
                    self._paragraph(child, found)
                case "w:tbl":
                    self._table(child, found)
                case "w:altChunk" | "w:subDoc":
                    what = name(child).partition(":")[2]
                    self.aids.report.tell(kinds.EMBEDDED, self.fixed or self.count, what=what)
                case "w:commentRangeStart" | "w:commentRangeEnd":
                    self._range(child)
                case "mc:AlternateContent":
                    branch = chosen(child)
                    if branch is not None:
                        self._blocks(branch, found)
                case known if known not in _SILENT:
                    self._blocks(child, found)

    def _range(self, node: etree._Element) -> None:
        """A comment on whole paragraphs begins or ends between two of them."""
        comments, identity = self.aids.comments, attribute(node, "w:id") or ""
        if name(node) == "w:commentRangeStart":
            comments.begin(identity)
        else:
            comments.end(identity)

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────

    def _paragraph(self, node: etree._Element, found: list[Block]) -> None:
        self.count += 1
        place = self.fixed or self.count
        properties = first(node, "w:pPr")
        style, identity = self._style(properties)
        pieces = self.runs.read(node, place, style.marks.get("hidden", False))
        boxes = self.runs.boxes
        paragraph = Para(place, pieces, style.meaning, style.heading)
        paragraph.indent = style.indent or 0.0
        if properties is not None:
            self._adjust(paragraph, properties, style)
        if style.meaning is Meaning.CONTENTS:
            self.contents += not paragraph.is_empty
        else:
            paragraph.label = self._label(properties, style, identity, paragraph)
            _put(paragraph, found)
        for box in boxes:
            self._box(box, place, found)

    def _style(self, properties: etree._Element | None) -> tuple[Style, str]:
        node = None if properties is None else first(properties, "w:pStyle")
        identity = None if node is None else value(node)
        return self.aids.styles.of(identity), identity or ""

    def _adjust(self, paragraph: Para, properties: etree._Element, style: Style) -> None:
        """What the paragraph says itself goes before its style."""
        own = level_of(properties)
        paragraph.heading = style.heading if own is None else own
        indent = indent_of(properties, style.size or self.aids.styles.size)
        paragraph.indent = paragraph.indent if indent is None else indent
        mark = first(properties, "w:rPr")
        gone = mark is not None and (
            first(mark, "w:del") is not None or first(mark, "w:moveFrom") is not None
        )
        frame = first(properties, "w:framePr")
        initial = frame is not None and attribute(frame, "w:dropCap") in ("drop", "margin")
        paragraph.runs_on = gone or initial

    def _label(
        self, properties: etree._Element | None, style: Style, identity: str, paragraph: Para
    ) -> str:
        if paragraph.runs_on:
            return ""  # its number goes with its end
        listed, level = (None, None) if properties is None else list_of(properties)
        if listed is None:
            listed = style.list_number
            level = style.list_level if level is None else level
        if listed is None or number(listed) == 0:
            return ""
        label = self.numbering.label(listed, level, identity)
        if label.strip() and not paragraph.is_empty:
            self.labels.append(label.strip())
        return label.strip()

    def _box(self, node: etree._Element, place: int, found: list[Block]) -> None:
        """The paragraphs of a text box; they have the number of the one that holds it."""
        fields = Fields(self.runs.fields.lone)
        inner = Story(self.aids, self.numbering, Runs(self.aids, fields), place)
        inner._tables = self._tables
        blocks = inner.read(node)
        self.labels += inner.labels
        self.contents += inner.contents
        words = "".join(each.text for each in blocks if isinstance(each, Para))
        if words.strip() or any(isinstance(each, Grid) for each in blocks):
            self.aids.report.tell(kinds.TEXT_BOX, place, words=shown(words))
            found += blocks

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table(self, node: etree._Element, found: list[Block]) -> None:
        place = self.fixed or self.count + 1
        self._tables += 1
        rows = [self._row(row) for row in _inside(node, "w:tr") if not self._is_gone(row)]
        self._tables -= 1
        width = max((row.width for row in rows), default=0)
        cells = [cell for row in rows for cell in row.cells.values()]
        if all(each.is_empty for cell in cells for each in cell):
            return
        if self._tables or len(cells) == 1 or width > COLUMNS or width * len(rows) > _CELLS:
            self.aids.report.tell(kinds.TABLE_FLATTENED, place, limit=COLUMNS)
            found += [each for cell in cells for each in cell]
            return
        grid = [[row.cells.get(column, []) for column in range(width)] for row in rows]
        found.append(Grid(place, grid, _header_rows(node)))

    def _row(self, node: etree._Element) -> _Row:
        properties = first(node, "w:trPr")
        row = _Row(_span(None if properties is None else first(properties, "w:gridBefore")))
        for cell in _inside(node, "w:tc"):
            row.cells[row.width] = [each for each in self.read(cell) if isinstance(each, Para)]
            properties = first(cell, "w:tcPr")
            span = None if properties is None else first(properties, "w:gridSpan")
            row.width += max(1, _span(span))
        return row

    def _is_gone(self, row: etree._Element) -> bool:
        """Whether a row was taken out by a tracked change; such rows, and new ones, are told."""
        properties = first(row, "w:trPr")
        put = None if properties is None else first(properties, "w:ins")
        gone = None if properties is None else first(properties, "w:del")
        made = gone if gone is not None else put
        # changes inside a new row are told by themselves
        if made is None or (gone is None and len(list(islice(descendants(row, "w:ins"), 2))) > 1):
            return False
        place = self.fixed or self.count + 1
        words = shown(" ".join(each.text or "" for each in descendants(row, "w:t", "w:delText")))
        old, new = ("", words) if gone is None else (words, "")
        self.aids.report.tell(kinds.CHANGED, place, author=author_of(made), old=old, new=new)
        if gone is None:
            return False
        # paragraphs in boxes are not counted
        self.count += sum(
            not any(name(above) == "w:txbxContent" for above in each.iterancestors())
            for each in descendants(row, "w:p")
        )
        return True


def _put(paragraph: Para, found: list[Block]) -> None:
    """One more paragraph; where the one above runs on, they are one with the lower's properties."""
    above = found[-1] if found else None
    if isinstance(above, Para) and above.runs_on:
        if not above.is_empty:
            paragraph.number = above.number
        above.pieces += paragraph.pieces
        paragraph.pieces = above.pieces
        found.pop()
    found.append(paragraph)


def _inside(node: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in children(node):
        known = name(child)
        if known == wanted:
            yield child
        elif known in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"):
            yield from _inside(child, wanted)


def _span(node: etree._Element | None) -> int:
    return 0 if node is None else max(0, min(COLUMNS, number(value(node))))


def _header_rows(node: etree._Element) -> int:
    """The rows that Word repeats on each page; else the first, unless the table says it is none."""
    repeated = 0
    for row in _inside(node, "w:tr"):
        if not on(first(row, "w:trPr"), "w:tblHeader"):
            break
        repeated += 1
    properties = first(node, "w:tblPr")
    look = None if properties is None else first(properties, "w:tblLook")
    plain = look is not None and attribute(look, "w:firstRow") in ("0", "false", "off")
    return repeated or int(not plain)
