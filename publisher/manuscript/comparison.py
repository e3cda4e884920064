"""A manuscript beside what the repairs made of it, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from publisher.document.model import Article
from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Passage
from publisher.manuscript.loading import read, repaired
from publisher.manuscript.lost import doubtful


class Row(NamedTuple):
    """Raw lines with their numbers, what became of them, and where in it words seem lost."""

    raw: tuple[tuple[int, str], ...]
    text: str
    lost: tuple[int, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing was repaired and nothing is to be asked."""
        return len(self.raw) == 1 and self.raw[0][1] == self.text and not self.lost


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of a manuscript in the order of the repaired text."""

    file: str
    rows: tuple[Row, ...]


def compare(path: Path, shown: str) -> Comparison:
    """Read and repair a manuscript, and put both side by side. Raises Unusable."""
    content = read(path, shown).content
    if isinstance(content, Article):
        raise Unusable(kinds.CLEAN_ALREADY.at(Place(shown)))
    raw: dict[int, list[str]] = {}
    for passage in content.passages:
        raw.setdefault(passage.line, []).append(passage.text)
    draft = repaired(content)
    places: dict[int, list[int]] = {}
    for passage, place in doubtful(draft):
        places.setdefault(id(passage), []).append(place)
    rows = [_row(each, raw, places.get(id(each), ())) for each in draft.passages]
    return Comparison(shown, tuple(rows))


def _row(passage: Passage, raw: dict[int, list[str]], lost: list[int] | tuple[()]) -> Row:
    numbers = dict.fromkeys(anchor.line for anchor in passage.anchors)
    lines = tuple((number, text) for number in numbers for text in raw.get(number, ()))
    return Row(lines, passage.text, tuple(sorted(set(lost))))
