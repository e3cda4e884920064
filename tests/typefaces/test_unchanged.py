"""Faces and scripts are the files that were proved, at every build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import resources
from publisher.catalogue import shelf
from publisher.errors import Missing
from publisher.pipeline import faces


def test_a_changed_face_is_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "fonts"
    shutil.copytree(resources.folder("fonts"), mine)
    changed = bytearray((mine / "kai-regular.ttf").read_bytes())
    changed[-1] ^= 1
    (mine / "kai-regular.ttf").write_bytes(changed)
    original: Callable[[str], Path] = resources.folder
    monkeypatch.setattr(
        resources, "folder", lambda name: mine if name == "fonts" else original(name)
    )
    faces.library.cache_clear()
    try:
        with pytest.raises(Missing) as caught:
            faces.library()
    finally:
        faces.library.cache_clear()
    assert caught.value.finding.code == "face-changed"


def test_a_changed_script_goes_to_no_reader() -> None:
    parts = dict(shelf._parts())
    listing = "read/foliate/VENDORED"
    shelf._require_unchanged(listing, parts)
    parts["read/foliate/view.js"] += b"//"
    with pytest.raises(Missing):
        shelf._require_unchanged(listing, parts)
