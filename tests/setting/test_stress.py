"""Made-up articles of every size through all layouts, read off the finished pages."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import Phase, given, seed, settings

from publisher.document.model import Print, Publication
from publisher.pipeline import pdf
from publisher.pipeline.sources import load
from tests.pages import made
from tests.setting import inspecting, made_up
from tests.setting.made_up import EXTREMES, Shape

LAYOUTS = ("feature", "newspaper", "book", "report", "vertical")
COUNT = 200


def printed(shape: Shape, layout: str) -> tuple[Publication, bytes]:
    """An article alone in a layout, on the trim of that layout, by the whole of `publisher pdf`."""
    article = made_up.article(shape)
    own = made.publication(article)
    publication = replace(
        own,
        layout=layout,
        print=Print(None, own.print.bleed, own.print.condition),
        publisher="",  # so that nothing follows the article
        rights="",
        contributors=(),
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / made.PICTURE).parent.mkdir()
        (folder / made.PICTURE).write_bytes(made.picture())
        (folder / "a.md").write_text("# 题\n\n文。\n", encoding="utf-8")
        sources = replace(load(folder), publication=publication, profile="screen")
        return publication, pdf.build(sources).data


def problems(shape: Shape, layout: str) -> list[str]:
    """What is wrong on the pages of an article, a sentence each."""
    publication, data = printed(shape, layout)
    quoted = [part.pull_quote for part in publication.entries[0].article.parts]
    texts = [quote.text for quote in quoted if quote]
    pages = inspecting.sheets(data, layout == "vertical")
    size = float(made.layout(layout).tokens(publication, None)["type_size"])
    return [
        *_on_pages(pages),
        *_half_empty(pages, columns_of(publication)),
        *_beside_themselves(pages, texts),
        *(
            f"p{number + 1} off the grid: {text}"
            for number, text in inspecting.off_grid(pages, size)
        ),
    ]


def _on_pages(pages: Sequence[inspecting.Sheet]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        if out := inspecting.beyond(page):
            yield f"p{number} beyond the page: {''.join(out[:12])}"
        if touching := inspecting.collisions(page):
            yield f"p{number} collide: {touching[:6]}"


def _half_empty(pages: Sequence[inspecting.Sheet], columns: int) -> Iterator[str]:
    for number, share in enumerate(inspecting.filled(pages, columns)[:-1], 1):
        if share < inspecting.LEAST_FILLED:
            yield f"p{number} filled to {share:.2f}"


def _beside_themselves(pages: Sequence[inspecting.Sheet], texts: Sequence[str]) -> Iterator[str]:
    for quote in inspecting.quotes(pages, texts):
        if quote.between is not None and quote.between < inspecting.BETWEEN:
            yield f"p{quote.page + 1} {quote.between} lines from its own: {quote.text}"


def columns_of(publication: Publication) -> int:
    """The columns of a page."""
    if publication.layout == "newspaper":
        layout = made.layout(publication.layout)
        tokens = layout.tokens(publication, None)
        width, height = layout.trim_of(publication)
        trim = {"width": width, "height": height}
        return int(layout.exports("grid.j2", tokens=tokens, trim=trim)["count"])
    return int(made.layout(publication.layout).tokens(publication, None).get("columns", 1))


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("shape", EXTREMES, ids=lambda shape: "-".join(map(str, shape)))
def test_the_largest_and_the_least(shape: Shape, layout: str) -> None:
    assert problems(shape, layout) == []


def made_up_shapes() -> list[Shape]:
    """Two hundred of them, the same at each run."""
    found: list[Shape] = []

    @seed(1)
    @settings(max_examples=COUNT, deadline=None, database=None, phases=[Phase.generate])
    @given(made_up.shapes())
    def collect(shape: Shape) -> None:
        found.append(shape)

    collect()
    return found[:COUNT]


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_hundred_articles(layout: str) -> None:
    """The same articles in each layout, on all cores."""
    shapes = made_up_shapes()
    with ProcessPoolExecutor(os.cpu_count(), get_context("forkserver")) as pool:
        done = pool.map(problems, shapes, repeat(layout), chunksize=4)
        wrong = [(*shape, found) for shape, found in zip(shapes, done, strict=True) if found]
    assert not wrong, "\n".join(map(str, wrong))
