"""What is still to be decided of a manuscript's repairs and warnings, and what a decision writes.

A clean copy holds the repairs, and they are not told again when it is read. As long as the raw
manuscript lies beside it under the same name, they are asked here one by one, where their paragraph
stands as the repairs left it; a paragraph that an editor has worked on since asks nothing more.
Runs in the worker process; nothing here writes a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from publisher.document import settled
from publisher.document.model import Article
from publisher.errors import PublisherError, Unusable
from publisher.findings import Finding, Place
from publisher.manuscript import clean_copy, file_bytes, loading
from publisher.manuscript.findings import RETURNABLE
from publisher.manuscript.markdown import front_matter
from publisher.manuscript.markdown.reading import read_article
from publisher.preview import clean_copies
from publisher.preview.findings import WORKED_ON
from publisher.preview.places import decoded

Refused = frozenset[tuple[str, int]]


class Base(NamedTuple):
    """A raw manuscript repaired, but for what was refused: its findings, its clean copy.

    `lines` are pairs of a raw line and the line of the copy where what begins there stands.
    """

    findings: tuple[Finding, ...]
    text: str
    lines: tuple[tuple[int, int], ...]


def asked(path: Path, name: str, article: Article) -> tuple[Finding, ...]:
    """What was told of the raw manuscript beside a clean copy and is not decided yet."""
    raw = clean_copies.raw_of(path)
    if raw is None:
        return ()
    try:
        text = _text(path, name)
        data = file_bytes(raw, raw.name)
        # nothing new is asked because of a refusal: where a join is refused, a sentence may end
        told, base = _base(raw, data, frozenset()), _base(raw, data, _refused(article))
    except PublisherError:
        return ()
    return settled.left_of(_placed(told.findings, base, text, name), article, name)


def decided(path: Path, name: str, found: Finding, refuses: bool) -> str:
    """The clean copy in which a finding is accepted or refused. Raises Unusable.

    A repair that is refused is taken back. Of a raw manuscript it is a new clean copy.
    """
    loaded, key = loading.load(path, name), "refused" if refuses else "accepted"
    if loaded.passages:
        own = _of_raw(found) if found in loaded.findings else found
        taken = _refusal(own) if refuses else frozenset()
        article = loading.load(path, name, refused=taken).article if taken else loaded.article
        return front_matter.with_list(clean_copy(article), key, (settled.row(own),))
    rows = dict.fromkeys((*getattr(loaded.article, key), settled.row(found)))
    taken = _refusal(found) if refuses else frozenset()
    text = _without(path, name, found, loaded.article, taken) if taken else _text(path, name)
    return front_matter.with_list(text, key, rows)


def _without(path: Path, name: str, found: Finding, article: Article, taken: Refused) -> str:
    """The text of a clean copy with a repair of its raw manuscript taken back. Raises Unusable."""
    mine, raw = _text(path, name), clean_copies.raw_of(path)
    if raw is not None:
        data, before = file_bytes(raw, raw.name), _refused(article)
        repaired, less = _base(raw, data, before), _base(raw, data, before | taken)
        merged = _merged(repaired.text, less.text, mine)
        if merged is not None:
            return merged
    raise Unusable(WORKED_ON.at(found.place))


def _text(path: Path, name: str) -> str:
    return decoded(file_bytes(path, name)).replace("\r\n", "\n").replace("\r", "\n")


def _of_raw(found: Finding) -> Finding:
    """A finding of a raw manuscript, which keeps the line where it stands there."""
    line = found.place.line if found.place else 0
    return replace(found, values=(*found.values, (settled.RAW_LINE, line)))


def _refusal(found: Finding) -> Refused:
    line = dict(found.values).get(settled.RAW_LINE)
    returns = found.code in RETURNABLE and isinstance(line, int)
    return frozenset({(found.code, line)}) if returns and isinstance(line, int) else frozenset()


def _refused(article: Article) -> Refused:
    """The repairs of the raw manuscript that were taken back."""
    rows = [row.rpartition(" ") for row in article.refused]
    return frozenset((code, int(line)) for code, _, line in rows if line.isdecimal())


@lru_cache(maxsize=512)
def _base(raw: Path, data: bytes, refused: Refused) -> Base:
    """Raises Unusable."""
    loaded = loading.load(raw, raw.name, data, refused)
    text = clean_copy(loaded.article)
    copy, _ = read_article(text, raw.name)
    lines = tuple(zip(_lines(loaded.article), _lines(copy), strict=False))
    return Base(tuple(map(_of_raw, loaded.findings)), text, lines)


def _lines(article: Article) -> Iterator[int]:
    """The line in which each block and each part begins."""
    yield from (block.place.line for block in article.introduction)
    for part in article.parts:
        yield part.place.line
        yield from (block.place.line for block in part.blocks)


def _placed(told: Iterable[Finding], base: Base, text: str, name: str) -> Iterator[Finding]:
    """Findings, each where its paragraph stands in a copy that may have been edited since."""
    same = _same(base.text, text)
    for found in told:
        raw = found.place.line if found.place else 0
        here = max((pair for pair in base.lines if 0 < pair[0] <= raw), default=None)
        if here is None:  # the head
            yield replace(found, place=Place(name, 1))
        elif here[1] - 1 in same:
            yield replace(found, place=Place(name, same[here[1] - 1] + 1))


def _same(one: str, other: str) -> dict[int, int]:
    """Which line of a text stands where in another one; both count from 0."""
    matcher = SequenceMatcher(None, one.split("\n"), other.split("\n"), autojunk=False)
    return {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}


def _merged(base: str, theirs: str, mine: str) -> str | None:
    """A text with what differs between two others; None where it was worked on in those lines."""
    same, rows = _same(base, mine), mine.split("\n")
    old, new = base.split("\n"), theirs.split("\n")
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for _, a, b, c, d in reversed([step for step in steps if step[0] != "equal"]):
        # with the line before, so that what is only put in has a place
        first = max(a - 1, 0)
        at = same.get(first, -1)
        if at < 0 or any(same.get(line) != at + line - first for line in range(first, b)):
            return None
        rows[at + a - first : at + b - first] = new[c:d]
    return "\n".join(rows)
