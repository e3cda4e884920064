"""A proof: numbers of lines, findings in the margin, a word below the text."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from publisher import checks, manuscript, resources
from publisher.pipeline import pdf as stage
from publisher.pipeline.sources import Sources, load, made_for
from publisher.press.letters import Letters, wrapped
from publisher.typefaces import Library
from publisher.units import POINTS_PER

TEXT = "# 题\n\n第一段,有半角逗号。\n\n第二段。\n"


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "publication.yaml").write_text(
        'title: 澜渡\ntokens: {accent: "#0a5c8f"}\n', encoding="utf-8"
    )
    return made_for(load(tmp_path), "proof")


def test_what_was_found_stands_in_the_margin(sources: Sources) -> None:
    with pikepdf.open(io.BytesIO(stage.build(sources).data)) as pdf:
        (page,) = pdf.pages
        trim, media = ([float(e) for e in page.obj[name]] for name in ("/TrimBox", "/MediaBox"))
        notes = [str(note.Contents) for note in page.obj.Annots if note.Subtype == "/Text"]
    assert media[2] - trim[2] == pytest.approx(62 * POINTS_PER["mm"], abs=0.1)
    assert len(notes) == 2
    assert any("#0a5c8f" in note for note in notes)
    assert any("3　" in note and "全角" in note for note in notes)


def test_the_text_is_that_of_the_manuscript(sources: Sources) -> None:
    copies = [manuscript.clean_copy(entry.article) for entry in sources.publication.entries]
    made = stage.build(sources).data
    assert list(checks.same_text(sources.publication, copies, pdf=made)) == []


def test_it_does_not_depend_on_the_locale(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stage.build(sources).data
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert stage.build(sources).data == first


def test_long_words_are_broken_at_blanks() -> None:
    letters = Letters(Library.load(resources.folder("fonts")).face("hei"), 10)
    assert wrapped(letters, "一二三四五", 25) == ["一二", "三四", "五"]
    rows = wrapped(letters, "one two three four", 50)
    assert " ".join(row.strip() for row in rows) == "one two three four"
    assert len(rows) > 1
    assert all(letters.line(row.strip())[1] <= 50 for row in rows)
