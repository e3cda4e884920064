"""Passages -> blocks of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from publisher.document.model import (
    Block,
    Blocks,
    Dialogue,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Note,
    Paragraph,
    PullQuote,
    Text,
    Verse,
    plain,
)
from publisher.findings import Place
from publisher.manuscript.characters import LIST_HEAD, SPACES, ends_sentence, is_longer
from publisher.manuscript.draft import Passage, Shape
from publisher.manuscript.markdown.blocks import blocks_of
from publisher.manuscript.markdown.inlines import parse
from publisher.manuscript.markdown.nodes import Source
from publisher.manuscript.words.simplified import simplified

_DATELINE = re.compile(
    r"[（(【]?(?:本报|本刊|本台|新华社|中新社|人民日报|央视|据[^，。\s]{2,8})?[^，。；：\s“”（(【]{0,14}?"
    r"(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:专?电|讯|消息)[）)】]?(?:[（(][^（）()]{2,30}[）)])?"
    r"|(?:本报|本刊|新华社|中新社)(?:[^，。；：\s“”]{0,8})(?:专?电|讯|消息)(?=[：:\s　（(])"
)
_CREDIT_INSIDE = re.compile(
    rf"[（(]([^（）()]{{0,24}}(?:摄|供图|制图|绘|攝|摄影|图/[^（）()]{{2,8}}))[）)]$"
    rf"|[{SPACES}]((?:图|摄影|供图|制图|绘图)[/／：:][^。，]{{1,16}}|[^{SPACES}。，]{{2,6}}[/／]?(?:摄|供图|制图|绘))$"
)
_ORDERED = re.compile("[（(]?[一二三四五六七八九十0-9①-⑳㈠-㈩❶-❿⓵-⓾]")
_HEADING_HEADS = (
    "[一二三四五六七八九十]{1,3}、",
    "[（(][一二三四五六七八九十]{1,3}[）)]",
    "[0-9]{1,3}[.．、]",
)

_HEADING_HEAD = re.compile("|".join(_HEADING_HEADS[:2]))

Say = Callable[[str], Inlines]
Turn = Literal["question", "answer"]


def words(text: str) -> Inlines:
    """Plain text as inline content."""
    return (Text(text),) if text else ()


def blocks(passages: Sequence[Passage], file: str) -> Blocks:
    """The blocks of one part; list items that follow each other are one list."""
    return tuple(_blocks(passages, file))


def _blocks(passages: Sequence[Passage], file: str) -> Iterator[Block]:
    levels = _levels(passages)
    for shape, run in groupby(passages, lambda each: _group(each, passages)):
        members = list(run)
        if shape is Shape.LIST:
            for _, alike in groupby(members, _counted):
                yield _list(list(alike), file)
        elif shape is Shape.CAPTION:
            yield from _figures(members, file)
        elif shape is Shape.MARKUP:
            for each in members:
                yield from _read(each, file)
        else:
            for each in members:
                lost_its_shape = shape is Shape.PROSE and each.shape is not shape
                kept = replace(each, shape=shape) if lost_its_shape else each
                yield _block(kept, file, levels, parse if each.markup else words)


def _read(passage: Passage, file: str) -> Blocks:
    """The blocks of a piece of Markdown."""
    offsets = [0, *(found.end() for found in re.finditer("\n", passage.text))]
    numbers = tuple(passage.line_at(offset) for offset in offsets)
    return blocks_of(passage.text, Source(file, passage.line - 1, numbers=numbers))


def marked_quote(passages: Sequence[Passage], file: str) -> PullQuote | None:
    """The pull quote that a Markdown manuscript marks among these passages."""
    source = Source(file)
    for each in passages:
        if each.shape is Shape.MARKUP and each.text.startswith(":::"):
            source.above = each.line - 1
            blocks_of(each.text, source)
    return PullQuote(*source.quotes[0]) if source.quotes else None


def _group(passage: Passage, passages: Sequence[Passage]) -> Shape:
    if passage.shape is Shape.CREDIT:
        return Shape.CAPTION
    if passage.shape is Shape.LIST and is_numbered_heading(passage):
        return Shape.HEADING
    if passage.shape is Shape.LIST and not LIST_HEAD.match(passage.text):
        return Shape.PROSE  # its bullet became a part of a dash
    return passage.shape


def is_numbered_heading(passage: Passage) -> bool:
    """一、…… without the end of a sentence is a 小标题, not an item."""
    text = passage.text
    return (
        not passage.sure
        and not is_longer(text, 26)
        and bool(_HEADING_HEAD.match(text))
        and not ends_sentence(text)
        and text[-1] not in "；;，,"
    )


def _levels(passages: Sequence[Passage]) -> dict[str, int]:
    """Kinds of numbering that occur in headings, in their order of rank -> levels from 1."""
    headings = [each.text for each in passages if is_numbered_heading(each)]
    used = [head for head in _HEADING_HEADS if any(re.match(head, text) for text in headings)]
    return {head: level for level, head in enumerate(used, 1)}


def _block(passage: Passage, file: str, levels: dict[str, int], say: Say) -> Block:
    place = Place(file, passage.line)
    inlines = say(passage.text)
    match passage.shape:
        case Shape.TITLE | Shape.HEADING:
            return Heading(max(1, passage.level - 1), inlines, place)
        case Shape.LIST:
            level = next((n for head, n in levels.items() if re.match(head, passage.text)), 1)
            return Heading(level, inlines, place)
        case Shape.VERSE:
            return Verse(tuple(say(line) for line in passage.text.split("\n")), place)
        case Shape.NOTE:
            return Note("", (Paragraph(inlines, place),), place)
        case _:
            return Paragraph(inlines, place)


def _counted(passage: Passage) -> bool:
    """Whether an item has a number, not a bullet: the two are never of one list."""
    return bool(_ORDERED.match(passage.text))


def _list(passages: Sequence[Passage], file: str) -> List:
    items = []
    for each in passages:
        head = LIST_HEAD.match(each.text)
        label = head[0] if head else ""
        text = each.text[len(label) :].lstrip(SPACES)
        say = parse if each.markup else words
        items.append(ListItem(label, say(text), Place(file, each.line)))
    ordered = any(_ORDERED.match(item.label) for item in items)
    return List(ordered, tuple(items), Place(file, passages[0].line))


def _figures(passages: Sequence[Passage], file: str) -> Iterator[Figure]:
    """A caption with the credit that ends it or follows it; a credit alone has no caption."""
    waiting: Passage | None = None
    for each in passages:
        if each.shape is Shape.CREDIT and waiting is not None and not _credit(waiting.text):
            yield _figure(waiting, each.text, file)
            waiting = None
        elif each.shape is Shape.CREDIT:
            yield Figure("", credit=each.text, place=Place(file, each.line))
        else:
            if waiting is not None:
                yield _figure(waiting, "", file)
            waiting = each
    if waiting is not None:
        yield _figure(waiting, "", file)


def _figure(passage: Passage, credit: str, file: str) -> Figure:
    found = None if credit else _CREDIT_INSIDE.search(simplified(passage.text))
    caption = passage.text[: found.start()].rstrip(SPACES) if found else passage.text
    own = passage.text[found.start() :].strip(SPACES) if found else credit
    return Figure("", caption=words(caption), credit=own, place=Place(file, passage.line))


def _credit(text: str) -> str:
    found = _CREDIT_INSIDE.search(simplified(text))
    return found[0] if found else ""


def dateline_of(block: Block) -> str | None:
    """电头 at the head of the first paragraph: 本报乌镇11月7日电."""
    if not isinstance(block, Paragraph):
        return None
    text = plain(block.inlines)
    found = _DATELINE.match(simplified(text))
    return text[: found.end()] if found else None


def dialogue(
    passage: Passage, file: str, turn: str, speaker: str, text: str, opens: bool
) -> Dialogue:
    """One paragraph of a turn."""
    say = parse if passage.markup else words
    kind: Turn = "question" if turn == "question" else "answer"
    return Dialogue(kind, speaker, say(text), opens, Place(file, passage.line))
