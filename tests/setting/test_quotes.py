"""Pull quotes of the sample publication, read off its finished pages in each layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.document.model import Publication
from publisher.manuscript.pull_quotes import spare_quotes
from publisher.pipeline import pdf
from publisher.pipeline.editions import in_layout
from publisher.pipeline.sources import load
from tests.setting import inspecting

SAMPLE = Path(__file__).parent.parent.parent / "manuscript"


def _in(layout: str, columns: int) -> Publication:
    own = in_layout(load(SAMPLE).publication, layout)
    tokens = dict(own.tokens) | ({"columns": columns} if columns else {})
    entries = tuple(replace(entry, tokens=()) for entry in own.entries)
    return replace(own, tokens=tuple(tokens.items()), entries=entries)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "columns"),
    [
        *(("feature", count) for count in (1, 2, 3)),
        *(("report", count) for count in (1, 2)),
        ("book", 0),
        ("newspaper", 0),
        ("vertical", 1),
        ("vertical", 2),
        ("vertical", 3),
    ],
)
def test_each_speaker_has_a_quote_inside_a_column(layout: str, columns: int) -> None:
    """Not the first nor the last thing of a column, and none beside another."""
    publication = _in(layout, columns)
    data = pdf.build(replace(load(SAMPLE), publication=publication, profile="screen")).data
    parts = [part for entry in publication.entries for part in entry.article.parts]
    own = [part.pull_quote.text for part in parts if part.pull_quote]
    assert len(own) == sum(bool(part.speakers) for part in parts)
    # one that finds no place makes way for another sentence of its speaker
    spare = [
        quote.text
        for entry in publication.entries
        for quotes in spare_quotes(entry.article)
        for quote in quotes
    ]
    found = inspecting.quotes(inspecting.sheets(data, layout == "vertical"), [*own, *spare])
    assert len(found) == len(own)
    assert [quote for quote in found if quote.first or quote.last] == []
    assert inspecting.beside(found) == 0
