"""Interviews: 问/答, 记者：, 姓名：."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.document.model import Block, Speaker
from publisher.manuscript.draft import Passage, Shape
from publisher.manuscript.rejoin import people
from publisher.manuscript.rejoin.shapes import ANSWER_LABELS, QUESTION_LABELS, label_of, labels
from publisher.manuscript.structure.blocks import blocks, dialogue
from publisher.manuscript.structure.speakers import presenting, speaker_of

_NEITHER = (
    Shape.CAPTION,
    Shape.CREDIT,
    Shape.TITLE,
    Shape.HEADING,
    Shape.NOTE,
    Shape.VERSE,
)


_PRESENTED = re.compile("([^，。：]{2,16})，([^，。：]{2,40})[，。]")


@dataclass(slots=True)
class Interview:
    """The turns of a talk; `repeated` are names and roles known from the text itself."""

    speakers: tuple[Speaker, ...]
    introduction: tuple[Block, ...] = ()
    blocks: tuple[Block, ...] = ()
    line: int = 0
    dropped: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


def interview(passages: Sequence[Passage], file: str) -> Interview | None:
    """A talk with at least one question and one answer; None where there is none."""
    marks = labels(passages)
    marked = [
        label_of(each.text, marks) if each.shape is Shape.LABELLED else None for each in passages
    ]
    found = Counter(each[1] for each in marked if each)
    asking = set(found) & QUESTION_LABELS
    answering = [label for label in found if label not in QUESTION_LABELS]
    if not answering or not (asking or len(answering) > 1):
        return None
    if not asking and max(found.values()) == 1:
        return None  # 姓名（身份）：… once each: parts of their own
    start = next(number for number, each in enumerate(marked) if each)
    talk = Interview((), line=passages[start].line)
    before, given = _introduced(passages[:start], talk.dropped)
    people_by_label = _people(answering, marked, given, before, talk)
    known = (*people_by_label.values(), *given)
    talk.speakers = tuple(dict.fromkeys(each for each in known if each.name))
    talk.introduction = blocks(before, file)
    talk.blocks = tuple(_turns(passages[start:], marked[start:], people_by_label, talk, file))
    return talk


def _turns(
    passages: Sequence[Passage],
    marked: Sequence[re.Match[str] | None],
    known: dict[str, Speaker],
    talk: Interview,
    file: str,
) -> list[Block]:
    done: list[Block] = []
    turn, speaker = "question", ""
    for passage, label in zip(passages, marked, strict=True):
        if label is None and passage.shape in _NEITHER:
            done += blocks([passage], file)
            continue
        text = passage.text
        if label:
            turn = "answer" if label[1] in known else "question"
            speaker = known[label[1]].name if label[1] in known else _asks(label[1])
            text = text[label.end() :]
            talk.dropped.append(label[0])
        done.append(dialogue(passage, file, turn, speaker, text, bool(label)))
    return done


def _asks(label: str) -> str:
    """问 names nobody; 记者 does."""
    return "" if label in ("问", "問", "Q") else label


def _people(
    answering: Sequence[str],
    marked: Sequence[re.Match[str] | None],
    given: Sequence[Speaker],
    before: Sequence[Passage],
    talk: Interview,
) -> dict[str, Speaker]:
    """Label -> speaker, with the full name and the roles that the text gives."""
    known: dict[str, Speaker] = {}
    told = _told(before) if not given else None
    for label in answering:
        role = next((each[2] for each in marked if each and each[1] == label and each[2]), "")
        speaker = next((each for each in given if _means(label, each.name)), None)
        if speaker is None and label in ANSWER_LABELS:
            speaker = given[0] if len(given) == 1 else told
        if speaker is None:
            # 答 is nobody's name: whoever answers is not named in this text
            name = "" if label in ANSWER_LABELS else label
            speaker = Speaker(name, tuple(people.offices(role)))
        known[label] = speaker
    for each in dict.fromkeys(known.values()):
        if each in given or not each.name:
            continue
        talk.repeated += [each.name, *each.roles]
    return known


def _told(before: Sequence[Passage]) -> Speaker | None:
    """The one whom the first sentence of the introduction presents: 方某，林业站站长，…"""
    for passage in before:
        found = _PRESENTED.match(passage.text)
        if found and people.is_name(found[1]) and people.is_office(found[2]):
            return Speaker(found[1], tuple(people.offices(found[2])))
    return None


def _means(label: str, name: str) -> bool:
    """方, 方教授, 方某 and 道林 all mean the one whose full name begins or ends so."""
    parts = name.split("·")
    return (
        name == label
        or label in parts
        or label == name[0]
        or (label[0] == name[0] and len(label) > 1 and people.is_office(label))
        or (label[0] == name[0] and label[1:] in ("先生", "女士", "总"))
    )


def _introduced(
    passages: Sequence[Passage], dropped: list[str]
) -> tuple[list[Passage], list[Speaker]]:
    """Speakers whom lines above the talk present, and the passages that are left."""
    left: list[Passage] = []
    found: list[Speaker] = []
    number = 0
    while number < len(passages):
        taken = presenting(passages, number)
        lines = passages[number : number + max(1, taken)]
        marks: list[str] = []
        speaker = speaker_of(lines, marks) if taken else None
        if speaker is None or speaker in found:
            left += lines
        else:
            found.append(speaker)
            dropped += marks
        number += len(lines)
    return left, found
