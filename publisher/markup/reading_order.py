"""What the ids of a flow stand for: places in the manuscript, order of reading, outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.document.model import Article, Heading, Publication, plain
from publisher.findings import Place
from publisher.markup.book_words import words
from publisher.markup.chapters import chapter_title, part_title
from publisher.markup.frames import Flow, Title


def places_of(number: int, article: Article) -> Iterator[tuple[str, Place]]:
    """(id, place in the manuscript) for the article, its parts, their quotes and all blocks."""
    identity = f"a{number}"
    yield identity, article.place
    for count, part in enumerate(article.parts, 1):
        yield f"{identity}-p{count}", part.place
        if part.pull_quote:
            yield f"{identity}-p{count}-quote", part.pull_quote.place
    for count, block in enumerate(article.blocks(), 1):
        yield f"{identity}-b{count}", block.place


def order_of(number: int, article: Article) -> Iterator[str]:
    """The ids of parts and blocks in the order in which they are read."""
    identity, count = f"a{number}", 0
    for place, blocks in enumerate((article.introduction, *(p.blocks for p in article.parts))):
        if place:
            yield f"{identity}-p{place}"
        for _block in blocks:
            count += 1
            yield f"{identity}-b{count}"


def outline_of(publication: Publication, flow: Flow, numbers: Mapping[str, str]) -> Iterator[Title]:
    """The flow itself, and below it the parts that have a name or a headline.

    Headings are named too where a layout gives them numbers.
    """
    if not flow.article:
        if flow.kind != "sheet":
            yield Title(flow.kind, 1, flow_title(publication, flow))
        return
    article = publication.entries[flow.article - 1].article
    title = chapter_title(publication, flow.article)
    yield Title(f"a{flow.article}", 1, _numbered(numbers.get(f"a{flow.article}"), title))
    block = len(article.introduction)
    for count, part in enumerate(article.parts, 1):
        name, named = f"a{flow.article}-p{count}", bool(part.speakers or part.headline)
        if named:
            yield Title(name, 2, _numbered(numbers.get(name), part_title(part)))
        for each in part.blocks:
            block += 1
            own = numbers.get(f"a{flow.article}-b{block}")
            if own and isinstance(each, Heading):
                level = own.count(".") + (1 if f"a{flow.article}" in numbers else 2)
                words_of = _numbered(own, plain(each.inlines))
                yield Title(f"a{flow.article}-b{block}", level, words_of)


def _numbered(number: str | None, title: str) -> str:
    return f"{number} {title}" if number else title


def flow_title(publication: Publication, flow: Flow) -> str:
    """How a flow is called in running heads and in the outline."""
    if flow.article:
        return chapter_title(publication, flow.article)
    return publication.title if flow.kind == "sheet" else words(publication.language)[flow.kind]
