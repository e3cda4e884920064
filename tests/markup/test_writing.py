"""Which way lines run, as layout.yaml says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.errors import Unusable
from publisher.markup.layout import Layout


def load(folder: Path, writing: str) -> Layout:
    (folder / "own").mkdir()
    (folder / "own" / "layout.yaml").write_text(f"title: {{zh: 自}}\n{writing}", encoding="utf-8")
    return Layout.load("own", [folder])


@pytest.mark.parametrize(
    ("writing", "vertical"),
    [("", False), ("writing: horizontal\n", False), ("writing: vertical\n", True)],
)
def test_lines_run_as_the_layout_says(tmp_path: Path, writing: str, vertical: bool) -> None:
    assert load(tmp_path, writing).vertical is vertical


def test_another_way_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        load(tmp_path, "writing: upwards\n")
    (found,) = caught.value.findings
    assert found.code == "layout-writing"
    assert found.place is not None
    assert found.place.line == 2
