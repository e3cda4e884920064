"""The blocks and inline elements of a chapter as XHTML, with page breaks and notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, ClassVar, NamedTuple

from markupsafe import Markup

from publisher.document.model import (
    Advertisement,
    Article,
    Block,
    BlockQuote,
    Dialogue,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Note,
    NoteReference,
    Paragraph,
    Ruby,
    Sidebar,
    Span,
    Table,
    Text,
    Verse,
    plain,
)
from publisher.document.pages import PageStart
from publisher.markup.languages import is_own, marked, parted
from publisher.markup.ruby import ruby
from publisher.markup.xhtml import (
    Cursor,
    element,
    empty,
    escape,
    identifier,
    is_plain,
    joined,
    markup,
    safe_href,
)

NOTHING = Markup("")
_NUMBER = re.compile(r"[+\-−–±]?[0-9][0-9.,:  ]*[%％‰]?")
_TAGS = {"strong": "strong", "superscript": "sup", "subscript": "sub"}
_CLASSED = {"emphasis": "em", "title": "cite", "name": "span"}


class Picture(NamedTuple):
    """A picture as the book holds it: its address in the book, its size in pixels."""

    href: str
    width: int
    height: int


class BlockWriter:
    """The state of one chapter while it is written: block numbers, notes, heading levels.

    What is `printed` gets sizes that reading systems find by themselves.
    Every method returns markup without white space between inline elements.
    """

    def __init__(
        self,
        identity: str,
        article: Article,
        starts: Iterable[PageStart],
        pictures: Mapping[str, Picture],
        words: Mapping[str, str],
        numbers: Mapping[str, str] | None = None,
        *,
        printed: bool = False,
    ) -> None:
        self.identity = identity
        self.words = words
        self.printed = printed
        self.pictures = pictures
        self._numbers = numbers or {}
        self.starts = tuple(starts)
        labelled = (block for block in article.blocks() if isinstance(block, Note) and block.label)
        self._notes: dict[str, Note] = {}
        for note in labelled:
            self._notes.setdefault(note.label, note)
        self._note_ids: dict[str, str] = {}
        self._references: dict[str, int] = {}
        self._count = 0
        self._base = self._level = 1

    def begin(self, base: int, above: int) -> None:
        """Headings that follow begin at level `base`; the last one written had level `above`."""
        self._base, self._level = base, above

    def numbered(self, block: Block) -> Markup:
        """The next top-level block with its id; nothing for a foot-note, which comes at the end."""
        self._count += 1
        identity = f"{self.identity}-b{self._count}"
        if isinstance(block, Note) and self._notes.get(block.label) is block:
            self._note_ids[block.label] = identity
            return NOTHING
        if not self.starts and (plain := self._plain(block, identity)):
            return plain
        cursor = self.cursor(identity)
        return joined((self._block(block, identity, cursor), cursor.rest()))

    def cursor(self, identity: str | None) -> Cursor:
        """A cursor that knows the pages that begin in the element with this id."""
        return Cursor(start for start in self.starts if start.block == identity)

    def footnotes(self) -> Markup:
        """The foot-notes of the article, each with the way back to its first mark."""
        return joined(map(self._footnote, self._notes.values()), "\n")

    # ── blocks ───────────────────────────────────────────────────────────────────────────────

    def _block(self, block: Block, identity: str | None, cursor: Cursor) -> Markup:
        return self._FORMS[type(block)](self, block, identity, cursor)

    def _blocks(self, blocks: Iterable[Block], cursor: Cursor) -> Markup:
        return joined(self._block(block, None, cursor) for block in blocks)

    def _paragraph(self, block: Paragraph, identity: str | None, cursor: Cursor) -> Markup:
        if identity and cursor.is_free and (plain := self._plain(block, identity)):
            return plain
        return element("p", self._inlines(block.inlines, cursor), id=identity)

    def _plain(self, block: Block, identity: str) -> Markup:
        """A paragraph that is its own markup, as most of a book is; nothing for any other block."""
        if type(block) is Paragraph and len(block.inlines) == 1:
            only = block.inlines[0]
            if type(only) is Text and is_plain(only.text) and (self.printed or is_own(only.text)):
                return markup(f'<p id="{identity}">{only.text}</p>')
        return NOTHING

    def _heading(self, block: Heading, identity: str | None, cursor: Cursor) -> Markup:
        # A level left out would be a step missing for those who move by headings (WCAG 1.3.1).
        self._level = min(self._base + block.level - 1, self._level + 1, 6)
        number = self._numbers.get(identity or "")
        mark = element("span", number, class_="section furniture") if number else NOTHING
        return element(f"h{self._level}", mark, self._inlines(block.inlines, cursor), id=identity)

    def _list(self, block: List, identity: str | None, cursor: Cursor) -> Markup:
        items = []
        for number, item in enumerate(block.items, 1):
            label = cursor.text(item.label) if block.ordered and item.label else NOTHING
            mark = element("span", label, class_="label") if label else NOTHING
            own = f"{identity}-i{number}" if identity and self.printed else None
            items.append(element("li", mark, self._inlines(item.inlines, cursor), id=own))
        if not block.ordered:
            return element("ul", *items, id=identity)
        # VoiceOver takes a list without markers for no list, unless the role says so
        return element("ol", *items, id=identity, role="list")

    def _verse(self, block: Verse, identity: str | None, cursor: Cursor) -> Markup:
        lines = [element("p", self._inlines(line, cursor)) for line in block.lines]
        return element("div", *lines, id=identity, class_="verse")

    def _block_quote(self, block: BlockQuote, identity: str | None, cursor: Cursor) -> Markup:
        return element("blockquote", self._blocks(block.paragraphs, cursor), id=identity)

    def _dialogue(self, block: Dialogue, identity: str | None, cursor: Cursor) -> Markup:
        named = block.opens and block.speaker
        voice = element("b", escape(block.speaker), class_="voice") if named else NOTHING
        before = cursor.due() if named else NOTHING  # a page that begins here begins with the name
        content = self._inlines(block.inlines, cursor)
        turn = f"{block.turn} turn" if voice else block.turn
        return element("p", before, voice, content, id=identity, class_=turn)

    def _table(self, block: Table, identity: str | None, cursor: Cursor) -> Markup:
        caption = self._inlines(block.caption, cursor)
        numbers = _number_columns(block.rows[block.header_rows :])
        head = [self._row(row, cursor, "th", numbers) for row in block.rows[: block.header_rows]]
        rest = [self._row(row, cursor, "td", numbers) for row in block.rows[block.header_rows :]]
        inside = [
            element(name, *content)
            for name, content in (("caption", [caption]), ("thead", head), ("tbody", rest))
            if any(content)
        ]
        return element("div", element("table", *inside), id=identity, class_="table")

    def _row(
        self, row: tuple[Inlines, ...], cursor: Cursor, name: str, numbers: frozenset[int]
    ) -> Markup:
        scope = "col" if name == "th" else None
        cells = [
            element(
                name,
                self._inlines(cell, cursor),
                scope=scope,
                class_="number" if place in numbers else None,
            )
            for place, cell in enumerate(row)
        ]
        return element("tr", *cells)

    def _figure(self, block: Figure, identity: str | None, cursor: Cursor) -> Markup:
        opening = cursor.due()
        picture = self.pictures.get(block.picture)
        image = self._image(block, picture) if picture else NOTHING
        caption = element("p", self._inlines(block.caption, cursor)) if block.caption else NOTHING
        credit = NOTHING
        if block.credit:
            credit = element("p", cursor.text(block.credit), class_="credit")
        told = element("figcaption", caption, credit) if caption or credit else NOTHING
        width = block.width if picture else ""
        return element("figure", opening, image, told, id=identity, class_=width or None)

    def _image(self, block: Figure, picture: Picture) -> Markup:
        if not block.decorative:
            return image_of(picture, block.alt)
        # passed over by screen readers; in a PDF an artifact
        if self.printed:
            return image_of(picture, "", class_="furniture")
        return image_of(picture, "", role="presentation")

    def _note(self, block: Note, identity: str | None, cursor: Cursor) -> Markup:
        inside = self._blocks(block.paragraphs, cursor)
        return element("div", inside, id=identity, class_="note", role="note")

    def _sidebar(self, block: Sidebar, identity: str | None, cursor: Cursor) -> Markup:
        before, level = (self._base, self._level), min(self._level + 1, 6)
        heading = NOTHING
        if block.headline:
            lines = joined((cursor.text(line) for line in block.headline), empty("br"))
            heading = element(f"h{level}", lines)
        self.begin(level + bool(heading), level if heading else level - 1)
        inside = self._blocks(block.blocks, cursor)
        self.begin(*before)
        return element("aside", heading, inside, id=identity, epub_type="sidebar", class_="sidebar")

    def _advertisement(self, block: Advertisement, identity: str | None, cursor: Cursor) -> Markup:
        inside, label = self._blocks(block.paragraphs, cursor), self.words["advertisement"]
        return element("aside", inside, id=identity, class_="advertisement", aria_label=label)

    _FORMS: ClassVar[Mapping[type, Callable[[Any, Any, str | None, Cursor], Markup]]] = {
        Paragraph: _paragraph,
        Heading: _heading,
        List: _list,
        Verse: _verse,
        BlockQuote: _block_quote,
        Dialogue: _dialogue,
        Table: _table,
        Figure: _figure,
        Note: _note,
        Sidebar: _sidebar,
        Advertisement: _advertisement,
    }

    # ── notes ────────────────────────────────────────────────────────────────────────────────

    def _footnote(self, note: Note) -> Markup:
        identity = self._note_ids.get(note.label)
        cursor = self.cursor(identity)
        first, *others = note.paragraphs or (Paragraph(()),)
        mark = element("span", self._way_back(note.label), class_="note-mark")
        opening = element("p", mark, self._inlines(first.inlines, cursor), id=identity)
        return element(
            "aside",
            opening,
            self._blocks(others, cursor),
            cursor.rest(),
            id=f"{self.identity}-note-{identifier(note.label)}",
            epub_type="footnote",
            role="doc-footnote",
        )

    def _way_back(self, label: str) -> Markup:
        if label not in self._references:
            return escape(label)
        return element(
            "a",
            escape(label),
            href=f"#{self.identity}-ref-{identifier(label)}",
            role="doc-backlink",
            title=self.words["back"],
        )

    def _reference(self, label: str) -> Markup:
        if label not in self._notes:
            return element("sup", escape(label))
        count = self._references[label] = self._references.get(label, 0) + 1
        name, again = identifier(label), f"-{count}" if count > 1 else ""
        link = element(
            "a",
            escape(label),
            id=f"{self.identity}-ref-{name}{again}",
            href=f"#{self.identity}-note-{name}",
            epub_type="noteref",
            role="doc-noteref",
        )
        return element("sup", link)

    # ── inside a line ────────────────────────────────────────────────────────────────────────

    def _inlines(self, inlines: Inlines, cursor: Cursor) -> Markup:
        return joined(self._inline(inline, cursor) for inline in inlines)

    def _inline(self, inline: Inline, cursor: Cursor) -> Markup:
        match inline:
            case Text(text) if self.printed:
                return cursor.text(text)
            case Text(text):
                pieces = parted(text)
                return joined(marked(cursor.text(each), lang) for each, lang in pieces)
            case Span("code", children):
                return element("code", cursor.text(plain(children)))
            case Span(role, children):
                inside, tag = self._inlines(children, cursor), _TAGS.get(role)
                return element(tag, inside) if tag else element(_CLASSED[role], inside, class_=role)
            case Ruby(text, reading):
                return ruby(text, reading, cursor, printed=self.printed)
            case Link(href, children):
                inside, address = self._inlines(children, cursor), safe_href(href)
                return element("a", inside, href=address) if address else inside
            case NoteReference(label):
                return self._reference(label)


def _number_columns(rows: Sequence[tuple[Inlines, ...]]) -> frozenset[int]:
    """The columns of a table that hold numbers alone: their digits stand below each other."""
    columns = zip_longest(*rows, fillvalue=())
    texts = ([plain(cell).strip() for cell in column] for column in columns)
    return frozenset(
        place
        for place, column in enumerate(texts)
        if any(column) and all(_NUMBER.fullmatch(text) for text in column if text)
    )


def image_of(
    picture: Picture,
    alt: str,
    class_: str | None = None,
    style: str | None = None,
    role: str | None = None,
) -> Markup:
    """A picture with its size, so that a page does not jump when it comes."""
    size = {"width": str(picture.width), "height": str(picture.height)}
    return empty("img", src=picture.href, alt=alt, class_=class_, style=style, role=role, **size)
