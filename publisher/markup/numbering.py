"""Numbers that a layout puts before headings: 1, 1.1, 1.1.1. They are furniture, never text.

A layout asks for them with a token `numbering`. The same numbers stand before the outline's lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.document.model import Article, Heading, Publication

DEEPEST = 3  # what lies deeper is told apart by its type alone (GB/T 1.1: not too many levels)


def section_numbers(publication: Publication, number: int) -> Mapping[str, str]:
    """Ids of an article's parts and headings -> `2.1`.

    Among several articles each is a chapter, and its own number comes first; a single article has
    none. Headings stand one level below the headline of their part, where it has one.
    """
    article = publication.entries[number - 1].article
    several = len(publication.entries) > 1
    above = (number,) if several else ()
    found = {f"a{number}": str(number)} if several else {}
    counts: list[int] = []
    for name, level in _levels(number, article):
        counts = [*counts, 0][: level + 1]
        counts[level] += 1
        steps = (*above, *counts)
        if len(steps) <= DEEPEST:
            found[name] = ".".join(map(str, steps))
    return found


def _levels(number: int, article: Article) -> Iterator[tuple[str, int]]:
    """(id, level from 0) of every headline of a part and every heading; no level is left out."""
    count, last = len(article.introduction), -1
    for place, part in enumerate(article.parts, 1):
        floor = 0
        if part.headline:
            floor, last = 1, 0
            yield f"a{number}-p{place}", 0
        for block in part.blocks:
            count += 1
            if isinstance(block, Heading):
                last = max(min(floor + block.level - 1, last + 1), floor)
                yield f"a{number}-b{count}", last
