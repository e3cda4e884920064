"""Pieces -> the lines of a paragraph, as plain text where that says all, else as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from publisher.document.model import Inline, Inlines, Link, NoteReference, Ruby, Span, Text
from publisher.manuscript.characters import LIST_HEAD, SPACES, ems, han_count, is_wide
from publisher.manuscript.markdown.inlines import run
from publisher.manuscript.office.runs import Piece
from publisher.manuscript.rejoin.shapes import could_be_title

_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_LABEL = re.compile("[^：:。，]{1,12}[：:]")
# marks that a title, a name, a label may have from its place on Word's page
_DECORATION = frozenset({"strong", "italic", "superscript", "subscript"})
_ROLES: tuple[tuple[str, Literal["strong", "emphasis", "superscript", "subscript"]], ...] = (
    ("strong", "strong"),
    ("italic", "emphasis"),
    ("dots", "emphasis"),
    ("superscript", "superscript"),
    ("subscript", "subscript"),
)


@dataclass(slots=True)
class Line:
    """One line: `pieces` without the space around them, and the ems taken from their head."""

    pieces: list[Piece]
    indent: float = 0.0
    trimmed: bool = False
    unmarked: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its characters without marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_plain(self) -> bool:
        """Whether its characters say all."""
        return not any(each.marks or each.href or each.reading or each.note for each in self.pieces)

    @property
    def is_brief(self) -> bool:
        """Whether it looks like a title, and nothing in it but decoration would be lost."""
        said = any(
            each.href or each.reading or not each.marks <= _DECORATION for each in self.pieces
        )
        return not said and could_be_title(self.words)

    def bare(self) -> Line:
        """Without marks; readings stand in brackets, notes go to `unmarked`."""
        pieces = [
            Piece(f"{each.text}（{each.reading}）" if each.reading else each.text, line=each.line)
            for each in self.pieces
        ]
        notes = [each.note for each in self.pieces if each.note]
        return Line(pieces, self.indent, self.trimmed, self.unmarked + notes)

    def markdown(self) -> str:
        """The line as Markdown, its head not guarded against beginning a block."""
        return run(self.inlines())

    def inlines(self) -> Inlines:
        """The line as the model has it."""
        pieces = [each._replace(text=each.text.replace("\t", " ")) for each in self.pieces]
        return tuple(_inlines(pieces))


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of a paragraph, the empty ones too; decoration that says nothing is taken away."""
    lines: list[list[Piece]] = [[]]
    for piece in _undecorated(pieces):
        if piece.text == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    return [_trimmed(each) for each in lines]


def joined(lines: Iterable[Line], beside_han: str = "") -> Line:
    """Lines as one, with a space between Latin words and `beside_han` elsewhere."""
    whole = Line([])
    before = ""
    for line in lines:
        words = line.words
        if not line.pieces:
            continue
        after = words[:1]
        wide = is_wide(before or "，") or is_wide(after or "，")
        between = beside_han if wide else " "
        if whole.pieces and between:
            whole.pieces.append(Piece(between))
        whole.pieces += line.pieces
        whole.trimmed = whole.trimmed or line.trimmed
        whole.unmarked += line.unmarked
        before = words[-1:] or before
    return whole


def labelled(line: Line, label: str) -> Line:
    """A line with the number that Word counted at its head."""
    if not label:
        return line
    space = "" if is_wide(label[-1]) or is_wide(line.words[:1] or "，") else " "
    return Line([Piece(label + space), *line.pieces], line.indent, line.trimmed, line.unmarked)


def _undecorated(pieces: Sequence[Piece]) -> list[Piece]:
    """Bold and italics of a whole paragraph, or of the label at its head, are its look."""
    seen = [each for each in pieces if each.text.strip(SPACES + "\n")]
    common = frozenset.intersection(*(each.marks for each in seen)) if seen else frozenset()
    look = common & _DECORATION
    done = [
        each._replace(marks=frozenset() if not each.text.strip() else each.marks - look)
        for each in pieces
    ]
    return _plain_head(done)


def _plain_head(pieces: list[Piece]) -> list[Piece]:
    """记者：, 一、 at the head of a paragraph stand without marks, as the reader looks for them."""
    count = 0
    while count < len(pieces) and pieces[count].text != "\n" and not pieces[count].note:
        count += 1
        if sum(len(each.text) for each in pieces[:count]) > 2 * 12:
            break
    words = "".join(each.text for each in pieces[:count])
    start = len(words) - len(words.lstrip(SPACES))
    label = _LABEL.match(words, start) or LIST_HEAD.match(words, start)
    if label is None:
        return pieces
    done, left = list[Piece](), label.end()
    for each in pieces:
        cut, left = each.text[:left], max(0, left - len(each.text))
        if cut and not each.reading:
            done.append(each._replace(text=cut, marks=each.marks - _DECORATION))
            each = each._replace(text=each.text[len(cut) :])
        if each.text or each.note:
            done.append(each)
    return done


def _trimmed(pieces: list[Piece]) -> Line:
    """Without space at head and end; leading space is an indent."""
    words = "".join(each.text for each in pieces)
    head = words[: len(words) - len(words.lstrip(SPACES + _UNSEEN))]
    kept = _cut(pieces, len(head))
    kept = _reversed(_cut(_reversed(kept), _tail(words[len(head) :])))
    visible = "".join(each for each in head if each not in _UNSEEN).replace("\t", "    ")
    return Line(kept, ems(visible), len("".join(each.text for each in kept)) != len(words))


def _reversed(pieces: Sequence[Piece]) -> list[Piece]:
    return [each._replace(text=each.text[::-1]) for each in reversed(pieces)]


def _tail(words: str) -> int:
    return len(words) - len(words.rstrip(SPACES))


def _cut(pieces: Sequence[Piece], left: int) -> list[Piece]:
    """Without the first characters."""
    kept = []
    for each in pieces:
        gone = min(left, len(each.text))
        left -= gone
        if each.text[gone:] or each.note:
            kept.append(each._replace(text=each.text[gone:]))
    return kept


# ── the model ────────────────────────────────────────────────────────────────────────────────────


def _inlines(pieces: Sequence[Piece]) -> list[Inline]:
    done: list[Inline] = []
    number = 0
    while number < len(pieces):
        first, end = pieces[number], number + 1
        while end < len(pieces) and pieces[end].href == first.href and first.href:
            end += 1
        if first.href:
            inside = [each._replace(href="") for each in pieces[number:end]]
            done.append(Link(first.href, tuple(_inlines(inside))))
            number = end
            continue
        while end < len(pieces) and _alike(first, pieces[end]):
            end += 1
        done += _words(first, "".join(each.text for each in pieces[number:end]))
        number = end
    return done


def _alike(first: Piece, other: Piece) -> bool:
    same = first.marks == other.marks and not other.href
    return same and not (first.note or other.note or first.reading or other.reading)


def _words(piece: Piece, text: str) -> list[Inline]:
    """One inline with its spans around it; italics of Latin words are no emphasis of Chinese."""
    inner: list[Inline] = [Text(text)] if text else []
    if piece.reading and text:
        inner = [Ruby(text, piece.reading)]
    marks = piece.marks if han_count(text) else piece.marks - {"italic"}
    if text.strip(SPACES):
        for role in dict.fromkeys(role for mark, role in _ROLES if mark in marks):
            inner = [Span(role, tuple(inner))]
    return [*inner, NoteReference(piece.note)] if piece.note else inner
