"""The body text of an article as the model has it, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.checks.body import Body
from publisher.document.model import (
    Advertisement,
    Article,
    Block,
    BlockQuote,
    Dialogue,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Part,
    Sidebar,
    Table,
    Verse,
    plain,
)


def body(articles: Iterable[Article]) -> Body:
    """Headlines, roles, names, blocks, foot-notes of each article; pull quotes left out."""
    return Body("\n".join(line for article in articles for line in _article(article)))


def _article(article: Article) -> Iterator[str]:
    yield article.kicker or ""
    yield from article.headline
    yield from (article.subheadline or "", article.deck or "", article.byline or "")
    yield from _blocks(article.introduction)
    for part in article.parts:
        yield from _part(part)
    for note in filter(_footnote, article.blocks()):
        yield from _block(note)


def _part(part: Part) -> Iterator[str]:
    for speaker in part.speakers:
        yield from speaker.roles
        yield speaker.name
    yield from part.headline
    yield from _blocks(part.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if not _footnote(block):
            yield from _block(block)


def _footnote(block: Block) -> bool:
    return isinstance(block, Note) and bool(block.label)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(inlines) | Heading(inlines=inlines) | Dialogue(inlines=inlines):
            yield plain(inlines)
        case List(ordered, items):
            for item in items:
                yield (item.label if ordered else "") + plain(item.inlines)
        case Verse(lines):
            yield from map(plain, lines)
        case BlockQuote(paragraphs) | Note(_, paragraphs) | Advertisement(paragraphs):
            yield from (plain(paragraph.inlines) for paragraph in paragraphs)
        case _:
            yield from _composite(block)


def _composite(block: Block) -> Iterator[str]:
    match block:
        case Table(rows=rows, caption=caption):
            yield plain(caption)
            yield from (plain(cell) for row in rows for cell in row)
        case Figure(caption=caption, credit=credit):
            yield from (plain(caption), credit)
        case Sidebar(headline, blocks):
            yield from headline
            yield from _blocks(blocks)
