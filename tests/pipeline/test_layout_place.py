"""A layout that is not there is told at the line that names it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.pipeline.sources import layout_place, load


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ("layout: nope", 3),
        ("editions:\n  a: {profile: screen}\n  b: {layout: nope}", 5),
        ("layout: book", 0),
    ],
)
def test_the_line_that_names_a_layout(settings: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 题\n\n文。\n", encoding="utf-8")
    written = f"title: 刊\narticles: [a.md]\n{settings}\n"
    (tmp_path / "publication.yaml").write_text(written, encoding="utf-8")
    sources = load(tmp_path)
    named = replace(sources, publication=replace(sources.publication, layout="nope"))
    assert layout_place(named).line == line  # an edition's is put there before it is made
