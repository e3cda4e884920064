"""Inline Markdown <-> the inlines of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, cast

from publisher.document.model import (
    Inline,
    Inlines,
    Link,
    NoteReference,
    Ruby,
    Span,
    Text,
)
from publisher.manuscript.characters import is_wide
from publisher.manuscript.markdown.attributes import escape as quoted
from publisher.manuscript.markdown.grammar import grammar
from publisher.manuscript.markdown.readings import MADE, with_readings

if TYPE_CHECKING:
    from markdown_it.token import Token

Role = Literal["emphasis", "strong", "code", "superscript", "subscript", "title", "name"]
_ROLE_OF = {"em_open": "emphasis", "strong_open": "strong"}
SIGN = re.compile(r"[!#-&*+\-:<-@\[-`{-~\n\r\0]")  # text without one is nothing but text
SPECIAL = re.compile(r"[\\`*_\[\]{}<~^]|&(?=[#A-Za-z])|!(?=\[|$)")
_OPEN_BRACKETS = 100
_DEPTH = 10  # emphases inside each other; one inside so many says nothing more
_SIMPLE_ADDRESS = re.compile(r"[^\s<>()\\&]+")
_SIMPLE_CODE = re.compile(r"[^`\s\\]+(?:[ ][^`\s\\]+)*")
# what begins a block, and so must not begin a paragraph by chance
_BLOCK_START = re.compile(r"(?:#{1,6}(?=\s|$)|[>|=]|[-+](?=\s|$|-)|:{3,}|[0-9]{1,9}[.)](?=\s|$))")
# under a line with a bar it would make a table of both
_TABLE_RULE = re.compile(r"(?=[^-]*-)[-:|\s]+")


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def parse(source: str) -> Inlines:
    """Inline Markdown as the model has it. Pictures are left out; see `pictures`."""
    if not SIGN.search(source):
        return (Text(source),) if source else ()
    return convert(tokens(source))


def tokens(source: str) -> Sequence[Token]:
    """The tokens of inline Markdown."""
    found = grammar().parseInline(tamed(source), {})
    return found[0].children or () if found else ()


def tamed(source: str) -> str:
    """Markdown in which no more than a few brackets are open at once: a link holds no hundred.

    For every bracket that opens, the parser looks for its partner as far as the text goes.
    """
    if source.count("[") <= _OPEN_BRACKETS:
        return source
    pieces, done, opened = [], 0, 0
    for found in re.finditer(r"\\.|\[|\]|\n[ \t]*\n", source):
        if found[0] == "[":
            opened += 1
            if opened > _OPEN_BRACKETS:
                pieces += [source[done : found.start()], "\\["]
                done = found.end()
        elif found[0] == "]":
            opened = max(0, opened - 1)
        elif found[0][0] == "\n":
            opened = 0
    return "".join((*pieces, source[done:]))


def convert(children: Sequence[Token]) -> Inlines:
    """Tokens -> inlines; running characters that meet are one Text."""
    if len(children) == 1 and children[0].type == "text" and children[0].content:
        return (Text(children[0].content),)  # most paragraphs of a book
    stack: list[list[Inline]] = [[]]
    openings: list[Token] = []
    for number, token in enumerate(children):
        match token.type:
            case "text" | "text_special":
                stack[-1].append(Text(token.content))
            case "softbreak" | "hardbreak":
                stack[-1].append(Text(_between(children, number)))
            case "code_inline":
                stack[-1].append(Span("code", (Text(token.content),)))
            case "ruby":
                stack[-1].append(Ruby(token.content, token.info))
            case "note_reference":
                stack[-1].append(NoteReference(token.info))
            case _ if token.nesting == 1:
                openings.append(token)
                stack.append([])
            case _ if token.nesting == -1:
                inside, opening = _joined(stack.pop()), openings.pop()
                lost = opening.type in _ROLE_OF and len(stack) > _DEPTH
                stack[-1].extend(inside if lost else _around(opening, inside))
    return _joined(stack[0])


def _joined(inlines: list[Inline]) -> Inlines:
    joined: list[Inline] = []
    for are_text, met in groupby(inlines, lambda inline: isinstance(inline, Text)):
        if not are_text:
            joined += met
        elif text := "".join(each.text for each in met if isinstance(each, Text)):
            joined.append(Text(text))
    return tuple(joined)


def _between(children: Sequence[Token], number: int) -> str:
    """A line end inside a paragraph: nothing beside Han, a space between Latin words."""
    before = children[number - 1].content[-1:] if number else ""
    after = children[number + 1].content[:1] if number + 1 < len(children) else ""
    return "" if not before or not after or is_wide(before) or is_wide(after) else " "


def _around(opening: Token, inside: Inlines) -> Iterator[Inline]:
    """What closes here; its opening token says what it is."""
    if opening.info in MADE:
        yield from with_readings(inside, opening.info)
    elif opening.type == "link_open" or opening.info == "link":
        yield Link(str(opening.attrs.get("href", "")), inside)
    else:
        yield Span(cast(Role, _ROLE_OF.get(opening.type) or opening.info), inside)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def write(inlines: Inlines) -> str:
    """Inlines as Markdown that is read back as the same, at the head of a paragraph or inside."""
    return guard(run(inlines))


def run(inlines: Inlines) -> str:
    """Inlines without a guard; `` `code` `` only where no other backtick stands before it."""
    written = ""
    for inline in inlines:
        match inline:
            case Span("code", (Text(text),)) if (
                _SIMPLE_CODE.fullmatch(text) and written[-1:] != "`"
            ):
                written += f"`{text}`"
            case _:
                written += _written(inline)
    return written


def _written(inline: Inline) -> str:
    match inline:
        case Text(text):
            return escape(text)
        case Ruby(text, reading):
            return f"{{{_in_ruby(text)}|{_in_ruby(reading)}}}"
        case NoteReference(label):
            return f"[^{label}]"
        case Link(href, children):
            return f"[{run(children)}]{_address(href, children)}"
        case Span(role, children):
            return f"[{run(children)}]{{.{role}}}"


def escape(text: str) -> str:
    """Characters that would be markup, with a backslash; line ends and tabs as references."""
    escaped = SPECIAL.sub(lambda found: "\\" + found[0], text)
    return re.sub(r"[\n\r\t\x0b\x0c]", lambda found: f"&#{ord(found[0])};", escaped)


def guard(source: str) -> str:
    """One line of Markdown that begins no block and loses no space at its ends."""
    inside = source.strip()
    lead = source[: len(source) - len(source.lstrip())] if inside else source
    trail = source[len(lead) + len(inside) :]
    start = _BLOCK_START.match(inside)
    if start:
        at = start.end() - 1 if inside[0].isdigit() else 0
        inside = inside[:at] + "\\" + inside[at:]
    elif _TABLE_RULE.fullmatch(inside):
        inside = f"\\{inside}"
    if re.search(r"(?:^|[\s#])#$", inside):
        inside = inside[:-1] + "\\#"
    return _referenced(lead) + inside + _referenced(trail)


def _referenced(spaces: str) -> str:
    return "".join(f"&#{ord(each)};" for each in spaces)


def _in_ruby(text: str) -> str:
    return re.sub(r"([\\{}|])", r"\\\1", text)


def _address(href: str, children: Inlines) -> str:
    """The address behind the words; CommonMark knows no brackets inside a link."""
    if _SIMPLE_ADDRESS.fullmatch(href) and all(isinstance(each, Text) for each in children):
        return f"({href})"
    return f'{{href="{quoted(href)}"}}'
