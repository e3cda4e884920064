"""CommonMark with tables, fenced blocks, notes, ruby and spans; without HTML.

What stands between angle brackets is text: a manuscript is data and nothing in it runs. Addresses
are kept as written; the outputs refuse the unsafe ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.manuscript.markdown.attributes import BRACES, unescape
from publisher.manuscript.markdown.readings import MADE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_HAN = "\u2e80"  # here the scripts of China begin; every sign of Markdown stands before it
FENCE = re.compile(r"(:{3,})[ \t]*(?:([A-Za-z][A-Za-z0-9-]*)?[ \t]*(\{.*\})?)[ \t]*$")
ROLES = ("emphasis", "strong", "code", "superscript", "subscript", "title", "name")
_SPAN_END = re.compile(rf'\{{(?:\.({"|".join((*ROLES, *MADE))})|href="((?:\\.|[^"\\])*)")\}}')
_RUBY = re.compile(r"\{((?:\\.|[^{}|\\\n])+)\|((?:\\.|[^{}|\\\n])+)\}")
_REFERENCE = re.compile(r"\[\^([^\[\]\s]+)\]")
_RAISED = re.compile(r"\^((?:\\.|[^\^\\\s])+)\^")
_LOWERED = re.compile(r"~((?:\\.|[^~\\\s])+)~")


@lru_cache(maxsize=1)
def grammar() -> MarkdownIt:
    """The one parser."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable("table")
    markdown.disable(["html_block", "html_inline", "reference", "code"])
    markdown.use(footnote_plugin)
    markdown.disable(["footnote_ref", "footnote_inline", "footnote_tail"])
    markdown.block.ruler.before("table", "prose", _prose)
    markdown.core.ruler.at("inline", _running)
    markdown.block.ruler.before("fence", "div", _div, {"alt": ["paragraph", "blockquote", "list"]})
    # a reference is tried first, or its ^ would open raised characters inside a span's label
    markdown.inline.ruler.before("link", "note_reference", _note_reference)
    markdown.inline.ruler.before("link", "span", _span)
    markdown.inline.ruler.before("link", "ruby", _ruby)
    markdown.inline.ruler.before("link", "raised", _raised_or_lowered)
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign] # round trip
    markdown.validateLink = lambda url: True  # type: ignore[method-assign] # outputs check it
    return markdown


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────


def _prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line alone that begins with a Chinese character is a paragraph: no other rule begins so.

    It is most of a manuscript, and ten rules would be asked first.
    """
    from markdown_it.rules_block import paragraph

    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] < _HAN:
        return False
    if start + 1 < state.lineMax and not state.isEmpty(start + 1):
        return False
    return paragraph(state, start, end, silent)


def fence_of(line: str) -> re.Match[str] | None:
    """Group 2 is the name (None for a closing fence), group 3 the braces."""
    found = FENCE.match(line)
    if found is None or (found[3] and not BRACES.fullmatch(found[3].strip())):
        return None
    return found if found[2] or not found[3] else None


def _div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: name {…}` up to the line of colons that closes it; an open one lasts to the end."""
    if state.is_code_block(start):
        return False
    opening = fence_of(_line(state, start))
    if opening is None or opening[2] is None:
        return False
    if silent:
        return True
    close = _closing(state, start, end)
    token = state.push("div_open", "div", 1)
    token.info, token.meta = opening[2], {"braces": opening[3] or "{}", "closed": close < end}
    token.map = [start, min(close + 1, end)]
    before = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = before
    state.push("div_close", "div", -1)
    state.line = min(close + 1, end)
    return True


def _closing(state: StateBlock, start: int, end: int) -> int:
    """The line of the fence that closes the block opened in line `start`; `end` without one."""
    depth = 0
    for line in range(start, end):
        found = fence_of(_line(state, line))
        if found:
            depth += 1 if found[2] else -1
        if depth == 0:
            return line
    return end


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


# ── inside a line ────────────────────────────────────────────────────────────────────────────────


def _running(state: StateCore) -> None:
    """The tokens of running text; text without a sign is one of them, and is not looked through."""
    from markdown_it.token import Token

    inline = state.md.inline
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            if token.content and not inline.terminator_re.search(token.content):
                token.children.append(Token("text", "", 0, content=token.content))
            else:
                inline.parse(token.content, state.md, state.env, token.children)


def _span(state: StateInline, silent: bool) -> bool:
    """`[words]{.role}`; `[words]{href="…"}` is a link that may hold such spans."""
    if state.src[state.pos] != "[" or not _has_spans(state.src):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _SPAN_END.match(state.src, end + 1) if end > 0 else None
    if found is None:
        return False
    if not silent:
        role = found[1] or "link"
        _inside(state, role, state.pos + 1, end, unescape(found[2] or ""))
    state.pos = found.end()
    return True


@lru_cache(maxsize=1)
def _has_spans(source: str) -> bool:
    """Asked at every bracket of a text, looked for once."""
    return "]{" in source


def _inside(state: StateInline, role: str, start: int, end: int, href: str = "") -> None:
    whole = state.posMax
    opening = state.push("role_open", "span", 1)
    opening.info, opening.attrs = role, {"href": href}
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = whole
    state.push("role_close", "span", -1)


def _note_reference(state: StateInline, silent: bool) -> bool:
    """`[^label]`."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("note_reference", "", 0).info = found[1]
    state.pos = found.end()
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    """`{words|reading}`."""
    found = _RUBY.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("ruby", "", 0)
        token.content, token.info = plain(found[1]), plain(found[2])
    state.pos = found.end()
    return True


def _raised_or_lowered(state: StateInline, silent: bool) -> bool:
    """`^raised^` and `~lowered~`."""
    for form, role in ((_RAISED, "superscript"), (_LOWERED, "subscript")):
        found = form.match(state.src, state.pos, state.posMax)
        if found is None:
            continue
        end = found.end()
        if not silent:
            _inside(state, role, found.start(1), found.end(1))
        state.pos = end
        return True
    return False


def plain(escaped: str) -> str:
    """Without the backslashes before ASCII punctuation."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
