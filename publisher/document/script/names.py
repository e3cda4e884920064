"""Names of people in the other script: surnames and the sounds of foreign names keep their form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from publisher.document.model import Contributor, Publication, Speaker

# surnames that are written alike in both scripts though the word is not
_SAME = frozenset("范于余云沈姜郁岳党曲涂游仇朴谷干向征后丑种卜折台冲松占舍制")
_DOUBLE = {"万俟": "万俟", "淳于": "淳于", "鲜于": "鮮于", "澹台": "澹臺", "尉迟": "尉遲"}
_SOUNDS = _SAME | frozenset("里布克胡庄巨托斗冬岩")


def of_people(publication: Publication, convert: Callable[[str], str]) -> Mapping[str, str]:
    """Every name of staff and speakers as it is written in 繁體."""
    return {name: in_traditional(name, convert) for name in _names(publication)}


def in_traditional(name: str, convert: Callable[[str], str]) -> str:
    """A name in 繁體. Foreign names keep the characters of their sounds: 埃里克 is no 埃裡克."""
    if "·" in name:
        return "".join(each if each in _SOUNDS else convert(each) for each in name)
    if name[:2] in _DOUBLE:
        return _DOUBLE[name[:2]] + convert(name[2:])
    return name[0] + convert(name[1:]) if name[0] in _SAME else convert(name)


def _names(publication: Publication) -> Iterator[str]:
    """Names of people; those of one character would be found everywhere."""
    people: Sequence[Contributor | Speaker] = [
        *publication.contributors,
        *(speaker for entry in publication.entries for speaker in entry.article.speakers),
    ]
    yield from (each.name for each in people if len(each.name) > 1)
