"""A print PDF that a printing house would send back, and its certificate."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from publisher.document.artefact import Artefact
from publisher.pipeline import pdf
from publisher.pipeline.sources import load, made_for

TEXT = "# 题\n\n河水从城中穿过。\n"
COARSE = "\n![图说](a.png){alt=图}\n"


def made(folder: Path, text: str) -> Artefact:
    Image.linear_gradient("L").resize((60, 40)).save(folder / "a.png")
    (folder / "a.md").write_text(text, encoding="utf-8")
    return pdf.make(load(folder))


def test_a_print_pdf_has_its_certificate_beside_it(tmp_path: Path) -> None:
    artefact = made(tmp_path, TEXT)
    assert artefact.fit
    assert {".preflight.json", ".preflight.html"} <= {suffix for suffix, _ in artefact.beside}


def test_a_screen_pdf_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    artefact = pdf.make(made_for(load(tmp_path), "screen"))
    assert ".preflight.json" not in dict(artefact.beside)


def test_what_is_wrong_is_told_once(tmp_path: Path) -> None:
    artefact = made(tmp_path, TEXT + COARSE)
    assert not artefact.fit
    codes = [found.code for found in artefact.findings if "picture" in found.code]
    assert codes == ["picture-resolution-least"]
