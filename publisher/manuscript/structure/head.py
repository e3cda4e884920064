"""The head of an article: 引题, 标题, 副题, 提要, 署名."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.characters import SPACES, ems, ends_sentence
from publisher.manuscript.draft import Passage, Shape, without_head
from publisher.manuscript.rejoin import people
from publisher.manuscript.words.simplified import simplified

# A column's title (栏目, 引题) is a few characters that name and claim nothing.
_KICKER_LIMIT = 8
_DECK = re.compile(
    f"(?:提要|内容提要|摘要|核心提示|内容摘要|阅读提示|导读)[{SPACES}]*[：:｜|][{SPACES}]*"
)
_SUB = re.compile("——|—|──|--|―")


@dataclass(slots=True)
class Head:
    """What stands at the head; `taken` counts its passages, `dropped` its labels."""

    kicker: str | None = None
    headline: tuple[str, ...] = ()
    subheadline: str | None = None
    deck: str | None = None
    byline: str | None = None
    taken: int = 0
    dropped: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_head(passages: Sequence[Passage], file: str) -> Head:
    """Take the head off: short lines up to the first prose, and the summary above a by-line."""
    head = Head()
    above = _signed_above(passages)
    head.byline = _line(passages[:above]) or None
    groups = _groups(passages[above:])
    head.taken = above + sum(len(group) for group in groups)
    _assign(head, groups, file)
    rest = passages[head.taken :]
    _deck_and_byline(head, rest)
    return head


def _signed_above(passages: Sequence[Passage]) -> int:
    """How many by-lines stand above the headline, as some desks send them."""
    count = 0
    while count < len(passages) and _signs(passages[count]):
        count += 1
    below = passages[count : count + 1]
    titled = below and below[0].shape in (Shape.TITLE, Shape.HEADING)
    return count if titled else 0


def _groups(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Leading titles; lines without a blank line between are one headline of several lines."""
    groups: list[list[Passage]] = []
    for passage in passages:
        if passage.shape is Shape.HEADING and passage.level > 1:
            break
        if passage.shape not in (Shape.TITLE, Shape.HEADING) or (groups and _signs(passage)):
            break
        if groups and not passage.gap and len(groups[-1]) < 3 and not _SUB.match(passage.text):
            groups[-1].append(passage)
        else:
            groups.append([passage])
    return groups


def _assign(head: Head, groups: Sequence[Sequence[Passage]], file: str) -> None:
    """引题, 标题, 副题 in their order on the page; titles after them belong to the body."""
    rest = list(groups)
    if len(rest) > 1 and _is_kicker(rest):
        head.kicker = _line(rest.pop(0))
    if rest:
        head.headline = tuple(each.words for each in rest[0])
    if len(rest) > 1:
        head.subheadline = _line(rest[1])
        if head.kicker is None and not _SUB.match(simplified(head.subheadline)):
            _unsure(head, rest[0], head.subheadline, "subheadline", file)
    head.taken -= sum(len(group) for group in rest[2:])


def _line(group: Sequence[Passage]) -> str:
    return " ".join(each.words for each in group)


def _is_kicker(groups: Sequence[Sequence[Passage]]) -> bool:
    """The desk's reading of two lines: the first is the kicker if it is a short name.

    A newspaper sets the title of a column or event (乌镇面孔, 世界互联网大会) above the headline,
    which claims something and is longer. A first line longer than the second, or one with a mark,
    is a headline with its subheadline below.
    """
    first, second = groups[0], groups[1]
    if _is_marked(first[0]) != _is_marked(second[0]):
        return _is_marked(second[0])
    if len(first) > 1 or _SUB.match(simplified(second[0].text)):
        return False
    text = first[0].text
    if text[-1] in "：:":
        return True
    brief = ems(text) <= _KICKER_LIMIT and not re.search("[，。！？,!?“”]", text)
    return len(groups) > 2 or (brief and ems(text) < sum(ems(each.text) for each in second))


def _is_marked(passage: Passage) -> bool:
    """Whether the manuscript says that this is the headline."""
    return passage.sure and passage.shape is Shape.HEADING


def _unsure(head: Head, chosen: Sequence[Passage], other: str, part: str, file: str) -> None:
    headline = " ".join(each.text for each in chosen)
    place = Place(file, chosen[0].line)
    head.findings.append(kinds.HEAD_UNSURE.at(place, headline=headline, other=other, part=part))


def _deck_and_byline(head: Head, rest: Sequence[Passage]) -> None:
    """A labelled summary, a by-line, and one paragraph of summary that stands above the by-line."""
    number = 0
    while number < min(3, len(rest)):
        passage = rest[number]
        label = _DECK.match(simplified(passage.text))
        if label and head.deck is None:
            head.deck = without_head(passage, label.end()).words
            head.dropped.append(passage.text[: label.end()])
        elif head.byline is None and _signs(passage):
            head.byline = passage.words
        elif head.deck is None and head.byline is None and _is_summary(rest, number):
            head.deck = passage.words
        else:
            break
        number += 1
    head.taken += number


def _signs(passage: Passage) -> bool:
    """A by-line; at the head of an article 文/某某 and a name without a role are by-lines too."""
    text = passage.text
    written = passage.shape is Shape.CREDIT and text.lstrip("（(").startswith("文")
    alone = passage.shape is Shape.TITLE and people.is_name(text)
    return passage.shape is Shape.BYLINE or written or alone


def _is_summary(rest: Sequence[Passage], number: int) -> bool:
    """One paragraph of sentences between the headline and the by-line."""
    below = rest[number + 1] if number + 1 < len(rest) else None
    prose = rest[number].shape is Shape.PROSE and ends_sentence(rest[number].text)
    return prose and below is not None and _signs(below) and ems(rest[number].text) < 200
