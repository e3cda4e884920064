"""The object of `repair --json`: what other tools read."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.document.model import (
    Advertisement,
    Block,
    BlockQuote,
    Blocks,
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
from publisher.findings import Place
from publisher.manuscript.loading import Loaded
from publisher.messages import finding_json

Json = dict[str, object]


def contract(loaded: Loaded) -> Json:
    """Article and findings as plain data; see issue 3 for the shape."""
    article = loaded.article
    return {
        "article": {
            "kicker": article.kicker,
            "headline": list(article.headline),
            "subheadline": article.subheadline,
            "deck": article.deck,
            "byline": article.byline,
            "dateline": article.dateline,
            "introduction": list(_blocks(article.introduction)),
            "parts": [_part(part) for part in article.parts],
        },
        "findings": [finding_json(finding) for finding in loaded.findings],
    }


def _part(part: Part) -> Json:
    quote = part.pull_quote
    return {
        "speakers": [{"name": each.name, "roles": list(each.roles)} for each in part.speakers],
        "headline": list(part.headline),
        "blocks": list(_blocks(part.blocks)),
        "pull_quote": {"text": quote.text, "line": quote.place.line} if quote else None,
    }


def _blocks(blocks: Blocks) -> Iterator[Json]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Json]:
    match block:
        case Paragraph():
            yield _json("paragraph", plain(block.inlines), block.place)
        case Heading():
            yield _json("heading", plain(block.inlines), block.place)
        case Dialogue():
            said = _json(block.turn, plain(block.inlines), block.place)
            yield {**said, "speaker": block.speaker} if block.speaker else said
        case Verse(lines=lines):
            yield _json("verse", "\n".join(map(plain, lines)), block.place)
        case List(ordered, items):
            for item in items:
                label = item.label if ordered else ""
                space = " " if label[-1:] in (".", ")") and label.isascii() else ""
                yield _json("list_item", label + space + plain(item.inlines), item.place)
        case _:
            yield from _composite(block)


def _composite(block: Block) -> Iterator[Json]:
    match block:
        case BlockQuote(paragraphs=paragraphs):
            yield from (_json("block_quote", plain(p.inlines), p.place) for p in paragraphs)
        case Note(paragraphs=paragraphs):
            yield from (_json("note", plain(p.inlines), p.place) for p in paragraphs)
        case Advertisement(paragraphs=paragraphs):
            yield from (_json("advertisement", plain(p.inlines), p.place) for p in paragraphs)
        case Figure():
            yield from _figure(block)
        case Table(rows=rows):
            text = "\n".join("\t".join(map(plain, row)) for row in rows)
            yield _json("table", text, block.place)
        case Sidebar():
            texts = [*block.headline, *(str(each["text"]) for each in _blocks(block.blocks))]
            yield _json("sidebar", "\n".join(texts), block.place)


def _figure(figure: Figure) -> Iterator[Json]:
    if figure.source:
        yield _json("picture", figure.alt, figure.place)
    if figure.caption:
        yield _json("caption", plain(figure.caption), figure.place)
    if figure.credit:
        yield _json("credit", figure.credit, figure.place)


def _json(kind: str, text: str, place: Place) -> Json:
    return {"kind": kind, "text": text, "line": place.line}
