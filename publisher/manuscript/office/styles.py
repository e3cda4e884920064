"""Styles of paragraphs and characters: what they mean, along the chains on which they are based."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from lxml import etree

from publisher.manuscript.office.names import attribute, children, first, name, number, on, value

_LONGEST_CHAIN = 20
_DEFAULT_SIZE = 21  # half points: 五号
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])(?![0-9])|([一二三四五])(?:级标题|級標題)")
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题|標題)$")


class Meaning(Enum):
    """What the name of a style says."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    CAPTION = "caption"
    QUOTE = "quote"
    CONTENTS = "contents"


_NAMES = {
    Meaning.TITLE: "title 标题 標題 大标题 主标题 文章标题",
    Meaning.SUBTITLE: "subtitle 副标题 副標題 副题",
    Meaning.CAPTION: "caption 题注 題注 图注 图说 图片说明 图题 表题 標號",
    Meaning.QUOTE: "quote intensequote blocktext 引用 明显引用 引文 块引用",
}
_MEANINGS = {word: meaning for meaning, words in _NAMES.items() for word in words.split()}


@dataclass(slots=True)
class Style:
    """A style with what it inherits. `heading` is 0 for none; `indent` is in ems."""

    meaning: Meaning | None = None
    heading: int = 0
    indent: float | None = None
    size: int | None = None
    list_number: str | None = None
    list_level: int | None = None
    marks: dict[str, bool] = field(default_factory=dict)


NO_STYLE = Style()


class Styles:
    """The styles of a file, each worked out when it is first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        self.size = _DEFAULT_SIZE
        for node in () if root is None else children(root):
            if name(node) == "w:docDefaults":
                sizes = [number(value(each)) for each in node.iter() if name(each) == "w:sz"]
                self.size = sizes[0] if sizes and sizes[0] > 0 else _DEFAULT_SIZE
            if name(node) == "w:style":
                identity = attribute(node, "w:styleId") or ""
                self._nodes[identity] = node
                standard = attribute(node, "w:default") in ("1", "true", "on")
                if standard and attribute(node, "w:type") == "paragraph":
                    self._default = identity

    def of(self, identity: str | None) -> Style:
        """The style of an identifier; the default one where it is None or unknown."""
        if identity not in self._nodes:
            identity = self._default
        chain: list[str] = []
        while identity in self._nodes and identity not in self._known:
            if identity in chain or len(chain) > _LONGEST_CHAIN:
                break
            chain.append(identity)
            based = first(self._nodes[identity], "w:basedOn")
            identity = "" if based is None else value(based)
        style = self._known.get(identity, NO_STYLE)
        for each in reversed(chain):
            style = self._known[each] = _inheriting(self._nodes[each], style, each)
        return style


def _inheriting(node: etree._Element, base: Style, identity: str) -> Style:
    named = first(node, "w:name")
    word = (identity if named is None else value(named)).strip().lower()
    heading = _HEADING.match(word)
    style = Style(
        base.meaning, base.heading, base.indent, base.size, base.list_number, base.list_level
    )
    if heading:
        level = heading[1] or "〇一二三四五".index(heading[2])
        style.heading, style.meaning = int(level), None
    elif _CONTENTS.match(word):
        style.meaning = Meaning.CONTENTS
    else:
        style.meaning = _MEANINGS.get(word.replace(" ", ""), base.meaning)
    paragraph, run = first(node, "w:pPr"), first(node, "w:rPr")
    if run is not None:
        size = first(run, "w:sz")
        style.size = base.size if size is None else number(value(size)) or base.size
    style.marks = base.marks | marks_of(run)
    if paragraph is not None:
        own = level_of(paragraph)
        style.heading = style.heading if own is None or heading else own
        found = indent_of(paragraph, style.size or _DEFAULT_SIZE)
        style.indent = base.indent if found is None else found
        listed, level = list_of(paragraph)
        style.list_number = listed or base.list_number
        style.list_level = base.list_level if level is None else level
    return style


def level_of(properties: etree._Element) -> int | None:
    """The level in the outline, from 1; 0 for running text; None where it is not given."""
    node = first(properties, "w:outlineLvl")
    if node is None:
        return None
    level = number(value(node))
    return level + 1 if 0 <= level <= 8 else 0


def indent_of(properties: etree._Element, size: int) -> float | None:
    """The indent of the first line in ems; None where it is not given."""
    node = first(properties, "w:ind")
    if node is None:
        return None
    characters = attribute(node, "w:firstLineChars")
    if characters is not None and number(characters):
        return max(0.0, number(characters) / 100)
    twips = attribute(node, "w:firstLine")
    if twips is not None:
        return max(0.0, number(twips) / 10 / max(1, size))
    hanging = attribute(node, "w:hanging") or attribute(node, "w:hangingChars")
    return 0.0 if hanging or characters else None


def list_of(properties: etree._Element) -> tuple[str | None, int | None]:
    """Number and level of the list to which a paragraph belongs."""
    node = first(properties, "w:numPr")
    if node is None:
        return None, None
    listed, level = first(node, "w:numId"), first(node, "w:ilvl")
    return (
        None if listed is None else value(listed),
        None if level is None else max(0, min(8, number(value(level)))),
    )


def marks_of(run: etree._Element | None) -> dict[str, bool]:
    """What a run says of its characters: strong, italic, dots, raised, lowered, hidden, struck."""
    found: dict[str, bool] = {}
    for mark, wanted in (("strong", "w:b"), ("italic", "w:i"), ("hidden", "w:vanish")):
        switched = on(run, wanted)
        if switched is not None:
            found[mark] = switched
    struck = [each for each in (on(run, "w:strike"), on(run, "w:dstrike")) if each is not None]
    if struck:
        found["struck"] = any(struck)
    dots = on(run, "w:em")
    if dots is not None:
        found["dots"] = dots
    raised = None if run is None else first(run, "w:vertAlign")
    if raised is not None:
        found["superscript"] = value(raised) == "superscript"
        found["subscript"] = value(raised) == "subscript"
    return found
