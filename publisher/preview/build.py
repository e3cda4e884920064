"""The builder of every day: the same stages as `publisher pdf`. Runs in the worker process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from publisher.manuscript.characters import han_count
from publisher.markup.articles import text_of
from publisher.pipeline.conditions import condition_of
from publisher.pipeline.sources import HOUSE_FILE, Sources, load, shown
from publisher.preview.values import Built, Length, Order
from publisher.progress import Progress


def build(order: Order, progress: Progress) -> Built:
    """Set the publication. Raises PublisherError."""
    from publisher.pipeline import pdf  # only here: the server itself stays light

    sources = ordered(order)
    printed = pdf.build(replace(sources, is_preview=True), progress)
    findings = tuple(dict.fromkeys((*sources.findings, *printed.findings)))
    files = tuple(_files(sources))
    condition, bleed = condition_of(sources), sources.publication.print.bleed
    return Built(
        sources.publication.title,
        printed.data,
        printed.boxes,
        findings,
        files,
        printed.columns,
        printed.pagination,
        tuple(_lengths(sources)),
        condition.bleed if bleed is None else bleed,
        condition.safe,
    )


def ordered(order: Order) -> Sources:
    """The sources of an order. Raises Unusable."""
    sources = load(order.source)
    if not order.layout:
        return sources
    return replace(sources, publication=replace(sources.publication, layout=order.layout))


def _lengths(sources: Sources) -> Iterator[Length]:
    for entry in sources.publication.entries:
        blocks = entry.article.blocks()
        yield Length(entry.article.title, sum(han_count(text_of(block)) for block in blocks))


def _files(sources: Sources) -> Iterator[tuple[str, Path]]:
    for file in sources.files:
        yield shown(file), file.resolve()
    house = sources.root / HOUSE_FILE
    yield shown(house), house.resolve()  # there or not: it may come to be
    for entry in sources.publication.entries:
        for asked in entry.article.pictures():
            picture = sources.root / asked.source
            yield shown(picture), picture.resolve()
