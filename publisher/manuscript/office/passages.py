"""Paragraphs and tables of a Word file -> passages, as every reader gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publisher.document.model import Text
from publisher.manuscript import findings as kinds
from publisher.manuscript.characters import LIST_HEAD, ems, ends_sentence
from publisher.manuscript.draft import Anchor, Passage, Shape
from publisher.manuscript.markdown.inlines import write
from publisher.manuscript.office import findings as own
from publisher.manuscript.office.lines import Line, joined, labelled, lines_of
from publisher.manuscript.office.notes import Note
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.office.story import Block, Grid, Para
from publisher.manuscript.office.styles import Meaning

_LONGEST_HEADING = 80  # ems; a longer one that ends with a full stop is a paragraph styled so
_LONGEST_MARK = 4096  # characters of Markdown between two of the text: the address of a link
_NEAR_HEAD = 3  # paragraphs that may stand above a headline
_OF_TABLE = re.compile("附?表|Table", re.IGNORECASE)
# whether these are headings is found out from the text, as where they are typed
_LIKE_HEADING = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_BARE = (Shape.HEADING, Shape.TITLE, Shape.CAPTION)
_WHOLE = (Shape.LIST, Shape.CAPTION)


@dataclass(slots=True)
class Assembly:
    """The passages so far; `gap` counts the blank lines above the next one.

    `marked` are the notes whose marks stand in the text, `unmarked` those that lost theirs.
    """

    report: Report
    passages: list[Passage] = field(default_factory=list)
    gap: int = 0
    marked: set[str] = field(default_factory=set)
    unmarked: dict[str, None] = field(default_factory=dict)
    _levels: dict[int, int] = field(default_factory=dict)
    _quoted: list[Para] = field(default_factory=list)
    _trimmed: list[int] = field(default_factory=list)
    _after_title: bool = False

    def take(self, blocks: Sequence[Block]) -> None:
        """The blocks of the body, all of them."""
        self._levels = _levels([each for each in blocks if isinstance(each, Para)])
        for block in blocks:
            if isinstance(block, Para) and _is_quote(block):
                self._quoted.append(block)
                continue
            self._quote()
            if isinstance(block, Grid):
                self._table(block)
            elif block.is_empty:
                self.gap += 1
            else:
                self._paragraph(block)
        self._quote()
        if self._trimmed:
            count, line = len(self._trimmed), self._trimmed[0]
            self.report.tell(kinds.MARGIN, line, count=count, first=line)

    def note(self, note: Note, paragraphs: Sequence[Para]) -> None:
        """A note below the text: with its mark, or as a note to the text where it has none."""
        texts = [self._inside(joined(lines_of(each.pieces)), each.label) for each in paragraphs]
        texts = [each for each in texts if each]
        if not texts:
            self.report.tell(own.NOTE_MISSING, note.paragraph)
        elif note.label in self.unmarked and note.label not in self.marked:
            pieces = "\n\n".join(texts).split("\n")
            self._markup([(each, note.paragraph) for each in ("::: note", *pieces, ":::")])
        else:
            pieces = f"[^{note.label}]: {(chr(10) * 2 + ' ' * 4).join(texts)}".split("\n")
            self._markup([(each, note.paragraph) for each in pieces])

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────

    def _paragraph(self, paragraph: Para) -> None:
        shape, level = _shape(paragraph, self._levels)
        lines = lines_of(paragraph.pieces)
        if shape in _WHOLE or paragraph.label:
            lines = [labelled(joined(lines), paragraph.label)]
        elif shape is Shape.HEADING and level > 1:
            lines = [joined(lines, beside_han="　")]
        title = paragraph.meaning is Meaning.TITLE
        if title and self._after_title and self.gap == 1:
            self.gap = 0  # a headline of two lines
        sure = shape is not Shape.PROSE
        if paragraph.label and shape is Shape.LIST:
            sure = not _LIKE_HEADING.match(paragraph.label)
            shape = shape if LIST_HEAD.match(lines[0].words) else Shape.PROSE
            sure = sure and shape is Shape.LIST
        for number, line in enumerate(lines):
            indent = 0.0 if number or paragraph.label else paragraph.indent
            self._line(line, paragraph.number, Passage("", (), 0, indent, shape, sure, level))
        self.gap = max(1, self.gap)
        self._after_title = title

    def _line(self, line: Line, number: int, like: Passage) -> None:
        if not line.words.strip():
            self._lose_marks(line.bare(), number)
            self.gap += 1
            return
        if line.trimmed:
            self._trimmed.append(number)
        if like.shape in _BARE or line.is_brief:
            line = line.bare()
            self._lose_marks(line, number)
        plain = line.is_plain
        self._note_marks(line)
        passage = Passage(
            line.words if plain else line.markdown(),
            (),
            self.gap,
            like.indent + line.indent,
            like.shape,
            like.sure,
            like.level,
            markup=not plain,
        )
        anchors = _anchors(line, passage.text, number)
        self.passages.append(replace(passage, anchors=anchors))
        self.gap = 0

    def _lose_marks(self, line: Line, number: int) -> None:
        self.unmarked |= dict.fromkeys(line.unmarked)
        if line.unmarked:
            self.report.tell(own.NOTE_UNMARKED, number, words=shown(line.words))

    def _note_marks(self, line: Line) -> None:
        self.marked |= {each.note for each in line.pieces if each.note}

    # ── pieces of Markdown ───────────────────────────────────────────────────────────────────────

    def _quote(self) -> None:
        """Paragraphs of a quotation that follow each other are one."""
        rows: list[tuple[str, int]] = []
        for each in self._quoted:
            for line in lines_of(each.pieces):
                text = self._inside(line, each.label)
                if text:
                    number = line.pieces[0].line or each.number
                    rows += [(">", number)] if rows else []
                    rows.append((f"> {text}", number))
        self._quoted = []
        if rows:
            self._markup(rows)

    def _inside(self, line: Line, label: str = "") -> str:
        """A line as Markdown in which no block begins; empty where nothing of it is seen."""
        self._note_marks(line)
        return write(labelled(line, label).inlines()) if line.pieces else ""

    def _table(self, grid: Grid) -> None:
        rows = [self._row(row, grid.number) for row in grid.rows]
        rows.insert(1, ("|" + " --- |" * len(grid.rows[0]), rows[0][1]))
        above = self.passages[-1] if self.passages else None
        captioned = above is not None and above.sure and above.shape is Shape.CAPTION
        if captioned and above and self.gap == 1 and _OF_TABLE.match(above.text):
            self.passages.pop()
            self.gap = max(1, above.gap)
            caption = [(write((Text(above.text),)), above.line), ("", above.line)]
            rows = [*caption, *rows]
        else:
            captioned = False
        if captioned or grid.header_rows != 1:
            fence = f'::: table {{header-rows="{grid.header_rows}"}}'
            rows = [(fence, rows[0][1]), *rows, (":::", rows[-1][1])]
        self._markup(rows)

    def _row(self, row: Sequence[Sequence[Para]], table: int) -> tuple[str, int]:
        numbers = [each.number for cell in row for each in cell]
        cells = "".join(f" {self._cell(cell)} |" for cell in row)
        return f"|{cells}", min(numbers, default=table)

    def _cell(self, cell: Sequence[Para]) -> str:
        lines = [
            labelled(line, each.label if n == 0 else "")
            for each in cell
            if not each.is_empty
            for n, line in enumerate(lines_of(each.pieces))
        ]
        whole = joined(lines, beside_han="　")
        return self._inside(whole).replace("|", "\\|")

    def _markup(self, rows: Sequence[tuple[str, int]]) -> None:
        """Lines of Markdown with their paragraphs."""
        anchors, offset = [], 0
        for text, number in rows:
            anchors.append(Anchor(offset, number))
            offset += len(text) + 1
        text = "\n".join(text for text, _ in rows)
        shape = Shape.MARKUP
        self.passages.append(Passage(text, tuple(anchors), self.gap, 0, shape, True, 0, True))
        self.gap, self._after_title = 1, False


def _anchors(line: Line, text: str, number: int) -> tuple[Anchor, ...]:
    """Where the lines of the file begin in the text of a line, marks of Markdown between."""
    found = [Anchor(0, next((each.line for each in line.pieces if each.line), number))]
    if all(each.line in (0, found[0].line) for each in line.pieces):
        return tuple(found)
    done = 0
    for each in line.pieces:
        start = -1
        for character in each.text:
            at = text.find(character, done, done + _LONGEST_MARK)
            start, done = (at if start < 0 else start), max(done, at + 1)
        if each.line not in (0, found[-1].line) and start >= 0:
            found.append(Anchor(start, each.line))
    return tuple(found)


def _is_quote(paragraph: Para) -> bool:
    return paragraph.meaning is Meaning.QUOTE and not paragraph.heading and not paragraph.is_empty


def _shape(paragraph: Para, levels: dict[int, int]) -> tuple[Shape, int]:
    """The shape that a paragraph's style gives it, and the level of a heading."""
    if id(paragraph) in levels:
        return Shape.HEADING, levels[id(paragraph)]
    if paragraph.meaning is Meaning.SUBTITLE:
        return Shape.TITLE, 0
    if paragraph.meaning is Meaning.CAPTION:
        return Shape.CAPTION, 0
    return (Shape.LIST if paragraph.label else Shape.PROSE), 0


def _levels(paragraphs: Sequence[Para]) -> dict[int, int]:
    """Levels of the headings by the identity of their paragraphs: 1 for the headline, 2 and more.

    The headline is what has the style of a title; else the one heading of the highest level that
    stands at the head of the text, or the heading with which it begins.
    """
    seen = [each for each in paragraphs if not each.is_empty]
    titles = [each for each in seen if each.meaning is Meaning.TITLE and not each.heading]
    heads = [each for each in seen if each.heading and not _is_sentence(each)]
    if not titles and heads:
        top = min(each.heading for each in heads)
        alone = sum(each.heading == top for each in heads) == 1 and heads[0].heading == top
        if heads[0] is seen[0] or (alone and heads[0] in seen[: _NEAR_HEAD + 1]):
            titles, heads = heads[:1], heads[1:]
    top = min((each.heading for each in heads), default=1)
    found = {id(each): each.heading - top + 2 for each in heads}
    return found | {id(each): 1 for each in titles}


def _is_sentence(paragraph: Para) -> bool:
    text = paragraph.text.strip()
    return ems(text) > _LONGEST_HEADING and ends_sentence(text)
