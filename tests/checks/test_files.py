"""Checks of what lies on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher import checks
from publisher.document.assets import PictureFolder
from publisher.document.model import Figure
from publisher.errors import Unusable
from publisher.findings import Place
from tests.epub.made_up import one_part, publication


@pytest.mark.parametrize(
    ("name", "code"), [("a.pdf", "pdf-unreadable"), ("A.EPUB", "epub-unreadable")]
)
def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch, name, code):
    monkeypatch.setattr("publisher.checks.epubcheck._jar", lambda: None)
    (tmp_path / name).write_bytes(b"words")
    found = {f.code: f.place for f in checks.check_file(tmp_path / name, name)}
    assert found[code] == Place(name)


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(Unusable):
        list(checks.check_file(tmp_path / "a.pdf", "a.pdf"))


def test_pictures_that_are_not_there_are_told_once(tmp_path: Path):
    here, there = Place("a.md", 3), Place("a.md", 9)
    of = publication(
        one_part(Figure("a.png", "甲", place=here), Figure("a.png", "乙", place=there))
    )
    found = list(checks.check_publication(of, PictureFolder(tmp_path)))
    assert [(f.code, f.place) for f in found] == [("picture-missing", here)]
