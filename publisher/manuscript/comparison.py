"""A manuscript beside what the repairs made of it: raw line by raw line, paragraph by paragraph.

Nothing is compared to find this out: the anchors of a repaired paragraph say which of its
characters come from which raw line.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from publisher.document.model import Article
from publisher.errors import Unusable
from publisher.findings import Finding, Place, Severity
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Draft, Passage
from publisher.manuscript.loading import read, repaired
from publisher.manuscript.lost import asked, doubtful


class Piece(NamedTuple):
    """A raw line, what became of it, where words seem lost in that, and what is asked about it."""

    line: int
    raw: str
    text: str
    lost: tuple[int, ...] = ()
    asked: tuple[Finding, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing was repaired and nothing is to be asked."""
        return self.raw == self.text and not self.lost and not self.asked


class Row(NamedTuple):
    """A repaired paragraph: the raw lines that were joined to it."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole paragraph."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_same(self) -> bool:
        """Whether it is one raw line as it was."""
        return len(self.pieces) == 1 and self.pieces[0].is_same


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of a manuscript in the order of the repaired text; what is asked of the whole."""

    file: str
    rows: tuple[Row, ...]
    asked: tuple[Finding, ...] = ()


def compare(path: Path, shown: str) -> Comparison:
    """Read and repair a manuscript, and put both side by side. Raises Unusable."""
    content = read(path, shown).content
    if isinstance(content, Article):
        raise Unusable(kinds.CLEAN_ALREADY.at(Place(shown)))
    return beside(content)


def beside(raw: Draft) -> Comparison:
    """Repair raw lines, and put both side by side."""
    draft = repaired(raw)
    work = _Work(raw.passages, draft)
    rows = [Row(tuple(work.pieces(passage))) for passage in draft.passages]
    rows += [Row((Piece(line, text, ""),)) for line, text in work.unused()]
    return Comparison(raw.file, tuple(rows), tuple(work.unplaced()))


class _Work:
    def __init__(self, raw: Sequence[Passage], draft: Draft) -> None:
        self._raw: defaultdict[int, deque[str]] = defaultdict(deque)
        for passage in raw:
            self._raw[passage.line].append(passage.text)
        self._lost: defaultdict[int, set[int]] = defaultdict(set)
        self._asked: defaultdict[int, list[Finding]] = defaultdict(list)
        found = [each for each in draft.findings if each.severity >= Severity.WARNING]
        for passage, place in doubtful(draft):
            self._lost[id(passage)].add(place)
            found.append(asked(draft.file, passage, place))
        for finding in dict.fromkeys(found):
            self._asked[finding.place.line if finding.place else 0].append(finding)

    def pieces(self, passage: Passage) -> Iterator[Piece]:
        """A repaired paragraph by its raw lines."""
        lost = sorted(self._lost[id(passage)])
        starts = [0, *(anchor.offset for anchor in passage.anchors[1:]), len(passage.text)]
        for number, (start, end) in enumerate(pairwise(starts)):
            line = passage.anchors[number].line
            last = end == len(passage.text)
            own = (place - start for place in lost if start <= place < end + last)
            raw = self._raw[line].popleft() if self._raw[line] else ""
            said = self._asked.pop(line, ())
            yield Piece(line, raw, passage.text[start:end], tuple(own), tuple(said))

    def unused(self) -> Iterable[tuple[int, str]]:
        """Raw lines of which nothing is left."""
        return [(line, text) for line, texts in sorted(self._raw.items()) for text in texts]

    def unplaced(self) -> Iterable[Finding]:
        """What is asked, but about no line that is shown."""
        return [finding for _, found in sorted(self._asked.items()) for finding in found]
