"""讲述者: the lines that present a speaker, and the speaker whom they present."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from publisher.document.model import Speaker
from publisher.manuscript.draft import Passage, Shape
from publisher.manuscript.rejoin import people

PRESENTING = (Shape.ROLE, Shape.NAME, Shape.NAMED)


def presenting(passages: Sequence[Passage], number: int) -> int:
    """How many passages from here present one speaker: a name, with its roles above or below."""
    end = number
    named = False
    while end < len(passages) and passages[end].shape in PRESENTING:
        shape = passages[end].shape
        if named and (shape is not Shape.ROLE or passages[end - 1].shape is Shape.NAMED):
            break
        named = named or shape in (Shape.NAME, Shape.NAMED)
        end += 1
    return end - number if named else 0


def speaker_of(passages: Sequence[Passage], dropped: list[str]) -> Speaker:
    """The speaker; separators that the model does not hold go to `dropped`."""
    name, roles = "", list[str]()
    for passage in passages:
        found = people.presented(passage.text) if passage.shape is Shape.NAMED else None
        if found:
            name = found.name
            roles.append(found.role)
        elif passage.shape is Shape.NAME:
            name = passage.text
        else:
            roles.append(passage.text)
    offices = tuple(people.offices("\n".join(roles)))
    dropped += left_over("".join(each.text for each in passages), name + "".join(offices))
    return Speaker(name, offices)


def left_over(whole: str, kept: str) -> Iterator[str]:
    """Separators, and the label before them, that stand in `whole` and not in `kept`."""
    rest = Counter(whole)
    rest.subtract(Counter(kept))
    yield "".join((+rest).elements())
