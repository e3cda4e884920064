"""The promises of the design, kept on the publication that travels with the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import checks, manuscript
from publisher.pipeline import epub, pdf
from publisher.pipeline.sources import Sources, load

ROOT = Path(__file__).parent.parent.parent
MANUSCRIPT = ROOT / "manuscript"


@pytest.fixture(scope="module")
def sources() -> Sources:
    """The publication of this repository."""
    return load(MANUSCRIPT)


@pytest.fixture(scope="module")
def printed(sources: Sources) -> pdf.Printed:
    """Its print edition."""
    return pdf.build(sources)


def test_no_character_is_lost_or_added(sources: Sources, printed: pdf.Printed) -> None:
    copies = [manuscript.clean_copy(entry.article) for entry in sources.publication.entries]
    book = epub.make(sources).data
    publication = sources.publication
    assert list(checks.same_text(publication, copies, epub=book, pdf=printed.data)) == []


def test_every_speaker_is_quoted_word_for_word(sources: Sources, printed: pdf.Printed) -> None:
    from publisher.checks import pdf_text

    pages = "".join("".join(page.split()) for page in pdf_text.drawn(printed.data))
    quotes = [
        part.pull_quote.text
        for entry in sources.publication.entries
        for part in entry.article.parts
        if part.speakers and part.pull_quote
    ]
    assert len(quotes) >= 8
    assert len(set(quotes)) == len(quotes)
    for quote in quotes:
        assert pages.count("".join(quote.split())) == 2, quote


def test_pages_begin_at_words_of_the_articles(sources: Sources, printed: pdf.Printed) -> None:
    starts = printed.pagination.starts
    assert [start.folio for start in starts] == sorted({s.folio for s in starts}, key=int)
    for start in starts:
        assert start.block.startswith(f"a{start.article + 1}")


def test_every_block_has_a_place_on_a_page(sources: Sources, printed: pdf.Printed) -> None:
    placed = {(box.place.file, box.place.line) for box in printed.boxes}
    for entry in sources.publication.entries:
        for block in entry.article.blocks():
            if type(block).__name__ != "Note":
                assert (block.place.file, block.place.line) in placed


@pytest.mark.slow
@pytest.mark.parametrize("command", ["pdf", "epub", "pdf --profile screen", "pdf --profile proof"])
def test_the_same_bytes_in_another_zone_and_locale(tmp_path: Path, command: str) -> None:
    found = set()
    for count, (zone, language, seed) in enumerate(
        [("UTC", "C", "0"), ("Asia/Shanghai", "zh_CN.UTF-8", "7"), ("America/Lima", "de_DE", "42")]
    ):
        kind, *options = command.split()
        target = tmp_path / str(count) / f"a.{kind}"
        environment = {**os.environ, "TZ": zone, "LANG": language, "LC_ALL": language}
        subprocess.run(
            [sys.executable, "-m", "publisher", kind, str(MANUSCRIPT), *options, "-o", str(target)],
            env={**environment, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        found.add(target.read_bytes())
    assert len(found) == 1
