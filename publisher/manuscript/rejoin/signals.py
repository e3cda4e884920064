"""Is a break the end of a paragraph? The signals, their weights, and the sum that decides.

Weights are log odds, roughly: +2 says that a break is seven times as likely to lie inside a
paragraph as at its end. They were set by hand on damaged prose and checked by
`benchmarks/manuscript.py`. Every join says which signals spoke for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from publisher.findings import Terms
from publisher.manuscript.characters import (
    NEVER_FIRST,
    PARTNER,
    ems,
    is_han,
    is_latin,
    open_pairs,
)
from publisher.manuscript.draft import Passage, Shape
from publisher.manuscript.rejoin.headlines import odds
from publisher.manuscript.rejoin.measure import Measure
from publisher.manuscript.rejoin.shapes import TITLE_LIMIT
from publisher.manuscript.rejoin.vocabulary import Vocabulary
from publisher.messages import _

# characters with which no sentence and no headline ends, and with which none begins
_BOUND_TAIL = frozenset(
    "的和与及或在对把被将从为以向让使由于并且而但因虽若如更最很正已仍尚未曾不也都就又还再能会可要应該該來來與對將從為於"
)
_BOUND_HEAD = frozenset("的了着们得地吗呢吧啊性化者")
_LINKING_HEAD = frozenset("并而及和与或则却也都就又才於並與則卻")
_PROSE_LENGTH = 25  # ems; the plain rule of the field takes longer lines for prose
_HEAD = 80  # characters that are enough to measure a paragraph by
_COUNTED = 7.0  # how much surer a heading is where it has a number
_SUREST = 3.0  # of a short line that is no headline
_OWN_KIND = frozenset(
    {Shape.ROLE, Shape.NAME, Shape.NAMED, Shape.BYLINE, Shape.CREDIT, Shape.VERSE, Shape.HEADING}
    | {Shape.MARKUP}
)
# these may be sentences, and then go on; short ones without an end are headings, names of pictures
_BRIEF = frozenset({Shape.LIST, Shape.CAPTION, Shape.NOTE})
_DOUBTFUL = frozenset({Shape.LIST, Shape.LABELLED, Shape.CAPTION, Shape.NOTE})
_BEGINS = _OWN_KIND | _DOUBTFUL
_DIVIDED = re.compile("[a-z][-\u00ad]$")
_DATELINE = re.compile("据?(?:新华社|本报|本刊|中新社|中央社)[^，。；：]{0,16}[电讯電訊]")


class Break(NamedTuple):
    """A break between the paragraph so far and the next line.

    `last` is the last raw line of the paragraph, `opening` whether the paragraph stands where a
    headline is due: at the head of the article, or after a role and name; `ended` whether it ends
    with the end of a sentence.
    """

    before: Passage
    last: Passage
    after: Passage
    measure: Measure
    words: Vocabulary
    opening: bool
    ended: bool

    @property
    def full(self) -> bool:
        """Whether a program broke the line here because it was full."""
        return self.after.gap == 0 and self.measure.is_full(self.last, self.after)


Signal = Callable[[Break], float]


def own_kind(at: Break) -> float:
    """A role, a name, a list item, verse and the like begin and end with their line.

    A full line that waits for its end goes on, though the next begins like an item: 第⏎一、二位.
    """
    if at.full and not at.ended and at.after.shape in _DOUBTFUL and at.before.text[-1] not in "：:":
        return -20 if at.before.shape in _OWN_KIND else 0
    return -20 if at.before.shape in _OWN_KIND or at.after.shape in _BEGINS else 0


def mark_at_head(at: Break) -> float:
    """A comma, a full stop or a closing bracket cannot begin a paragraph."""
    head = at.after.text[:1]
    return 6 if head in NEVER_FIRST and not at.after.text.startswith(("……", "...", "··")) else 0


def pair_open(at: Break) -> float:
    """A bracket or quote that is open here and is closed after the break."""
    opened = open_pairs(at.before.text[-400:])
    if not opened:
        return 0
    closers = [mark for mark in at.after.text[:400] if mark in PARTNER]
    if not closers or PARTNER[closers[0]] != opened[-1]:
        return 0
    if at.ended:
        return 0 if opened[-1] in "“「" else 1
    return 4 if opened[-1] in "（(《〈" else 3


def pause_at_end(at: Break) -> float:
    """A paragraph does not end with a comma; after a colon or a semicolon it may."""
    tail = at.before.text[-1:]
    return 4.5 if tail in "，、,（(《“‘" else 0.5 if tail in "：；:;" else 0


def sentence_ended(at: Break) -> float:
    """Most paragraphs end with a sentence; inside hard-wrapped text so do many lines."""
    if not at.ended:
        return 0
    return -1 if at.full else -5


def sentence_open(at: Break) -> float:
    """Running text without the end of its sentence goes on."""
    if at.ended or at.before.shape is Shape.TITLE:
        return 0
    # a paragraph that grows by lines is measured by its head: it is looked at once a line
    return 3.5 if ems(at.before.text[:_HEAD]) > _PROSE_LENGTH else 2


def title_before(at: Break) -> float:
    """A short line without the end of a sentence: a headline, the surer where one is due."""
    shape = at.before.shape
    brief = shape in _BRIEF and not at.ended and ems(at.before.text[:_HEAD]) < TITLE_LIMIT
    if shape is not Shape.TITLE and not brief:
        return 0
    if at.full:
        return -3 if at.opening else 0
    if at.opening:
        return -9
    doubt = -odds(at.before.text, at.after.text)
    if brief:
        doubt = min(0.0, doubt - _COUNTED)
    return max(-9, min(_SUREST, doubt))


def title_after(at: Break) -> float:
    """The next line looks like a headline; less so where a sentence waits for its end."""
    if at.after.shape is not Shape.TITLE:
        return 0
    return -3 if at.ended or at.before.shape is Shape.TITLE else -1.5


def dateline_after(at: Break) -> float:
    """电头 begins a paragraph: 本报乌镇11月7日电."""
    return -4 if _DATELINE.match(at.after.text) else 0


def tail_is_bound(at: Break) -> float:
    """的, 和, 在 … want something after them."""
    return 3 if at.before.text[-1:] in _BOUND_TAIL else 0


def head_is_bound(at: Break) -> float:
    """们, 的, 性 … want something before them."""
    head = at.after.text[:1]
    weight = 3 if head in _BOUND_HEAD else 1.5 if head in _LINKING_HEAD else 0
    return 0 if not weight or at.ended or at.words.begins_word(at.after.text[:4]) else weight


def word_across(at: Break) -> float:
    """The characters on both sides are a word: known, or written elsewhere in this text."""
    pair = at.before.text[-1:] + at.after.text[:1]
    if at.ended or len(pair) < 2 or not (is_han(pair[0]) and is_han(pair[1])):
        return 0
    weight = at.words.weight(at.before.text[-3:], at.after.text[:3])
    # a headline and the paragraph below it make words by chance too
    return weight / 2 if at.before.shape is Shape.TITLE else weight


def latin_goes_on(at: Break) -> float:
    """A Latin word or a figure goes on with a small letter, a figure or a unit."""
    tail, head = at.before.text[-1:], at.after.text[:1]
    if _DIVIDED.search(at.before.text[-2:]) and head.islower():
        return 6
    if is_latin(tail) and is_latin(head) and head.islower():
        return 5
    if tail in "年月" and head.isdigit():
        return 3
    return 4 if tail.isdigit() and (head.isdigit() or head in "%％年月日多余万亿个") else 0


def line_full(at: Break) -> float:
    """A full line was broken by its program, a short one by its writer."""
    if at.measure.width is None or at.after.gap:
        return 0
    if at.full:
        return 4
    return -5 if at.measure.is_short(at.last, at.after) else 1


def indents(at: Break) -> float:
    """Where paragraphs are indented, an indent begins one and its lack goes on with one."""
    if at.after.indent >= 1.5 and at.measure.indented:
        return -8
    if not at.measure.indented or at.before.shape is Shape.TITLE or at.after.shape is Shape.TITLE:
        return 0
    return 2.5 if at.after.gap == 0 else 1


def blank_lines(at: Break) -> float:
    """Where blank lines part paragraphs of wrapped lines, a bare line end parts nothing."""
    if at.measure.width is None or not at.measure.blank:
        return 0
    if at.after.gap == 0:
        return 2 if at.before.shape is not Shape.TITLE else 0
    return -1 if at.ended else 0


# each with what it says where it speaks for joining; the others speak against it alone
SIGNALS: dict[Signal, str] = {
    own_kind: "",
    mark_at_head: _("the next line begins with a mark that begins no paragraph"),
    pair_open: _("a bracket or quote is open"),
    pause_at_end: _("the line ends with a comma"),
    sentence_ended: "",
    sentence_open: _("the sentence has no end"),
    title_before: _("the line is no headline"),
    title_after: "",
    dateline_after: "",
    tail_is_bound: _("the last character wants another behind it"),
    head_is_bound: _("the next character wants another before it"),
    word_across: _("a word goes across the break"),
    latin_goes_on: _("a Latin word or a figure goes on"),
    line_full: _("the line is full"),
    indents: _("the next line has no indent"),
    blank_lines: _("no blank line stands between"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum of the signals, and those that spoke, the strongest first."""

    score: float
    signals: tuple[tuple[Signal, float], ...]

    @property
    def joins(self) -> bool:
        """Whether the break lies inside a paragraph."""
        return self.score > 0

    @property
    def reasons(self) -> Terms:
        """What the signals for joining say."""
        return Terms(SIGNALS[signal] for signal, weight in self.signals if weight > 0)


def judge(at: Break) -> Verdict:
    """Weigh a break."""
    spoke = [(signal, weight) for signal in SIGNALS if (weight := signal(at))]
    spoke.sort(key=lambda each: -abs(each[1]))
    return Verdict(sum(weight for _, weight in spoke), tuple(spoke))
