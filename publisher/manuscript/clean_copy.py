"""Article -> the clean copy: canonical Markdown that editors correct and `load` reads back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from publisher.document.model import (
    Advertisement,
    Article,
    Block,
    BlockQuote,
    Blocks,
    Dialogue,
    Figure,
    Heading,
    Inlines,
    List,
    Note,
    Paragraph,
    Part,
    Sidebar,
    Table,
    Verse,
)
from publisher.manuscript.markdown import attributes, front_matter, pictures
from publisher.manuscript.markdown.inlines import escape, guard, write

_NUMBER = re.compile(r"[0-9]{1,9}[.)]")


def clean_copy(article: Article) -> str:
    """The clean copy of an article, one block a paragraph, with a line end at its end."""
    pieces = [front_matter.write(article), *_blocks(article.introduction, 1)]
    bare = len(article.parts) == 1 and not article.introduction
    for part in article.parts:
        plain = bare and not part.speakers and not part.headline
        pieces += _body(part, 1) if plain else [_part(part)]
    return "\n\n".join(pieces) + "\n"


def _part(part: Part) -> str:
    pairs = []
    for speaker in part.speakers:
        pairs.append(("name", speaker.name))
        if speaker.roles:
            pairs.append(("roles", attributes.join_offices(speaker.roles)))
        pairs += pictures.of_speaker(speaker)
    name = "speaker" if part.speakers else "part"
    return _div(name, pairs, _body(part, 2), colons=4)


def _body(part: Part, depth: int) -> list[str]:
    headline = ["\n".join(f"## {guard(escape(line))}" for line in part.headline)]
    quote = part.pull_quote
    lifted = [_div("pull-quote", [], [guard(escape(quote.text))])] if quote else []
    return [*(headline if part.headline else ()), *_blocks(part.blocks, depth), *lifted]


def _div(name: str, pairs: list[tuple[str, str]], inside: Iterable[str], colons: int = 3) -> str:
    """A fenced block; `inside` are blocks, parted by blank lines."""
    fence = ":" * colons
    content = "\n\n".join(inside)
    middle = f"{content}\n" if content else ""
    return f"{fence} {name}{attributes.write(pairs)}\n{middle}{fence}"


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────


def _blocks(blocks: Blocks, depth: int) -> Iterator[str]:
    """Each block as Markdown; the paragraphs of one turn share a fence.

    `depth` counts the headings that stand above: a heading of level 1 has one more `#`.
    """
    number = 0
    while number < len(blocks):
        block = blocks[number]
        end = number + 1
        if isinstance(block, Dialogue):
            while end < len(blocks) and _same_turn(block, blocks[end]):
                end += 1
            yield _turn([each for each in blocks[number:end] if isinstance(each, Dialogue)])
        else:
            yield _block(block, depth)
        number = end


def _same_turn(first: Dialogue, block: Block) -> bool:
    if not isinstance(block, Dialogue) or block.opens:
        return False
    return (block.turn, block.speaker) == (first.turn, first.speaker)


def _turn(paragraphs: Sequence[Dialogue]) -> str:
    first = paragraphs[0]
    pairs = [("speaker", first.speaker)] if first.speaker else []
    pairs += [] if first.opens else [("continued", "yes")]
    return _div(first.turn, pairs, [write(each.inlines) for each in paragraphs])


def _block(block: Block, depth: int) -> str:
    match block:
        case Paragraph(inlines):
            return write(inlines)
        case Heading(level, inlines):
            return f"{'#' * min(6, level + depth)} {write(inlines)}"
        case List():
            return _list(block)
        case Verse(lines):
            return _div("verse", [], ["\n".join(map(write, lines))])
        case BlockQuote(paragraphs):
            return "\n>\n".join(f"> {write(each.inlines)}" for each in paragraphs)
        case Note(label, paragraphs):
            return _note(label, paragraphs)
        case _:
            return _composite(block, depth)


def _composite(block: Block, depth: int) -> str:
    match block:
        case Table():
            return _table(block)
        case Figure():
            return _div(
                "figure", pictures.of_figure(block), [write(block.caption)] if block.caption else []
            )
        case Sidebar(headline, blocks):
            head = "\n".join(f"## {guard(escape(line))}" for line in headline)
            return _div("sidebar", [], [*([head] if head else ()), *_blocks(blocks, 2)], 4)
        case Advertisement(paragraphs):
            return _div("advertisement", [], [write(each.inlines) for each in paragraphs])
        case _:
            raise TypeError(type(block))


def _note(label: str, paragraphs: Sequence[Paragraph]) -> str:
    if not label:
        return _div("note", [], [write(each.inlines) for each in paragraphs])
    return f"[^{label}]: " + "\n\n    ".join(write(each.inlines) for each in paragraphs)


def _list(block: List) -> str:
    """`-` where bullets are plain, `1.` where numbers are; `+` where the label is as printed."""
    labels = [item.label for item in block.items]
    if not block.ordered and set(labels) <= {"·"}:
        return "\n".join(f"- {write(item.inlines)}" for item in block.items)
    if block.ordered and _numbered(labels):
        return "\n".join(f"{item.label} {write(item.inlines)}" for item in block.items)
    return "\n".join(f"+ {_printed(item.label)} {write(item.inlines)}" for item in block.items)


def _printed(label: str) -> str:
    """A label that begins no list of its own."""
    return guard(f"{escape(label)} -")[:-2]


def _numbered(labels: Sequence[str]) -> bool:
    """Numbers that CommonMark takes for one list."""
    numeric = all(_NUMBER.fullmatch(label) for label in labels)
    return numeric and len({label[-1] for label in labels}) == 1


def _table(block: Table) -> str:
    rows = [_row(row) for row in block.rows]
    rule = "|" + " --- |" * len(block.rows[0])
    pipes = "\n".join([rows[0], rule, *rows[1:]])
    if block.header_rows == 1 and not block.caption:
        return pipes
    pairs = [("header-rows", str(block.header_rows))]
    caption = [write(block.caption)] if block.caption else []
    return _div("table", pairs, [*caption, pipes])


def _row(cells: Sequence[Inlines]) -> str:
    return "|" + "".join(f" {write(cell).replace('|', chr(92) + '|')} |" for cell in cells)
