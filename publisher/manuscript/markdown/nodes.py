"""Markdown as a tree of nodes, and what is known of a text while it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from publisher.document.spelling import nearest
from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.markdown import attributes
from publisher.manuscript.markdown.grammar import grammar
from publisher.manuscript.markdown.inlines import tamed

if TYPE_CHECKING:
    from markdown_it.token import Token

ATTRIBUTES = {
    "speaker": ("name", "roles", "portrait", "focus"),
    "part": (),
    "pull-quote": (),
    "figure": ("src", "alt", "credit", "width", "crop", "focus", "pair", "decorative"),
    "note": (),
    "verse": (),
    "sidebar": (),
    "advertisement": (),
    "question": ("speaker", "continued"),
    "answer": ("speaker", "continued"),
    "table": ("header-rows",),
}


# A line that can only be a paragraph or a heading: it begins with a Chinese character, as no other
# rule of Markdown does, and has none of the signs that mean something inside a line.
_PROSE = re.compile(r"(?:(#{1,6}) +)?([\u2e80-\uffff][^\\`*_\[\]<&{}^~\r\x00]*)")


class Node:
    """A block with the blocks inside it. That of running text has none: its `tokens` are read."""

    __slots__ = ("children", "content", "info", "map", "markup", "meta", "tag", "tokens", "type")

    def __init__(self, token: Token | _Words) -> None:
        self.type = token.type.removesuffix("_open")
        self.tag = token.tag
        self.info = token.info
        self.meta = token.meta
        self.markup = token.markup
        self.content = token.content
        self.map = token.map
        self.tokens: Sequence[Token] = cast("Sequence[Token]", token.children or ())
        self.children: list[Node] = []


@dataclass(slots=True)
class Source:
    """A Markdown text that is being read: `above` lines of the file stand before it.

    `numbers` are the raw lines of its lines, where they do not follow each other.
    """

    file: str
    above: int = 0
    depth: int = 1
    findings: list[Finding] = field(default_factory=list)
    quotes: list[tuple[str, Place]] = field(default_factory=list)
    numbers: tuple[int, ...] = ()

    def place(self, node: Node, line: int = 0) -> Place:
        """Where a node begins in the file."""
        start = node.map[0] if node.map else 0
        known = self.numbers[start + line : start + line + 1]
        return Place(self.file, known[0] if known else start + 1 + self.above + line)


def tree(text: str) -> Sequence[Node]:
    """The top-level nodes of a Markdown text."""
    found = _prose(text)
    return found if found is not None else parsed(text)


class _Words:
    """A token of characters alone, and those of a block around them."""

    # fmt: off
    __slots__ = (
        "children", "content", "info", "level", "map", "markup", "meta", "nesting", "tag", "type",
    )
    # fmt: on

    def __init__(self, kind: str, content: str, line: int, tag: str = "") -> None:
        self.type, self.content, self.tag, self.map = kind, content, tag, [line, line + 1]
        self.info = self.markup = ""
        self.meta: dict[str, object] = {}
        self.children: list[_Words] = []
        self.level = self.nesting = 0


def _prose(text: str) -> list[Node] | None:
    """The nodes of a text of paragraphs and headings without any sign, as most chapters are.

    None for every other. It saves the parser, and the time that it takes to load it.
    """
    top: list[Node] = []
    alone = True  # the line above is empty
    for number, line in enumerate(text.split("\n")):
        if not line.strip(" \t"):
            alone = True
            continue
        found = _PROSE.fullmatch(line)
        words = found[2].strip() if found else ""
        if not alone or not found or not words or (found[1] and words[-1] == "#"):
            return None
        alone = False
        node = Node(_Words("heading" if found[1] else "paragraph", "", number, _tag(found[1])))
        running = Node(_Words("inline", words, number))
        running.tokens = (cast("Token", _Words("text", words, number)),)
        node.children = [running]
        top.append(node)
    return top


def _tag(signs: str | None) -> str:
    return f"h{len(signs)}" if signs else "p"


def parsed(text: str) -> Sequence[Node]:
    """The same by the parser, whatever stands in it."""
    top: list[Node] = []
    around = [top]
    for token in grammar().parse(tamed(text), {}):
        if token.nesting < 0:
            around.pop()
            continue
        node = Node(token)
        around[-1].append(node)
        if token.nesting > 0:
            around.append(node.children)
    return top


def attributes_of(node: Node, source: Source) -> list[tuple[str, str]]:
    """The attributes of a fenced block; unknown ones are told, with the nearest spelling."""
    known = ATTRIBUTES.get(node.info, ())
    pairs = []
    for key, value in attributes.parse(str(node.meta.get("braces", "{}"))):
        if key in known:
            pairs.append((key, value))
        else:
            close = nearest(key, known) or "-"
            found = kinds.UNKNOWN_ATTRIBUTE.at(
                source.place(node), name=node.info, key=key, nearest=close
            )
            source.findings.append(found)
    if not node.meta.get("closed"):
        source.findings.append(kinds.DIV_NOT_CLOSED.at(source.place(node), name=node.info))
    return pairs


def inline_of(node: Node) -> Sequence[Token]:
    """The tokens inside a paragraph, heading or cell."""
    running = running_of(node)
    return running.tokens if running else ()


def running_of(node: Node) -> Node | None:
    """What holds the running text of a paragraph, heading or cell, as it is written."""
    return next((each for each in node.children if each.type == "inline"), None)
