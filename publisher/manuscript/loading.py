"""A file -> an article: read, normalise, rejoin, structure, lift out the pull quotes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from publisher.document import supplied, unseen
from publisher.document.findings import UNREADABLE
from publisher.document.model import Article, Block, Blocks, List
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Draft, Passage, Refused
from publisher.manuscript.readers import SUFFIXES, Reading, reader_of

__all__ = ["SUFFIXES", "Loaded", "file_bytes", "load", "read", "repair", "repaired"]
LARGEST = 64 << 20  # bytes; the longest novels have 10 MB


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article and everything that is to be said about how it was read.

    `passages` are what it was made of, which know their raw lines; a clean copy has none.
    """

    article: Article
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), compare=False, repr=False)


def load(
    path: Path, shown: str, data: bytes | None = None, refused: Refused = frozenset()
) -> Loaded:
    """Read one manuscript. `shown` is its path as findings name it. Raises Unusable.

    `data` is what `file_bytes` gave for it, if that has been asked; `refused` are repairs that are
    not to be made: the code of each and its raw line.
    """
    reading = read(path, shown, data)
    if isinstance(reading.content, Article):
        done = Loaded(reading.content)
    else:
        done = repair(replace(reading.content, refused=refused))
    done = _seen(done, Place(shown))
    done = replace(done, article=_with_whole_lists(done.article))
    if not done.article.headline and not any(done.article.blocks()):
        raise Unusable(kinds.EMPTY.at(Place(shown)))
    return replace(done, findings=(*reading.findings, *done.findings))


def _with_whole_lists(article: Article) -> Article:
    """Lists of a kind that follow each other are one, as on paper and in the clean copy."""
    return replace(
        article,
        introduction=_whole(article.introduction),
        parts=tuple(replace(part, blocks=_whole(part.blocks)) for part in article.parts),
    )


def _whole(blocks: Blocks) -> Blocks:
    whole: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if isinstance(block, List) and isinstance(last, List) and last.ordered == block.ordered:
            whole[-1] = replace(last, items=(*last.items, *block.items))
        else:
            whole.append(block)
    return tuple(whole) if len(whole) < len(blocks) else blocks


def _seen(done: Loaded, place: Place) -> Loaded:
    """Without characters that steer and are not seen: repairs remove them, references bring them.

    So a reading order is never turned about, whatever the format, and however they were written.
    """
    gone: list[tuple[str, Place]] = []
    article = unseen.without(done.article, place, gone)
    if not gone:
        return done
    by_place: dict[Place, list[str]] = {}
    for character, where in gone:
        by_place.setdefault(where, []).append(f"U+{ord(character):04X}")
    found = tuple(
        kinds.INVISIBLE.at(where, count=len(codes), codes=" ".join(dict.fromkeys(codes)))
        for where, codes in by_place.items()
    )
    return replace(done, article=article, findings=(*done.findings, *found))


def read(path: Path, shown: str, data: bytes | None = None) -> Reading:
    """What the reader of its format gives, nothing repaired. Raises Unusable."""
    return reader_of(path.suffix)(file_bytes(path, shown) if data is None else data, shown)


def repaired(raw: Draft) -> Draft:
    """From raw lines to repaired paragraphs."""
    # here and below: a publication of clean copies never loads what repairs, a third of its start
    from publisher.manuscript.normalise import normalise_characters, normalise_marks
    from publisher.manuscript.rejoin import rejoin

    return normalise_marks(rejoin(normalise_characters(raw)))


def repair(raw: Draft) -> Loaded:
    """From raw lines to an article."""
    from publisher.manuscript.account import unaccounted
    from publisher.manuscript.lost import lost_places
    from publisher.manuscript.pull_quotes import with_pull_quotes
    from publisher.manuscript.report import told
    from publisher.manuscript.structure import structure

    draft = repaired(raw)
    doubtful = lost_places(draft)
    done = structure(draft)
    article = with_pull_quotes(done.article, doubtful.places)
    found = (
        *draft.findings,
        *told(draft.repairs, draft.file),
        *doubtful.findings,
        *done.findings,
        *unaccounted(raw, draft.repairs, done),
    )
    return Loaded(article, tuple(sorted(found, key=_in_order)), draft.passages)


def _in_order(finding: Finding) -> tuple[int, str]:
    return (finding.place.line if finding.place else 0, finding.code)


def file_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a manuscript. Raises Unusable."""
    try:
        return supplied.contents(path, LARGEST)
    except supplied.TooLarge:
        raise Unusable(kinds.TOO_LARGE.at(Place(shown), limit=LARGEST >> 20)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unusable(UNREADABLE.at(Place(shown), reason=reason)) from None
