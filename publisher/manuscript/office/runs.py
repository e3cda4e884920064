"""What stands inside a paragraph: its characters with their marks, in the order of reading.

Of tracked changes what was put in is kept and what was taken out is told; of fields the result is
kept. An element that is not known is gone through, so that characters inside it are not lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from publisher.findings import Kind
from publisher.manuscript.office import findings as kinds
from publisher.manuscript.office.changes import Changes, author_of
from publisher.manuscript.office.fields import Fields, drawn, target
from publisher.manuscript.office.names import attribute, children, descendants, first, name, value
from publisher.manuscript.office.notes import Comments, Notes
from publisher.manuscript.office.package import Relation
from publisher.manuscript.office.pictures import Pictures
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.office.styles import Styles, marks_of

KEPT = frozenset({"strong", "italic", "dots", "superscript", "subscript"})
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_SYMBOLS = re.compile("wingdings|webdings|symbol", re.IGNORECASE)
_SILENT = frozenset(
    "w:pPr w:rPr w:sdtPr w:sdtEndPr w:smartTagPr w:customXmlPr w:delInstrText "
    "w:delText w:sectPr w:fldData w:tblPr w:trPr w:tcPr".split()
)
_BREAK = re.compile("[\x85\u2028\u2029]")
_SPACE = re.compile("[\r\n\t]+")
_TYPED = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "\u00ad",
}


class Piece(NamedTuple):
    r"""Characters of one kind; `\n` alone breaks a line. `note` is the label of a note's mark.

    `line` is the line of the file, where a paragraph has many.
    """

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    reading: str = ""
    note: str = ""
    line: int = 0


class _Context(NamedTuple):
    """What holds for the characters inside an element."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    author: str = ""  # of the tracked change that put them in


@dataclass(slots=True)
class Aids:
    """What is needed to read the runs of one part."""

    report: Report
    styles: Styles
    comments: Comments
    notes: Notes
    relations: Mapping[str, Relation]


def chosen(node: etree._Element) -> etree._Element | None:
    """The one branch of alternatives that is read: the first choice, else the way out."""
    choice = first(node, "mc:Choice")
    if choice is not None and len(choice):
        return choice
    return first(node, "mc:Fallback")


@dataclass(slots=True)
class Runs:
    """The paragraphs of one text (the body, a note, a box), read one after the other."""

    aids: Aids
    fields: Fields
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    paragraph: int = 0
    _changes: Changes = field(default_factory=Changes)
    _told: dict[str, str] = field(default_factory=dict)
    _pictures: Pictures = field(init=False)

    def __post_init__(self) -> None:
        self._pictures = Pictures(self.aids.report, self.aids.relations)

    def read(self, node: etree._Element, paragraph: int, hidden: bool = False) -> list[Piece]:
        """The pieces of a paragraph; text boxes in it are put into `boxes`."""
        self.pieces, self.boxes, self.paragraph, self._told = [], [], paragraph, {}
        self._walk(node, _Context(frozenset({"hidden"} if hidden else ())))
        self._changes.add_end(node)
        self._changes.tell(self.aids.report, paragraph)
        for kind, mark in ((kinds.HIDDEN, "hidden"), (kinds.STRUCK, "struck")):
            if self._told.get(mark, "").strip():
                self._tell(kind, words=shown(self._told[mark]))
        return self.pieces

    def _tell(self, kind: Kind, **values: str) -> None:
        self.aids.report.tell(kind, self.paragraph, **values)

    def _walk(self, node: etree._Element, context: _Context) -> None:
        for child in children(node):
            known = name(child)
            if known in _SILENT:
                continue
            handler = _HANDLERS.get(known)
            if handler is not None:
                handler(self, child, context)
            elif known in _TYPED:
                self._say(_TYPED[known], context)
            elif not self._pictures.tell(child, self.paragraph):
                self._walk(child, context)

    # ── characters ───────────────────────────────────────────────────────────────────────────────

    def _say(self, text: str, context: _Context, reading: str = "", note: str = "") -> None:
        if not (text or note):
            return
        marks = context.marks | {"hidden"} if self.fields.coded else context.marks
        for mark in ("hidden", "struck"):
            if mark in marks:
                self._told[mark] = self._told.get(mark, "")[:200] + text[:200]
        if "hidden" in marks:
            return
        if context.author:
            self._changes.add(context.author, new=text)
        else:
            self._changes.part()
        self.aids.comments.hear(text)
        href = context.href or self._address(self.fields.href)
        self.pieces.append(Piece(text, marks & KEPT, href, reading, note))

    def _text(self, node: etree._Element, context: _Context) -> None:
        text = "".join(map(str, node.itertext()))
        for number, line in enumerate(_BREAK.split(_SPACE.sub(" ", text))):
            if number:
                self._say("\n", context)
            self._say(line, context)

    def _symbol(self, node: etree._Element, context: _Context) -> None:
        code = attribute(node, "w:char") or ""
        if re.fullmatch("[0-9A-Fa-f]{2,6}", code):
            point = int(code, 16)
            if point < 0x100 and _SYMBOLS.search(attribute(node, "w:font") or ""):
                point += 0xF000  # where such fonts have their signs
            character = 0x20 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF
            if character and point & 0xFFFE != 0xFFFE:
                self._say(chr(point), context)

    def _run(self, node: etree._Element, context: _Context) -> None:
        properties = first(node, "w:rPr")
        if properties is not None:
            named = first(properties, "w:rStyle")
            marks = {} if named is None else dict(self.aids.styles.of(value(named)).marks)
            marks |= marks_of(properties)
            on = {mark for mark, holds in marks.items() if holds}
            off = {mark for mark, holds in marks.items() if not holds}
            context = context._replace(marks=(context.marks - off) | on)
        self._walk(node, context)

    def _ruby(self, node: etree._Element, context: _Context) -> None:
        base, over = first(node, "w:rubyBase"), first(node, "w:rt")
        words, reading = (
            "".join(each.text or "" for each in descendants(part, "w:t"))
            for part in (node if base is None else base, node if over is None else over)
        )
        self._say(words, context, reading=reading if base is not None and over is not None else "")

    def _formula(self, node: etree._Element, context: _Context) -> None:
        words = "".join(each.text or "" for each in descendants(node, "m:t", "w:t"))
        self._say(_SPACE.sub(" ", words), context)
        if words.strip():
            self._tell(kinds.FORMULA, words=shown(words))

    # ── fields, links, notes, comments ───────────────────────────────────────────────────────────

    def _code(self, node: etree._Element, context: _Context) -> None:
        self.fields.hear(node.text or "")

    def _field(self, node: etree._Element, context: _Context) -> None:
        shown_code = drawn(self.fields.mark(node))
        if shown_code is None or self.fields.coded:
            return
        words, reading, is_sure = shown_code
        self._say(words, context, reading=reading if words else "")
        if not words:
            self._tell(kinds.EMBEDDED, what=shown(reading) or "EQ")
        elif not is_sure:
            self._tell(kinds.FORMULA, words=shown(words))

    def _simple_field(self, node: etree._Element, context: _Context) -> None:
        self._linked(node, context, target(attribute(node, "w:instr") or ""))

    def _link(self, node: etree._Element, context: _Context) -> None:
        found = self.aids.relations.get(attribute(node, "r:id") or "")
        self._linked(node, context, found.target.strip() if found and found.external else "")

    def _linked(self, node: etree._Element, context: _Context, href: str) -> None:
        self._walk(node, context._replace(href=self._address(href) or context.href))

    def _address(self, href: str) -> str:
        """An address that may stand in the text; another one is told once a paragraph."""
        if not href or _ADDRESS.fullmatch(href):
            return href
        if self._told.get("link") != href:
            self._told["link"] = href
            self._tell(kinds.EXTERNAL, target=shown(href, 120), what="hyperlink")
        return ""

    def _note(self, node: etree._Element, context: _Context) -> None:
        family = "endnotes" if name(node) == "w:endnoteReference" else "footnotes"
        if self.fields.coded or "hidden" in context.marks:
            return
        label = self.aids.notes.label(family, attribute(node, "w:id") or "", self.paragraph)
        if label:
            self._say("", context, note=label)
        else:
            self._tell(kinds.NOTE_MISSING)

    def _comment_begins(self, node: etree._Element, context: _Context) -> None:
        self.aids.comments.begin(attribute(node, "w:id") or "")

    def _comment_ends(self, node: etree._Element, context: _Context) -> None:
        self.aids.comments.end(attribute(node, "w:id") or "")

    def _comment(self, node: etree._Element, context: _Context) -> None:
        found = self.aids.comments.take(attribute(node, "w:id") or "")
        if found:
            self._tell(kinds.COMMENT, author=found.author, words=found.words, text=found.text)

    # ── tracked changes ──────────────────────────────────────────────────────────────────────────

    def _put_in(self, node: etree._Element, context: _Context) -> None:
        self._walk(node, context._replace(author=author_of(node)))

    def _taken_out(self, node: etree._Element, context: _Context) -> None:
        words = "".join(each.text or "" for each in descendants(node, "w:delText", "w:t"))
        if words:
            self._changes.add(author_of(node), old=words)
            self.aids.comments.hear(words)
        for each in descendants(node, "w:commentReference"):
            self._comment(each, context)

    # ── what is no text ──────────────────────────────────────────────────────────────────────────

    def _alternatives(self, node: etree._Element, context: _Context) -> None:
        branch = chosen(node)
        if branch is not None:
            self._walk(branch, context)

    def _drawing(self, node: etree._Element, context: _Context) -> None:
        self._pictures.alt = ""
        self._walk(node, context)

    def _named(self, node: etree._Element, context: _Context) -> None:
        self._pictures.named(node)

    def _box(self, node: etree._Element, context: _Context) -> None:
        self.boxes.append(node)


_HANDLERS = {
    "w:t": Runs._text,
    "w:r": Runs._run,
    "w:sym": Runs._symbol,
    "w:ruby": Runs._ruby,
    "m:oMath": Runs._formula,
    "w:instrText": Runs._code,
    "w:fldChar": Runs._field,
    "w:fldSimple": Runs._simple_field,
    "w:hyperlink": Runs._link,
    "w:footnoteReference": Runs._note,
    "w:endnoteReference": Runs._note,
    "w:commentRangeStart": Runs._comment_begins,
    "w:commentRangeEnd": Runs._comment_ends,
    "w:commentReference": Runs._comment,
    "w:ins": Runs._put_in,
    "w:moveTo": Runs._put_in,
    "w:del": Runs._taken_out,
    "w:moveFrom": Runs._taken_out,
    "mc:AlternateContent": Runs._alternatives,
    "w:drawing": Runs._drawing,
    "w:pict": Runs._drawing,
    "wp:docPr": Runs._named,
    "w:txbxContent": Runs._box,
}
