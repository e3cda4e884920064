"""One article as one XHTML chapter of the e-book.

Meaning is said with `epub:type` and its DPUB-ARIA role, never with looks: a pull quote is an aside
that no screen reader reads twice, notes lead there and back, page breaks carry the folio of print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from markupsafe import Markup

from publisher.document.model import (
    Advertisement,
    Article,
    Block,
    BlockQuote,
    Dialogue,
    Entry,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Note,
    NoteReference,
    Paragraph,
    Part,
    Publication,
    PullQuote,
    Ruby,
    Sidebar,
    Span,
    Speaker,
    Table,
    Text,
    Verse,
    join_lines,
    plain,
)
from publisher.document.pages import PageStart
from publisher.markup.xhtml import Cursor, element, empty, escape, identifier, safe_href

# Words of the e-book follow the publication's language, never the locale.
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh-Hans": {
        "advertisement": "广告",
        "back": "返回正文",
        "colophon": "版权页",
        "contents": "目录",
        "cover": "封面",
        "front": "扉页",
        "landmarks": "导览",
        "notes": "注释",
        "pages": "页码",
        "start": "正文",
    },
    "zh-Hant": {
        "advertisement": "廣告",
        "back": "返回正文",
        "colophon": "版權頁",
        "contents": "目錄",
        "cover": "封面",
        "front": "扉頁",
        "landmarks": "導覽",
        "notes": "註釋",
        "pages": "頁碼",
        "start": "正文",
    },
}

TEMPLATE = "chapter.xhtml.j2"
_TAGS = {"strong": "strong", "code": "code", "superscript": "sup", "subscript": "sub"}
_CLASSED = {"emphasis": "em", "title": "cite", "name": "span"}


class Renders(Protocol):
    """What a chapter needs of a layout."""

    def render(self, template: str, **values: object) -> str:
        """A template of the layout, filled in; what is not `Markup` is escaped."""


class Picture(NamedTuple):
    """A picture as the book holds it: its address in the book, its size in pixels."""

    href: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article on its way into the book.

    `number` counts the articles from 1. `starts` are the pages of print that begin in it;
    `pictures` are found by the source that the manuscript gives.
    """

    publication: Publication
    number: int
    starts: tuple[PageStart, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """The article as the publication carries it."""
        return self.publication.entries[self.number - 1]

    @property
    def id(self) -> str:
        """`a1`"""
        return f"a{self.number}"


def words(language: str) -> Mapping[str, str]:
    """The e-book's own words in the publication's language."""
    return WORDS.get(language, WORDS["zh-Hans"])


def chapter_title(publication: Publication, number: int) -> str:
    """The name of an article in the contents; one without a headline is called by what it has."""
    entry = publication.entries[number - 1]
    article = entry.article
    names = "、".join(speaker.name for speaker in article.speakers)
    return article.title or article.kicker or entry.department or names or publication.title


def part_title(part: Part) -> str:
    """The name of a part in the contents: who speaks, and the headline."""
    names = "、".join(speaker.name for speaker in part.speakers)
    return join_lines(tuple(filter(None, (names, *part.headline))))


def compose_chapter(chapter: Chapter, layout: Renders) -> bytes:
    """The chapter as UTF-8 XHTML, well-formed, with the ids that the print markup has."""
    article, writer = chapter.entry.article, _Writer(chapter)
    page = layout.render(
        TEMPLATE,
        id=chapter.id,
        language=chapter.publication.language,
        title=escape(chapter_title(chapter.publication, chapter.number)),
        department=escape(chapter.entry.department or ""),
        opening=writer.breaks(chapter.id),
        kicker=escape(article.kicker or ""),
        headline=_lines(article.headline),
        subheadline=escape(article.subheadline or ""),
        deck=escape(article.deck or ""),
        byline=escape(article.byline or ""),
        introduction=writer.run(article.introduction, 1 + bool(article.headline)),
        parts=[writer.part(number, part) for number, part in enumerate(article.parts, 1)],
        notes=writer.notes(),
        words=words(chapter.publication.language),
    )
    return page.encode()


def _lines(lines: Iterable[str]) -> Markup:
    """A headline; its lines are kept, also where a reading system knows no style."""
    return empty("br").join(map(escape, lines))


class _Writer:
    """The state of one chapter while it is written: block numbers, notes, heading levels."""

    def __init__(self, chapter: Chapter) -> None:
        self.chapter = chapter
        self.words = words(chapter.publication.language)
        self._notes = {
            block.label: block
            for block in chapter.entry.article.blocks()
            if isinstance(block, Note) and block.label
        }
        self._note_ids: dict[str, str | None] = {}
        self._references: dict[str, int] = {}
        self._count = 0
        self._level = 1
        self._base = 1

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    def part(self, number: int, part: Part) -> dict[str, object]:
        """What the template needs of a part."""
        identity = f"{self.chapter.id}-p{number}"
        level = 1 + bool(self.chapter.entry.article.headline)
        # Without a headline the one speaker's name is the heading, so that the part can be reached.
        called = len(part.speakers) == 1 and not part.headline
        headed = called or bool(part.headline)
        title = {"id": f"{identity}-title"} if headed else {}
        self._level = level if headed else level - 1 or 1
        name = f"h{level}" if called else "p"
        heading = element(f"h{level}", _lines(part.headline), **title) if part.headline else ""
        return {
            "id": identity,
            "opening": self.breaks(identity),
            "speakers": [_speaker(who, name, title if called else {}) for who in part.speakers],
            "heading": heading,
            "labelled_by": title.get("id"),
            "label": None if headed else escape(part_title(part)),
            "body": self._with_quote(part, f"{identity}-quote", level + headed),
        }

    def _with_quote(self, part: Part, identity: str, base: int) -> Markup:
        after = _standing(part)
        pieces = []
        self._base = base
        for position, block in enumerate(part.blocks):
            pieces.append(self._numbered(block))
            if part.pull_quote and position == after:
                pieces.append(_pull_quote(part.pull_quote, identity))
        if part.pull_quote and not part.blocks:
            pieces.append(_pull_quote(part.pull_quote, identity))
        return Markup("\n").join(filter(None, pieces))

    def run(self, blocks: Iterable[Block], base: int) -> Markup:
        """Blocks one after the other; headings among them begin at level `base`."""
        self._base, self._level = base, base - 1 or 1
        return Markup("\n").join(filter(None, map(self._numbered, blocks)))

    def notes(self) -> Markup:
        """The foot-notes of the article."""
        return Markup("\n").join(self._footnote(note) for note in self._notes.values())

    def breaks(self, identity: str) -> Markup:
        """Pages of print that begin with an element that is not a block."""
        return Cursor(s for s in self.chapter.starts if s.block == identity).rest()

    # ── blocks ───────────────────────────────────────────────────────────────────────────────

    def _numbered(self, block: Block) -> Markup:
        self._count += 1
        identity = f"{self.chapter.id}-b{self._count}"
        if isinstance(block, Note) and block.label:
            self._note_ids[block.label] = identity
            return Markup("")
        cursor = Cursor(start for start in self.chapter.starts if start.block == identity)
        written = self._block(block, identity, cursor)
        return written + cursor.rest()

    def _block(self, block: Block, identity: str | None, cursor: Cursor) -> Markup:
        match block:
            case Paragraph(inlines):
                return element("p", self._inlines(inlines, cursor), id=identity)
            case Heading(level, inlines):
                return self._heading(level, inlines, identity, cursor)
            case List():
                return self._list(block, identity, cursor)
            case Verse(lines):
                verses = [element("p", self._inlines(line, cursor)) for line in lines]
                return element("div", *verses, id=identity, class_="verse")
            case BlockQuote(paragraphs):
                return element("blockquote", self._blocks(paragraphs, cursor), id=identity)
            case Dialogue():
                return self._dialogue(block, identity, cursor)
            case Table():
                return self._table(block, identity, cursor)
            case Figure():
                return self._figure(block, identity, cursor)
            case Note(_, paragraphs):
                inside = self._blocks(paragraphs, cursor)
                return element("div", inside, id=identity, class_="note", role="note")
            case Sidebar():
                return self._sidebar(block, identity, cursor)
            case Advertisement(paragraphs):
                inside = self._blocks(paragraphs, cursor)
                label = self.words["advertisement"]
                return element(
                    "aside", inside, id=identity, class_="advertisement", aria_label=label
                )

    def _blocks(self, blocks: Iterable[Block], cursor: Cursor) -> Markup:
        return Markup("").join(self._block(block, None, cursor) for block in blocks)

    def _heading(
        self, level: int, inlines: Inlines, identity: str | None, cursor: Cursor
    ) -> Markup:
        # A level left out would be a step missing for those who move by headings (WCAG 1.3.1).
        self._level = min(self._base + level - 1, self._level + 1, 6)
        return element(f"h{self._level}", self._inlines(inlines, cursor), id=identity)

    def _list(self, block: List, identity: str | None, cursor: Cursor) -> Markup:
        items = []
        for item in block.items:
            label = cursor.text(item.label) if block.ordered else ""
            mark = element("span", label, class_="label") if label else ""
            items.append(element("li", mark, self._inlines(item.inlines, cursor)))
        # Safari forgets that a list without markers is a list, unless the role says so
        name = "ol" if block.ordered else "ul"
        return element(name, *items, id=identity, role="list" if block.ordered else None)

    def _dialogue(self, block: Dialogue, identity: str | None, cursor: Cursor) -> Markup:
        voice = element("b", escape(block.speaker), class_="voice") if block.opens else ""
        content = self._inlines(block.inlines, cursor)
        return element("p", voice, content, id=identity, class_=block.turn)

    def _table(self, block: Table, identity: str | None, cursor: Cursor) -> Markup:
        head, rest = block.rows[: block.header_rows], block.rows[block.header_rows :]
        caption = self._inlines(block.caption, cursor)
        inside = [
            element("caption", caption) if caption else "",
            element("thead", *(self._row(row, cursor, "th") for row in head)) if head else "",
            element("tbody", *(self._row(row, cursor, "td") for row in rest)) if rest else "",
        ]
        return element("div", element("table", *inside), id=identity, class_="table")

    def _row(self, row: tuple[Inlines, ...], cursor: Cursor, cell: str) -> Markup:
        scope = "col" if cell == "th" else None
        return element(
            "tr", *(element(cell, self._inlines(inlines, cursor), scope=scope) for inlines in row)
        )

    def _figure(self, block: Figure, identity: str | None, cursor: Cursor) -> Markup:
        opening = cursor.due()
        picture = self.chapter.pictures.get(block.source)
        image = _image(picture, block.alt) if picture else ""
        caption = element("p", self._inlines(block.caption, cursor)) if block.caption else ""
        credit = element("p", cursor.text(block.credit), class_="credit") if block.credit else ""
        told = element("figcaption", caption, credit) if caption or credit else ""
        return element("figure", opening, image, told, id=identity)

    def _sidebar(self, block: Sidebar, identity: str | None, cursor: Cursor) -> Markup:
        level, before = min(self._level + 1, 6), (self._base, self._level)
        heading = ""
        if block.headline:
            lines = empty("br").join(cursor.text(line) for line in block.headline)
            heading = element(f"h{level}", lines)
        self._base, self._level = level + bool(heading), level if heading else level - 1
        inside = self._blocks(block.blocks, cursor)
        self._base, self._level = before
        return element("aside", heading, inside, id=identity, epub_type="sidebar")

    # ── notes ────────────────────────────────────────────────────────────────────────────────

    def _footnote(self, note: Note) -> Markup:
        label = identifier(note.label)
        identity = self._note_ids.get(note.label)
        cursor = Cursor(start for start in self.chapter.starts if start.block == identity)
        mark = escape(note.label)
        if note.label in self._references:
            mark = element(
                "a",
                mark,
                href=f"#{self.chapter.id}-ref-{label}",
                role="doc-backlink",
                title=self.words["back"],
            )
        first, *others = note.paragraphs or (Paragraph(()),)
        opening = element("span", mark, class_="note-mark")
        paragraphs = [
            element("p", opening, self._inlines(first.inlines, cursor), id=identity),
            self._blocks(others, cursor),
            cursor.rest(),
        ]
        return element(
            "aside",
            *paragraphs,
            id=f"{self.chapter.id}-note-{label}",
            epub_type="footnote",
            role="doc-footnote",
        )

    def _reference(self, label: str) -> Markup:
        if label not in self._notes:
            return element("sup", escape(label))
        count = self._references[label] = self._references.get(label, 0) + 1
        name = identifier(label)
        again = f"-{count}" if count > 1 else ""
        link = element(
            "a",
            escape(label),
            id=f"{self.chapter.id}-ref-{name}{again}",
            href=f"#{self.chapter.id}-note-{name}",
            epub_type="noteref",
            role="doc-noteref",
        )
        return element("sup", link)

    # ── inside a line ────────────────────────────────────────────────────────────────────────

    def _inlines(self, inlines: Inlines, cursor: Cursor) -> Markup:
        return Markup("").join(self._inline(inline, cursor) for inline in inlines)

    def _inline(self, inline: Inline, cursor: Cursor) -> Markup:
        match inline:
            case Text(text):
                return cursor.text(text)
            case Span(role, children):
                inside = self._inlines(children, cursor)
                if tag := _TAGS.get(role):
                    return element(tag, inside)
                return element(_CLASSED[role], inside, class_=role)
            case Ruby(text, reading):
                return _ruby(text, reading, cursor)
            case Link(href, children):
                inside, address = self._inlines(children, cursor), safe_href(href)
                return element("a", inside, href=address) if address else inside
            case NoteReference(label):
                return self._reference(label)


def _ruby(text: str, reading: str, cursor: Cursor) -> Markup:
    before = cursor.due(len(text))
    cursor.skip(len(text))
    brackets = element("rp", "（"), element("rt", escape(reading)), element("rp", "）")
    return before + element("ruby", escape(text), *brackets)


def _image(picture: Picture, alt: str) -> Markup:
    size = {"width": str(picture.width), "height": str(picture.height)}
    return empty("img", src=picture.href, alt=alt, **size)


def _speaker(speaker: Speaker, tag: str, title: Mapping[str, str]) -> Markup:
    roles = [element("p", escape(role), class_="role") for role in speaker.roles]
    name = element(tag, escape(speaker.name), class_="name", **title)
    return element("div", *roles, name, class_="speaker")


def _pull_quote(quote: PullQuote, identity: str) -> Markup:
    # The same words stand in the body: a screen reader that reads both repeats itself.
    return element(
        "aside",
        element("p", escape(quote.text)),
        id=identity,
        epub_type="pullquote",
        role="doc-pullquote",
        aria_hidden="true",
    )


def _standing(part: Part) -> int:
    """The position of the block that the pull quote is lifted out of; the last where none is."""
    if part.pull_quote is None:
        return -1
    for position, block in enumerate(part.blocks):
        if part.pull_quote.text in _words_of(block):
            return position
    return len(part.blocks) - 1


def _words_of(block: Block) -> str:
    match block:
        case Paragraph(inlines) | Dialogue(inlines=inlines):
            return plain(inlines)
        case BlockQuote(paragraphs):
            return "".join(plain(paragraph.inlines) for paragraph in paragraphs)
        case _:
            return ""


__all__ = ["Article", "Chapter", "Picture", "chapter_title", "compose_chapter", "part_title"]
