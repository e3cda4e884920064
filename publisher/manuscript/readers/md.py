"""Markdown: with front matter the clean copy, read as it stands; else a manuscript to repair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.manuscript.decode import decode
from publisher.manuscript.draft import Anchor, Draft, Passage, Shape
from publisher.manuscript.markdown import front_matter
from publisher.manuscript.markdown.nodes import Node, inline_of, running_of, tree
from publisher.manuscript.markdown.reading import read_article
from publisher.manuscript.readers import Reading


def read(data: bytes, file: str) -> Reading:
    """A finished article, or the passages of a manuscript. Raises Unusable."""
    decoded = decode(data, file)
    text = re.sub("\r\n?", "\n", decoded.text)
    if front_matter.begins(text) or re.search(r"^:{3,} *speaker\b", text, re.MULTILINE):
        whole = text if front_matter.begins(text) else f"---\n---\n{text}"
        article, findings = read_article(whole, file)
        return Reading(article, (*decoded.findings, *findings))
    return Reading(draft(text, file), decoded.findings)


def draft(text: str, file: str) -> Draft:
    """Headings and paragraphs as passages; lists, tables and fences as whole pieces of Markdown."""
    lines = text.split("\n")
    return Draft(file, tuple(_passages(tree(text), lines)), source=text)


def _passages(nodes: Sequence[Node], lines: Sequence[str]) -> Iterator[Passage]:
    for node in nodes:
        start, end = node.map or (0, 0)
        if node.type == "heading":
            yield _passage(_content(node), start, Shape.HEADING, int(node.tag[1]))
        elif node.type == "paragraph" and not _has_picture(node):
            yield _passage(_content(node), start, Shape.PROSE)
        elif node.type != "hr":
            source = "\n".join(lines[start:end]).rstrip("\n")
            yield _passage(source, start, Shape.MARKUP)


def _passage(text: str, start: int, shape: Shape, level: int = 0) -> Passage:
    """A passage with an anchor for each of its lines."""
    offsets = [0, *(found.end() for found in re.finditer("\n", text))]
    anchors = tuple(Anchor(offset, start + 1 + n) for n, offset in enumerate(offsets))
    return Passage(text, anchors, 1, 0, shape, shape is not Shape.PROSE, level, markup=True)


def _content(node: Node) -> str:
    running = running_of(node)
    return running.content if running else ""


def _has_picture(node: Node) -> bool:
    return any(each.type == "image" for each in inline_of(node))
