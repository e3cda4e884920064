"""What a build says of characters that no face at hand can draw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.document.model import Article, Entry, Paragraph, Part, Text
from publisher.errors import Unusable
from publisher.pipeline import faces
from tests.pages import made

TRADITIONAL = "瀾渡縣檔案館藏橋樑圖"


def told(monkeypatch: pytest.MonkeyPatch, file: Path) -> list[tuple[str, dict[str, str]]]:
    """The findings of a text in Traditional characters, with every full face being a file."""
    own = faces.library()
    full = tuple(replace(face, file=file) for face in own.fallbacks)
    monkeypatch.setattr(faces, "library", lambda: replace(own, fallbacks=full))
    article = Article(("題",), (Part((), (), (Paragraph((Text(TRADITIONAL),)),)),))
    with pytest.raises(Unusable) as raised:
        faces.chosen(replace(made.publication(), entries=(Entry(article, "a.md"),)))
    return [(found.kind.code, dict(found.values)) for found in raised.value.findings]


def test_absent_full_faces_are_named_with_the_command_that_brings_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (code, values), *characters = told(monkeypatch, tmp_path / "absent.ttc")
    assert code == "faces-absent"
    assert values["packages"] == "fonts-noto-cjk fonts-lxgw-wenkai"
    assert int(values["count"]) > len(characters) == faces.FEW
    assert {code for code, _ in characters} == {"glyph-missing"}


def test_where_all_faces_are_there_every_character_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = told(monkeypatch, faces.library().face("kai").file)
    assert {code for code, _ in found} == {"glyph-missing"}
    assert {"縣", "檔", "橋"} <= {values["character"] for _, values in found}
