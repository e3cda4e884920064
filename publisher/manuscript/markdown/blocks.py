"""Nodes of Markdown -> blocks of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.document.model import (
    Advertisement,
    Block,
    BlockQuote,
    Blocks,
    Dialogue,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Note,
    Paragraph,
    Sidebar,
    Span,
    Table,
    Text,
    Verse,
    plain,
)
from publisher.document.spelling import nearest
from publisher.findings import Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.characters import BULLETS, LIST_HEAD, SPACES
from publisher.manuscript.markdown import pictures
from publisher.manuscript.markdown.inlines import convert, parse
from publisher.manuscript.markdown.nodes import (
    ATTRIBUTES,
    Node,
    Source,
    attributes_of,
    inline_of,
    running_of,
    tree,
)


def blocks_of(text: str, source: Source) -> Blocks:
    """The blocks of a Markdown text; pull quotes are put into `source.quotes`."""
    return tuple(blocks(tree(text), source))


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────


def blocks(nodes: Iterable[Node], source: Source) -> Iterator[Block]:
    """Nodes as blocks of the model."""
    for node in nodes:
        match node.type:
            case "paragraph":
                yield from _paragraph(node, source)
            case "heading":
                level = max(1, int(node.tag[1]) - source.depth)
                yield Heading(level, convert(inline_of(node)), source.place(node))
            case "bullet_list" | "ordered_list":
                yield from _lists(node, source)
            case "blockquote":
                yield from _quoted(node, source)
            case "table":
                yield Table(_rows(node), 1, (), source.place(node))
            case "footnote_reference":
                label = str(node.meta.get("label", ""))
                yield Note(label, _paragraphs(node, source), source.place(node))
            case "fence":
                yield from _code(node, source)
            case "div":
                yield from _div(node, source)


def _paragraph(node: Node, source: Source) -> Iterator[Block]:
    """A paragraph; pictures in it stand after it."""
    children = inline_of(node)
    images = [each for each in children if each.type == "image"]
    if not images:
        yield Paragraph(convert(children), source.place(node))
        return
    inlines = convert([each for each in children if each.type != "image"])
    if plain(inlines).strip():
        yield Paragraph(inlines, source.place(node))
    for each in images:
        caption = parse(str(each.attrs["title"])) if each.attrs.get("title") else ()
        yield Figure(str(each.attrs["src"]), each.content, caption, place=source.place(node))


def _quoted(node: Node, source: Source) -> Iterator[Block]:
    """A quotation; one without words is none."""
    if words := _paragraphs(node, source):
        yield BlockQuote(words, source.place(node))


def _paragraphs(node: Node, source: Source) -> tuple[Paragraph, ...]:
    """The paragraphs inside a node; what is none becomes one, so that nothing is lost."""
    found: list[Paragraph] = []
    for block in blocks(node.children, source):
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += [Paragraph(inlines, place) for inlines, place in _flat(block)]
    return tuple(paragraph for paragraph in found if paragraph.inlines)  # not a heading of no words


def _flat(block: Block) -> Iterator[tuple[Inlines, Place]]:
    match block:
        case Heading() | Dialogue():
            yield block.inlines, block.place
        case List(items=items):
            for item in items:
                yield (Text(f"{item.label} "), *item.inlines), item.place
        case BlockQuote(paragraphs=inside) | Note(paragraphs=inside):
            yield from ((each.inlines, each.place) for each in inside)
        case Verse(lines=lines):
            yield from ((line, block.place) for line in lines)
        case Table(rows=rows):
            yield from ((cell, block.place) for row in rows for cell in row)


def _lists(node: Node, source: Source) -> Iterator[List]:
    """One list, but bullets and numbers are lists of their own, as they are read back."""
    runs: list[tuple[bool, list[ListItem]]] = []
    for item in _items(node, source):
        ordered = bool(item.label.strip(BULLETS))
        if runs and (runs[-1][0] == ordered or not item.label):
            runs[-1][1].append(item)
        else:
            runs.append((ordered, [item]))
    for number, (ordered, run) in enumerate(runs):
        yield List(ordered, tuple(run), run[0].place if number else source.place(node))


def _items(node: Node, source: Source) -> Iterator[ListItem]:
    """Items in reading order; those of lists inside follow the item that holds them."""
    for item in node.children:
        label = item.info + item.markup if node.type == "ordered_list" else "·"
        first = True
        for child in item.children:
            if child.type in ("bullet_list", "ordered_list"):
                if first:  # it has no words, and stands before those that it holds
                    yield ListItem(label, (), source.place(item))
                    first = False
                yield from _items(child, source)
                continue
            for inlines, place in _item_texts(child, source):
                if node.markup == "+":
                    label, inlines = _printed(inlines)
                yield ListItem(label if first else "", inlines, place)
                first = False
        if first:
            yield ListItem(label, (), source.place(item))


def _item_texts(node: Node, source: Source) -> Iterator[tuple[Inlines, Place]]:
    for block in blocks([node], source):
        if isinstance(block, Paragraph):
            yield block.inlines, block.place
        else:
            yield from _flat(block)


def _printed(inlines: Inlines) -> tuple[str, Inlines]:
    """The label at the head of an item of a `+` list."""
    if not inlines or not isinstance(inlines[0], Text):
        return "", inlines
    text = inlines[0].text
    found = LIST_HEAD.match(text)
    label = found[0] if found else ""
    # without a label, a space stands in its place
    rest = text[len(label) :].removeprefix(" ") if label else text.lstrip(" ")
    return label, ((Text(rest),) if rest else ()) + inlines[1:]


def _rows(node: Node) -> tuple[tuple[Inlines, ...], ...]:
    rows = (row for section in node.children for row in section.children)
    return tuple(tuple(convert(inline_of(cell)) for cell in row.children) for row in rows)


def _code(node: Node, source: Source) -> Iterator[Paragraph]:
    """A fence of code as lines of code."""
    for number, line in enumerate(node.content.splitlines(), 1):
        if line.strip(SPACES):
            yield Paragraph((Span("code", (Text(line),)),), source.place(node, number))


# ── fenced blocks ────────────────────────────────────────────────────────────────────────────────


def _div(node: Node, source: Source) -> Iterator[Block]:
    values = dict(attributes_of(node, source))
    place = source.place(node)
    match node.info:
        case "verse":
            yield from _verse(node, source)
        case "figure":
            yield _figure(node, values, source)
        case "note":
            yield Note("", _paragraphs(node, source), place)
        case "advertisement":
            yield Advertisement(_paragraphs(node, source), place)
        case "question" | "answer":
            yield from _turn(node, values, source)
        case "table":
            yield from _table(node, values, source)
        case "sidebar":
            yield _sidebar(node, source)
        case "pull-quote":
            text = "".join(plain(each.inlines) for each in _paragraphs(node, source))
            source.quotes.append((text, place))
        case _:
            close = nearest(node.info, ATTRIBUTES)
            source.findings.append(kinds.UNKNOWN_DIV.at(place, name=node.info, nearest=close))
            yield from blocks(node.children, source)


def _verse(node: Node, source: Source) -> Iterator[Verse]:
    """A stanza a paragraph; its lines are kept."""
    for child in node.children:
        inline = running_of(child)
        if child.type == "paragraph" and inline is not None:
            lines = tuple(parse(line.strip(" \t")) for line in inline.content.split("\n"))
            yield Verse(lines, source.place(child))
        else:
            for block in blocks([child], source):
                yield Verse(tuple(inlines for inlines, _ in _flat(block)), source.place(child))


def _figure(node: Node, values: dict[str, str], source: Source) -> Figure:
    inside, place = _paragraphs(node, source), source.place(node)
    caption: list[object] = []
    for number, each in enumerate(inside):
        caption += ([Text(" ")] if number else []) + list(each.inlines)
    return Figure(
        values.get("src", ""),
        values.get("alt", ""),
        tuple(caption),  # type: ignore[arg-type] # a list of inlines
        values.get("credit", ""),
        place,
        pictures.width(values.get("width", ""), place),
        pictures.focus(values.get("focus", ""), place),
        pictures.crop(values.get("crop", ""), place),
        pictures.switch("pair", values.get("pair", ""), place),
        pictures.switch("decorative", values.get("decorative", ""), place),
    )


def _turn(node: Node, values: dict[str, str], source: Source) -> Iterator[Dialogue]:
    opens = values.get("continued") != "yes"
    for number, each in enumerate(_paragraphs(node, source)):
        yield Dialogue(
            "question" if node.info == "question" else "answer",
            values.get("speaker", ""),
            each.inlines,
            opens and number == 0,
            each.place,
        )


def _table(node: Node, values: dict[str, str], source: Source) -> Iterator[Block]:
    """A table with a caption, or with another number of header rows than one."""
    inside = list(blocks(node.children, source))
    rows = values.get("header-rows", "1")
    header_rows = int(rows) if re.fullmatch("[0-9]{1,3}", rows) else 1
    caption: Inlines = ()
    for block in inside:
        if isinstance(block, Paragraph) and not caption:
            caption = block.inlines
        elif isinstance(block, Table):
            yield replace(block, header_rows=header_rows, caption=caption)
            caption = ()
        else:
            yield block
    if caption:
        yield Paragraph(caption, source.place(node))


def _sidebar(node: Node, source: Source) -> Sidebar:
    before, source.depth = source.depth, 2
    rest = list(node.children)
    headline = []
    while rest and rest[0].type == "heading" and rest[0].tag == "h2":
        headline.append(plain(convert(inline_of(rest.pop(0)))))
    inside: list[Paragraph | Heading | List] = []
    for block in blocks(rest, source):
        if isinstance(block, Paragraph | Heading | List):
            inside.append(block)
        else:
            inside += [Paragraph(inlines, place) for inlines, place in _flat(block)]
    source.depth = before
    return Sidebar(tuple(headline), tuple(inside), source.place(node))
