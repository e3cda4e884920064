"""The whole of a clean copy -> an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.document.model import (
    Article,
    Blocks,
    Dialogue,
    Paragraph,
    Part,
    PullQuote,
    Speaker,
    plain,
)
from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.markdown import attributes, front_matter, pictures
from publisher.manuscript.markdown.blocks import blocks
from publisher.manuscript.markdown.inlines import convert
from publisher.manuscript.markdown.nodes import Node, Source, attributes_of, inline_of, tree


def read_article(text: str, file: str) -> tuple[Article, tuple[Finding, ...]]:
    """A clean copy as an article, unrepaired. Raises Unusable."""
    head = front_matter.read(text, file)
    source = Source(file, head.lines, findings=list(head.findings))
    body = "\n".join(text.split("\n")[head.lines :])
    introduction, parts = _sections(tree(body), source)
    article = Article(
        headline=head.words("headline"),
        parts=parts,
        introduction=introduction,
        kicker=head.word("kicker"),
        subheadline=head.word("subheadline"),
        deck=head.word("deck"),
        byline=head.word("byline"),
        dateline=head.word("dateline"),
        place=Place(file, 1),
        accepted=head.words("accepted"),
        refused=head.words("refused"),
    )
    return article, tuple(source.findings)


# ── parts ────────────────────────────────────────────────────────────────────────────────────────


def _sections(nodes: Sequence[Node], source: Source) -> tuple[Blocks, tuple[Part, ...]]:
    """Loose blocks before the first part are the introduction; without parts they are the one."""
    introduction: Blocks = ()
    parts: list[Part] = []
    loose: list[Node] = []
    for node in (*nodes, None):
        fenced = node is not None and node.type == "div" and node.info in ("speaker", "part")
        if node is not None and not fenced:
            loose.append(node)
            continue
        if loose and (parts or node is None):
            parts.append(_part(loose, source, 1))
        elif loose:
            introduction = tuple(blocks(loose, source))
        loose = []
        if node is not None:
            parts.append(_fenced(node, source))
    return introduction, tuple(parts) or (Part((), (), ()),)


def _fenced(node: Node, source: Source) -> Part:
    pairs, place = attributes_of(node, source), source.place(node)
    speakers: list[Speaker] = []
    for key, value in pairs:
        if key == "name":
            speakers.append(Speaker(value))
        elif key == "roles" and speakers:
            speakers[-1] = replace(speakers[-1], roles=attributes.split_offices(value))
        elif key == "portrait" and speakers:
            speakers[-1] = replace(speakers[-1], portrait=value)
        elif key == "focus" and speakers:
            speakers[-1] = replace(speakers[-1], focus=pictures.focus(value, place))
    part = _part(node.children, source, 2)
    return replace(part, speakers=tuple(speakers), place=place)


def _part(nodes: Sequence[Node], source: Source, depth: int) -> Part:
    """A part's body; in a fence the leading `##` are its headline."""
    before, source.depth = source.depth, depth
    rest = list(nodes)
    headline: list[str] = []
    while depth == 2 and rest and rest[0].type == "heading" and rest[0].tag == "h2":
        headline.append(plain(convert(inline_of(rest.pop(0)))))
    source.quotes.clear()
    body = tuple(blocks(rest, source))
    quote = _quote(body, source)
    source.depth = before
    place = source.place(nodes[0]) if nodes else Place(source.file)
    return Part((), tuple(headline), body, quote, place)


def _quote(body: Blocks, source: Source) -> PullQuote | None:
    """The pull quote that the editor marked, with the place of its paragraph."""
    if not source.quotes:
        return None
    text, place = source.quotes[0]
    source.quotes.clear()
    for block in body:
        if isinstance(block, Paragraph | Dialogue) and text in plain(block.inlines):
            return PullQuote(text, block.place)
    source.findings.append(kinds.QUOTE_NOT_FOUND.at(place, text=text))
    return PullQuote(text, place)
