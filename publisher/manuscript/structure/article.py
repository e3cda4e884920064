"""The whole article: its head, its introduction, and a part for each speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from publisher.document.model import Article, Block, Part, Speaker
from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Draft, Passage, Shape, without_head
from publisher.manuscript.rejoin import people
from publisher.manuscript.rejoin.shapes import label_of
from publisher.manuscript.structure.blocks import blocks, dateline_of, marked_quote
from publisher.manuscript.structure.head import read_head
from publisher.manuscript.structure.interview import Interview, interview
from publisher.manuscript.structure.speakers import left_over, presenting, speaker_of


@dataclass(frozen=True, slots=True)
class Structured:
    """An article; `dropped` are labels and marks that its structure says instead of its text."""

    article: Article
    findings: tuple[Finding, ...]
    dropped: tuple[str, ...]
    repeated: tuple[str, ...] = ()


@dataclass(slots=True)
class _Section:
    """The passages of one part while they are gathered."""

    speakers: tuple[Speaker, ...] = ()
    headline: list[Passage] = field(default_factory=list)
    body: list[Passage] = field(default_factory=list)
    line: int = 0


def structure(draft: Draft) -> Structured:
    """Find out what each passage is."""
    head = read_head(draft.passages, draft.file)
    rest = draft.passages[head.taken :]
    talk = interview(rest, draft.file)
    if talk is not None:
        introduction, parts = _talk(talk, draft.file)
        head.dropped += talk.dropped
    else:
        introduction, parts = _parts(list(_sections(rest, head.dropped)), draft.file)
    first = next(iter((*introduction, *(block for part in parts for block in part.blocks))), None)
    article = Article(
        headline=head.headline,
        parts=parts,
        introduction=introduction,
        kicker=head.kicker,
        subheadline=head.subheadline,
        deck=head.deck,
        byline=head.byline,
        dateline=dateline_of(first) if first else None,
        place=Place(draft.file, draft.passages[0].line if draft.passages else 0),
    )
    repeated = talk.repeated if talk else ()
    if not head.headline and first is not None:
        head.findings.append(kinds.HEADLINE_MISSING.at(article.place))
    return Structured(article, tuple(head.findings), tuple(head.dropped), tuple(repeated))


def _talk(talk: Interview, file: str) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
    place = Place(file, talk.line)
    return talk.introduction, (Part(talk.speakers, (), talk.blocks, place=place),)


def _parts(sections: Sequence[_Section], file: str) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
    """Without speakers the body is one part; else what stands before them is the introduction."""
    made = [
        Part(
            each.speakers,
            tuple(line.words for line in each.headline),
            blocks(each.body, file),
            marked_quote(each.body, file),
            Place(file, each.line),
        )
        for each in sections
    ]
    if len(made) == 1:
        return (), tuple(made)
    return made[0].blocks, tuple(made[1:])


def _sections(passages: Sequence[Passage], dropped: list[str]) -> Iterator[_Section]:
    """What stands before the first speaker, then one section a speaker."""
    section = _Section(line=passages[0].line if passages else 0)
    number = 0
    while number < len(passages):
        taken = presenting(passages, number)
        named = _labelled(passages[number], dropped)
        if named:
            yield section
            speaker, first = named
            section = _Section((speaker,), [], [first], passages[number].line)
        if named or not taken:
            section.body += [] if named else [passages[number]]
            number += 1
            continue
        above = _headline_above(section, passages, number + taken)
        yield section
        speakers = (speaker_of(passages[number : number + taken], dropped),)
        section = _Section(speakers, list(above), line=passages[number].line)
        number += taken
        while not above and number < len(passages) and _goes_on(section.headline, passages[number]):
            section.headline.append(passages[number])
            number += 1
    yield section


def _labelled(passage: Passage, dropped: list[str]) -> tuple[Speaker, Passage] | None:
    """姓名（身份）：words, outside a talk: the speaker, and the words."""
    label = label_of(passage.text) if passage.shape is Shape.LABELLED else None
    if label is None or not label[2] or not people.is_name(label[1]):
        return None
    speaker = Speaker(label[1], tuple(people.offices(label[2])))
    dropped += left_over(label[0], label[1] + "".join(speaker.roles))
    words = replace(without_head(passage, label.end()), shape=Shape.PROSE)
    return speaker, words


def _headline_above(section: _Section, passages: Sequence[Passage], number: int) -> list[Passage]:
    """A headline that stands above the speaker's line, where none stands below it."""
    below = passages[number] if number < len(passages) else None
    if below is not None and below.shape in (Shape.TITLE, Shape.HEADING):
        return []
    above: list[Passage] = []
    while section.body and section.body[-1].shape is Shape.TITLE and len(above) < 3:
        if above and above[0].gap:
            break
        above.insert(0, section.body.pop())
    return above


def _goes_on(headline: Sequence[Passage], passage: Passage) -> bool:
    """A headline's lines follow each other without a blank line."""
    title = passage.shape in (Shape.TITLE, Shape.HEADING)
    return title and (not headline or (len(headline) < 3 and not passage.gap))
