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
from publisher.manuscript.office.names import (
    attribute,
    children,
    descendants,
    first,
    name,
    value,
)
from publisher.manuscript.office.notes import Comments, Notes
from publisher.manuscript.office.package import Relation
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.office.styles import Styles, marks_of

KEPT = frozenset({"strong", "italic", "dots", "superscript", "subscript"})
DROPPED = frozenset({"w:del", "w:moveFrom"})
_SILENT = frozenset(
    "w:pPr w:rPr w:sdtPr w:sdtEndPr w:smartTagPr w:customXmlPr w:instrText w:delInstrText "
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
class _Change:
    author: str
    old: str = ""
    new: str = ""


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
    """The paragraphs of one text (the body, a note, a box), read one after the other.

    `fields` has an entry for each field that is open: whether its code still goes on; `coded`
    counts those.
    """

    aids: Aids
    root: etree._Element
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    coded: int = 0
    lone: frozenset[etree._Element] = frozenset()
    paragraph: int = 0
    _changes: list[_Change] = field(default_factory=list)
    _told: dict[str, str] = field(default_factory=dict)
    _touching: bool = False
    _alt: str = ""

    def __post_init__(self) -> None:
        self.lone = _unmatched(self.root)

    def read(self, node: etree._Element, paragraph: int, hidden: bool = False) -> list[Piece]:
        """The pieces of a paragraph; text boxes in it are put into `boxes`."""
        self.pieces, self.boxes, self.paragraph = [], [], paragraph
        self._changes, self._told, self._touching = [], {}, False
        self._walk(node, _Context(frozenset({"hidden"} if hidden else ())))
        for change in self._changes:
            values = {"old": shown(change.old), "new": shown(change.new)}
            self._tell(kinds.CHANGED, author=change.author or "?", **values)
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
            else:
                self._walk(child, context)

    # ── characters ───────────────────────────────────────────────────────────────────────────────

    def _say(self, text: str, context: _Context, reading: str = "", note: str = "") -> None:
        if self.coded or not (text or note):
            return
        for mark in ("hidden", "struck"):
            if mark in context.marks:
                self._told[mark] = (self._told.get(mark, "") + text)[:200]
        if "hidden" in context.marks:
            return
        if context.author:
            self._change(context.author, new=text)
        else:
            self._touching = False
        self.aids.comments.hear(text)
        marks = context.marks & KEPT
        self.pieces.append(Piece(text, marks, context.href, reading, note))

    def _text(self, node: etree._Element, context: _Context) -> None:
        for number, line in enumerate(_BREAK.split(_SPACE.sub(" ", node.text or ""))):
            if number:
                self._say("\n", context)
            self._say(line, context)

    def _symbol(self, node: etree._Element, context: _Context) -> None:
        code = attribute(node, "w:char") or ""
        if re.fullmatch("[0-9A-Fa-f]{2,6}", code):
            point = int(code, 16)
            if 0x20 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF:
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

    def _field(self, node: etree._Element, context: _Context) -> None:
        kind = attribute(node, "w:fldCharType")
        if node in self.lone:
            return
        if kind == "begin":
            self.fields.append(True)
            self.coded += 1
        elif kind == "separate" and self.fields:
            self.coded -= self.fields[-1]
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.coded -= self.fields.pop()

    def _link(self, node: etree._Element, context: _Context) -> None:
        found = self.aids.relations.get(attribute(node, "r:id") or "")
        href = found.target.strip() if found and found.external else ""
        safe = re.fullmatch(r"https?://[^\s\x00-\x1f]{1,2000}", href, re.IGNORECASE)
        self._walk(node, context._replace(href=href) if safe else context)

    def _note(self, node: etree._Element, context: _Context) -> None:
        family = "endnotes" if name(node) == "w:endnoteReference" else "footnotes"
        if self.coded or "hidden" in context.marks:
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
        author = attribute(node, "w:author") or "?"
        self._walk(node, context._replace(author=author))

    def _taken_out(self, node: etree._Element, context: _Context) -> None:
        words = "".join(each.text or "" for each in descendants(node, "w:delText", "w:t"))
        if words and not self.coded:
            self._change(attribute(node, "w:author") or "?", old=words)

    def _change(self, author: str, old: str = "", new: str = "") -> None:
        """Changes of one author that touch are one."""
        last = self._changes[-1] if self._changes and self._touching else None
        if last is None or last.author != author or (old and last.new and last.old):
            self._changes.append(_Change(author, old[:200], new[:200]))
        else:
            last.old += old[: max(0, 200 - len(last.old))]
            last.new += new[: max(0, 200 - len(last.new))]
        self._touching = True

    # ── what is no text ──────────────────────────────────────────────────────────────────────────

    def _alternatives(self, node: etree._Element, context: _Context) -> None:
        branch = chosen(node)
        if branch is not None:
            self._walk(branch, context)

    def _drawing(self, node: etree._Element, context: _Context) -> None:
        self._alt = ""
        self._walk(node, context)

    def _named(self, node: etree._Element, context: _Context) -> None:
        self._alt = shown(node.get("descr") or node.get("name") or "")

    def _box(self, node: etree._Element, context: _Context) -> None:
        self.boxes.append(node)

    def _picture(self, node: etree._Element, context: _Context) -> None:
        found = None
        for key in ("r:link", "r:embed", "r:id"):
            found = found or self.aids.relations.get(attribute(node, key) or "")
        if found and found.external:
            self._tell(kinds.PICTURE_LINKED, target=shown(found.target, 120))
            return
        title = attribute(node, "o:title") if name(node) == "v:imagedata" else None
        file = found.target.rpartition("/")[2] if found else ""
        told = [each for each in (shown(title or "") or self._alt, shown(file)) if each]
        self._tell(kinds.PICTURE, name=" · ".join(told) or "?")

    def _drawn(self, node: etree._Element, context: _Context) -> None:
        words = shown(node.get("string") or "") if name(node) == "v:textpath" else ""
        self._tell(kinds.PICTURE, name=words or self._alt or name(node).partition(":")[2])

    def _object(self, node: etree._Element, context: _Context) -> None:
        found = next(descendants(node, "o:OLEObject"), None)
        program = "" if found is None else found.get("ProgID") or ""
        self._tell(kinds.EMBEDDED, what=shown(program) or name(node).partition(":")[2])


_HANDLERS = {
    "w:t": Runs._text,
    "w:r": Runs._run,
    "w:sym": Runs._symbol,
    "w:ruby": Runs._ruby,
    "m:oMath": Runs._formula,
    "w:fldChar": Runs._field,
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
    "a:blip": Runs._picture,
    "v:imagedata": Runs._picture,
    "v:textpath": Runs._drawn,
    "c:chart": Runs._drawn,
    "dgm:relIds": Runs._drawn,
    "w:object": Runs._object,
}


def _unmatched(root: etree._Element) -> frozenset[etree._Element]:
    """Begins and ends of fields without their partner: they would hide all that follows."""
    waiting: list[etree._Element] = []
    lone: list[etree._Element] = []
    for each in descendants(root, "w:fldChar"):
        if any(name(above) in DROPPED for above in each.iterancestors()):
            continue
        kind = attribute(each, "w:fldCharType")
        if kind == "begin":
            waiting.append(each)
        elif kind == "end" and waiting:
            waiting.pop()
        elif kind == "end":
            lone.append(each)
    return frozenset([*waiting, *lone])
