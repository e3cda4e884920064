"""`publisher pdf --specimen NAME`: every kind of block once, in every layout that there is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from publisher import resources
from tests.cli.conftest import Publisher

LAYOUTS = sorted(file.parent.name for file in resources.folder("layouts").glob("*/layout.yaml"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_sets_the_specimen(layout: str, publisher: Publisher, tmp_path: Path) -> None:
    made = publisher("pdf", "--specimen", layout)
    assert (made.code, made.last_line) == (0, f"build/specimen-{layout}.pdf"), made.err
    with pikepdf.open(tmp_path / "build" / f"specimen-{layout}.pdf") as pdf:
        assert len(pdf.pages) >= 2


def test_a_publications_own_layout_is_set_too(
    publisher: Publisher, issue: Path, tmp_path: Path
) -> None:
    own = issue / "layouts" / "mine"
    shutil.copytree(resources.folder("layouts") / "feature", own)
    sheet = own / "print.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\np { color: {{ nothing }} }\n", "utf-8")
    made = publisher("pdf", issue, "--specimen", "mine")
    assert made.code == 3
    assert "print.css" in made.err
    assert "nothing" in made.err


def test_a_layout_that_is_not_there_is_told(publisher: Publisher) -> None:
    made = publisher("pdf", "--specimen", "featur")
    assert made.code == 3
    assert "feature" in made.err
