"""Carry out what the signals decide: join lines, words and what a caption interrupts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.characters import ends_sentence, is_latin
from publisher.manuscript.draft import (
    Draft,
    Passage,
    Refused,
    Repair,
    Shape,
    parted,
    together,
)
from publisher.manuscript.rejoin.measure import NO_MEASURE, Measure, measures, unfilled
from publisher.manuscript.rejoin.shapes import shaped
from publisher.manuscript.rejoin.signals import Break, Verdict, judge
from publisher.manuscript.rejoin.verse import stanzas
from publisher.manuscript.rejoin.vocabulary import Vocabulary
from publisher.manuscript.words.english import english

_SHOWN = 8
_LONG, _SEEN = 1500, 500  # characters of a paragraph, and of its end that signals may look at
_WORD = 200  # characters; longer ones are no words
_INTERRUPTING = (Shape.CAPTION, Shape.CREDIT)
_PRESENTING = (Shape.ROLE, Shape.NAME, Shape.NAMED)
# what compounds are made of, and the list of words lacks
_PREFIXES = frozenset("co ex re self non anti multi semi quasi pre post sub de un".split())
_SHORT_WORDS = frozenset("a by in of on to up".split())


def rejoin(draft: Draft) -> Draft:
    """Paragraphs out of lines, with their shapes."""
    lines = shaped(draft.passages)
    held = measures(lines)
    lines = unfilled(lines, held)
    work = _Work(draft.file, Vocabulary.of(line.text for line in lines), draft.refused)
    for line, measure in stanzas(lines, held):
        work.measure = measure
        work.take(line)
    work.close()
    return draft.repaired(work.done, work.repairs, work.findings)


@dataclass(slots=True)
class _Work:
    """The paragraph in hand (`open`, whose last raw line is `last`) and what is done.

    `held` are captions that came while the paragraph's sentence was open: where it goes on after
    them they are put behind it. `front` is the beginning of a paragraph that grows long, which
    is not copied with each of its lines.
    """

    file: str
    words: Vocabulary
    refused: Refused = frozenset()
    measure: Measure = NO_MEASURE
    done: list[Passage] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: Passage | None = None
    last: Passage | None = None
    held: list[Passage] = field(default_factory=list)
    front: list[Passage] = field(default_factory=list)
    lines: int = 0

    def take(self, line: Passage) -> None:
        """The next line: joined to the paragraph in hand, or the beginning of one."""
        if self.open is None or self.last is None:
            self._begin(line)
            return
        at = self._break(line)
        interrupts = line.shape in _INTERRUPTING and self.open.shape is Shape.PROSE
        if interrupts and not at.ended:
            self.held.append(line)
            return
        verdict = judge(at)
        if verdict.joins and not self._is_refused(line):
            self._join(line, verdict)
        else:
            self.close()
            self._begin(line)

    def close(self) -> None:
        """The paragraph in hand is whole."""
        if self.open is not None:
            whole = self.open
            if self.front:
                whole = replace(together((*self.front, whole)), shape=whole.shape)
            if self.lines:
                place = Place(self.file, whole.line)
                self.findings.append(kinds.LINES_JOINED.at(place, count=self.lines))
            self.done.append(whole)
        self.done += self.held
        self.open = self.last = None
        self.held, self.front, self.lines = [], [], 0

    def _begin(self, line: Passage) -> None:
        self.open = self.last = line

    def _break(self, line: Passage) -> Break:
        assert self.open is not None  # noqa: S101 - for the type checker
        assert self.last is not None  # noqa: S101
        due = not self.done or self.done[-1].shape in _PRESENTING or self._second_headline()
        headed = all(each.shape in (Shape.TITLE, Shape.BYLINE) for each in self.done[-3:])
        opening = due or (headed and len(self.done) <= 3)
        ended = ends_sentence(self.open.text)
        return Break(self.open, self.last, line, self.measure, self.words, opening, ended)

    def _is_refused(self, line: Passage) -> bool:
        """Whether an editor wants no join here; in a hard-wrapped paragraph all its lines stay."""
        assert self.open is not None  # noqa: S101 - for the type checker
        if not self.refused:
            return False
        if line.gap or self.measure.width is None:
            return (kinds.JOINED.code, self.open.line_at(len(self.open.text))) in self.refused
        first = self.front[0] if self.front else self.open
        wrapped = (kinds.LINES_JOINED.code, first.line) in self.refused
        if wrapped:
            self.refused |= {(kinds.LINES_JOINED.code, line.line)}
        return wrapped

    def _second_headline(self) -> bool:
        """Whether the paragraph in hand follows at once on the headline of a speaker."""
        shapes = [each.shape for each in self.done[-2:]]
        above = len(shapes) == 2 and shapes[0] in _PRESENTING and shapes[1] is Shape.TITLE
        return above and self.open is not None and not self.open.gap

    def _join(self, line: Passage, verdict: Verdict) -> None:
        assert self.open is not None  # noqa: S101 - for the type checker
        left = self.open
        place = Place(self.file, left.line_at(len(left.text)))
        around = {"before": left.text[-_SHOWN:], "after": line.text[:_SHOWN]}
        kept = (kinds.HYPHEN.code, place.line) in self.refused
        hyphen = "" if kept else _hyphen(left.text, line.text, self.words)
        if hyphen:
            left = replace(left, text=left.text[: -len(hyphen)])
            self.repairs.append(Repair(kinds.HYPHEN, place.line, hyphen, ""))
            self.findings.append(kinds.HYPHEN.at(place, **around))
        elif line.gap or self.measure.width is None:
            self.findings.append(kinds.JOINED.at(place, **around, reasons=verdict.reasons))
        else:
            self.lines += 1
        between = " " if not hyphen and _needs_space(left.text, line.text) else ""
        shape = Shape.PROSE if left.shape is Shape.TITLE else left.shape
        if self.front and left.markup != line.markup:  # what turns to Markdown turns as a whole
            left, self.front = together((*self.front, left)), []
        self.open = replace(left.joined(line, between), shape=shape)
        self.last = line
        if len(self.open.text) > _LONG:
            self._set_aside(len(self.open.text) - _SEEN)

    def _set_aside(self, most: int) -> None:
        """The lines of the paragraph in hand that end before a character."""
        assert self.open is not None  # noqa: S101 - for the type checker
        at = max((each.offset for each in self.open.anchors if each.offset <= most), default=0)
        if at:
            front, self.open = parted(self.open, at)
            self.front.append(front)


def _needs_space(before: str, after: str) -> bool:
    """Between two Latin words, or a mark of English and a word."""
    before = before[-_WORD:]
    tail, head = before[-1:], after[:1]
    if not (is_latin(head) or head.isdigit()) or not head:
        return False
    if tail == "-" or "://" in before.rsplit(" ", 1)[-1]:
        return False
    if tail.isdigit() and head.isdigit():
        return False
    return is_latin(tail) or (tail in ",.;:?!" and bool(re.search(r"[A-Za-z][,.;:?!]$", before)))


def _hyphen(before: str, after: str, words: Vocabulary) -> str:
    """The hyphen that goes away when a word is joined; "" where it stays or is none."""
    if before.endswith("\u00ad"):
        tail = before[-_WORD:]
        return tail[len(tail.rstrip("\u00ad")) :]
    found = re.search("([A-Za-z]+(?:-[A-Za-z]+)*)-$", before[-_WORD:])
    rest = re.match("[a-z]+", after)
    if not found or not rest:
        return ""
    return "" if _keeps_hyphen(found[1], rest[0], words) else "-"


def _keeps_hyphen(left: str, right: str, words: Vocabulary) -> bool:
    """A real hyphen: written so elsewhere in this text, or between two words that make no third."""
    if words.has(left + right):
        return False
    if words.has(f"{left}-{right}") or left.isupper() or len(left) == 1 or "-" in left:
        return True
    known, last = english(), left.lower()
    if last + right in known:
        return False
    return (last in known or last in _PREFIXES) and (right in known or right in _SHORT_WORDS)
