"""The program's layouts are what came with it, or somebody is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher import resources
from publisher.errors import Missing, Unusable
from publisher.findings import Finding
from publisher.pipeline import layouts, sources


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's layouts that may be damaged."""
    copy, original = tmp_path / "layouts-of-the-program", resources.folder
    shutil.copytree(original("layouts"), copy)

    def folder(name: str) -> Path:
        return copy if name == "layouts" else original(name)

    monkeypatch.setattr(resources, "folder", folder)
    return copy


def found(folder: Path) -> tuple[Finding, ...]:
    (folder / "a.md").write_text("# 河\n\n河水。\n", encoding="utf-8")
    return layouts.chosen(sources.load(folder / "a.md"))[1]


def test_what_is_whole_is_not_spoken_of(mine: Path, tmp_path: Path) -> None:
    (mine / "feature" / "README.md").write_text("mine", encoding="utf-8")
    assert found(tmp_path) == ()


@pytest.mark.parametrize(
    "name", ["feature/reflow.css", "feature/flow.css", "base/tables.css", layouts.SUMS]
)
@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_that_is_gone_or_empty_ends_the_build(
    mine: Path, tmp_path: Path, name: str, is_there: bool
) -> None:
    (mine / name).write_bytes(b"") if is_there else (mine / name).unlink()
    with pytest.raises(Missing) as caught:
        found(tmp_path)
    assert caught.value.finding.code == "layout-torn"
    assert str(caught.value.finding.place) == f"layouts/{name}"


@pytest.mark.parametrize("name", ["feature/print.css", "base/colours.yaml"])
def test_a_file_that_is_another_is_told(mine: Path, tmp_path: Path, name: str) -> None:
    with (mine / name).open("a", encoding="utf-8") as opened:
        opened.write("\n")
    told = found(tmp_path)
    assert [(each.code, str(each.place)) for each in told] == [
        ("layout-changed", f"layouts/{name}")
    ]


@pytest.mark.parametrize("name", ["feature/layout.yaml", "base/colours.yaml"])
def test_a_file_that_is_no_text_is_refused(mine: Path, tmp_path: Path, name: str) -> None:
    (mine / name).write_bytes((mine / name).read_bytes() + "河".encode()[:2])
    with pytest.raises(Unusable) as caught:
        found(tmp_path)
    assert caught.value.finding.code == "layout-file"
    assert str(caught.value.finding.place) == f"layouts/{name}"


def test_a_layout_of_the_publication_is_its_own_affair(mine: Path, tmp_path: Path) -> None:
    shutil.copytree(mine / "feature", tmp_path / "layouts" / "feature")
    (tmp_path / "layouts" / "feature" / "flow.css").unlink()
    (mine / "feature" / "flow.css").unlink()
    assert found(tmp_path) == ()
