"""An e-book that was made before comes from the store, and only where it would be the same."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publisher import resources
from publisher.epub import building
from publisher.pipeline import epub as stage
from publisher.pipeline.sources import load

TEXT = '---\nheadline: 桥\n---\n\n镇上有一座石桥。\n\n::: figure {src="a.png" alt="桥"}\n:::\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PUBLISHER_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "publication.yaml").write_text("title: 书\n")
    (folder / "a.md").write_text(TEXT)
    Image.new("RGB", (40, 30), "red").save(folder / "a.png")
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each book that was truly made."""
    seen: list[int] = []
    build = building.build

    def counted(*given: object, **more: object) -> building.Built:
        seen.append(1)
        return build(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "build", counted)
    return seen


def test_a_book_is_made_once(folder: Path, made: list[int]) -> None:
    first = stage.make(load(folder))
    again = stage.make(load(folder))
    assert again == first
    assert len(made) == 1


def _blank_line(folder: Path) -> None:
    (folder / "a.md").write_text(TEXT.replace("\n\n镇", "\n\n\n镇"))


def test_a_blank_line_changes_no_key(folder: Path, made: list[int]) -> None:
    stage.make(load(folder))
    _blank_line(folder)
    stage.make(load(folder))
    assert len(made) == 1


def _word(folder: Path) -> None:
    (folder / "a.md").write_text(TEXT.replace("石桥", "木桥"))


def _picture(folder: Path) -> None:
    Image.new("RGB", (40, 30), "blue").save(folder / "a.png")


def _title(folder: Path) -> None:
    (folder / "publication.yaml").write_text("title: 另一本\n")


def _sheet(folder: Path) -> None:
    with (folder / "layouts" / "mine" / "reflow.css").open("a") as sheet:
        sheet.write("\np { color: red }\n")


@pytest.mark.parametrize("change", [_word, _picture, _title, _sheet])
def test_what_a_book_is_made_of_is_in_its_key(
    folder: Path, made: list[int], change: Callable[[Path], None]
) -> None:
    if change is _sheet:
        shutil.copytree(resources.folder("layouts") / "feature", folder / "layouts" / "mine")
        (folder / "publication.yaml").write_text("title: 书\nlayout: mine\n")
    stage.make(load(folder))
    change(folder)
    stage.make(load(folder))
    assert len(made) == 2


def test_its_time_is_in_its_key(
    folder: Path, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.make(load(folder))
    day = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
    stage.make(load(folder))
    assert len(made) == 2


def test_a_book_with_something_to_say_is_made_each_time(folder: Path, made: list[int]) -> None:
    (folder / "a.md").write_text(TEXT.replace(' alt="桥"', ""))
    first = stage.make(load(folder))
    assert stage.make(load(folder)) == first
    assert any(found.code == "alt-missing" for found in first.findings)
    assert len(made) == 2
