"""E-books of publications on disk, as `publisher epub` makes them."""

from __future__ import annotations

from pathlib import Path

from publisher.document.settings import EditionSettings
from publisher.findings import Place
from publisher.pipeline import epub as stage
from publisher.pipeline.editions import edition_of
from publisher.pipeline.sources import load

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "manuscript"


def made(source: Path = SAMPLE, **edition: str) -> bytes:
    """The e-book of a source, or of an edition of it (`layout`, `language`)."""
    sources = load(source)
    if edition:
        chosen = EditionSettings(**edition)
        sources = edition_of(sources, "other", chosen, Place(""))
    return stage.make(sources).data
