"""Files are replaced whole or not at all, and leave no litter."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from publisher.document.artefact import Artefact
from publisher.errors import Missing


def test_a_file_and_its_companions_are_put_in_place(tmp_path: Path) -> None:
    target = tmp_path / "build" / "a.pdf"
    Artefact(b"new", beside=((".pages.json", b"{}"),)).write(target)
    assert target.read_bytes() == b"new"
    assert sorted(p.name for p in target.parent.iterdir()) == ["a.pages.json", "a.pdf"]


def test_the_old_file_stays_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    (tmp_path / "a.pages.json").mkdir()
    with pytest.raises(Missing) as caught:
        Artefact(b"new", beside=((".pages.json", b"{}"),)).write(target)
    assert caught.value.exit_code == 4
    assert target.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.pages.json", "a.pdf"]


def test_a_folder_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Missing) as caught:
        Artefact(b"new").write(tmp_path / "file" / "a.pdf")
    assert caught.value.finding.code == "output-not-written"


def test_a_workshop_that_another_build_took_for_one_that_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    folder = tempfile.mkdtemp

    def taken_away(prefix: str, dir: Path) -> str:  # noqa: A002 - the library's own name
        made.append(Path(folder(prefix=prefix, dir=dir)))
        if len(made) == 1:  # before it is locked
            made[0].rmdir()
        return str(made[-1])

    monkeypatch.setattr(tempfile, "mkdtemp", taken_away)
    Artefact(b"new").write(tmp_path / "a.pdf")
    assert len(made) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
