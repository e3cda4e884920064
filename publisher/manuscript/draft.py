"""What the stages hand on: passages of text that know their raw lines, and what was repaired.

A stage never rewrites text by hand: it yields `Edit`s, and `apply` carries them out and writes them
into the ledger. So the raw text and the ledger always give the repaired text, and nothing can be
lost in silence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from publisher.document.model import plain
from publisher.findings import Finding, Kind
from publisher.manuscript.markdown.inlines import SPECIAL, parse

Refused = frozenset[tuple[str, int]]


class Shape(Enum):
    """What a passage looks like, before it is known what it is."""

    PROSE = "prose"
    TITLE = "title"  # short, without the end of a sentence: a headline or a 小标题
    ROLE = "role"  # 身份 alone
    NAME = "name"  # a name alone
    NAMED = "named"  # 身份 and name in one line
    LABELLED = "labelled"  # 问：… 记者：…
    LIST = "list"
    VERSE = "verse"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    NOTE = "note"
    # only Markdown knows these for sure
    HEADING = "heading"
    MARKUP = "markup"  # a list, table, fence …: a piece of Markdown that is read as a whole


class Anchor(NamedTuple):
    """From `offset` on, the characters of a passage come from raw line `line`."""

    offset: int
    line: int


class Edit(NamedTuple):
    """Characters `start:end` become `new`, for the reason that `kind` gives."""

    start: int
    end: int
    new: str
    kind: Kind


class Repair(NamedTuple):
    """An edit as the ledger keeps it: raw line, what stood there, what stands there now."""

    kind: Kind
    line: int
    old: str
    new: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that is set as one: a line at first, a paragraph after rejoining.

    `gap` counts the blank lines above it and `indent` the ems of space that were taken from its
    head; `sure` says that its shape was marked up, not guessed; `level` is a heading's;
    `markup` says that the text is Markdown.
    """

    text: str
    anchors: tuple[Anchor, ...]
    gap: int = 0
    indent: float = 0
    shape: Shape = Shape.PROSE
    sure: bool = False
    level: int = 0
    markup: bool = False

    @property
    def line(self) -> int:
        """The raw line where it begins."""
        return self.anchors[0].line

    @property
    def words(self) -> str:
        """Its characters, the marks of Markdown left out."""
        return plain(parse(self.text)) if self.markup else self.text

    def line_at(self, offset: int) -> int:
        """The raw line of a character."""
        return self.anchors[max(0, bisect_right(self.anchors, (offset, 1 << 60)) - 1)].line

    def joined(self, other: Passage, between: str = "") -> Passage:
        """This passage with another one after it; where one of them is Markdown, both are."""
        return together((self, other), between)


def parted(passage: Passage, at: int) -> tuple[Passage, Passage]:
    """The passage up to the beginning of a raw line in it, and from it on."""
    anchors = tuple(each for each in passage.anchors if each.offset < at)
    head = replace(passage, text=passage.text[:at], anchors=anchors)
    return head, without_head(passage, at)


def together(passages: Sequence[Passage], between: str = "") -> Passage:
    """One passage of several, in all else as the first is; where one is Markdown, all are."""
    if len({each.markup for each in passages}) > 1:
        passages = [_as_markdown(each) for each in passages]
    anchors = list(passages[0].anchors)
    shift = len(passages[0].text) + len(between)
    for passage in passages[1:]:
        anchors += (Anchor(each.offset + shift, each.line) for each in passage.anchors)
        shift += len(passage.text) + len(between)
    text = between.join(each.text for each in passages)
    return replace(passages[0], text=text, anchors=tuple(anchors))


def without_head(passage: Passage, length: int) -> Passage:
    """The passage without its first characters, which its structure says."""
    moved = [Anchor(max(0, each.offset - length), each.line) for each in passage.anchors]
    kept = [a for a, b in zip(moved, (*moved[1:], None), strict=True) if b is None or b.offset]
    return replace(passage, text=passage.text[length:], anchors=tuple(kept))


@dataclass(frozen=True, slots=True)
class Draft:
    """A manuscript on its way from lines to an article; `source` is the text as it was decoded.

    `refused` are repairs that an editor does not want: the code of each and its raw line.
    """

    file: str
    passages: tuple[Passage, ...]
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()
    source: str = ""
    refused: Refused = frozenset()

    def repaired(
        self,
        passages: Iterable[Passage],
        repairs: Sequence[Repair],
        findings: Sequence[Finding] = (),
    ) -> Draft:
        """With new passages, and more in the ledger."""
        return replace(
            self,
            passages=tuple(passages),
            repairs=(*self.repairs, *repairs),
            findings=(*self.findings, *findings),
        )


def apply(
    passage: Passage, edits: Iterable[Edit], refused: Refused = frozenset()
) -> tuple[Passage, list[Repair]]:
    """Carry out edits, which must be in order and apart; the anchors move with the text."""
    text = passage.text
    pieces: list[str] = []
    repairs: list[Repair] = []
    moves: list[tuple[int, int]] = [(0, 0)]
    done = shift = 0
    for start, end, new, kind in edits:
        old = text[start:end]
        if old == new:
            continue
        line = passage.line_at(start)
        if refused and (kind.code, line) in refused:
            continue
        pieces += (text[done:start], new)
        repairs.append(Repair(kind, line, old, new))
        done = end
        shift += len(new) - len(old)
        moves.append((end, shift))
    if not repairs:
        return passage, repairs
    pieces.append(text[done:])
    return replace(passage, text="".join(pieces), anchors=_moved(passage.anchors, moves)), repairs


def _as_markdown(passage: Passage) -> Passage:
    """With backslashes before the characters that would be marks."""
    if passage.markup:
        return passage
    shifts = [found.start() for found in SPECIAL.finditer(passage.text)]
    anchors = tuple(
        Anchor(a.offset + bisect_left(shifts, a.offset), a.line) for a in passage.anchors
    )
    text = SPECIAL.sub(lambda found: "\\" + found[0], passage.text)
    return replace(passage, text=text, anchors=anchors, markup=True)


def _moved(anchors: tuple[Anchor, ...], moves: Sequence[tuple[int, int]]) -> tuple[Anchor, ...]:
    ends = [end for end, _ in moves]
    return tuple(
        Anchor(anchor.offset + moves[max(0, bisect_right(ends, anchor.offset) - 1)][1], anchor.line)
        for anchor in anchors
    )
